CREATE OR REPLACE FUNCTION matchmaking_listing_rows(ids bigint[])
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
