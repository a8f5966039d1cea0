-- What becomes of public records, for webhooks: written in the transaction of the change, whatever made it, and only while
-- somebody wants to hear. Executed by a migration; never edit, add a file. docs/adr/0040-webhooks.md.

CREATE FUNCTION core_is_heard(of_kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM core_webhook WHERE state = 'active' AND of_kind = ANY (kinds))
$$;

-- One row for what a transaction does to a record, however many statements it takes: what it was before the first of
-- them, what it is after the last. Whatever ends as hidden as it began is nobody's business.
-- Numbers are taken under the lock of the subject's version, which every change of such a record takes anyway: they
-- grow as changes are committed, so that a later number is never seen before an earlier one of its kind.
CREATE FUNCTION core_announce(of_kind text, subject text, record bigint, called text, before boolean, after boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    this CONSTANT bigint := pg_current_xact_id()::text::bigint;
    known core_announcement;
BEGIN
    PERFORM FROM core_version WHERE name = subject FOR UPDATE;
    SELECT * INTO known FROM core_announcement
    WHERE kind = of_kind AND record_id = record AND transaction = this AND happened_at = now();
    IF known.id IS NOT NULL AND (known.was_public OR after) THEN
        UPDATE core_announcement SET is_public = after WHERE id = known.id AND is_public <> after;
    ELSIF known.id IS NOT NULL THEN
        DELETE FROM core_delivery WHERE announcement_id = known.id;
        DELETE FROM core_announcement WHERE id = known.id;
    ELSIF before OR after THEN
        INSERT INTO core_announcement (kind, record_id, ref, happened_at, transaction, was_public, is_public)
        VALUES (of_kind, record, called, now(), this, before, after) RETURNING * INTO known;
        INSERT INTO core_delivery (webhook_id, announcement_id, next_try_at)
        SELECT w.id, known.id, now() FROM core_webhook w WHERE w.state = 'active' AND of_kind = ANY (w.kinds)
        ORDER BY w.id FOR KEY SHARE;  -- who deletes one waits, so that no change fails for it
    END IF;
END $$;

-- Triggers of a record's own table. Arguments: kind, subject of the version, column of the reference, what makes a row
-- public, and the columns that no visitor sees.
CREATE FUNCTION core_announce_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT core_is_heard(TG_ARGV[0]) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        EXECUTE format($query$
            SELECT core_announce($1, $2, n.id, n.%1$I, o.is_open, n.is_open)
            FROM (SELECT *, %2$s AS is_open FROM old_rows) AS o JOIN (SELECT *, %2$s AS is_open FROM new_rows) AS n USING (id)
            WHERE o.is_open <> n.is_open
                OR o.is_open AND to_jsonb(o) - $3::text[] IS DISTINCT FROM to_jsonb(n) - $3::text[]
        $query$, TG_ARGV[2], TG_ARGV[3]) USING TG_ARGV[0], TG_ARGV[1], TG_ARGV[4];
    ELSE
        EXECUTE format('SELECT core_announce($1, $2, id, %I, $3, NOT $3) FROM %I WHERE %s',
            TG_ARGV[2], CASE TG_OP WHEN 'INSERT' THEN 'new_rows' ELSE 'old_rows' END, TG_ARGV[3])
        USING TG_ARGV[0], TG_ARGV[1], TG_OP = 'DELETE';
    END IF;
    RETURN NULL;
END $$;

-- Triggers of the lines of a record. Arguments: as above, then the record's table and the line's column for it. The lines
-- of a record that goes with them are told of by its own trigger.
CREATE FUNCTION core_announce_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT core_is_heard(TG_ARGV[0]) THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT core_announce($1, $2, id, %I, true, true) FROM %s WHERE (%s) AND id IN (%s)',
        TG_ARGV[2], TG_ARGV[4], TG_ARGV[3], format(CASE TG_OP
            WHEN 'INSERT' THEN 'SELECT %1$I FROM new_rows'
            WHEN 'DELETE' THEN 'SELECT %1$I FROM old_rows'
            ELSE 'SELECT unnest(ARRAY[o.%1$I, n.%1$I]) FROM old_rows AS o JOIN new_rows AS n USING (id)
                WHERE to_jsonb(o) <> to_jsonb(n)' END, TG_ARGV[5]))
    USING TG_ARGV[0], TG_ARGV[1];
    RETURN NULL;
END $$;

-- PostgreSQL wants a trigger of its own for each event that looks at the changed rows.
CREATE FUNCTION core_watch_table(watched regclass, function text, VARIADIC arguments text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    quoted CONSTANT text := (SELECT string_agg(quote_literal(each), ', ' ORDER BY place)
        FROM unnest(arguments) WITH ORDINALITY AS given (each, place));
    event text;
    rows text;
BEGIN
    FOR event, rows IN VALUES ('insert', 'NEW TABLE AS new_rows'), ('delete', 'OLD TABLE AS old_rows'),
        ('update', 'OLD TABLE AS old_rows NEW TABLE AS new_rows')
    LOOP
        EXECUTE format('CREATE TRIGGER announce_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %I(%s)',
            event, event, watched, rows, function, quoted);
    END LOOP;
END $$;

-- Announce a kind of record. ``open`` is the SQL of its model's is_public(), ``hidden`` the columns that only its kind has
-- or hides, ``lines`` the tables of what visitors see of it besides, ``parent`` their column for the record.
CREATE FUNCTION core_watch(kind text, subject text, record regclass, called text, open text, hidden text[], parent text,
    lines regclass[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    real CONSTANT text := format('(%s AND NOT is_sample)', open);
    of_everything CONSTANT text[] := '{is_open, state, state_reason, created_at, created_by_id, updated_at, updated_by_id,
        submitted_at, submitted_by_id, published_by_id}';
    line regclass;
BEGIN
    PERFORM core_watch_table(record, 'core_announce_records', kind, subject, called, real, (of_everything || hidden)::text);
    FOREACH line IN ARRAY lines LOOP
        PERFORM core_watch_table(line, 'core_announce_lines', kind, subject, called, real, record::text, parent);
    END LOOP;
END $$;

-- No longer announce what is in tables with such names.
CREATE FUNCTION core_unwatch(names text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    command text;
BEGIN
    FOR command IN SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger
        WHERE tgname LIKE 'announce\_%' AND tgrelid::regclass::text LIKE names
    LOOP
        EXECUTE command;
    END LOOP;
END $$;

SELECT core_watch('meetings', 'meeting', 'core_meeting', 'ref', 'state = ''published''', '{owner_id}', 'meeting_id',
    '{core_meetingactivity, core_meetingdocument, core_meetinglanguage, core_meetingpaper, core_meetingparty,
    core_meetingsource, core_meetingtopic}');
SELECT core_watch('organisations', 'organisation', 'core_organisation', 'slug', 'state = ''verified''',
    '{edited, proposed_at, proposed_by_id, decided_by_id}', '', '{}');
