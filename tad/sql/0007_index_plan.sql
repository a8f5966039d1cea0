-- A saved activity derives its search row up to six times, once a table; PostgreSQL would plan the long statement anew each
-- time, which takes longer than running it. The ids say nothing about the plan. A later CREATE OR REPLACE has to repeat it.
ALTER FUNCTION tad_activity_index(bigint[]) SET plan_cache_mode = force_generic_plan;
