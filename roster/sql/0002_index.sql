-- What of a profile was released, and the search row made of that. Executed by a migration; never edit, add a file.
-- The numbers of facets and of their values: portal/core/facets.py, roster/filters.py.

-- The one place that says what anybody but the owner and curators may read of a profile: pages, cards, files, feeds, the
-- API and the search row ask this view. A field is given while its consent is open, and nothing without the consent to be
-- listed. roster/privacy.py says the same in Python, and a test compares the two. E-mail address, year of birth, account
-- and notes are not here, so nothing that reads the view can show them.
CREATE VIEW roster_released AS
SELECT c.id AS consultant_id, c.ref, c.state, c.is_sample, c.published_at, c.updated_at, fields,
    c.state = 'published' AND c.hidden_at IS NULL AND c.withdrawn_at IS NULL AND 'listing' = ANY (fields) AS is_listed,
    CASE WHEN 'name' = ANY (fields) THEN c.name ELSE '' END AS name,
    ARRAY(SELECT n.country_id::text FROM roster_nationality n
          WHERE n.consultant_id = c.id AND 'listing' = ANY (fields) ORDER BY n.id) AS nationalities,
    CASE WHEN 'residence' = ANY (fields) THEN c.residence_id::text END AS residence,
    CASE WHEN 'position' = ANY (fields) THEN c.position ELSE '' END AS position,
    CASE WHEN 'position' = ANY (fields) THEN c.employer_id END AS employer_id,
    CASE WHEN 'position' = ANY (fields) THEN c.employer_as_said ELSE '' END AS employer_as_said,
    CASE WHEN 'availability' = ANY (fields) THEN
        -- Who was away until yesterday is back, whether or not somebody has said so.
        CASE WHEN c.away_until <= current_date THEN 'available' ELSE c.availability END ELSE '' END AS availability,
    CASE WHEN 'availability' = ANY (fields) AND c.away_until > current_date THEN c.away_until END AS away_until,
    CASE WHEN 'availability' = ANY (fields) THEN c.remote END AS remote,
    CASE WHEN 'listing' = ANY (fields) THEN c.basis ELSE '' END AS basis,
    CASE WHEN 'listing' = ANY (fields) THEN c.nominated_by_id END AS nominated_by_id,
    CASE WHEN 'listing' = ANY (fields) THEN c.last_confirmed_on END AS last_confirmed_on,
    CASE WHEN 'interests' = ANY (fields) THEN c.interests ELSE '' END AS interests,
    CASE WHEN 'interests' = ANY (fields) THEN c.interests_declared_on END AS interests_declared_on,
    coalesce((SELECT jsonb_agg(jsonb_build_object('topic', e.topic_id, 'level', e.level, 'years', e.years)
            ORDER BY e.years DESC NULLS LAST, e.id)
        FROM roster_expertise e WHERE e.consultant_id = c.id AND 'listing' = ANY (fields)), '[]') AS expertise,
    ARRAY(SELECT m.modality_id FROM roster_consultantmodality m
          WHERE m.consultant_id = c.id AND 'listing' = ANY (fields) ORDER BY m.id) AS modalities,
    coalesce((SELECT jsonb_agg(jsonb_build_object('language', s.language_id, 'level', s.level)
            ORDER BY array_position(ARRAY['native', 'fluent', 'working'], s.level::text), s.id)
        FROM roster_languageskill s WHERE s.consultant_id = c.id AND 'listing' = ANY (fields)), '[]') AS languages,
    coalesce((SELECT jsonb_agg(jsonb_build_object('language', b.language_id, 'text', b.text) ORDER BY b.id)
        FROM roster_biography b WHERE b.consultant_id = c.id AND 'biography' = ANY (fields)), '[]') AS biographies,
    -- An activity that is not public is not spoken of here either.
    coalesce((SELECT jsonb_agg(jsonb_build_object('activity', t.ref, 'title', t.title, 'title_language', t.language_id,
            'as_said', w.as_said, 'role', w.role, 'from_year', w.from_year, 'to_year', w.to_year, 'country', w.country_id,
            'output', w.output, 'verified_on', w.verified_on) ORDER BY w.to_year DESC NULLS LAST,
            w.from_year DESC NULLS LAST, w.id DESC)
        FROM roster_assignment w LEFT JOIN tad_activity t ON t.id = w.activity_id AND t.state = 'published'
        WHERE w.consultant_id = c.id AND 'assignments' = ANY (fields) AND (w.as_said <> '' OR t.id IS NOT NULL)), '[]')
        AS assignments
