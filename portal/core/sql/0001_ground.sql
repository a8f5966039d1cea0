-- What the ground floor needs in the database itself. Executed by the migration 0001_initial; never edit, add a file.

-- The version of a subject, counted up under its row's lock. Ids: the records that changed; NULL: read everything anew.
CREATE FUNCTION core_count_version(subject text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    many CONSTANT boolean := ids IS NULL OR cardinality(ids) > 1000;
    counted bigint;
BEGIN
    INSERT INTO core_version AS kept (name, number, reloaded_at) VALUES (subject, 1, 1)
    ON CONFLICT (name) DO UPDATE SET
        number = kept.number + 1,
        reloaded_at = CASE WHEN many THEN kept.number + 1 ELSE kept.reloaded_at END
    RETURNING number INTO counted;
    IF many THEN
        DELETE FROM core_change WHERE name = subject;
        RETURN;
    END IF;
    INSERT INTO core_change (name, number, record_id) SELECT subject, counted, unnest(ids);
    IF counted % 500 = 0 THEN  -- the log stays short; who is further behind reads everything anew
        DELETE FROM core_change WHERE name = subject AND number < counted - 5000;
        UPDATE core_version SET reloaded_at = greatest(reloaded_at, counted - 5000) WHERE name = subject;
    END IF;
END $$;

-- Words without accents, not stemmed: names and words of any language.
CREATE TEXT SEARCH CONFIGURATION portal (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION portal ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;

-- The key that sorts a title as people do: without accents, case and leading marks. Wheels of PostgreSQL lack ICU.
CREATE FUNCTION core_sort_key(title text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT left(lower(unaccent(regexp_replace(title, '^[^[:alnum:]]+', ''))), 400)
$$;

-- A facet's number and a value's number in one integer: portal/core/facets.py.
CREATE FUNCTION core_code(facet int, value bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (facet << 24) | value::int
$$;

-- portal/core/reference.py: country_number.
CREATE FUNCTION core_country_number(iso2 text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (ascii(iso2) - 65) * 26 + ascii(substr(iso2, 2)) - 65
$$;
