"""The real records and their mapping agree with each other and with the vocabularies. CSV only: no database."""

import csv
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORDS, REFERENCE = ROOT / "tad" / "data", ROOT / "portal" / "core" / "data"

# At the seat of WIPO or the WTO: Switzerland is the place of these meetings, not a party to them.
HELD_AT_A_SEAT = {"A024", "A029", "A153"}
ROLES = {
    "beneficiary",
    "provider",
    "second_provider",
    "host",
    "expert_sender",
    "facilitator",
    "funder",
    "organiser",
    "observer",
}
SCOPES = {"", "national", "subregional", "regional", "interregional"}
DELIVERIES = {"", "in_person", "online", "hybrid"}
STATUSES = {"planned", "ongoing", "completed", "cancelled"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str, column: str = "code") -> set[str]:
    return {row[column] for row in rows(REFERENCE / name)}


def listed(text: str, separator: str = "; ") -> list[str]:
    return [item for item in text.split(separator) if item]


ACTIVITIES = {row["id"]: row for row in rows(RECORDS / "activities.csv")}
MEETINGS = {row["id"]: row for row in rows(RECORDS / "meetings.csv")}
DATED_MEETINGS = {key for key, row in MEETINGS.items() if row["start_date"]}
PARTIES = rows(RECORDS / "parties.csv")
FACTS = {row["record"]: row for row in rows(RECORDS / "facts.csv")}
TWINS = {key: row["same_as"] for key, row in FACTS.items() if row["same_as"]}
OWN_RECORDS = FACTS.keys() - TWINS
ORGANISATIONS = rows(REFERENCE / "organisations.csv")
TOPIC_OF = {row["ip_field"]: row["topic"] for row in rows(RECORDS / "ip_fields.csv")}
MODALITY_OF = {row["activity_type"]: row["modality"] for row in rows(RECORDS / "activity_types.csv")}


def parties(record: str, column: str, *roles: str) -> set[str]:
    return {p[column] for p in PARTIES if p["record"] == record and p["role"] in roles and p[column]}


def test_every_record_has_its_facts_once():
    assert len(ACTIVITIES) == 124
    assert len(DATED_MEETINGS) == 29
    assert [row["record"] for row in rows(RECORDS / "facts.csv")] == sorted(ACTIVITIES.keys() | DATED_MEETINGS)


def test_a_meeting_told_twice_is_the_same_event():
    for meeting, activity in TWINS.items():
        told, again = MEETINGS[meeting], ACTIVITIES[activity]
        assert (told["start_date"], told["end_date"]) == (again["start_date"], again["end_date"]), meeting
        assert told["country"] == again["host_or_provider_countries"], meeting


def test_no_meeting_repeats_an_activity_unnoticed():
    """Two records with the same days in the same country are one event, unless said to be two."""

    def place_and_day(row, country):
        return row["start_date"], row["end_date"], row[country]

    known = {place_and_day(row, "host_or_provider_countries") for row in ACTIVITIES.values()}
    assert not [key for key in DATED_MEETINGS - TWINS.keys() if place_and_day(MEETINGS[key], "country") in known]


def test_a_twin_has_no_parties_of_its_own():
    assert {p["record"] for p in PARTIES} == OWN_RECORDS


def test_one_party_is_one_country_or_group_or_organisation():
    for party in PARTIES:
        assert sum(bool(party[column]) for column in ("country", "group", "organisation")) == 1, party


def test_no_party_is_told_twice():
    counts = Counter((p["record"], p["role"], p["country"], p["group"], p["organisation"]) for p in PARTIES)
    assert not [key for key, count in counts.items() if count > 1]


def test_the_beneficiaries_are_those_of_the_source():
    for record, source in ACTIVITIES.items():
        assert parties(record, "country", "beneficiary") == set(listed(source["beneficiary_countries"], ";")), record
        named = {p["as_said"] for p in PARTIES if p["record"] == record and p["role"] == "beneficiary" and p["group"]}
        assert named == set(listed(source["beneficiary_group"])), record


def test_the_hosts_and_providers_of_the_source_are_there():
    for record, source in ACTIVITIES.items():
        expected = set(listed(source["host_or_provider_countries"], ";"))
        if record in HELD_AT_A_SEAT:
            assert expected == {"CH"}, record
            expected = set()
        assert expected - parties(record, "country", "host", "provider", "expert_sender") == set(), record


def test_every_institution_of_the_source_takes_part():
    """By a name of an organisation of the record, or by the source's own words on a party."""
    names = {o["slug"]: {o["name"], o["acronym"], *listed(o["aliases"], "|")} for o in ORGANISATIONS}
    for record in OWN_RECORDS:
        source = ACTIVITIES.get(record) or MEETINGS[record]
        known = {p["as_said"] for p in PARTIES if p["record"] == record}
        for slug in parties(record, "organisation", *ROLES):
            known |= names[slug]
        said = listed(source.get("partner_organisations") or source.get("organisers") or "")
        assert set(said) - known == set(), record


