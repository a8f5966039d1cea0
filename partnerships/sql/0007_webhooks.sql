-- Webhooks hear of partnerships and case studies. Executed by a migration; never edit, add a file.
SELECT core_watch('partnerships', 'initiative', 'partnerships_initiative', 'ref', 'state = ''published''', '{owner_id}',
    'initiative_id', '{partnerships_initiativedocument, partnerships_initiativeinstrument,
    partnerships_initiativemodality, partnerships_initiativerelation, partnerships_initiativesector,
    partnerships_initiativesource, partnerships_initiativetopic, partnerships_partner, partnerships_result}');
SELECT core_watch('case-studies', 'case_study', 'partnerships_casestudy', 'ref', 'state = ''published''', '{owner_id}',
    'case_study_id', '{partnerships_casestudycountry, partnerships_casestudydocument, partnerships_casestudyfocus,
    partnerships_casestudysector, partnerships_casestudysource, partnerships_casestudytopic}');
