ALTER FUNCTION tad_activity_index(bigint[]) RESET plan_cache_mode;
