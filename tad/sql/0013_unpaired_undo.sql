-- As 0012_samples.

CREATE OR REPLACE FUNCTION tad_activity_rows(ids bigint[])
RETURNS TABLE (activity_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.role, p.group_id, p.organisation_id,
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
            -- Each organisation in each role, in the order of portal.core.classification.Role; a funder's is the seventh.
            UNION ALL SELECT core_code(64, organisation_id * 16 + array_position(ARRAY['beneficiary', 'provider',
                'second_provider', 'host', 'expert_sender', 'facilitator', 'funder', 'organiser', 'observer'], role::text))
                FROM parties
            UNION ALL SELECT core_code(64, funder_id * 16 + 7) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, kind_id) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, id) FROM core_fundingkind WHERE code = 'not-stated'
                AND NOT EXISTS (SELECT FROM tad_funding f WHERE f.activity_id = a.id)
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'cancelled'],
                a.status::text))
            -- Who is named, itself or by an organisation of its, and not as a member of a group: on either side, on each,
            -- as host, and for helping from neither side.
            UNION ALL SELECT core_code(46, core_country_number(country)) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(44 + side, core_country_number(country)) FROM parties
            UNION ALL SELECT core_code(49, core_country_number(country)) FROM parties WHERE role = 'host'
            UNION ALL SELECT core_code(50, core_country_number(country)) FROM parties
                WHERE role IN ('facilitator', 'funder')
            UNION ALL SELECT core_code(50, core_country_number(o.country_id))
                FROM tad_funding f JOIN core_organisation o ON o.id = f.funder_id WHERE f.activity_id = a.id
            -- What is recorded, in the order of tad.models.Recorded.
            UNION ALL SELECT core_code(51, 1) WHERE a.starts_on IS NOT NULL OR a.ends_on IS NOT NULL
            UNION ALL SELECT core_code(51, 2) FROM parties WHERE side = 4
            UNION ALL SELECT core_code(51, 3) FROM parties WHERE side = 3
            UNION ALL SELECT core_code(51, 4) FROM countries
                WHERE (SELECT region_id FROM core_country WHERE iso2 = country) IS NOT NULL
            UNION ALL SELECT core_code(51, 5) FROM tad_activitytopic WHERE activity_id = a.id
            UNION ALL SELECT core_code(51, 6) WHERE a.modality_id IS NOT NULL
            UNION ALL SELECT core_code(51, 7) FROM tad_funding WHERE activity_id = a.id AND amount IS NOT NULL
            UNION ALL SELECT core_code(51, 8) WHERE a.participants IS NOT NULL
            UNION ALL SELECT core_code(51, 9) WHERE a.outcome <> ''
            UNION ALL SELECT core_code(51, 10) FROM tad_evaluation WHERE activity_id = a.id
            -- Numbers that are added up: participants, of them women and men, person-days.
            UNION ALL SELECT tad_digits(60, a.participants)
            UNION ALL SELECT tad_digits(61, a.women)
            UNION ALL SELECT tad_digits(62, a.men)
            UNION ALL SELECT tad_digits(63, (SELECT sum(number) FROM tad_quantity
                WHERE activity_id = a.id AND unit = 'person_days')::bigint)
            UNION ALL SELECT core_code(43, array_position(ARRAY['in_person', 'online', 'hybrid'], a.delivery::text))
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(20, 1) WHERE a.is_sample
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    (   WITH lines AS (
            SELECT p.order, p.id, p.group_id, o.id AS organisation_id, coalesce(p.country_id, o.country_id) AS country_id,
                concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')) AS names
            FROM tad_participation p LEFT JOIN LATERAL (
                SELECT * FROM core_organisation WHERE id = p.organisation_id OFFSET 0) AS o ON true
            WHERE p.activity_id = a.id),
        organisations AS (
            SELECT string_agg(names, ' ' ORDER BY lines.order, id) AS names FROM lines WHERE organisation_id IS NOT NULL),
        named AS (
            SELECT core_joined((SELECT names FROM core_country WHERE iso2 = country) ORDER BY country) AS countries
            FROM (SELECT DISTINCT country_id FROM lines WHERE country_id IS NOT NULL) AS of (country)),
        grouped AS (
            SELECT core_joined((SELECT names FROM core_countrygroup WHERE id = of) ORDER BY of) AS groups
            FROM (SELECT DISTINCT group_id FROM lines WHERE group_id IS NOT NULL) AS of (of)),
        tagged AS (
            SELECT core_joined((SELECT names FROM core_topic WHERE id = topic_id) ORDER BY topic_id) AS topics
            FROM tad_activitytopic WHERE activity_id = a.id)
        SELECT setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
                (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
                 FROM tad_source s WHERE s.activity_id = a.id)), ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, names), a.language_id) || core_document(coalesce(names, ''), ''), 'B')
            || setweight(core_document(concat_ws(' ', left(a.objective, 20000), left(a.description, 20000),
                left(a.outcome, 20000), a.place), a.language_id), 'C')
            || setweight(coalesce(countries, '') || coalesce(groups, ''), 'C') || setweight(coalesce(topics, ''), 'D')
        FROM organisations, named, grouped, tagged)
    FROM tad_activity a WHERE a.id = ANY (ids)
$$;
