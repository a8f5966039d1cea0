-- Activities in seven languages: their search rows as 0001 derives them, with the document of portal/core/sql/0004, and
-- the words of the public ones. Executed by a migration; never edit, add a file.

CREATE OR REPLACE FUNCTION tad_activity_rows(ids bigint[])
RETURNS TABLE (activity_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id, coalesce(a.starts_on, a.ends_on), core_sort_key(a.title), a.published_at,
    (   WITH parties AS (
            SELECT p.group_id, p.organisation_id,
                coalesce(p.country_id, (SELECT country_id FROM core_organisation WHERE id = p.organisation_id)) AS country,
                -- The sides of the rule. Organisers, facilitators, funders and observers are on neither.
                CASE WHEN p.role = 'beneficiary' THEN 3
                     WHEN p.role IN ('provider', 'second_provider', 'host', 'expert_sender') THEN 4 END AS side
            FROM tad_participation p WHERE p.activity_id = a.id),
        -- Countries take part directly, through an organisation of theirs, or as a member of a group on the day.
        countries AS (
            SELECT side, country FROM parties WHERE side IS NOT NULL AND country IS NOT NULL
            UNION ALL
            SELECT side, country_id FROM parties p, LATERAL (
                SELECT m.country_id FROM core_countrygroupmember m
                WHERE m.group_id = p.group_id
                  AND (m.valid_from IS NULL OR m.valid_from <= coalesce(a.starts_on, a.ends_on, current_date))
                  AND (m.valid_to IS NULL OR coalesce(a.starts_on, a.ends_on, current_date) < m.valid_to)
                OFFSET 0) AS members
            WHERE side IS NOT NULL AND group_id IS NOT NULL)
        SELECT array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL) FROM (
            SELECT core_code(1, topic_id) AS code FROM tad_activitytopic WHERE activity_id = a.id
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(side, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(2, 1000 + group_id) FROM parties WHERE side IS NOT NULL
            UNION ALL SELECT core_code(side, 1000 + group_id) FROM parties
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(6, a.modality_id)
            UNION ALL SELECT core_code(7, array_position(ARRAY['south_south', 'triangular', 'national', 'north_south',
                'multilateral', 'other', 'unclassified'], a.kind::text))
            UNION ALL SELECT core_code(8, year) FROM generate_series(
                extract(year FROM coalesce(a.starts_on, a.ends_on))::int,
                extract(year FROM coalesce(a.ends_on, a.starts_on))::int) AS year
            UNION ALL SELECT core_code(9, language_id) FROM tad_activitylanguage WHERE activity_id = a.id
            UNION ALL SELECT core_code(10, goal_id) FROM tad_activitygoal WHERE activity_id = a.id
            UNION ALL SELECT core_code(11, recommendation_id) FROM tad_activityrecommendation WHERE activity_id = a.id
            UNION ALL SELECT core_code(12, organisation_id) FROM parties
            UNION ALL SELECT core_code(12, funder_id) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, kind_id) FROM tad_funding WHERE activity_id = a.id
            UNION ALL SELECT core_code(13, id) FROM core_fundingkind WHERE code = 'not-stated'
                AND NOT EXISTS (SELECT FROM tad_funding f WHERE f.activity_id = a.id)
            UNION ALL SELECT core_code(14, array_position(ARRAY['planned', 'ongoing', 'completed', 'cancelled'],
                a.status::text))
            UNION ALL SELECT core_code(20, 0) WHERE a.state = 'published'
            UNION ALL SELECT core_code(21, a.owner_id)
            UNION ALL SELECT core_code(22, a.created_by_id)
        ) AS every),
    (   WITH lines AS (
            SELECT p.order, p.id, p.group_id, o.id AS organisation_id, coalesce(p.country_id, o.country_id) AS country_id,
                concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' ')) AS names
            FROM tad_participation p LEFT JOIN LATERAL (
                SELECT * FROM core_organisation WHERE id = p.organisation_id OFFSET 0) AS o ON true
            WHERE p.activity_id = a.id),
        organisations AS (
            SELECT string_agg(names, ' ' ORDER BY lines.order, id) AS names FROM lines WHERE organisation_id IS NOT NULL),
        named AS (
            SELECT core_joined((SELECT names FROM core_country WHERE iso2 = country) ORDER BY country) AS countries
            FROM (SELECT DISTINCT country_id FROM lines WHERE country_id IS NOT NULL) AS of (country)),
        grouped AS (
            SELECT core_joined((SELECT names FROM core_countrygroup WHERE id = of) ORDER BY of) AS groups
            FROM (SELECT DISTINCT group_id FROM lines WHERE group_id IS NOT NULL) AS of (of)),
        tagged AS (
            SELECT core_joined((SELECT names FROM core_topic WHERE id = topic_id) ORDER BY topic_id) AS topics
            FROM tad_activitytopic WHERE activity_id = a.id)
        SELECT setweight(core_document(a.title, a.language_id) || core_document(concat_ws(' ', a.ref,
                (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
                 FROM tad_source s WHERE s.activity_id = a.id)), ''), 'A')
            || setweight(core_document(concat_ws(' ', a.summary, names), a.language_id) || core_document(coalesce(names, ''), ''), 'B')
            || setweight(core_document(concat_ws(' ', left(a.objective, 20000), left(a.description, 20000),
                left(a.outcome, 20000), a.place), a.language_id), 'C')
            || setweight(coalesce(countries, '') || coalesce(groups, ''), 'C') || setweight(coalesce(topics, ''), 'D')
        FROM organisations, named, grouped, tagged)
    FROM tad_activity a WHERE a.id = ANY (ids)
