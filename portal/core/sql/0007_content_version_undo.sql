DROP FUNCTION core_count_content(text);
