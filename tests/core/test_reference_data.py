"""The reference data themselves: the CSV files of core/data, read without Django and without a database."""

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

DATA = Path(__file__).parents[2] / "portal" / "core" / "data"
LANGUAGES = ["en", "ar", "zh-hans", "fr", "pt", "ru", "es"]
LABELS = [f"label_{language}" for language in LANGUAGES]
DEFINITIONS = [f"definition_{language}" for language in LANGUAGES]
SCRIPTS = {"ar": "[\u0600-\u06ff]", "zh-hans": "[\u4e00-\u9fff]", "ru": "[\u0400-\u04ff]"}
VOCABULARIES = ["funding_kinds", "goals", "languages", "modalities", "organisation_types", "pillars"]
VOCABULARIES += ["recommendations", "regions", "topics"]
LABELLED = [*VOCABULARIES, "countries", "country_groups"]
DEFINED = sorted(path.stem for path in DATA.glob("*.csv") if "definition_en" in path.read_text("utf-8"))
SCHEMES = {
    "development": {"developed", "transition", "developing"},
    "ldc": {"yes"},
    "lldc": {"yes"},
    "sids": {"yes"},
    "g77": {"yes"},
}
KINDS = {"membership", "region", "status", "informal"}
# Punctuation of English that another language has marks or spaces of its own for.
FOREIGN_MARKS = {"en": "  ", "ar": "[,;?]", "zh-hans": "[,;:?!() ]", "fr": "(?<!\u00a0)[;:?!»]|«(?!\u00a0)|'"}
# The day the lists were compiled. A fixed day, so that a test says tomorrow what it says today.
COMPILED = date(2026, 11, 22)


def read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def holds_on(row: dict[str, str], when: date) -> bool:
    return (day(row["valid_from"]) or date.min) <= when < (day(row["valid_to"]) or date.max)


def with_status(scheme: str, value: str = "yes", when: date = COMPILED) -> set[str]:
    return {
        row["country"]
        for row in read("country_statuses")
        if (row["scheme"], row["value"]) == (scheme, value) and holds_on(row, when)
    }


def listed(group: str, when: date = COMPILED) -> set[str]:
    return {row["country"] for row in read("country_group_members") if row["group"] == group and holds_on(row, when)}


def conditions(rule: str) -> list[tuple[str, list[str]]]:
    """``m49_region=Africa;ldc=yes`` as [("m49_region", ["Africa"]), ("ldc", ["yes"])]."""
    return [(key, values.split("|")) for key, _, values in (part.partition("=") for part in rule.split(";"))]


def matching(key: str, values: list[str], when: date) -> set[str]:
    if key == "south":
        south = [("development", "developing"), ("development", "transition"), ("ldc", "yes")]
        return set().union(*(with_status(*status, when) for status in south))
    if key in SCHEMES:
        return set().union(*(with_status(key, value, when) for value in values))
    return {row["iso2"] for row in read("countries") if row[key] in values}


def by_rule(group: str, when: date = COMPILED) -> set[str]:
    rule = next(row["rule"] for row in read("country_groups") if row["code"] == group)
    return set.intersection(*(matching(key, values, when) for key, values in conditions(rule)))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_file_is_plain_utf8_csv_without_ragged_rows(path):
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    header, *rows = csv.reader(raw.decode("utf-8").splitlines())
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert all(cell == cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("name", [*VOCABULARIES, "country_groups"])
def test_codes_are_unique_public_slugs(name):
    codes = [row["code"] for row in read(name)]
    assert not [code for code, times in Counter(codes).items() if times > 1]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) and len(code) <= 60 for code in codes)


@pytest.mark.parametrize("name", LABELLED)
def test_labels_are_filled_in_and_tell_rows_apart(name):
    rows = read(name)
    for column in LABELS:
        assert len({row[column] for row in rows} - {""}) == len(rows), column


@pytest.mark.parametrize("name", LABELLED)
def test_labels_are_in_their_own_script_and_begin_with_a_capital(name):
    for row in read(name):
        for column in LABELS:
            assert re.search(SCRIPTS.get(column.removeprefix("label_"), "[A-Za-z]"), row[column]), row[column]
            assert row[column][0] == row[column][0].upper(), row[column]


