-- Webhooks hear of needs and offers, never of what is confidential, who is invited and what is asked. Executed by a
-- migration, once for each: "listing" stands for the one and the other. Never edit, add a file.
SELECT core_watch('listings', 'listing', 'matchmaking_listing', 'ref',
    'state = ''published'' AND ending <> ''withdrawn'' AND visibility = ''public''', '{confidential, ended_at, ended_by_id}',
    'listing_id', '{matchmaking_listinggoal, matchmaking_listinglanguage, matchmaking_listingmodality,
    matchmaking_listingplace, matchmaking_listingrecommendation, matchmaking_listingtopic}');