def test_who_paid_is_said_where_the_source_says_it():
    for record, activity in ACTIVITIES.items():
        source, fact = activity["funding_source"], FACTS[record]
        assert fact["funding_note"] == source, record
        if fact["funding_kind"] == "not-stated":  # the programme SIPS is named, but not who pays into it
            assert not source or "SIPS" in source, record
        funders = {p["as_said"] for p in PARTIES if p["record"] == record and p["role"] == "funder"}
        # A project paid from WIPO's own budget has no funder beside the organiser.
        paid = set() if source == "WIPO Development Agenda project budget" else set(filter(None, [source]))
        assert funders == paid, record


def test_amounts_come_with_their_currency_and_from_the_source():
    for fact in FACTS.values():
        assert bool(fact["funding_amount"]) == bool(fact["funding_currency"])
        if fact["funding_amount"]:
            assert f"{fact['funding_currency']} {int(fact['funding_amount']):,}" in fact["funding_note"]


def test_every_word_of_the_sources_is_mapped_and_no_other():
    kinds = {MEETINGS[key]["kind"] for key in MEETINGS} | {row["activity_type"] for row in ACTIVITIES.values()}
    assert MODALITY_OF.keys() == kinds
    assert TOPIC_OF.keys() == {field for row in ACTIVITIES.values() for field in listed(row["ip_fields"])}


def test_a_record_of_its_own_has_a_topic():
    for record in OWN_RECORDS:
        mapped = [TOPIC_OF[field] for field in listed(ACTIVITIES.get(record, {}).get("ip_fields", ""))]
        topics = mapped + listed(FACTS[record]["topics"], ";")
        assert topics, record
        assert len(topics) == len(set(topics)), record


def test_only_what_was_announced_and_never_confirmed_is_still_planned():
    planned = {key for key, fact in FACTS.items() if fact["status"] == "planned"}
    assert planned == {"A095", "M17"}
    assert "not confirmed" in ACTIVITIES["A095"]["date_note"]
    assert "not confirmed" in MEETINGS["M17"]["topics"]


def test_further_addresses_are_those_of_the_sources():
    for record, fact in FACTS.items():
        twins = [MEETINGS[key]["source"] for key, activity in TWINS.items() if activity == record]
        sources = " ".join([(ACTIVITIES.get(record) or MEETINGS[record])["source"], *twins])
        addresses = re.findall(r"https?://\S+", sources)
        assert set(listed(fact["extra_source_url"], "|")) <= set(addresses[1:]), record


def test_facts_use_the_words_of_the_domain():
    for record, fact in FACTS.items():
        assert fact["scope"] in SCOPES, record
        assert fact["delivery"] in DELIVERIES, record
        assert fact["status"] in STATUSES, record
        assert re.fullmatch(r"\d*", fact["participants"]), record


def test_every_code_exists():
    groups, organisations = codes("country_groups.csv"), {o["slug"] for o in ORGANISATIONS}
    countries, topics = codes("countries.csv", "iso2"), codes("topics.csv")
    assert {p["role"] for p in PARTIES} <= ROLES
    assert {p["country"] for p in PARTIES} - {""} <= countries
    assert {p["group"] for p in PARTIES} - {""} <= groups
    assert {p["organisation"] for p in PARTIES} - {""} <= organisations
    assert set(MODALITY_OF.values()) <= codes("modalities.csv")
    assert set(TOPIC_OF.values()) | {t for f in FACTS.values() for t in listed(f["topics"], ";")} <= topics
    assert {FACTS[key]["funding_kind"] for key in OWN_RECORDS} <= codes("funding_kinds.csv")
    languages = codes("languages.csv")
    assert {f["language"] for f in FACTS.values()} <= languages
    assert {code for f in FACTS.values() for code in listed(f["working_languages"], ";")} <= languages


def test_organisations_are_told_once_with_known_codes():
    countries, types = codes("countries.csv", "iso2"), codes("organisation_types.csv")
    slugs = [o["slug"] for o in ORGANISATIONS]
    assert len(slugs) == len(set(slugs))
    for organisation in ORGANISATIONS:
        assert organisation["type"] in types, organisation
        assert organisation["country"] in countries | {""}, organisation
        assert organisation["parent"] in {*slugs, ""} - {organisation["slug"]}, organisation


def test_a_spelling_leads_to_one_organisation_only():
    spellings = Counter(
        spelling for o in ORGANISATIONS for spelling in {o["name"], *listed(o["aliases"], "|")} if spelling
    )
    assert not [spelling for spelling, count in spellings.items() if count > 1]


def test_every_organisation_is_named_by_a_record_or_holds_one_that_is():
    from tests.partnerships.test_real_records import PARTNERS

    named = {p["organisation"] for p in [*PARTIES, *PARTNERS]}
    parents = {o["parent"] for o in ORGANISATIONS if o["slug"] in named}
    assert {o["slug"] for o in ORGANISATIONS} <= named | parents
