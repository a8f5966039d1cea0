-- As 0008_roles.

CREATE OR REPLACE FUNCTION partnerships_initiative_rows(ids bigint[])
RETURNS TABLE (initiative_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE SET plan_cache_mode = force_generic_plan AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.role, p.country_id, p.group_id, p.organisation_id, core_side(p.role) AS side
            FROM partnerships_partner p WHERE p.initiative_id = a.id),
        countries AS (
            SELECT side, country FROM parties,
                core_party_countries(country_id, group_id, organisation_id, coalesce(a.starts_on, a.ends_on)) AS country
            WHERE side IS NOT NULL)
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM partnerships_initiativetopic WHERE initiative_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(side, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(side, 1000 + group_id) FROM parties
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(6, modality_id) FROM partnerships_initiativemodality WHERE initiative_id = a.id
            UNION ALL SELECT core_code(7, array_position(ARRAY['south_south', 'triangular', 'national', 'north_south',
                'multilateral', 'other', 'unclassified'], a.kind::text))
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, (SELECT id FROM core_language WHERE core_language.code = a.language_id))
            UNION ALL SELECT core_code(12, organisation_id) FROM parties
            UNION ALL SELECT core_code(64, organisation_id * 16 + array_position(ARRAY['beneficiary', 'provider',
                'second_provider', 'host', 'expert_sender', 'facilitator', 'funder', 'organiser', 'observer'], role::text))
                FROM parties
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'suspended', 'unknown'],
                a.status::text))
            UNION ALL SELECT core_code(15, instrument_id) FROM partnerships_initiativeinstrument WHERE initiative_id = a.id
            UNION ALL SELECT core_code(16, sector_id) FROM partnerships_initiativesector WHERE initiative_id = a.id
            UNION ALL SELECT core_code(17, array_position(ARRAY['with', 'without', 'unknown'], a.support::text))
            UNION ALL SELECT core_code(18, CASE WHEN a.challenge <> '' AND a.solution <> '' AND a.exchange <> ''
                AND (a.results <> '' OR EXISTS (SELECT FROM partnerships_result r WHERE r.initiative_id = a.id))
                THEN 2 ELSE 1 END)
            UNION ALL SELECT core_code(19, CASE WHEN a.partners_confirmed = 0 THEN 3
                WHEN a.partners_confirmed < a.partners_asked THEN 2 ELSE 1 END)
            -- Who is named, itself or by an organisation of its, and not as a member of a group.
            UNION ALL SELECT core_code(46, core_country_number(country)) FROM parties,
                core_party_countries(country_id, NULL, organisation_id, NULL) AS country
                WHERE side IS NOT NULL AND country IS NOT NULL
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    (   WITH lines AS (
            SELECT p.order, p.id, p.group_id, coalesce(p.country_id, o.country_id) AS country_id,
                nullif(concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' '),
                    CASE WHEN num_nonnulls(p.organisation_id, p.group_id) = 0 THEN p.as_said END), '') AS names
            FROM partnerships_partner p LEFT JOIN core_organisation o ON o.id = p.organisation_id
            WHERE p.initiative_id = a.id),
        partners AS (
            SELECT string_agg(names, ' ' ORDER BY lines.order, id) AS names, array_agg(country_id) AS countries,
                array_agg(group_id) AS groups FROM lines)
        SELECT setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
                (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
                 FROM partnerships_initiativesource s WHERE s.initiative_id = a.id)), ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, names), a.language_id)
                || core_document(coalesce(names, ''), ''), 'B')
            || setweight(core_document(concat_ws(' ', left(a.challenge, 20000), left(a.solution, 20000),
                left(a.exchange, 20000), left(a.results, 20000), left(a.innovation, 20000), left(a.sustainability, 20000),
                left(a.replicability, 20000), left(a.lessons, 20000), a.paid_by), a.language_id), 'C')
            || core_known_names(countries::text[], groups,
                ARRAY(SELECT topic_id FROM partnerships_initiativetopic t WHERE t.initiative_id = a.id))
        FROM partners)
    FROM partnerships_initiative a WHERE a.id = ANY (ids)
$$;

SELECT partnerships_initiative_index(ARRAY(SELECT id FROM partnerships_initiative WHERE is_sample));
