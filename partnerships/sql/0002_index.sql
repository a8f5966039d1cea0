-- How search rows of initiatives and case studies are derived. Executed by a migration; never edit, add a file.
-- The numbers of facets and of their values: portal/core/facets.py, partnerships/filters.py.

CREATE FUNCTION partnerships_initiative_rows(ids bigint[])
RETURNS TABLE (initiative_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.country_id, p.group_id, p.organisation_id, core_side(p.role) AS side
            FROM partnerships_partner p WHERE p.initiative_id = a.id),
        countries AS (
            SELECT side, country FROM parties,
                core_party_countries(country_id, group_id, organisation_id, coalesce(a.starts_on, a.ends_on)) AS country
            WHERE side IS NOT NULL)
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM partnerships_initiativetopic WHERE initiative_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(side, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(side, 1000 + group_id) FROM parties
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(6, modality_id) FROM partnerships_initiativemodality WHERE initiative_id = a.id
            UNION ALL SELECT core_code(7, array_position(ARRAY['south_south', 'triangular', 'national', 'north_south',
                'multilateral', 'other', 'unclassified'], a.kind::text))
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, (SELECT id FROM core_language WHERE core_language.code = a.language_id))
            UNION ALL SELECT core_code(12, organisation_id) FROM parties
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'suspended', 'unknown'],
                a.status::text))
            UNION ALL SELECT core_code(15, instrument_id) FROM partnerships_initiativeinstrument WHERE initiative_id = a.id
            UNION ALL SELECT core_code(16, sector_id) FROM partnerships_initiativesector WHERE initiative_id = a.id
            UNION ALL SELECT core_code(17, array_position(ARRAY['with', 'without', 'unknown'], a.support::text))
            UNION ALL SELECT core_code(18, CASE WHEN a.challenge <> '' AND a.solution <> '' AND a.exchange <> ''
                AND (a.results <> '' OR EXISTS (SELECT FROM partnerships_result r WHERE r.initiative_id = a.id))
                THEN 2 ELSE 1 END)
            UNION ALL SELECT core_code(19, CASE WHEN a.partners_confirmed = 0 THEN 3
                WHEN a.partners_confirmed < a.partners_asked THEN 2 ELSE 1 END)
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    (   WITH lines AS (
            SELECT p.order, p.id, p.group_id, coalesce(p.country_id, o.country_id) AS country_id,
                nullif(concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')), '') AS names
            FROM partnerships_partner p LEFT JOIN core_organisation o ON o.id = p.organisation_id
            WHERE p.initiative_id = a.id),
        partners AS (
            SELECT string_agg(names, ' ' ORDER BY lines.order, id) AS names, array_agg(country_id) AS countries,
                array_agg(group_id) AS groups FROM lines)
        SELECT setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
                (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
                 FROM partnerships_initiativesource s WHERE s.initiative_id = a.id)), ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, names), a.language_id)
                || core_document(coalesce(names, ''), ''), 'B')
            || setweight(core_document(concat_ws(' ', left(a.challenge, 20000), left(a.solution, 20000),
                left(a.exchange, 20000), left(a.results, 20000), left(a.innovation, 20000), left(a.sustainability, 20000),
                left(a.replicability, 20000), left(a.lessons, 20000)), a.language_id), 'C')
            || core_known_names(countries::text[], groups,
                ARRAY(SELECT topic_id FROM partnerships_initiativetopic t WHERE t.initiative_id = a.id))
        FROM partners)
    FROM partnerships_initiative a WHERE a.id = ANY (ids)
$$;

CREATE FUNCTION partnerships_initiative_index(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_rows('initiative', 'partnerships_initiative', 'partnerships_initiativesearch',
        'partnerships_initiative_rows', ids)
$$;

CREATE FUNCTION partnerships_case_study_rows(ids bigint[])
RETURNS TABLE (case_study_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id, make_date(a.year, 1, 1), core_sort_key(a.title), a.published_at,
    (   SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM partnerships_casestudytopic WHERE case_study_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country_id))
                FROM partnerships_casestudycountry WHERE case_study_id = a.id
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country_id))
                FROM partnerships_casestudycountry WHERE case_study_id = a.id
            UNION ALL SELECT core_code(8, a.year)
            UNION ALL SELECT core_code(9, (SELECT id FROM core_language WHERE core_language.code = a.language_id))
            UNION ALL SELECT core_code(16, sector_id) FROM partnerships_casestudysector WHERE case_study_id = a.id
            UNION ALL SELECT core_code(23, focus_id) FROM partnerships_casestudyfocus WHERE case_study_id = a.id
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
            (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
             FROM partnerships_casestudysource s WHERE s.case_study_id = a.id)), ''), 'A')
        || setweight(core_document(a.summary, a.language_id), 'B')
        || setweight(core_document(concat_ws(' ', left(a.story, 20000), left(a.results, 20000), left(a.lessons, 20000)),
            a.language_id), 'C')
        || core_known_names(
            ARRAY(SELECT country_id::text FROM partnerships_casestudycountry l WHERE l.case_study_id = a.id), NULL,
            ARRAY(SELECT topic_id FROM partnerships_casestudytopic t WHERE t.case_study_id = a.id))
    FROM partnerships_casestudy a WHERE a.id = ANY (ids)
