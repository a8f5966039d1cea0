"""The public representation of an activity: everything the page shows, public codes, nothing else; streamed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import orjson
import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from portal.core import reference as reference_memory
from portal.core.models import Membership, State, Topic
from portal.core.reference import Reference
from tad import open_data
from tad.models import Activity, ActivityTopic
from tad.open_data import COLUMNS, partial_date, records
from tests.factories import activity, full_activity, organisation, user

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
BASE = "https://portal.example.org"


def of(*activities: Activity, reader=VISITOR, **options) -> list[dict]:
    return list(records(reader, [each.pk for each in activities], reference_memory.current(), **options))


def flat(record: dict) -> dict[str, object]:
    return {column.name: column.value(record) for column in COLUMNS}


SAID = {
    "title": "Study visit", "summary": "Six societies.", "language": "en", "language_label": "English",
    "kind": "south_south", "kind_label": "South-South", "kind_overridden": False,
    "kind_reason": "Namibia provided for Botswana and ARIPO member states; all were developing countries, least "
    "developed countries or countries in transition on the day.",
    "status": "completed", "status_label": "Completed", "modality_as_said": "visit of officials", "pillar": None,
    "scope": "regional", "scope_label": "Regional", "delivery": "in_person", "delivery_label": "In person",
    "starts_on": "2017-11-20", "ends_on": "2017-11-24", "date_note": "as announced", "place": "Windhoek",
    "audience": "", "objective": "Learn licensing.", "description": "A week in Windhoek.",
    "expected_outcome": "A plan.", "outcome": "Two societies changed their rules.", "participants": 12, "women": 7,
    "men": 5, "note": "The year is inferred.", "parent": None, "source": "Annual report",
    "source_url": "https://example.org/r", "last_verified_on": "2026-01-02", "verify_due_on": "2027-01-02",
    "is_sample": False, "state": "published",
}  # fmt: skip


def test_everything_the_page_shows_with_public_codes():
    record = full_activity(note="The year is inferred.", source="Annual report", source_url="https://example.org/r")
    [found] = of(record, base=f"{BASE}/")
    named = {"ref": record.ref, "url": f"{BASE}/activities/{record.ref}/"}
    expected = SAID | named | terms_of(found) | lines_of(record, funder=found["funding"][0]["funder"])
    assert {name: value for name, value in found.items() if name not in {"published_at", "updated_at"}} == expected
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found["published_at"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found["updated_at"])


def terms_of(found: dict) -> dict[str, object]:
    """The label of a recommendation is a paragraph, and taken as it is."""
    return {
        "modality": term("modalities", "study-visit", "Study visit"),
        "topics": [term("topics", "copyright", "Copyright and related rights") | {"as_said": ""}],
        "goals": [term("goals", "8", "Decent work and economic growth") | {"is_main": False}],
        "recommendations": [term("recommendations", "10", found["recommendations"][0]["label"])],
        "working_languages": [term("languages", "en", "English"), term("languages", "pt", "Portuguese")],
    }


def lines_of(record: Activity, *, funder: str) -> dict[str, list]:
    wipo = {"organisation": "wipo", "organisation_label": "World Intellectual Property Organization"}
    return {
        "participations": [
            party("provider", "Provider", country="NA", country_label="Namibia"),
            party("beneficiary", "Beneficiary", country="BW", country_label="Botswana"),
            party("beneficiary", "Beneficiary", group="aripo", group_label="ARIPO member states"),
            party("organiser", "Organiser", **wipo),
            party("funder", "Funder", organisation=funder, organisation_label="Namibian Society of Composers"),
        ],
        "funding": [
            {
                "kind": term("funding-kinds", "in-kind", "In kind"), "funder": funder, "amount": 12500.0,
                "currency": "USD", "funder_label": "Namibian Society of Composers", "band": "", "band_label": "",
                "is_estimate": True, "in_kind": "rooms", "as_said": "host paid",
            }
        ],
        "quantities": [{"unit": "person_days", "unit_label": "Person-days", "number": 60, "what": "training"}],
        "evaluations": [
            {
                "kind": "follow_up", "kind_label": "Later follow-up", "date": "2018-05-01", "baseline": "0",
                "indicator": "Rules changed", "target": "3", "result": "2 of 6",
            }
        ],
        "documents": [
            {"kind": "report", "kind_label": "Report", "title": "Report", "url": "https://example.org/r.pdf"}
        ],
        "sources": [
            {
                "record": f"T{record.pk}", "citation": "Society news", "url": "https://example.org/news", "grade": "",
                "grade_label": "", "title_as_said": "The visit", "symbol": "",
            }
        ],
    }  # fmt: skip


def party(role: str, role_label: str, **named: str) -> dict:
    blank = ("country", "country_label", "group", "group_label", "organisation", "organisation_label", "as_said")
    place = next(name for name in ("organisation", "group", "country") if name in named)
    listed = {"organisation": "organisations", "group": "country-groups", "country": "countries"}[place]
    who = {"role": role, "role_label": role_label, "url": f"{BASE}/api/v1/{listed}/{named[place]}/"}
    return who | dict.fromkeys(blank, "") | named


def term(vocabulary: str, code: str, label: str) -> dict:
    return {"code": code, "label": label, "url": f"{BASE}/api/v1/{vocabulary}/{code}/"}


def test_what_is_not_recorded_is_empty():
    bare = activity(title="Bare", providers=[], beneficiaries=[], topics=[], modality="", starts_on=None, ends_on=None)
    [found] = of(bare)
    lists = ("topics", "goals", "recommendations", "working_languages", "participations", "funding", "quantities")
    assert [found[name] for name in (*lists, "evaluations", "documents", "sources")] == [[]] * 10
    nothing = ("modality", "pillar", "starts_on", "ends_on", "participants", "women", "men", "parent")
    assert [found[name] for name in nothing] == [None] * 8
    assert found["kind_reason"] == "No provider is recorded."
    assert "None" not in "".join(str(value) for value in flat(found).values() if isinstance(value, str))


def test_the_order_asked_for_and_nothing_twice():
    made = [activity() for _number in range(7)]
    order = [made[place] for place in (3, 0, 6, 1, 5, 2, 4)]
    assert [each["ref"] for each in of(*order)] == [each.ref for each in order]


def test_dates_say_as_much_as_is_known():
    day = date(2013, 10, 5)
    known = [partial_date(day, precision) for precision in ("day", "month", "year")]
    assert known == ["2013-10-05", "2013-10", "2013"]
    assert partial_date(None, "year") is None


def test_the_main_goal_comes_first():
    record = activity(goals=["4", "8"])
    record.goal_links.filter(goal__code="8").update(is_main=True)
    [found] = of(record)
    assert [(goal["code"], goal["is_main"]) for goal in found["goals"]] == [("8", True), ("4", False)]
    assert flat(found)["main_goal_code"] == "8"


def test_a_curators_kind_carries_the_curators_reason():
    record = activity(kind="triangular", kind_override="triangular", kind_override_reason="A fund of the North paid.")
    [found] = of(record)
    assert (found["kind"], found["kind_overridden"], found["kind_reason"]) == (
        "triangular",
        True,
        "A fund of the North paid.",
    )


# Who sees what --------------------------------------------------------------------------------------------------------
def test_each_reader_gets_what_they_may_see(curator, member):
    office, other = organisation(), organisation()
    insider, outsider = user(), user()
    Membership.objects.create(user=insider, organisation=office, role="reader")
    Membership.objects.create(user=outsider, organisation=other, role="reader")
    public = activity(title="Public")
    draft = activity(title="Draft of the office", state=State.DRAFT, owner=office)
    returned = activity(title="Sent back", state=State.CHANGES_REQUESTED, by=member)
    seen = {
        name: [(each["title"], each["state"]) for each in of(public, draft, returned, reader=reader)]
        for name, reader in {
            "visitor": VISITOR, "insider": insider, "outsider": outsider, "author": member, "curator": curator,
        }.items()
    }  # fmt: skip
    public, draft, returned = (
        ("Public", "published"),
        ("Draft of the office", "draft"),
        ("Sent back", "changes_requested"),
    )
    assert seen == {
        "visitor": [public],
        "insider": [public, draft],
        "outsider": [public],
        "author": [public, returned],
        "curator": [public, draft, returned],
    }


def test_a_parent_is_named_to_those_who_see_it(curator):
    hidden = activity(title="Programme", state=State.DRAFT)
    child = activity(title="Workshop", parent=hidden)
    assert of(child)[0]["parent"] is None
    assert of(child, reader=curator)[0]["parent"] == hidden.ref


def test_nothing_of_the_desk_leaks(curator):
    author = user(name="Marker-Author", email="marker-author@example.org")
    owner = organisation("Marker-Owner")
    record = activity(by=author, owner=owner, state=State.ARCHIVED, state_reason="Marker-Reason")
    text = orjson.dumps(of(record, reader=curator)).decode()
    assert record.ref in text
    assert re.findall(r"(?i)marker[-\w@.]*", text) == []


def test_ids_stay_inside():
    record = full_activity()
    [found] = of(record)
    assert not {name for name in found if name == "id" or name.endswith("_id")}
    assert orjson.loads(orjson.dumps(found)) == found


# In which language ----------------------------------------------------------------------------------------------------
def test_labels_follow_the_language_active_when_asked_for():
    record = activity(topics=["patents"], beneficiaries=["KE"], modality="workshop")
    with override("fr"):
        asked = records(VISITOR, [record.pk], reference_memory.current())
    with override("es"):
        [found] = asked
    patents = Topic.objects.get(code="patents").labels
    assert found["topics"][0]["label"] == patents["fr"] != patents["es"]
    assert found["url"] == f"/fr/activities/{record.ref}/"
    assert found["kind"] == "south_south"


# Many -----------------------------------------------------------------------------------------------------------------
def test_one_query_a_batch_however_much_hangs_on_a_record(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(open_data, "BATCH", 10)  # the first batch is a tenth of it
    rich = [full_activity(title=f"Rich {number}") for number in range(11)]
    known = reference_memory.current()
    with django_assert_num_queries(1):
        assert len(list(records(VISITOR, [rich[0].pk], known))) == 1
    with django_assert_num_queries(2):
        assert len(list(records(VISITOR, [each.pk for each in rich], known))) == 11


def test_nothing_is_read_ahead_of_the_reader(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(open_data, "BATCH", 20)
    made = [activity() for _number in range(30)]
    asked, known = iter([each.pk for each in made]), reference_memory.current()
    with django_assert_num_queries(1):
        next(records(VISITOR, asked, known))
    assert len(list(asked)) == 28


def test_a_term_younger_than_the_memory_is_looked_up():
    old: Reference = reference_memory.current()
    topic = Topic.objects.create(code="brand-new", labels={"en": "Brand new"})
    record = activity()
    ActivityTopic.objects.create(activity=record, topic=topic)
    [found] = list(records(VISITOR, [record.pk], old))
    assert [each["code"] for each in found["topics"]] == ["patents", "brand-new"]


def test_what_is_hidden_while_the_file_is_written_is_left_out():
    first, second = activity(), activity()
    asked = records(VISITOR, [first.pk, second.pk], reference_memory.current())
    Activity.objects.filter(pk=second.pk).update(state=State.DRAFT)
    assert [each["ref"] for each in asked] == [first.ref]


# Documents and columns -----------------------------------------------------------------------------------------------
def test_the_documentation_lists_every_column_and_every_field():
    text = (Path(__file__).resolve().parents[2] / "docs/open-data.md").read_text()
    fields, columns = text.split("## Columns of activities")
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", columns, re.M)
    assert listed == [(column.name, str(column.meaning)) for column in COLUMNS]
    [found] = of(full_activity())
    assert [name for name in found if f"`{name}`" not in fields] == []


# Flat -----------------------------------------------------------------------------------------------------------------
def test_columns_are_named_once_plainly_and_explained():
    names = [column.name for column in COLUMNS]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert [column.name for column in COLUMNS if not str(column.meaning).strip()] == []
    with override("ar"):
        assert [column.name for column in COLUMNS] == names


def test_flat_cells_hold_codes_and_labels_side_by_side():
    record = full_activity()
    office = organisation("Office of Kenya; patents", slug="office-ke", country="KE")
    record.participations.create(role="beneficiary", country_id="UG", organisation=office, order=9)
    [found] = of(record)
    row = flat(found)
    assert {name: row[name] for name in (
        "beneficiary_codes", "beneficiary_organisations", "beneficiaries", "provider_codes", "organiser_codes",
        "organiser_organisations", "working_language_codes", "working_languages", "modality_code", "modality",
        "kind", "kind_label", "kind_overridden", "funding_codes", "funding_amounts", "quantities", "evaluations",
        "source_records", "pillar_code", "host_codes",
    )} == {
        "beneficiary_codes": "BW; aripo",
        "beneficiary_organisations": "office-ke@UG",
        "beneficiaries": "Botswana; ARIPO member states; Office of Kenya, patents",
        "provider_codes": "NA",
        "organiser_codes": "",
        "organiser_organisations": "wipo",
        "working_language_codes": "en; pt",
        "working_languages": "English; Portuguese",
        "modality_code": "study-visit",
        "modality": "Study visit",
        "kind": "south_south",
        "kind_label": "South-South",
        "kind_overridden": "no",
        "funding_codes": "in-kind",
        "funding_amounts": "12500.00",
        "quantities": "60 Person-days training",
        "evaluations": "Later follow-up: 2 of 6",
        "source_records": f"T{record.pk}",
        "pillar_code": "",
        "host_codes": "",
    }  # fmt: skip


def test_lines_of_one_kind_agree_by_position():
    record = full_activity()
    kind = record.funding.get().kind
    record.funding.create(kind=kind, band="10k_50k", currency="CHF")
    row = flat(of(record)[0])
    assert (row["funding_amounts"], row["funding_bands"], row["funding_currencies"]) == (
        "12500.00; ",
        "; 10k_50k",
        "USD; CHF",
    )
