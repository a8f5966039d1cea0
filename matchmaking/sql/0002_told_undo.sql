DROP FUNCTION matchmaking_words_changed();
DROP FUNCTION matchmaking_public_words(jsonb);
DROP FUNCTION matchmaking_told(jsonb);
