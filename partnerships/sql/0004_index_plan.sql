-- As tad/sql/0007. Here the long statement is that of the function which gives the rows: with a setting of its own it is no
-- longer taken apart into the query that core_keep_rows makes, and plans each time, but planned for itself and kept.
ALTER FUNCTION partnerships_initiative_rows(bigint[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION partnerships_case_study_rows(bigint[]) SET plan_cache_mode = force_generic_plan;
