-- Seven languages: how texts are kept for finding, and how what people type becomes a question. Both go through the same
-- letters and stems, so that they meet. Executed by a migration; never edit, add a file. docs/adr/0009.

CREATE AGGREGATE core_joined(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
CREATE AGGREGATE core_any(tsquery) (SFUNC = tsquery_or, STYPE = tsquery);
CREATE AGGREGATE core_all(tsquery) (SFUNC = tsquery_and, STYPE = tsquery);

-- The configuration that stems a language. A reader's words are tried with each of seven: core_forms.
CREATE FUNCTION core_stemmer(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig WHEN 'en' THEN 'pg_catalog.english'
        WHEN 'es' THEN 'pg_catalog.spanish' WHEN 'fr' THEN 'pg_catalog.french' WHEN 'pt' THEN 'pg_catalog.portuguese'
        WHEN 'ru' THEN 'pg_catalog.russian' ELSE 'pg_catalog.simple' END
$$;

-- Without accents; in Arabic, one letter for the forms of alef, of alef maqsura and ya, of hamza on its carriers, of taa
-- marbuta and ha; Western digits; neither vowel signs nor tatweel. Other signs become spaces, because PostgreSQL's parser
-- would read "TA-2013-0042" as negative numbers and "U.S." as a host.
CREATE FUNCTION core_letters(said text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(CASE WHEN said ~ '[\u0600-\u06ff]' THEN translate(unaccent(said),
        U&'\0623\0625\0622\0671\0649\06CC\0624\0626\0629\06A9\060C\061B\061F\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669'
        '\0640\064B\064C\064D\064E\064F\0650\0651\0652\0653\0654\0655\0670',
        U&'\0627\0627\0627\0627\064A\064A\0648\064A\0647\0643\0020\0020\0020\0030\0031\0032\0033\0034\0035\0036\0037\0038\0039')
        ELSE unaccent(said) END, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g')
$$;

-- Signs that are written without spaces between words, as a class of a regular expression: Chinese, and kana.
CREATE FUNCTION core_signs() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
$$;

-- A run of signs "ABC" becomes "A AB BC C": every two neighbours are a word, and the last one is, too, so that a single
-- sign always begins some word.
CREATE FUNCTION core_pairs(letters text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN letters !~ ('[' || core_signs() || ']') THEN letters ELSE regexp_replace(
        regexp_replace(letters, '([' || core_signs() || ']+)', ' \1 ', 'g'),
        '([' || core_signs() || '])', '\1 \1', 'g') END
$$;

-- What the stemmers need and people leave out. Spanish and Portuguese get the accent of their most frequent endings back.
-- Arabic words lose "and", "the" and "for the", and get one article back: the stemmer takes endings off with it only.
-- "And" is a single letter: it stays where a frequent word of the field begins with it (workshop, ministry, agency …).
CREATE FUNCTION core_endings(letters text, language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language
        WHEN 'es' THEN regexp_replace(letters, 'cion\M', 'ción', 'gi')
        WHEN 'pt' THEN regexp_replace(regexp_replace(letters, 'oes\M', 'ao', 'gi'), 'cao\M', 'ção', 'gi')
        WHEN 'ar' THEN regexp_replace(regexp_replace(letters,
            '(^|\s)(?:و(?=(?:بال|كال|فال|لل|ال)[\u0621-\u064a]{2,}))?(?:(?:بال|كال|فال|لل|ال)(?=[\u0621-\u064a]{2,}))*'
            '(?:و(?!رش|زار|زير|زرا|طن|ثيق|ثايق|كال|كيل|فد|فود|سيط|سايل|سيل|لاي|اجب|حد|ضع|صول|قت|يبو|سط|اقع|ظيف|ظايف|عي|صف|جه)'
            '(?=[\u0621-\u064a]{3,}))?([\u0621-\u064a]+)', '\1ال\2', 'g'), 'ه(?=\s|$)', 'ة', 'g')
        ELSE letters END
$$;

-- A text as its language's words.
CREATE FUNCTION core_document(said text, language text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_tsvector(core_stemmer(language), core_endings(core_pairs(core_letters(said)), language))
$$;

-- A name in all languages, each stemmed as that language: Бразилии finds Бразилия, whatever the record's language is.
CREATE FUNCTION core_names(labels jsonb, everyday text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT core_joined(core_document(label, language) ORDER BY language, label)
    FROM (SELECT * FROM jsonb_each_text(labels) UNION ALL SELECT 'en', everyday) AS names (language, label)
    WHERE label <> ''
$$;

-- Countries, groups and topics keep their names ready, because every record that has them needs them. No model knows the
-- column; where it changes, rooms derive their rows anew.
ALTER TABLE core_country ADD COLUMN names tsvector;
ALTER TABLE core_countrygroup ADD COLUMN names tsvector;
ALTER TABLE core_topic ADD COLUMN names tsvector;
CREATE FUNCTION core_keep_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.names := core_names(NEW.labels, coalesce(to_jsonb(NEW) ->> 'everyday_name', ''));
    RETURN NEW;
END $$;
CREATE TRIGGER core_keep_names BEFORE INSERT OR UPDATE ON core_country FOR EACH ROW EXECUTE FUNCTION core_keep_names();
CREATE TRIGGER core_keep_names BEFORE INSERT OR UPDATE ON core_countrygroup FOR EACH ROW EXECUTE FUNCTION core_keep_names();
CREATE TRIGGER core_keep_names BEFORE INSERT OR UPDATE ON core_topic FOR EACH ROW EXECUTE FUNCTION core_keep_names();
UPDATE core_country SET names = NULL;
UPDATE core_countrygroup SET names = NULL;
UPDATE core_topic SET names = NULL;

-- A word or a phrase in every form in which a record may have it, each form once: seven alike mislead the planner. Signs
-- stand side by side; a single one begins a pair. Weak: there is a language in which all of it is stop words.
CREATE FUNCTION core_forms(said text, OUT forms tsquery, OUT weak boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT core_all(piece_forms ORDER BY number), coalesce(bool_and(piece_weak), false)
    FROM regexp_matches(core_letters(said), '([^' || core_signs() || ']+)|([' || core_signs() || ']+)', 'g')
        WITH ORDINALITY AS pieces (piece, number),
    LATERAL (
        SELECT core_any(DISTINCT form), bool_or(numnode(form) = 0)
        FROM unnest(ARRAY['ar', 'en', 'es', 'fr', 'pt', 'ru', '']) AS language,
            phraseto_tsquery(core_stemmer(language), core_endings(piece[1], language)) AS form
        WHERE piece[1] IS NOT NULL
        UNION ALL
        SELECT CASE length(piece[2]) WHEN 1 THEN (piece[2] || ':*')::tsquery ELSE (
            SELECT string_agg(substr(piece[2], place, 2), ' <-> ' ORDER BY place)::tsquery
            FROM generate_series(1, length(piece[2]) - 1) AS place) END, false
        WHERE piece[2] IS NOT NULL
    ) AS found (piece_forms, piece_weak)
    WHERE numnode(piece_forms) > 0
$$;

-- What people type, as terms: words and "phrases", barred by a minus before them, in groups between which there is an
-- "or". Quotation marks and dashes of any language will do.
CREATE FUNCTION core_terms(words text, OUT in_group bigint, OUT barred boolean, OUT forms tsquery, OUT weak boolean,
    OUT said text) RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH typed AS (
        SELECT number, m[1] <> '' AS barred, coalesce(m[2], m[3]) AS said,
            -- A word that is "or", has no minus, and stands between two terms.
            lower(m[3]) = 'or' AND m[1] = '' AND number > 1 AND lead(number) OVER (ORDER BY number) IS NOT NULL AS is_or
        FROM regexp_matches(translate(words, '“”„«»「」『』＂−–—－,;，、；　', '""""""""""----      '), '(-*)(?:"([^"]*)"?|([^\s"]+))', 'g')
            WITH ORDINALITY AS matches (m, number)),
    grouped AS (SELECT *, count(*) FILTER (WHERE is_or) OVER (ORDER BY number) AS in_group FROM typed)
    SELECT g.in_group, g.barred, f.forms, f.weak, g.said
    FROM grouped g, core_forms(g.said) f WHERE f.forms IS NOT NULL AND is_or IS NOT TRUE
$$;

-- The one question that lists, exports and the API ask. Weak terms are asked for only where there are no others: a
-- record in the language of which they are stop words does not have them. A minus leaves out every form.
CREATE FUNCTION core_search_query(words text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE
SET client_min_messages = warning AS $$
    SELECT coalesce(core_any(CASE WHEN wanted IS NULL THEN !!unwanted WHEN unwanted IS NULL THEN wanted
        ELSE wanted && !!unwanted END ORDER BY in_group), '')
    FROM (
        SELECT in_group, core_any(forms) FILTER (WHERE barred) AS unwanted, coalesce(
            core_all(forms) FILTER (WHERE NOT barred AND NOT weak), core_all(forms) FILTER (WHERE NOT barred)) AS wanted
        FROM core_terms(words) GROUP BY in_group
    ) AS groups
$$;

-- What to mark in a text that was found: every form of the wanted words, and runs of signs as they were typed.
CREATE FUNCTION core_search_marks(words text, OUT forms tsquery, OUT runs text[]) LANGUAGE sql STABLE PARALLEL SAFE
SET client_min_messages = warning AS $$
    WITH wanted AS (
        SELECT core_letters(said) AS letters FROM core_terms(words) AS t
        WHERE NOT barred AND (NOT weak OR NOT EXISTS (SELECT FROM core_terms(words) WHERE NOT barred AND NOT weak)))
    SELECT
        (SELECT core_any(f.forms) FROM wanted, regexp_split_to_table(letters, '[\s' || core_signs() || ']+') AS word,
            core_forms(word) AS f),
        ARRAY(SELECT run[1] FROM wanted, regexp_matches(letters, '[' || core_signs() || ']+', 'g') AS run)
$$;

-- The words of texts and in how many public records each stands, for help with typing errors and for suggestions.
CREATE FUNCTION core_words(said text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.simple',
        regexp_replace(said, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g')))) AS word
    WHERE length(word) BETWEEN 3 AND 30 AND word !~ ('[0-9' || core_signs() || ']')
$$;

-- Texts of public records as they were and as they are: counts what was gained and lost. The version's lock makes writers
-- wait in line, so that two of them never wait for each other's words.
CREATE FUNCTION core_count_words(counted text, texts_before text[], texts_after text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM core_version WHERE name = counted FOR UPDATE;
    WITH changes AS (
        SELECT word, sum(change)::int AS change FROM (
            SELECT -1 AS change, said FROM unnest(texts_before) AS said
            UNION ALL SELECT 1, said FROM unnest(texts_after) AS said
        ) AS texts, core_words(said) AS word GROUP BY word HAVING sum(change) <> 0),
    lost AS (
        UPDATE core_searchword AS kept SET records = kept.records + change FROM changes
        WHERE kept.subject = counted AND kept.word = changes.word AND change < 0)
    INSERT INTO core_searchword AS kept (subject, word, letters, records)
    SELECT counted, word, core_letters(word), change FROM changes WHERE change > 0
    ON CONFLICT ON CONSTRAINT searchword_once DO UPDATE SET records = kept.records + excluded.records;
    DELETE FROM core_searchword WHERE subject = counted AND records <= 0;
END $$;

-- Words in public records that look like this one, for "did you mean". Two letters changed over leave few trigrams alike.
CREATE FUNCTION core_similar_words(counted text, misspelt text) RETURNS TABLE (word text, letters text, records int)
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT word, letters, records FROM core_searchword WHERE subject = counted AND letters % core_letters(misspelt)
    ORDER BY similarity(letters, core_letters(misspelt)) DESC, records DESC LIMIT 20
$$;
