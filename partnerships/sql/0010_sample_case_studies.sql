-- As of all other records: a search row says which case studies are invented, so that nobody is mailed about them.

CREATE OR REPLACE FUNCTION partnerships_case_study_rows(ids bigint[])
RETURNS TABLE (case_study_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE SET plan_cache_mode = force_generic_plan AS $$
    SELECT a.id, make_date(a.year, 1, 1), core_sort_key(a.title), a.published_at,
    (   SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM partnerships_casestudytopic WHERE case_study_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country_id))
                FROM partnerships_casestudycountry WHERE case_study_id = a.id
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country_id))
                FROM partnerships_casestudycountry WHERE case_study_id = a.id
            UNION ALL SELECT core_code(8, a.year)
            UNION ALL SELECT core_code(9, (SELECT id FROM core_language WHERE core_language.code = a.language_id))
            UNION ALL SELECT core_code(16, sector_id) FROM partnerships_casestudysector WHERE case_study_id = a.id
            UNION ALL SELECT core_code(23, focus_id) FROM partnerships_casestudyfocus WHERE case_study_id = a.id
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(20, 1) WHERE a.is_sample
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
            (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
             FROM partnerships_casestudysource s WHERE s.case_study_id = a.id)), ''), 'A')
        || setweight(core_document(a.summary, a.language_id), 'B')
        || setweight(core_document(concat_ws(' ', left(a.story, 20000), left(a.results, 20000), left(a.lessons, 20000)),
            a.language_id), 'C')
        || core_known_names(
            ARRAY(SELECT country_id::text FROM partnerships_casestudycountry l WHERE l.case_study_id = a.id), NULL,
            ARRAY(SELECT topic_id FROM partnerships_casestudytopic t WHERE t.case_study_id = a.id))
    FROM partnerships_casestudy a WHERE a.id = ANY (ids)
$$;

SELECT partnerships_case_study_index(ARRAY(SELECT id FROM partnerships_casestudy WHERE is_sample));
