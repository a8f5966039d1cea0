ALTER FUNCTION partnerships_case_study_rows(bigint[]) RESET plan_cache_mode;
