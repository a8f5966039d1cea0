-- How search rows of organisations are derived. Executed by a migration; never edit, add a file. The numbers of facets:
-- portal/core/facets.py. What an organisation did stands in the rooms' lines; portal/site/organisations/ counts it.

CREATE FUNCTION core_organisation_rows(ids bigint[])
RETURNS TABLE (organisation_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT o.id, NULL::date, core_sort_key(o.name),
        CASE WHEN o.state = 'verified' THEN coalesce(o.decided_at, o.created_at) END,
    (   SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(24, o.type_id) AS code
            UNION ALL SELECT core_code(2, core_country_number(o.country_id))
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = o.country_id))
            UNION ALL SELECT core_code(20, 0) WHERE o.state = 'verified'
            UNION ALL SELECT core_code(21, o.id)  -- its members see it, whatever its state
            UNION ALL SELECT core_code(22, o.proposed_by_id)
        ) AS every),
    (   SELECT setweight(core_document(names, o.language_id) || core_document(names, 'en') || core_document(names, ''), 'A')
            || setweight(core_document(left(o.description, 20000), o.language_id), 'B')
            || core_known_names(ARRAY[o.country_id]::text[], '{}', '{}')
        FROM concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')) AS names)
    FROM core_organisation o WHERE o.id = ANY (ids) AND o.state <> 'merged'
$$;

-- What was merged into another is found as that other.
CREATE FUNCTION core_organisation_index(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    gone bigint[];
BEGIN
    PERFORM core_keep_rows('organisation', 'core_organisation', 'core_organisationsearch', 'core_organisation_rows', ids);
    WITH dropped AS (
        DELETE FROM core_organisationsearch AS kept USING core_organisation AS o
        WHERE kept.organisation_id = ANY (ids) AND o.id = kept.organisation_id AND o.state = 'merged'
        RETURNING kept.organisation_id)
    SELECT array_agg(organisation_id) FROM dropped INTO gone;
    IF gone IS NOT NULL THEN
        PERFORM core_count_version('organisation', gone);
    END IF;
END $$;

CREATE FUNCTION core_organisation_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM core_organisation,
        core_words(concat_ws(' ', name, array_to_string(aliases, ' '), description)) AS word
    WHERE state = 'verified' GROUP BY word
$$;
CREATE FUNCTION core_organisation_index_all() RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_all_rows('organisation', 'core_organisation', 'core_organisationsearch', 'core_organisation_rows');
    DELETE FROM core_searchword WHERE subject = 'organisation';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'organisation', word, core_letters(word), records FROM core_organisation_words();
$$;

CREATE FUNCTION core_organisation_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts_before text[];
    texts_after text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        texts_before := ARRAY(SELECT concat_ws(' ', name, array_to_string(aliases, ' '), description)
            FROM old_rows WHERE state = 'verified' ORDER BY id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        texts_after := ARRAY(SELECT concat_ws(' ', name, array_to_string(aliases, ' '), description)
            FROM new_rows WHERE state = 'verified' ORDER BY id);
    END IF;
    IF texts_before IS DISTINCT FROM texts_after THEN
        PERFORM core_count_words('organisation', texts_before, texts_after);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER words_added AFTER INSERT ON core_organisation
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION core_organisation_words_changed();
CREATE TRIGGER words_changed AFTER UPDATE ON core_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION core_organisation_words_changed();
CREATE TRIGGER words_removed AFTER DELETE ON core_organisation
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION core_organisation_words_changed();

CREATE FUNCTION core_organisation_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM core_organisation_index((
        SELECT array_agg(DISTINCT o.id) FROM new_rows n JOIN old_rows b USING (iso2)
        JOIN core_organisation o ON o.country_id = iso2
        WHERE (n.region_id, n.names) IS DISTINCT FROM (b.region_id, b.names)));
    RETURN NULL;
END $$;
CREATE TRIGGER organisation_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION core_organisation_country_changed();

-- What is there already.
SELECT core_organisation_index_all();
