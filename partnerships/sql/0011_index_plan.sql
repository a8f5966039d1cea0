-- As 0004_index_plan: 0010 replaced the function, which drops its setting.

ALTER FUNCTION partnerships_case_study_rows(bigint[]) SET plan_cache_mode = force_generic_plan;
