DROP FUNCTION core_country_number(text);
DROP FUNCTION core_code(int, bigint);
DROP FUNCTION core_sort_key(text);
DROP TEXT SEARCH CONFIGURATION portal;
DROP FUNCTION core_count_version(text, bigint[]);
