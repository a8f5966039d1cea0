ALTER FUNCTION partnerships_initiative_rows(bigint[]) RESET plan_cache_mode;
ALTER FUNCTION partnerships_case_study_rows(bigint[]) RESET plan_cache_mode;
