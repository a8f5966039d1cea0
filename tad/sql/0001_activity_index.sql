-- How an activity's search row is derived (tad_activitysearch). Executed by a migration; never edit, add a file.
-- The numbers of facets and of their values: portal/core/facets.py, tad/filters.py.

-- Who takes part, one row a country: directly, through an organisation of that country, or as a member of a group on the day.
CREATE FUNCTION tad_activity_countries(activity bigint, day date)
RETURNS TABLE (role text, country text) LANGUAGE sql STABLE AS $$
    SELECT p.role, coalesce(p.country_id, o.country_id)
    FROM tad_participation p LEFT JOIN core_organisation o ON o.id = p.organisation_id
    WHERE p.activity_id = activity AND coalesce(p.country_id, o.country_id) IS NOT NULL
    UNION ALL
    SELECT p.role, m.country_id
    FROM tad_participation p JOIN core_countrygroupmember m ON m.group_id = p.group_id
    WHERE p.activity_id = activity
      AND (m.valid_from IS NULL OR m.valid_from <= day) AND (m.valid_to IS NULL OR day < m.valid_to)
$$;

CREATE FUNCTION tad_activity_codes(a tad_activity) RETURNS int[] LANGUAGE sql STABLE AS $$
    WITH day AS (SELECT coalesce(a.starts_on, a.ends_on, current_date) AS day),
    -- The sides of the rule: beneficiary 3, provider 4. Organisers, facilitators, funders and observers are on neither.
    sides (role, facet) AS (VALUES
        ('beneficiary', 3), ('provider', 4), ('second_provider', 4), ('host', 4), ('expert_sender', 4)),
    countries AS (
        SELECT DISTINCT s.facet, c.country
        FROM day, tad_activity_countries(a.id, day.day) c JOIN sides s ON s.role = c.role),
    groups AS (
        SELECT DISTINCT s.facet, p.group_id
        FROM tad_participation p JOIN sides s ON s.role = p.role
        WHERE p.activity_id = a.id AND p.group_id IS NOT NULL)
    SELECT array_agg(DISTINCT code ORDER BY code) FROM (
        SELECT core_code(1, topic_id) AS code FROM tad_activitytopic WHERE activity_id = a.id
        UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
        UNION ALL SELECT core_code(facet, core_country_number(country)) FROM countries
        UNION ALL SELECT core_code(2, 1000 + group_id) FROM groups
        UNION ALL SELECT core_code(facet, 1000 + group_id) FROM groups
        UNION ALL SELECT core_code(5, k.region_id) FROM countries c JOIN core_country k ON k.iso2 = c.country
            WHERE k.region_id IS NOT NULL
        UNION ALL SELECT core_code(6, a.modality_id) WHERE a.modality_id IS NOT NULL
        UNION ALL SELECT core_code(7, array_position(ARRAY['south_south', 'triangular', 'national', 'north_south',
            'multilateral', 'other', 'unclassified'], a.kind::text))
        UNION ALL SELECT core_code(8, year) FROM generate_series(
            extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
            extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
        UNION ALL SELECT core_code(9, language_id) FROM tad_activitylanguage WHERE activity_id = a.id
        UNION ALL SELECT core_code(10, goal_id) FROM tad_activitygoal WHERE activity_id = a.id
        UNION ALL SELECT core_code(11, recommendation_id) FROM tad_activityrecommendation WHERE activity_id = a.id
        UNION ALL SELECT core_code(12, organisation_id) FROM tad_participation
            WHERE activity_id = a.id AND organisation_id IS NOT NULL
        UNION ALL SELECT core_code(12, funder_id) FROM tad_funding WHERE activity_id = a.id AND funder_id IS NOT NULL
        UNION ALL SELECT core_code(13, kind_id) FROM tad_funding WHERE activity_id = a.id
        UNION ALL SELECT core_code(13, id) FROM core_fundingkind WHERE code = 'not-stated'
            AND NOT EXISTS (SELECT FROM tad_funding f WHERE f.activity_id = a.id)
        UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'cancelled'],
            a.status::text))
        UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
        UNION ALL SELECT core_code(21, a.owner_id) WHERE a.owner_id IS NOT NULL
        UNION ALL SELECT core_code(22, a.created_by_id) WHERE a.created_by_id IS NOT NULL
    ) codes
$$;