FROM roster_consultant c CROSS JOIN LATERAL (
    SELECT CASE WHEN bool_or(field = 'listing') THEN array_agg(field::text ORDER BY field) ELSE '{}' END AS fields
    FROM roster_consent WHERE consultant_id = c.id AND withdrawn_at IS NULL) AS consent;

-- Found by what was released alone, whoever looks: a curator finds the rest on the desk.
CREATE FUNCTION roster_consultant_rows(ids bigint[])
RETURNS TABLE (consultant_id bigint, sort_date date, title_key text, added_at timestamptz, codes int[], document tsvector,
    assignments smallint, said text)
LANGUAGE sql STABLE SET plan_cache_mode = force_generic_plan AS $$
    SELECT r.consultant_id, r.last_confirmed_on, core_sort_key(coalesce(nullif(r.name, ''), r.ref)),
    CASE WHEN is_listed THEN r.published_at END,
    (   WITH countries AS (
            SELECT unnest(r.nationalities) AS country UNION SELECT r.residence)
        SELECT coalesce(array_agg(DISTINCT code ORDER BY code) FILTER (WHERE code IS NOT NULL), '{}') FROM (
            SELECT core_code(1, (e ->> 'topic')::bigint) AS code FROM jsonb_array_elements(r.expertise) AS e
            UNION ALL SELECT core_code(2, core_country_number(country)) FROM countries
            UNION ALL SELECT core_code(5, (SELECT region_id FROM core_country WHERE iso2 = country)) FROM countries
            UNION ALL SELECT core_code(6, modality) FROM unnest(r.modalities) AS modality
            UNION ALL SELECT core_code(9, (l ->> 'language')::bigint) FROM jsonb_array_elements(r.languages) AS l
            UNION ALL SELECT core_code(20, 0) WHERE is_listed
            UNION ALL SELECT core_code(20, 1) WHERE r.is_sample
            UNION ALL SELECT core_code(22, (SELECT account_id FROM roster_consultant WHERE id = r.consultant_id))
            UNION ALL SELECT core_code(27, array_position(ARRAY['available', 'limited', 'away'], r.availability::text))
            UNION ALL SELECT core_code(28, CASE WHEN r.remote THEN 1 ELSE 2 END) WHERE r.remote IS NOT NULL
            UNION ALL SELECT core_code(29, CASE WHEN years < 5 THEN 1 WHEN years < 10 THEN 2 WHEN years < 20 THEN 3
                ELSE 4 END) FROM (SELECT max((e ->> 'years')::int) AS years FROM jsonb_array_elements(r.expertise) AS e)
                AS most WHERE years IS NOT NULL
            UNION ALL SELECT core_code(30, array_position(ARRAY['worked', 'nominated', 'verified'], r.basis::text))
            UNION ALL SELECT core_code(31, 1) FROM jsonb_array_elements(r.assignments) AS w WHERE w ->> 'activity' <> ''
        ) AS every),
    setweight(core_document(r.name, l.language) || core_document(concat_ws(' ', r.name, r.ref), ''), 'A')
        || setweight(core_document(r.position, l.language) || core_document(concat_ws(' ', r.employer_as_said,
            (SELECT concat_ws(' ', name, acronym, array_to_string(aliases, ' ')) FROM core_organisation
             WHERE id = r.employer_id)), ''), 'B')
        || setweight(core_document(work.said, l.language), 'C')
        || setweight(coalesce((SELECT core_joined(core_document(left(b ->> 'text', 20000), b ->> 'language')
            ORDER BY b ->> 'language') FROM jsonb_array_elements(r.biographies) AS b), ''), 'C')
        || core_known_names(r.nationalities || r.residence, '{}',
            ARRAY(SELECT (e ->> 'topic')::bigint FROM jsonb_array_elements(r.expertise) AS e)),
    jsonb_array_length(r.assignments)::smallint,
    CASE WHEN is_listed THEN concat_ws(' ', r.name, r.position, r.employer_as_said, work.said,
        (SELECT string_agg(b ->> 'text', ' ' ORDER BY b ->> 'language') FROM jsonb_array_elements(r.biographies) AS b))
        ELSE '' END
    FROM roster_released r
    CROSS JOIN LATERAL (SELECT language::text FROM roster_consultant WHERE id = r.consultant_id) AS l
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(left(concat_ws(' ', w ->> 'as_said', w ->> 'role', w ->> 'output'), 5000), ' '), '') AS said
        FROM jsonb_array_elements(r.assignments) AS w) AS work
    WHERE r.consultant_id = ANY (ids)
