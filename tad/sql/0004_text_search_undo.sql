-- Back to 0001: one language for all.
DROP TRIGGER tad_topic_renamed ON core_topic;
DROP FUNCTION tad_topic_renamed();
DROP TRIGGER tad_group_renamed ON core_countrygroup;
DROP FUNCTION tad_group_renamed();
DROP TRIGGER tad_words_removed ON tad_activity;
DROP TRIGGER tad_words_changed ON tad_activity;
DROP TRIGGER tad_words_added ON tad_activity;
DROP FUNCTION tad_activity_words_changed();
DROP FUNCTION tad_activity_words_all();
DROP FUNCTION tad_activity_words();

CREATE OR REPLACE FUNCTION tad_activity_rows(ids bigint[])
RETURNS TABLE (activity_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.group_id, p.organisation_id,
                coalesce(p.country_id, (SELECT country_id FROM core_organisation WHERE id = p.organisation_id)) AS country,
                -- The sides of the rule. Organisers, facilitators, funders and observers are on neither.
                CASE WHEN p.role = 'beneficiary' THEN 3
                     WHEN p.role IN ('provider', 'second_provider', 'host', 'expert_sender') THEN 4 END AS side
            FROM tad_participation p WHERE p.activity_id = a.id),
        -- Countries take part directly, through an organisation of theirs, or as a member of a group on the day.
        countries AS (
            SELECT side, country FROM parties WHERE side IS NOT NULL AND country IS NOT NULL
            UNION ALL
            SELECT side, country_id FROM parties p, LATERAL (
                SELECT m.country_id FROM core_countrygroupmember m
                WHERE m.group_id = p.group_id
                  AND (m.valid_from IS NULL OR m.valid_from <= coalesce(a.starts_on, a.ends_on, current_date))
                  AND (m.valid_to IS NULL OR coalesce(a.starts_on, a.ends_on, current_date) < m.valid_to)
                OFFSET 0) AS members
            WHERE side IS NOT NULL AND group_id IS NOT NULL)
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM tad_activitytopic WHERE activity_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(side, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(side, 1000 + group_id) FROM parties
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(6, a.modality_id)
            UNION ALL SELECT core_code(7, array_position(ARRAY['south_south', 'triangular', 'national', 'north_south',
                'multilateral', 'other', 'unclassified'], a.kind::text))
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, language_id) FROM tad_activitylanguage WHERE activity_id = a.id
            UNION ALL SELECT core_code(10, goal_id) FROM tad_activitygoal WHERE activity_id = a.id
            UNION ALL SELECT core_code(11, recommendation_id) FROM tad_activityrecommendation WHERE activity_id = a.id
            UNION ALL SELECT core_code(12, organisation_id) FROM parties
            UNION ALL SELECT core_code(12, funder_id) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, kind_id) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, id) FROM core_fundingkind WHERE code = 'not-stated'
                AND NOT EXISTS (SELECT FROM tad_funding f WHERE f.activity_id = a.id)
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'cancelled'],
                a.status::text))
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    setweight(to_tsvector('portal', concat_ws(' ', a.ref, a.title,
        (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
         FROM tad_source s WHERE s.activity_id = a.id))), 'A')
    || setweight(to_tsvector('portal', concat_ws(' ', a.summary,
        (SELECT string_agg((SELECT concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' '))
                            FROM core_organisation o WHERE o.id = p.organisation_id), ' ' ORDER BY p.order, p.id)
         FROM tad_participation p WHERE p.activity_id = a.id))), 'B')
    || setweight(to_tsvector('portal', concat_ws(' ', left(a.objective, 50000), left(a.description, 50000),
        left(a.outcome, 50000), a.place,
        (SELECT string_agg(concat_ws(' ',
                (SELECT concat_ws(' ', c.labels ->> 'en', c.everyday_name) FROM core_country c WHERE c.iso2 = p.country_id),
                (SELECT g.labels ->> 'en' FROM core_countrygroup g WHERE g.id = p.group_id)), ' ' ORDER BY p.order, p.id)
         FROM tad_participation p WHERE p.activity_id = a.id))), 'C')
    FROM tad_activity a WHERE a.id = ANY (ids)
$$;

-- All of them, in batches that fit in memory: after a large load that set portal.defer_index, or to repair.
CREATE OR REPLACE FUNCTION tad_activity_index_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    batch bigint[];
BEGIN
    DELETE FROM tad_activitysearch;
    FOR batch IN SELECT array_agg(id) FROM tad_activity GROUP BY id / 5000 ORDER BY id / 5000 LOOP
        INSERT INTO tad_activitysearch (activity_id, sort_date, title_key, added_at, codes, document)
        SELECT activity_id, sort_date, title_key, added_at, codes, document FROM tad_activity_rows(batch);
    END LOOP;
    PERFORM core_count_version('activity', NULL);
END $$;

CREATE OR REPLACE FUNCTION tad_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        WITH changed AS (
            SELECT iso2 FROM new_rows n JOIN old_rows o USING (iso2)
            WHERE (n.region_id, n.labels ->> 'en', n.everyday_name) IS DISTINCT FROM
                  (o.region_id, o.labels ->> 'en', o.everyday_name))
        SELECT array_agg(activity_id) FROM (
            SELECT p.activity_id FROM changed JOIN tad_participation p ON p.country_id = iso2
            UNION SELECT p.activity_id FROM changed JOIN core_organisation o ON o.country_id = iso2
                JOIN tad_participation p ON p.organisation_id = o.id
            UNION SELECT p.activity_id FROM changed JOIN core_countrygroupmember m ON m.country_id = iso2
                JOIN tad_participation p ON p.group_id = m.group_id) AS involved));
    RETURN NULL;
END $$;

SELECT tad_activity_index_all();
