-- As of all other records: a search row says which organisations are invented, so that nobody is mailed about them.

CREATE OR REPLACE FUNCTION core_organisation_rows(ids bigint[])
RETURNS TABLE (organisation_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT o.id, NULL::date, core_sort_key(o.name),
        CASE WHEN o.state = 'verified' THEN coalesce(o.decided_at, o.created_at) END,
    (   SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(24, o.type_id) AS code
            UNION ALL SELECT core_code(2, core_country_number(o.country_id))
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = o.country_id))
            UNION ALL SELECT core_code(20, 0) WHERE o.state = 'verified'
            UNION ALL SELECT core_code(20, 1) WHERE o.is_sample
            UNION ALL SELECT core_code(21, o.id)  -- its members see it, whatever its state
            UNION ALL SELECT core_code(22, o.proposed_by_id)
        ) AS every),
    (   SELECT setweight(core_document(names, o.language_id) || core_document(names, 'en') || core_document(names, ''), 'A')
            || setweight(core_document(left(o.description, 20000), o.language_id), 'B')
            || core_known_names(ARRAY[o.country_id]::text[], '{}', '{}')
        FROM concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')) AS names)
    FROM core_organisation o WHERE o.id = ANY (ids) AND o.state <> 'merged'
$$;

SELECT core_organisation_index(ARRAY(SELECT id FROM core_organisation WHERE is_sample));