$$;

CREATE FUNCTION roster_consultant_index(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_rows('consultant', 'roster_consultant', 'roster_consultantsearch', 'roster_consultant_rows', ids)
$$;

-- Words come from the search rows, because what is released of a profile changes with consents, not with its own row.
CREATE FUNCTION roster_consultant_words() RETURNS TABLE (word text, records bigint) LANGUAGE sql STABLE AS $$
    SELECT word, count(*) FROM roster_consultantsearch, core_words(said) AS word GROUP BY word
$$;
CREATE FUNCTION roster_consultant_index_all() RETURNS void LANGUAGE sql AS $$
    SELECT core_keep_all_rows('consultant', 'roster_consultant', 'roster_consultantsearch', 'roster_consultant_rows');
    DELETE FROM core_searchword WHERE subject = 'consultant';
    INSERT INTO core_searchword (subject, word, letters, records)
    SELECT 'consultant', word, core_letters(word), records FROM roster_consultant_words();
$$;
CREATE FUNCTION roster_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts_before text[];
    texts_after text[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        texts_before := ARRAY(SELECT said FROM old_rows ORDER BY consultant_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        texts_after := ARRAY(SELECT said FROM new_rows ORDER BY consultant_id);
    END IF;
    IF texts_before IS DISTINCT FROM texts_after THEN
        PERFORM core_count_words('consultant', texts_before, texts_after);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER words_added AFTER INSERT ON roster_consultantsearch
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION roster_words_changed();
CREATE TRIGGER words_changed AFTER UPDATE ON roster_consultantsearch
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION roster_words_changed();
CREATE TRIGGER words_removed AFTER DELETE ON roster_consultantsearch
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION roster_words_changed();

-- Names kept on the ground floor, and whether an activity is public.
CREATE FUNCTION roster_organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM roster_consultant_index((
        SELECT array_agg(c.id) FROM new_rows n JOIN old_rows o USING (id) JOIN roster_consultant c ON c.employer_id = n.id
        WHERE (n.name, n.acronym, n.aliases) IS DISTINCT FROM (o.name, o.acronym, o.aliases)));
    RETURN NULL;
END $$;
CREATE TRIGGER roster_organisation_changed AFTER UPDATE ON core_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION roster_organisation_changed();
CREATE FUNCTION roster_country_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM roster_consultant_index((
        WITH changed AS (
            SELECT iso2 FROM new_rows n JOIN old_rows o USING (iso2)
            WHERE (n.region_id, n.names) IS DISTINCT FROM (o.region_id, o.names))
        SELECT array_agg(id) FROM (
            SELECT consultant_id AS id FROM roster_nationality JOIN changed ON country_id = iso2
            UNION SELECT id FROM roster_consultant JOIN changed ON residence_id = iso2) AS involved));
    RETURN NULL;
END $$;
CREATE TRIGGER roster_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION roster_country_changed();
CREATE TRIGGER roster_topic_renamed AFTER UPDATE ON core_topic
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION core_topic_renamed('roster_consultant_index', 'roster_expertise', 'consultant_id');
CREATE FUNCTION roster_activity_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM roster_consultant_index((
        SELECT array_agg(DISTINCT w.consultant_id)
        FROM new_rows n JOIN old_rows o USING (id) JOIN roster_assignment w ON w.activity_id = n.id
        WHERE n.state IS DISTINCT FROM o.state));
    RETURN NULL;
END $$;
CREATE TRIGGER roster_activity_changed AFTER UPDATE ON tad_activity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION roster_activity_changed();