$$;

-- The words that public records contain of their own: what organisations and places are called is known in memory.
CREATE FUNCTION tad_activity_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM tad_activity a, core_words(concat_ws(' ', title, summary, objective, description, outcome)) AS word
    WHERE state = 'published' GROUP BY word
$$;
CREATE FUNCTION tad_activity_words_all() RETURNS void LANGUAGE sql AS $$
    DELETE FROM core_searchword WHERE subject = 'activity';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'activity', word, core_letters(word), records FROM tad_activity_words();
$$;

CREATE FUNCTION tad_activity_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts_before text[];
    texts_after text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        texts_before := ARRAY(SELECT concat_ws(' ', title, summary, objective, description, outcome)
            FROM old_rows WHERE state = 'published');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        texts_after := ARRAY(SELECT concat_ws(' ', title, summary, objective, description, outcome)
            FROM new_rows WHERE state = 'published');
    END IF;
    IF texts_before IS DISTINCT FROM texts_after THEN
        PERFORM core_count_words('activity', texts_before, texts_after);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tad_words_added AFTER INSERT ON tad_activity
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tad_activity_words_changed();
CREATE TRIGGER tad_words_changed AFTER UPDATE ON tad_activity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tad_activity_words_changed();
CREATE TRIGGER tad_words_removed AFTER DELETE ON tad_activity
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tad_activity_words_changed();

-- All of them, in batches that fit in memory: after a large load that set portal.defer_index, or to repair.
CREATE OR REPLACE FUNCTION tad_activity_index_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    batch bigint[];
BEGIN
    DELETE FROM tad_activitysearch;
    FOR batch IN SELECT array_agg(id) FROM tad_activity GROUP BY id / 5000 ORDER BY id / 5000 LOOP
        INSERT INTO tad_activitysearch (activity_id, sort_date, title_key, added_at, codes, document)
        SELECT activity_id, sort_date, title_key, added_at, codes, document FROM tad_activity_rows(batch);
    END LOOP;
    PERFORM tad_activity_words_all();
    PERFORM core_count_version('activity', NULL);
END $$;

CREATE OR REPLACE FUNCTION tad_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        WITH changed AS (
            SELECT iso2 FROM new_rows n JOIN old_rows o USING (iso2)
            WHERE (n.region_id, n.names) IS DISTINCT FROM (o.region_id, o.names))
        SELECT array_agg(activity_id) FROM (
            SELECT p.activity_id FROM changed JOIN tad_participation p ON p.country_id = iso2
            UNION SELECT p.activity_id FROM changed JOIN core_organisation o ON o.country_id = iso2
                JOIN tad_participation p ON p.organisation_id = o.id
            UNION SELECT p.activity_id FROM changed JOIN core_countrygroupmember m ON m.country_id = iso2
                JOIN tad_participation p ON p.group_id = m.group_id) AS involved));
    RETURN NULL;
END $$;

-- Names of groups and topics, too, are part of the document now.
CREATE FUNCTION tad_group_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        SELECT array_agg(DISTINCT p.activity_id) FROM new_rows n JOIN old_rows o USING (id)
        JOIN tad_participation p ON p.group_id = n.id WHERE n.names IS DISTINCT FROM o.names));
    RETURN NULL;
END $$;
CREATE TRIGGER tad_group_renamed AFTER UPDATE ON core_countrygroup
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tad_group_renamed();

CREATE FUNCTION tad_topic_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tad_activity_index((
        SELECT array_agg(DISTINCT t.activity_id) FROM new_rows n JOIN old_rows o USING (id)
        JOIN tad_activitytopic t ON t.topic_id = n.id WHERE n.names IS DISTINCT FROM o.names));
    RETURN NULL;
END $$;
CREATE TRIGGER tad_topic_renamed AFTER UPDATE ON core_topic
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tad_topic_renamed();

-- What is there already.
SELECT tad_activity_index_all();
