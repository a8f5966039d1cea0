-- As of activities, needs and offers: a search row says which meetings are invented, so that they can be left out.

CREATE OR REPLACE FUNCTION core_meeting_rows(ids bigint[])
RETURNS TABLE (meeting_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE SET plan_cache_mode = force_generic_plan AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.country_id, p.group_id, p.organisation_id, core_side(p.role) AS side
            FROM core_meetingparty p WHERE p.meeting_id = a.id),
        countries AS (
            SELECT country FROM parties,
                core_party_countries(country_id, group_id, organisation_id, coalesce(a.starts_on, a.ends_on)) AS country
            WHERE side IS NOT NULL
            UNION SELECT a.country_id WHERE a.country_id IS NOT NULL)
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM core_meetingtopic WHERE meeting_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, language_id) FROM core_meetinglanguage WHERE meeting_id = a.id
            UNION ALL SELECT core_code(12, organisation_id) FROM parties
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'held', 'postponed', 'cancelled'],
                a.status::text))
            UNION ALL SELECT core_code(42, a.series_id)
            UNION ALL SELECT core_code(43, array_position(ARRAY['in_person', 'online', 'hybrid'], a.delivery::text))
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(20, 1) WHERE a.is_sample
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    (   WITH lines AS (
            SELECT p.order, p.id, p.group_id, coalesce(p.country_id, o.country_id) AS country_id,
                nullif(concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')), '') AS names
            FROM core_meetingparty p LEFT JOIN core_organisation o ON o.id = p.organisation_id
            WHERE p.meeting_id = a.id),
        parties AS (
            SELECT string_agg(names, ' ' ORDER BY lines.order, id) AS names, array_agg(country_id) AS countries,
                array_agg(group_id) AS groups FROM lines)
        SELECT setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
                (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
                 FROM core_meetingsource s WHERE s.meeting_id = a.id)), ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, a.place, a.kind_as_said, names), a.language_id)
                || core_document(concat_ws(' ', a.place, names), ''), 'B')
            || setweight(core_document(concat_ws(' ', left(a.description, 20000), left(a.outcome, 20000)), a.language_id),
                'C')
            || core_known_names((countries || a.country_id)::text[], groups,
                ARRAY(SELECT topic_id FROM core_meetingtopic t WHERE t.meeting_id = a.id))
        FROM parties)
    FROM core_meeting a WHERE a.id = ANY (ids)
$$;

SELECT core_meeting_index(ARRAY(SELECT id FROM core_meeting WHERE is_sample));
