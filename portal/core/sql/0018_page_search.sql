-- The texts under /about/ are found by their words, each stemmed by its own language. Executed by a migration; never edit,
-- add a file. No model knows the column: docs/adr/0032.

-- Markdown as its readers see it: without the addresses of links, anchors, and figures that the portal fills in.
CREATE FUNCTION core_page_words(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(said, '\]\([^)]*\)|\{[^}]*\}', ' ', 'g')
$$;

-- Weighed as records are (docs/adr/0009): the title; what sums it up, its headings; all of it.
CREATE FUNCTION core_page_document(title text, summary text, body text, language text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(core_document(title, language), 'A')
        || setweight(core_document(concat_ws(' ', summary, (
            SELECT string_agg(heading[1], ' ') FROM regexp_matches(words, '^##+ (.*)$', 'gn') AS heading)), language), 'B')
        || setweight(core_document(left(words, 20000), language), 'C')
    FROM core_page_words(body) AS words
$$;

ALTER TABLE core_pagetext ADD COLUMN document tsvector;
-- What is there already, without a version of each text in the audit.
ALTER TABLE core_pagetext DISABLE TRIGGER USER;
UPDATE core_pagetext SET document = core_page_document(title, summary, body, language);
ALTER TABLE core_pagetext ENABLE TRIGGER USER;
ALTER TABLE core_pagetext ALTER COLUMN document SET NOT NULL;

CREATE FUNCTION core_keep_page_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.document := core_page_document(NEW.title, NEW.summary, NEW.body, NEW.language);
    RETURN NEW;
END $$;
CREATE TRIGGER keep_document BEFORE INSERT OR UPDATE ON core_pagetext
    FOR EACH ROW EXECUTE FUNCTION core_keep_page_document();

-- Processes keep the names of texts and the words of the glossary, which search boxes suggest, until this moves.
CREATE FUNCTION core_page_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM core_count_version('page', NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER count_version AFTER INSERT OR UPDATE OR DELETE ON core_pagetext
    FOR EACH STATEMENT EXECUTE FUNCTION core_page_changed();
