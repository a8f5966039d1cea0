-- What needs and offers tell in their own words, for finding and for help with typing. They come as JSON, because the one
-- has columns that the other lacks. Executed by a migration; never edit, add a file. Not the confidential part, ever.

CREATE FUNCTION matchmaking_told(listing jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT concat_ws(' ', listing ->> 'description', listing ->> 'expected_result', listing ->> 'contribution',
        listing ->> 'conditions_note', listing ->> 'capacity')
$$;

-- NULL for a listing that not everybody sees.
CREATE FUNCTION matchmaking_public_words(listing jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT concat_ws(' ', listing ->> 'title', listing ->> 'summary', matchmaking_told(listing))
    WHERE listing ->> 'state' = 'published' AND listing ->> 'visibility' = 'public' AND listing ->> 'ending' <> 'withdrawn'
$$;

-- Trigger for the words of public listings (core_searchword). Its argument is the subject.
CREATE FUNCTION matchmaking_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts_before text[];
    texts_after text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT array_agg(matchmaking_public_words(to_jsonb(o))) FROM old_rows o INTO texts_before;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT array_agg(matchmaking_public_words(to_jsonb(n))) FROM new_rows n INTO texts_after;
    END IF;
    IF texts_before IS DISTINCT FROM texts_after THEN
        PERFORM core_count_words(TG_ARGV[0], texts_before, texts_after);
    END IF;
    RETURN NULL;
END $$;
