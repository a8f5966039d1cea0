DROP FUNCTION core_members_changed();
DROP FUNCTION core_country_changed();
DROP FUNCTION core_organisation_changed();
DROP FUNCTION core_keep_all_rows(text, regclass, regclass, text);
DROP FUNCTION core_keep_rows(text, regclass, regclass, text, bigint[]);
DROP FUNCTION core_party_countries(text, bigint, bigint, date);
DROP FUNCTION core_side(text);
