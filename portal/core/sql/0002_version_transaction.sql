-- As in 0001, and the transaction that counted: two that counted to the same number are told apart.
CREATE OR REPLACE FUNCTION core_count_version(subject text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    many CONSTANT boolean := ids IS NULL OR cardinality(ids) > 1000;
    counted bigint;
BEGIN
    INSERT INTO core_version AS kept (name, number, reloaded_at, transaction)
    VALUES (subject, 1, 1, pg_current_xact_id()::text::bigint)
    ON CONFLICT (name) DO UPDATE SET
        number = kept.number + 1,
        transaction = excluded.transaction,
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
