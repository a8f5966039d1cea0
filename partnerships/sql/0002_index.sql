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
    setweight(to_tsvector('portal', concat_ws(' ', a.ref, a.title,
        (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
         FROM partnerships_initiativesource s WHERE s.initiative_id = a.id))), 'A')
    || setweight(to_tsvector('portal', concat_ws(' ', a.summary,
        (SELECT string_agg((SELECT concat_ws(' ', o.name, o.acronym, array_to_string(o.aliases, ' '))
                            FROM core_organisation o WHERE o.id = p.organisation_id), ' ' ORDER BY p.order, p.id)
         FROM partnerships_partner p WHERE p.initiative_id = a.id))), 'B')
    || setweight(to_tsvector('portal', concat_ws(' ', left(a.challenge, 50000), left(a.solution, 50000),
        left(a.exchange, 50000), left(a.results, 50000), left(a.lessons, 50000),
        (SELECT string_agg(concat_ws(' ',
                (SELECT concat_ws(' ', c.labels ->> 'en', c.everyday_name) FROM core_country c WHERE c.iso2 = p.country_id),
                (SELECT g.labels ->> 'en' FROM core_countrygroup g WHERE g.id = p.group_id)), ' ' ORDER BY p.order, p.id)
         FROM partnerships_partner p WHERE p.initiative_id = a.id))), 'C')
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
    setweight(to_tsvector('portal', concat_ws(' ', a.ref, a.title,
        (SELECT string_agg(concat_ws(' ', s.title_as_said, s.symbol), ' ' ORDER BY s.record)
         FROM partnerships_casestudysource s WHERE s.case_study_id = a.id))), 'A')
    || setweight(to_tsvector('portal', a.summary), 'B')
    || setweight(to_tsvector('portal', concat_ws(' ', left(a.story, 50000), left(a.results, 50000), left(a.lessons, 50000),
        (SELECT string_agg((SELECT concat_ws(' ', c.labels ->> 'en', c.everyday_name)
                            FROM core_country c WHERE c.iso2 = l.country_id), ' ' ORDER BY l.id)
         FROM partnerships_casestudycountry l WHERE l.case_study_id = a.id))), 'C')
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
        WHERE (n.region_id, n.labels, n.everyday_name) IS DISTINCT FROM (o.region_id, o.labels, o.everyday_name)));
    RETURN NULL;
END $$;
CREATE TRIGGER partnerships_case_country_changed AFTER UPDATE ON core_country
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION partnerships_case_country_changed();
