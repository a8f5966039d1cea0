-- Webhooks hear of activities. Executed by a migration; never edit, add a file.
SELECT core_watch('activities', 'activity', 'tad_activity', 'ref', 'state = ''published''', '{owner_id}', 'activity_id',
    '{tad_activitygoal, tad_activitylanguage, tad_activityrecommendation, tad_activitytopic, tad_document, tad_evaluation,
    tad_funding, tad_participation, tad_quantity, tad_source}');
