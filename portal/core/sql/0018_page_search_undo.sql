DROP TRIGGER count_version ON core_pagetext;
DROP FUNCTION core_page_changed();
DROP TRIGGER keep_document ON core_pagetext;
DROP FUNCTION core_keep_page_document();
ALTER TABLE core_pagetext DROP COLUMN document;
DROP FUNCTION core_page_document(text, text, text, text);
DROP FUNCTION core_page_words(text);
DELETE FROM core_version WHERE name = 'page';