CREATE FUNCTION tad_activity_document(a tad_activity) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT
        setweight(to_tsvector('portal', a.ref || ' ' || a.title || ' ' || coalesce(
            (SELECT string_agg(s.title_as_said || ' ' || s.symbol, ' ') FROM tad_source s WHERE s.activity_id = a.id),
            '')), 'A')
        || setweight(to_tsvector('portal', a.summary || ' ' || coalesce(
            (SELECT string_agg(concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')), ' ')
             FROM tad_participation p JOIN core_organisation o ON o.id = p.organisation_id
             WHERE p.activity_id = a.id), '')), 'B')
        || setweight(to_tsvector('portal', concat_ws(' ', left(a.objective, 50000), left(a.description, 50000),
            left(a.outcome, 50000), a.place,
            (SELECT string_agg(concat_ws(' ', c.labels ->> 'en', c.everyday_name), ' ')
             FROM tad_participation p JOIN core_country c ON c.iso2 = p.country_id WHERE p.activity_id = a.id),
            (SELECT string_agg(g.labels ->> 'en', ' ')
             FROM tad_participation p JOIN core_countrygroup g ON g.id = p.group_id WHERE p.activity_id = a.id))), 'C')
$$;

-- Derive the rows of these activities and tell the servers which of them became different.
CREATE FUNCTION tad_activity_index(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    IF ids IS NULL OR current_setting('portal.defer_index', true) = 'on' THEN
        RETURN;
    END IF;
    WITH written AS (
        INSERT INTO tad_activitysearch AS kept (activity_id, sort_date, title_key, added_at, codes, document)
        SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
               tad_activity_codes(a), tad_activity_document(a)
        FROM tad_activity a WHERE a.id = ANY (ids)
        ON CONFLICT (activity_id) DO UPDATE SET
            sort_date = excluded.sort_date, title_key = excluded.title_key, added_at = excluded.added_at,
            codes = excluded.codes, document = excluded.document
        WHERE (kept.sort_date, kept.title_key, kept.added_at, kept.codes, kept.document)
            IS DISTINCT FROM (excluded.sort_date, excluded.title_key, excluded.added_at, excluded.codes, excluded.document)
        RETURNING activity_id),
    gone AS (
        DELETE FROM tad_activitysearch WHERE activity_id = ANY (ids)
            AND NOT EXISTS (SELECT FROM tad_activity a WHERE a.id = activity_id)
        RETURNING activity_id)
    SELECT array_agg(activity_id) INTO changed
    FROM (SELECT activity_id FROM written UNION ALL SELECT activity_id FROM gone) AS both_kinds;
    IF changed IS NOT NULL THEN
        PERFORM core_count_version('activity', changed);
    END IF;
END $$;

-- All of them: after a large load that set portal.defer_index, or to repair.
CREATE FUNCTION tad_activity_index_all() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM tad_activitysearch;
    INSERT INTO tad_activitysearch (activity_id, sort_date, title_key, added_at, codes, document)
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
           tad_activity_codes(a), tad_activity_document(a)
    FROM tad_activity a;
    PERFORM core_count_version('activity', NULL);
END $$;

-- Names and memberships that rows are derived from, kept on the ground floor.
CREATE FUNCTION tad_organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        SELECT array_agg(DISTINCT p.activity_id)
        FROM new_rows n JOIN old_rows o USING (id) JOIN tad_participation p ON p.organisation_id = n.id
        WHERE (n.name, n.acronym, n.aliases, n.country_id) IS DISTINCT FROM (o.name, o.acronym, o.aliases, o.country_id)));
    RETURN NULL;
END $$;
CREATE TRIGGER tad_organisation_changed AFTER UPDATE ON core_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tad_organisation_changed();

CREATE FUNCTION tad_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        SELECT array_agg(DISTINCT a.id)
        FROM new_rows n JOIN old_rows o USING (iso2), tad_activity a
        WHERE (n.region_id, n.labels ->> 'en', n.everyday_name) IS DISTINCT FROM
              (o.region_id, o.labels ->> 'en', o.everyday_name)
          AND EXISTS (SELECT FROM tad_activity_countries(a.id, coalesce(a.starts_on, a.ends_on, current_date)) c
                      WHERE c.country = n.iso2)));
    RETURN NULL;
END $$;
CREATE TRIGGER tad_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tad_country_changed();

CREATE FUNCTION tad_group_members_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        SELECT array_agg(DISTINCT p.activity_id) FROM changed_rows c JOIN tad_participation p ON p.group_id = c.group_id));
    RETURN NULL;
END $$;
CREATE TRIGGER tad_group_member_added AFTER INSERT ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tad_group_members_changed();
CREATE TRIGGER tad_group_member_changed AFTER UPDATE ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tad_group_members_changed();
CREATE TRIGGER tad_group_member_removed AFTER DELETE ON core_countrygroupmember
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION tad_group_members_changed();