$$;

CREATE FUNCTION partnerships_case_study_index(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_rows('case_study', 'partnerships_casestudy', 'partnerships_casestudysearch',
        'partnerships_case_study_rows', ids)
$$;

CREATE TRIGGER partnerships_organisation_changed AFTER UPDATE ON core_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_organisation_changed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');
CREATE TRIGGER partnerships_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_country_changed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');
CREATE TRIGGER partnerships_group_member_added AFTER INSERT ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');
CREATE TRIGGER partnerships_group_member_changed AFTER UPDATE ON core_countrygroupmember
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');
CREATE TRIGGER partnerships_group_member_removed AFTER DELETE ON core_countrygroupmember
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_members_changed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');

CREATE FUNCTION partnerships_case_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM partnerships_case_study_index((
        SELECT array_agg(DISTINCT l.case_study_id)
        FROM new_rows n JOIN old_rows o USING (iso2) JOIN partnerships_casestudycountry l ON l.country_id = iso2
        WHERE (n.region_id, n.names) IS DISTINCT FROM (o.region_id, o.names)));
    RETURN NULL;
END $$;
CREATE TRIGGER partnerships_case_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_case_country_changed();
CREATE TRIGGER partnerships_group_renamed AFTER UPDATE ON core_countrygroup
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_group_renamed('partnerships_initiative_index', 'partnerships_partner', 'initiative_id');
CREATE TRIGGER partnerships_topic_renamed AFTER UPDATE ON core_topic
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_topic_renamed('partnerships_initiative_index', 'partnerships_initiativetopic', 'initiative_id');
CREATE TRIGGER partnerships_case_topic_renamed AFTER UPDATE ON core_topic
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_topic_renamed('partnerships_case_study_index', 'partnerships_casestudytopic', 'case_study_id');

-- The words that public records contain of their own, for help with typing; and everything anew, to repair.
CREATE FUNCTION partnerships_initiative_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM partnerships_initiative a, core_words(concat_ws(' ', title, summary, challenge, solution, exchange, results, innovation, sustainability,
        replicability, lessons)) AS word
    WHERE state = 'published' GROUP BY word
$$;
CREATE FUNCTION partnerships_initiative_index_all() RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_all_rows('initiative', 'partnerships_initiative', 'partnerships_initiativesearch',
        'partnerships_initiative_rows');
    DELETE FROM core_searchword WHERE subject = 'initiative';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'initiative', word, core_letters(word), records FROM partnerships_initiative_words();
$$;
CREATE TRIGGER partnerships_words_added AFTER INSERT ON partnerships_initiative
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('initiative', 'title, summary, challenge, solution, exchange, results, innovation, sustainability, replicability, lessons');
CREATE TRIGGER partnerships_words_changed AFTER UPDATE ON partnerships_initiative
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('initiative', 'title, summary, challenge, solution, exchange, results, innovation, sustainability, replicability, lessons');
CREATE TRIGGER partnerships_words_removed AFTER DELETE ON partnerships_initiative
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('initiative', 'title, summary, challenge, solution, exchange, results, innovation, sustainability, replicability, lessons');

CREATE FUNCTION partnerships_case_study_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM partnerships_casestudy a, core_words(concat_ws(' ', title, summary, story, results, lessons)) AS word
    WHERE state = 'published' GROUP BY word
$$;
CREATE FUNCTION partnerships_case_study_index_all() RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_all_rows('case_study', 'partnerships_casestudy', 'partnerships_casestudysearch',
        'partnerships_case_study_rows');
    DELETE FROM core_searchword WHERE subject = 'case_study';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'case_study', word, core_letters(word), records FROM partnerships_case_study_words();
$$;
CREATE TRIGGER partnerships_words_added AFTER INSERT ON partnerships_casestudy
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('case_study', 'title, summary, story, results, lessons');
CREATE TRIGGER partnerships_words_changed AFTER UPDATE ON partnerships_casestudy
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('case_study', 'title, summary, story, results, lessons');
CREATE TRIGGER partnerships_words_removed AFTER DELETE ON partnerships_casestudy
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_words_changed('case_study', 'title, summary, story, results, lessons');
