-- Something that answers about a subject are made of has changed. During a bulk load, whose end counts once, each of a
-- hundred thousand statements would have to find its way through all earlier versions of the one row.
CREATE FUNCTION core_count_content(subject text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('portal.defer_index', true) = 'on' THEN
        RETURN;
    END IF;
    INSERT INTO core_version AS kept (name, number, reloaded_at, transaction, content) VALUES (subject, 1, 1, 0, 1)
    ON CONFLICT (name) DO UPDATE SET content = kept.content + 1;
END $$;