@pytest.mark.parametrize("name", DEFINED)
def test_every_term_is_defined_in_a_sentence_of_each_language(name):
    endings = {"definition_zh-hans": "。"}
    for row in read(name):
        for column in DEFINITIONS:
            text = row[column]
            assert re.search(SCRIPTS.get(column.removeprefix("definition_"), "[A-Za-z]"), text), (row["code"], column)
            assert text.endswith(endings.get(column, ".")), text
            assert text[0] == text[0].upper(), text
            assert not re.search(FOREIGN_MARKS.get(column.removeprefix("definition_"), "'"), text), text
        # A language whose text is another's was not translated.
        assert len({row[column] for column in DEFINITIONS}) == len(DEFINITIONS), row["code"]


def test_languages_are_iso_639_1_and_begin_with_the_interface_languages():
    codes = [row["code"] for row in read("languages")]
    assert set(codes[:7]) == {language[:2] for language in LANGUAGES}
    assert all(len(code) == 2 and code in Locale("en").languages for code in codes)


def test_goals_are_seventeen_with_a_colour_and_a_source():
    goals = read("goals")
    assert [row["code"] for row in goals] == [str(number) for number in range(1, 18)]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", row["colour"]) and row["source"] for row in goals)


def test_recommendations_are_forty_five_with_nineteen_for_immediate_implementation():
    rows = read("recommendations")
    assert [row["code"] for row in rows] == [str(number) for number in range(1, 46)]
    assert Counter(row["immediate"] for row in rows) == {"yes": 19, "no": 26}
    assert Counter(row["cluster"] for row in rows) == {"A": 14, "B": 9, "C": 9, "D": 6, "E": 6, "F": 1}
    assert len({(row["cluster"], row["cluster_title"]) for row in rows}) == 6
    assert all(row["source"] and len(row[column]) <= 110 for row in rows for column in LABELS)


def test_country_codes_are_those_of_iso_3166():
    rows = read("countries")
    for column, pattern in (("iso2", "[A-Z]{2}"), ("iso3", "[A-Z]{3}"), ("m49", "[0-9]{3}")):
        codes = [row[column] for row in rows if row[column]]
        assert len(codes) == len(set(codes))
        assert all(re.fullmatch(pattern, code) for code in codes)
    assert all(row["iso2"] in Locale("en").territories for row in rows)
    # Taiwan is in ISO 3166 but not a separate area for the United Nations
    assert [row["iso2"] for row in rows if not row["m49"]] == ["TW"]


def test_countries_are_every_member_and_observer_of_the_united_nations_and_more():
    assert Counter(row["un_status"] for row in read("countries")) == {
        "member": 193,
        "observer": 2,
        "associated state (non-member)": 2,
        "territory or area": 52,
    }


def test_every_state_has_a_region_of_ours_and_a_source():
    regions = {row["code"] for row in read("regions")}
    for row in read("countries"):
        assert row["region"] in regions or row["un_status"] == "territory or area", row["iso2"]
        assert row["source"]


def test_names_follow_united_nations_usage_and_keep_the_everyday_name_for_search():
    rows = {row["iso2"]: row for row in read("countries")}
    assert rows["PS"]["label_ar"] == "دولة فلسطين"
    assert rows["KR"]["label_ru"] == "Республика Корея"
    assert (rows["VN"]["label_en"], rows["VN"]["everyday_en"]) == ("Viet Nam", "Vietnam")
    assert (rows["CI"]["label_en"], rows["CI"]["everyday_en"]) == ("Côte d’Ivoire", "Ivory Coast")
    assert all(row["everyday_en"] != row["label_en"] for row in rows.values())


def test_statuses_name_known_countries_lists_and_values_with_a_source():
    countries = {row["iso2"] for row in read("countries")}
    for row in read("country_statuses"):
        assert row["country"] in countries
        assert row["value"] in SCHEMES[row["scheme"]]
        assert row["source"]


@pytest.mark.parametrize(
    ("name", "key"), [("country_statuses", ("country", "scheme")), ("country_group_members", ("group", "country"))]
)
def test_dated_rows_begin_before_they_end_and_never_overlap(name, key):
    spans = {}
    for row in read(name):
        span = (day(row["valid_from"]) or date.min, day(row["valid_to"]) or date.max)
        assert span[0] < span[1], row
        spans.setdefault(tuple(row[part] for part in key), []).append(span)
    for dated in spans.values():
        dated.sort()
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(dated))


@pytest.mark.parametrize(("scheme", "count"), [("ldc", 44), ("lldc", 32), ("sids", 53), ("g77", 135)])
def test_lists_are_as_long_as_the_united_nations_say(scheme, count):
    assert len(with_status(scheme)) == count


