-- How search rows of needs and offers are derived. Executed by a migration, once for each: "listing" stands for the one
-- and the other. Never edit, add a file. The numbers of facets and of their values: portal/core/facets.py,
-- matchmaking/filters.py. The confidential part is read by nothing in this file.

CREATE FUNCTION matchmaking_listing_rows(ids bigint[])
RETURNS TABLE (listing_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE SET plan_cache_mode = force_generic_plan AS $$
    SELECT a.id, (a.published_at AT TIME ZONE 'UTC')::date, core_sort_key(a.title), a.published_at,
    (   WITH places AS (SELECT * FROM matchmaking_listingplace p WHERE p.listing_id = a.id),
        countries AS (
            SELECT country FROM places, core_party_countries(country_id, group_id, NULL,
                coalesce(a.starts_on, a.ends_on, (a.created_at AT TIME ZONE 'UTC')::date)) AS country
            WHERE region_id IS NULL
            UNION SELECT c.iso2 FROM places JOIN core_country c USING (region_id)
            -- A need that names no place is its owner's country's; an offer is for any country.
            UNION SELECT c.iso2 FROM core_country c
            WHERE NOT EXISTS (SELECT FROM places) AND ('listing' = 'offer' OR c.iso2 = owner.country_id))
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM matchmaking_listingtopic WHERE listing_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM places
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(5, region_id) FROM places
            UNION ALL SELECT core_code(6, modality_id) FROM matchmaking_listingmodality WHERE listing_id = a.id
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, language_id) FROM matchmaking_listinglanguage WHERE listing_id = a.id
            UNION ALL SELECT core_code(10, goal_id) FROM matchmaking_listinggoal WHERE listing_id = a.id
            UNION ALL SELECT core_code(11, recommendation_id) FROM matchmaking_listingrecommendation
                WHERE listing_id = a.id
            UNION ALL SELECT core_code(12, a.owner_id)
            -- Open and expired are both 1 here: the index in memory tells them apart, by the day (EXPIRES).
            UNION ALL SELECT core_code(14, array_position(ARRAY['', 'expired', 'matched', 'closed', 'withdrawn'],
                a.ending::text)) WHERE a.state = 'published'
            UNION ALL SELECT core_code(20, CASE a.visibility WHEN 'public' THEN 0 WHEN 'registered' THEN 2 END)
                WHERE a.state = 'published' AND a.ending <> 'withdrawn'
            UNION ALL SELECT core_code(20, 1) WHERE a.is_sample
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
            UNION ALL SELECT core_code(32, organisation_id) FROM matchmaking_listinginvited
                WHERE listing_id = a.id AND a.state = 'published' AND a.ending <> 'withdrawn' AND a.visibility = 'invited'
            UNION ALL SELECT core_code(33, array_position(ARRAY['financial', 'technical', 'ppp'], wanted::text))
                FROM unnest(a.match_types) AS wanted
            UNION ALL SELECT core_code(34, array_position(ARRAY['free', 'cost-sharing', 'licence', 'collaboration',
                'joint-venture', 'sale'], condition))
                FROM jsonb_array_elements_text(coalesce(to_jsonb(a) -> 'conditions', '[]')) AS condition
            UNION ALL SELECT core_code(35, coalesce(a.expires_on, a.deadline) - date '0001-01-01' + 1)
            UNION ALL SELECT core_code(36, (a.published_at AT TIME ZONE 'UTC')::date - date '0001-01-01' + 1)
                WHERE a.state = 'published'
        ) AS every),
    (   SELECT setweight(core_document(a.title, a.language_id) || core_document(a.ref, ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, names), a.language_id) || core_document(names, ''), 'B')
            || setweight(core_document(left(matchmaking_told(to_jsonb(a)), 60000), a.language_id), 'C')
            || setweight(coalesce((SELECT core_joined(core_names(r.labels, '') ORDER BY r.id) FROM core_region r
                WHERE r.id IN (SELECT p.region_id FROM matchmaking_listingplace p WHERE p.listing_id = a.id)), ''), 'C')
            || core_known_names(
                ARRAY(SELECT p.country_id::text FROM matchmaking_listingplace p WHERE p.listing_id = a.id
                    UNION SELECT owner.country_id::text),
                ARRAY(SELECT p.group_id FROM matchmaking_listingplace p WHERE p.listing_id = a.id),
                ARRAY(SELECT t.topic_id FROM matchmaking_listingtopic t WHERE t.listing_id = a.id))
        FROM concat_ws(' ', owner.name, owner.acronym, array_to_string(owner.aliases, ' ')) AS names)
    FROM matchmaking_listing a LEFT JOIN core_organisation owner ON owner.id = a.owner_id WHERE a.id = ANY (ids)
