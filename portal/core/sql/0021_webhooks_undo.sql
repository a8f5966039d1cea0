SELECT core_unwatch('core\_%');
DROP FUNCTION core_unwatch(text);
DROP FUNCTION core_watch(text, text, regclass, text, text, text[], text, regclass[]);
DROP FUNCTION core_watch_table(regclass, text, text[]);
DROP FUNCTION core_announce_lines();
DROP FUNCTION core_announce_records();
DROP FUNCTION core_announce(text, text, bigint, text, boolean, boolean);
DROP FUNCTION core_is_heard(text);