def test_every_state_and_no_territory_has_a_development_status():
    states = {row["iso2"] for row in read("countries") if row["un_status"] != "territory or area"}
    assert set().union(*(with_status("development", value) for value in SCHEMES["development"])) == states


def test_least_developed_countries_of_an_earlier_day():
    assert len(with_status("ldc", when=date(2010, 6, 1))) == 49
    assert "BT" in with_status("ldc", when=date(2023, 12, 12))
    assert "BT" not in with_status("ldc", when=date(2023, 12, 13))


def test_eight_countries_have_graduated_from_the_least_developed():
    graduates = {row["country"] for row in read("country_statuses") if row["scheme"] == "ldc" and row["valid_to"]}
    assert graduates == {"BW", "CV", "MV", "WS", "GQ", "VU", "BT", "ST"}


def test_a_scheduled_graduation_is_announced_but_ends_nothing():
    scheduled = {row["country"]: row for row in read("country_statuses") if row["scheduled_to"]}
    november = dict.fromkeys(["BD", "LA", "NP"], "2026-11-24")
    assert {country: row["scheduled_to"] for country, row in scheduled.items()} == november | {"SB": "2027-12-13"}
    assert all("to be checked" in row["note"] and not row["valid_to"] for row in scheduled.values())


def test_doubts_about_a_status_are_kept_with_it():
    notes = {(row["country"], row["scheme"]): row["note"] for row in read("country_statuses")}
    assert "not verified" in notes["KR", "development"]
    assert "other lists treat it as developed" in notes["IL", "development"]


def test_groups_say_their_kind_and_source_and_whether_they_are_provisional():
    for row in read("country_groups"):
        assert row["kind"] in KINDS
        assert row["provisional"] in {"yes", "no"}
        assert row["source"]


def test_rules_use_known_keys_and_values():
    countries = read("countries")
    known = {key: {row[key] for row in countries} - {""} for key in countries[0] if key.startswith("m49_")}
    known |= SCHEMES | {"south": {"yes"}, "region": {row["code"] for row in read("regions")}}
    rules = [row["rule"] for row in read("country_groups") if row["rule"]]
    assert rules
    for rule in rules:
        assert all(set(values) <= known[key] for key, values in conditions(rule)), rule


def test_a_group_has_a_rule_or_listed_members_never_both_and_two_have_neither():
    rules = {row["code"]: row["rule"] for row in read("country_groups")}
    listing = {row["group"] for row in read("country_group_members")}
    assert listing <= set(rules)
    assert not [code for code, rule in rules.items() if rule and code in listing]
    empty = {code for code, rule in rules.items() if not rule and code not in listing}
    assert empty == {"belt-and-road-partners", "international"}


def test_members_are_known_countries_with_a_source():
    countries = {row["iso2"] for row in read("countries")}
    assert all(row["country"] in countries and row["source"] for row in read("country_group_members"))


def test_memberships_have_as_many_members_as_they_say():
    counts = {"aripo": 22, "oapi": 17, "arab-states": 22, "african-union": 55, "oic": 57, "cis": 9, "eapo": 8}
    counts |= {"ecowas": 12, "sadc": 16, "comesa": 21, "eac": 8, "gcc": 6, "caricom": 15, "pacific-islands-forum": 18}
    assert {group: len(listed(group)) for group in counts} == counts


def test_membership_is_judged_by_the_day():
    assert len(listed("asean", date(2025, 10, 25))) == 10
    assert len(listed("asean", date(2025, 10, 26))) == 11
    assert "CV" not in listed("aripo", date(2022, 7, 13))
    assert {"BF", "ML", "NE"} <= listed("ecowas", date(2024, 6, 1))


def test_group_of_77_has_the_same_members_as_its_list_of_statuses():
    assert listed("g77") == with_status("g77")


@pytest.mark.parametrize(
    ("group", "count"),
    [
        ("african-countries", 54),
        ("african-ldcs", 32),
        ("south-american-countries", 12),
        ("west-african-countries", 16),
        ("latin-america-and-the-caribbean", 33),
        ("least-developed-countries", 44),
        ("landlocked-developing-countries", 32),
        ("small-island-developing-states", 39),
    ],
)
def test_rules_find_the_countries_they_should(group, count):
    assert len(by_rule(group)) == count


def test_a_rule_follows_the_statuses_of_the_day():
    assert "GQ" in by_rule("african-ldcs", date(2015, 1, 1))
    assert "GQ" not in by_rule("african-ldcs")
