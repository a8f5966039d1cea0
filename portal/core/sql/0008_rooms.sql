-- What the search rows of every room have in common. Executed by a migration; never edit, add a file.

-- The side of the rule on which a role stands, as the number of its facet: 3 beneficiary, 4 provider; NULL: neither.
CREATE FUNCTION core_side(role text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN role = 'beneficiary' THEN 3
                WHEN role IN ('provider', 'second_provider', 'host', 'expert_sender') THEN 4 END
$$;

-- The countries that a line of a record stands for: itself, through an organisation of theirs, or as members of the
-- group on the day. In a FROM clause it is taken apart into the query, which costs no call for each line.
CREATE FUNCTION core_party_countries(country text, named_group bigint, organisation bigint, day date)
RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(country, (SELECT o.country_id FROM core_organisation o WHERE o.id = organisation))::text
    WHERE named_group IS NULL
    UNION ALL
    SELECT m.country_id::text FROM core_countrygroupmember m
    WHERE m.group_id = named_group AND (m.valid_from IS NULL OR m.valid_from <= coalesce(day, current_date))
      AND (m.valid_to IS NULL OR coalesce(day, current_date) < m.valid_to)
$$;

-- Write the rows that ``derived(ids)`` gives into ``kept``, where they are different, drop those whose record is gone, and
-- tell the servers which became different. The columns of ``kept`` are those of the function's result.
CREATE FUNCTION core_keep_rows(subject text, records regclass, kept regclass, derived text, ids bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key text;
    columns text;
    stored text;
    wanted text;
    changed bigint[];
BEGIN
    IF ids IS NULL OR current_setting('portal.defer_index', true) = 'on' THEN
        RETURN;
    END IF;
    SELECT string_agg(quote_ident(attname), ', '), string_agg('kept.' || quote_ident(attname), ', '),
        string_agg('excluded.' || quote_ident(attname), ', '), min(quote_ident(attname)) FILTER (WHERE attnum = indkey[0])
    INTO columns, stored, wanted, key
    FROM pg_attribute JOIN pg_index ON indrelid = attrelid AND indisprimary
    WHERE attrelid = kept AND attnum > 0 AND NOT attisdropped;
    EXECUTE format($query$
        WITH written AS (
            INSERT INTO %1$s AS kept (%2$s) SELECT %2$s FROM %3$s($1)
            ON CONFLICT (%4$s) DO UPDATE SET (%2$s) = ROW(%6$s) WHERE (%5$s) IS DISTINCT FROM (%6$s)
            RETURNING kept.%4$s AS id),
        gone AS (
            DELETE FROM %1$s AS kept WHERE kept.%4$s = ANY ($1)
                AND NOT EXISTS (SELECT FROM %7$s AS record WHERE record.id = kept.%4$s)
            RETURNING kept.%4$s AS id)
        SELECT array_agg(id) FROM (SELECT id FROM written UNION ALL SELECT id FROM gone) AS both_kinds
    $query$, kept, columns, derived, key, stored, wanted, records) INTO changed USING ids;
    IF changed IS NOT NULL THEN
        PERFORM core_count_version(subject, changed);
    END IF;
END $$;

-- All of them, in batches that fit in memory: after a large load that set portal.defer_index, or to repair.
CREATE FUNCTION core_keep_all_rows(subject text, records regclass, kept regclass, derived text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    batch bigint[];
BEGIN
    EXECUTE format('DELETE FROM %s', kept);
    FOR batch IN EXECUTE format('SELECT array_agg(id) FROM %s GROUP BY id / 5000 ORDER BY id / 5000', records) LOOP
        PERFORM core_keep_rows(subject, records, kept, derived, batch);
    END LOOP;
    PERFORM core_count_version(subject, NULL);
END $$;

-- What countries, groups and topics are called, in all languages, as a part of a record's document.
CREATE FUNCTION core_known_names(countries text[], groups bigint[], topics bigint[])
RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(coalesce((SELECT core_joined(names ORDER BY iso2) FROM core_country WHERE iso2 = ANY (countries)), '')
            || coalesce((SELECT core_joined(names ORDER BY id) FROM core_countrygroup WHERE id = ANY (groups)), ''), 'C')
        || setweight(coalesce((SELECT core_joined(names ORDER BY id) FROM core_topic WHERE id = ANY (topics)), ''), 'D')
$$;

-- Trigger for the words of public records (core_searchword). Arguments: the subject, and the columns with texts.
CREATE FUNCTION core_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts CONSTANT text := $query$SELECT array_agg(concat_ws(' ', %s)) FROM %s WHERE state = 'published'$query$;
    texts_before text[];
    texts_after text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(texts, TG_ARGV[1], 'old_rows') INTO texts_before;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(texts, TG_ARGV[1], 'new_rows') INTO texts_after;
    END IF;
    IF texts_before IS DISTINCT FROM texts_after THEN
        PERFORM core_count_words(TG_ARGV[0], texts_before, texts_after);
    END IF;
    RETURN NULL;
END $$;

-- Triggers for names and memberships that rows are derived from. Arguments: the function to call with the ids, the table
-- of a record's parties, and its column for the record.
CREATE FUNCTION core_organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($query$
        SELECT %1$s((SELECT array_agg(DISTINCT p.%3$s) FROM new_rows n JOIN old_rows o USING (id)
            JOIN %2$s p ON p.organisation_id = n.id
            WHERE (n.name, n.acronym, n.aliases, n.country_id) IS DISTINCT FROM (o.name, o.acronym, o.aliases, o.country_id)))
    $query$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;

CREATE FUNCTION core_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($query$
        SELECT %1$s((
            WITH changed AS (
                SELECT iso2 FROM new_rows n JOIN old_rows o USING (iso2)
                WHERE (n.region_id, n.names) IS DISTINCT FROM (o.region_id, o.names))
            SELECT array_agg(DISTINCT p.%3$s) FROM %2$s p
            WHERE p.country_id IN (SELECT iso2 FROM changed)
                OR p.organisation_id IN (SELECT id FROM core_organisation JOIN changed ON country_id = iso2)
                OR p.group_id IN (SELECT group_id FROM core_countrygroupmember JOIN changed ON country_id = iso2)))
    $query$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;

CREATE FUNCTION core_members_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($query$
        SELECT %1$s((SELECT array_agg(DISTINCT p.%3$s) FROM changed_rows c JOIN %2$s p ON p.group_id = c.group_id))
    $query$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;

CREATE FUNCTION core_group_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($query$
        SELECT %1$s((SELECT array_agg(DISTINCT p.%3$s) FROM new_rows n JOIN old_rows o USING (id)
            JOIN %2$s p ON p.group_id = n.id WHERE n.names IS DISTINCT FROM o.names))
    $query$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;

-- The same for topics: the table is the one between records and topics.
CREATE FUNCTION core_topic_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($query$
        SELECT %1$s((SELECT array_agg(DISTINCT t.%3$s) FROM new_rows n JOIN old_rows o USING (id)
            JOIN %2$s t ON t.topic_id = n.id WHERE n.names IS DISTINCT FROM o.names))
    $query$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]);
    RETURN NULL;
END $$;