$$;

CREATE FUNCTION matchmaking_listing_index(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_rows('listing', 'matchmaking_listing', 'matchmaking_listingsearch', 'matchmaking_listing_rows', ids)
$$;

-- Names and memberships that rows are derived from.
CREATE FUNCTION matchmaking_listing_owner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM matchmaking_listing_index((
        SELECT array_agg(a.id) FROM new_rows n JOIN old_rows o USING (id) JOIN matchmaking_listing a ON a.owner_id = n.id
        WHERE (n.name, n.acronym, n.aliases, n.country_id) IS DISTINCT FROM (o.name, o.acronym, o.aliases, o.country_id)));
    RETURN NULL;
END $$;
CREATE TRIGGER matchmaking_listing_owner_changed AFTER UPDATE ON core_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION matchmaking_listing_owner_changed();

-- A line may mean a country without naming it (a region, a group, any country), so a country's change, which is rare,
-- derives all of them.
CREATE FUNCTION matchmaking_listing_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows n LEFT JOIN old_rows o USING (iso2)
               WHERE (n.region_id, n.names) IS DISTINCT FROM (o.region_id, o.names)) THEN
        PERFORM matchmaking_listing_index((SELECT array_agg(id) FROM matchmaking_listing));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER matchmaking_listing_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION matchmaking_listing_country_changed();

CREATE FUNCTION matchmaking_listing_region_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM matchmaking_listing_index((
        SELECT array_agg(DISTINCT p.listing_id) FROM new_rows n JOIN old_rows o USING (id)
            JOIN matchmaking_listingplace p ON p.region_id = n.id
        WHERE n.labels IS DISTINCT FROM o.labels));
    RETURN NULL;
END $$;
CREATE TRIGGER matchmaking_listing_region_renamed AFTER UPDATE ON core_region
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION matchmaking_listing_region_renamed();

CREATE TRIGGER matchmaking_listing_group_member_added AFTER INSERT ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('matchmaking_listing_index', 'matchmaking_listingplace', 'listing_id');
CREATE TRIGGER matchmaking_listing_group_member_changed AFTER UPDATE ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('matchmaking_listing_index', 'matchmaking_listingplace', 'listing_id');
CREATE TRIGGER matchmaking_listing_group_member_removed AFTER DELETE ON core_countrygroupmember
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('matchmaking_listing_index', 'matchmaking_listingplace', 'listing_id');
CREATE TRIGGER matchmaking_listing_group_renamed AFTER UPDATE ON core_countrygroup
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_group_renamed('matchmaking_listing_index', 'matchmaking_listingplace', 'listing_id');
CREATE TRIGGER matchmaking_listing_topic_renamed AFTER UPDATE ON core_topic
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_topic_renamed('matchmaking_listing_index', 'matchmaking_listingtopic', 'listing_id');

-- The words that those contain of their own which everybody sees; and everything anew, to repair.
CREATE FUNCTION matchmaking_listing_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM matchmaking_listing a, core_words(matchmaking_public_words(to_jsonb(a))) AS word
    GROUP BY word
$$;
CREATE FUNCTION matchmaking_listing_index_all() RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_all_rows('listing', 'matchmaking_listing', 'matchmaking_listingsearch', 'matchmaking_listing_rows');
    DELETE FROM core_searchword WHERE subject = 'listing';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'listing', word, core_letters(word), records FROM matchmaking_listing_words();
$$;
CREATE TRIGGER matchmaking_words_added AFTER INSERT ON matchmaking_listing
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION matchmaking_words_changed('listing');
CREATE TRIGGER matchmaking_words_changed AFTER UPDATE ON matchmaking_listing
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION matchmaking_words_changed('listing');
CREATE TRIGGER matchmaking_words_removed AFTER DELETE ON matchmaking_listing
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION matchmaking_words_changed('listing');
