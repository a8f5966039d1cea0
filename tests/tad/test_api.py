"""Activities in the API: the same records as the page, in the same order, said as everywhere, to those who may see."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from random import Random
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from portal.core import reclassify
from portal.core import reference as reference_memory
from portal.core.api.records import RecordListView
from portal.core.models import CountryStatus, FundingKind, Organisation, State
from tad import open_data
from tad.actions import record_activity
from tad.api import ActivityListView, ActivitySerializer
from tad.filters import ActivityFilterSet
from tad.models import Activity, Participation
from tad.records import Record, load
from tests import desk
from tests.factories import activity, organisation, user
from tests.tad.corpus import COUNTRIES, GROUPS, WORDS, grow

pytestmark = pytest.mark.django_db
LIST = "/api/v1/activities/"
YEARS = "a whole number from 1900 to 2199 is."
NO_DATE = "is no date such as 2026-01-31 or 2026-01-31T12:00:00Z."


def refs(client, query: str = "") -> list[str]:
    """All pages' references, in order."""
    address, found = f"{LIST}?fields=ref&per_page=100&{query}", []
    while address:
        answer = client.get(address).json()
        found += [record["ref"] for record in answer["results"]]
        address = answer["next"]
    assert len(found) == answer["count"]
    return found


def mistakes(client, query: str) -> dict[str, list[str]]:
    response = client.get(f"{LIST}?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    return response.json()["errors"]


# What is said --------------------------------------------------------------------------------------------------------
def test_empty(client):
    answer = client.get(LIST).json()
    assert {name: answer[name] for name in ("count", "next", "previous", "results")} == {
        "count": 0, "next": None, "previous": None, "results": [],
    }  # fmt: skip


def test_a_record_is_said_as_everywhere(client, django_user_model):
    record = activity(
        title="Study visit", beneficiaries=["KE", "group:aripo"], providers=["BR", "organisation:wipo"],
        goals=["9"], recommendations=["1"], languages=["pt"], participants=12, starts_on=date(2017, 5, 1),
        starts_precision="month", ends_on=date(2017, 5, 31), ends_precision="month",
    )  # fmt: skip
    known = reference_memory.current()
    said = next(open_data.records(user(), [record.pk], known, base="http://testserver"))
    assert client.get(LIST).json()["results"] == [said]
    detail = client.get(f"{LIST}{record.ref}/").json()
    assert {name: detail.pop(name) for name in ("licence", "attribution")} == {
        "licence": "https://creativecommons.org/licenses/by/4.0/", "attribution": "South-South IP Portal",
    }  # fmt: skip
    assert detail == said
    assert (said["starts_on"], said["url"]) == ("2017-05", f"http://testserver/activities/{record.ref}/")


def test_the_description_names_the_fields_of_the_representation():
    record = activity(
        lines={"funding": [{"kind_id": FundingKind.objects.get(code="in-kind").pk}],
               "quantities": [{"unit": "persons", "number": 1}],
               "evaluations": [{"kind": "self", "result": "Good."}], "documents": [{"title": "T", "url": "https://a.example"}],
               "sources": [{"record": "X1", "citation": "C"}]},
        goals=["9"], recommendations=["1"], languages=["pt"],
    )  # fmt: skip
    said = next(open_data.records(user(), [record.pk], reference_memory.current()))
    described = ActivitySerializer().fields
    assert list(described) == list(said)
    for name, field in described.items():
        nested = getattr(field, "child", field)
        if hasattr(nested, "fields"):
            value = said[name][0] if isinstance(said[name], list) else said[name]
            if value is not None:
                assert set(nested.fields) == set(value), name


def test_no_ids_and_no_people_in_any_answer(client, signed_in, curator):
    marked = user(email="marker@secret.example", name="Marker Person", role="curator")
    record = activity(by=marked, title="Shown", owner=organisation(name="Owner office"))
    for asking in (client, signed_in(curator)):
        for address in (LIST, f"{LIST}{record.ref}/"):
            text = asking.get(address).content.decode()
            assert "Marker" not in text
            assert "@" not in text
            assert not re.search(r'"(id|pk|\w+_id|created_by|updated_by|owner)":', text)


def test_fields(client):
    record = activity(title="A")
    address = f"{LIST}{record.ref}/?fields=title,ref"
    assert client.get(f"{LIST}?fields=ref,title").json()["results"] == [{"ref": record.ref, "title": "A"}]
    assert list(client.get(address).json()) == ["licence", "attribution", "title", "ref"]
    said = mistakes(client, "fields=ref,colour")["fields"]
    assert said == [f"“colour” is not possible for “fields”. Known are: {', '.join(ActivitySerializer().fields)}."]


def test_labels_follow_the_language(client):
    record = activity(topics=["trademarks"], beneficiaries=["CI"])
    said = client.get(f"{LIST}{record.ref}/?lang=fr").json()
    assert said["topics"][0]["label"] == "Marques"
    assert said["url"] == f"http://testserver/fr/activities/{record.ref}/"


def test_small_letters_in_a_reference_find_it_too(client):
    record = activity()
    assert client.get(f"{LIST}{record.ref.lower()}/").json()["ref"] == record.ref


# The same as the page ------------------------------------------------------------------------------------------------
def test_the_parameters_are_the_filters_of_the_list():
    own = {"page", "per_page", "fields", "lang", "updated_since", "sort"}
    names = {parameter.name for parameter in ActivityListView().parameters}
    filters = ActivityFilterSet({}, Activity.objects.all(), reference=reference_memory.current()).filters
    assert names == filters.keys() | own


def test_fifty_combinations_give_what_the_page_gives(client, signed_in, member, curator, settings):
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 100_000
    random = Random(11)
    office = organisation()
    office.memberships.create(user=member, role="reader")
    grow(random, 60, author=user(), owner=office)
    found = 0
    for number in range(50):
        asking = (client, signed_in(member), signed_in(curator))[number % 3]
        query = combination(random)
        shown = refs_on_pages(asking, query)
        assert refs(asking, query) == shown, query
        found += bool(shown)
    assert found > 20


def combination(random: Random) -> str:
    known = {
        "topic": ["patents", "trademarks", "gender"], "beneficiary": COUNTRIES + GROUPS, "provider": COUNTRIES + GROUPS,
        "country": COUNTRIES, "kind": ["south_south", "triangular", "other"], "region": ["africa", "arab"],
        "status": ["planned", "completed"], "language": ["en", "fr"], "funding": ["not-stated"], "goal": ["1", "2"],
    }  # fmt: skip
    chosen = []
    for name in random.sample(sorted(known), random.randint(0, 2)):
        exclude = "not_" if random.random() < 0.3 else ""
        values = random.sample(known[name], random.randint(1, min(3, len(known[name]))))
        chosen += [(f"{exclude}{name}", value) for value in values]
    if random.random() < 0.3:
        chosen.append(("year_min", str(random.randint(2000, 2020))))
    if random.random() < 0.4:
        chosen.append(("q", random.choice(WORDS)))
    sorts = ["newest", "oldest", "title"] + ["relevance"] * any(name == "q" for name, _value in chosen)
    return urlencode([*chosen, ("sort", random.choice(sorts))])


def refs_on_pages(client, query: str) -> list[str]:
    """As a reader sees them, page after page."""
    found, number = [], 1
    while True:
        response = client.get(f"/activities/?{query}&page={number}&view=table")
        if response.status_code == 404:
            return found
        found += re.findall(r'table__ref">(?:<[^>]+>)*([A-Z]+-[\w-]+)', response.content.decode())
        number += 1


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("topic=nonsense", {"topic": ["Topic: there is no “nonsense”."]}),
        ("topic=", {"topic": ["Topic: there is no “”."]}),
        ("topic=%00", {"topic": ["“topic” contains a null character."]}),
        ("not_beneficiary=XX", {"not_beneficiary": ["Beneficiary: there is no “XX”."]}),
        ("colour=red", {"colour": ["There is no parameter “colour” here."]}),
        ("view=table", {"view": ["There is no parameter “view” here."]}),
        ("year_min=soon", {"year_min": [f"“soon” is not possible for “year_min”: {YEARS}"]}),
        ("year_min=1e3", {"year_min": [f"“1e3” is not possible for “year_min”: {YEARS}"]}),
        ("year_min=2015&year_max=2010", {"year_max": ["To year: The range of years ends before it begins."]}),
        ("added=365", {"added": ["“365” is not possible for “added”. Known are: 7, 30."]}),
        ("sort=relevance", {"sort": ["“relevance” is not possible for “sort”."]}),
        ("q=%00", {"q": ["“q” contains a null character."]}),
        ("q=" + "x" * 201, {"q": ["“q” is too long."]}),
        ("q=a&q=b", {"q": ["“q” is given 2 times; it takes one value."]}),
        ("updated_since=soon", {"updated_since": [f"“soon” {NO_DATE}"]}),
        ("updated_since=2026-02-30", {"updated_since": [f"“2026-02-30” {NO_DATE}"]}),
        ("topicc=1&topic=zz&page=0", {
            "topic": ["Topic: there is no “zz”."], "topicc": ["There is no parameter “topicc” here."],
            "page": ["“0” is not possible for “page”: a whole number from 1 to 100000000 is."]}),
    ],
)  # fmt: skip
def test_a_mistake_is_named(client, query, errors):
    assert mistakes(client, query) == errors


def test_pages(client):
    for number in range(5):
        activity(title=f"{number}")
    first = client.get(f"{LIST}?per_page=2&sort=title&fields=title,ref").json()
    assert first["next"] == f"http://testserver{LIST}?per_page=2&sort=title&fields=title,ref&page=2"
    second = client.get(first["next"]).json()
    assert [record["title"] for record in second["results"]] == ["2", "3"]
    assert second["previous"].endswith("&page=1")
    third = client.get(second["next"]).json()
    assert ([record["title"] for record in third["results"]], third["next"], third["count"]) == (["4"], None, 5)
    assert client.get(f"{LIST}?per_page=2&page=4").status_code == 404
    assert client.get(f"{LIST}?per_page=2&page=100000000").status_code == 404


# Who sees what -------------------------------------------------------------------------------------------------------
def test_who_sees_what(client, signed_in, curator, member):
    office = organisation()
    colleague = user()
    office.memberships.create(user=colleague, role="reader")
    records = {
        "MARKER-PUBLISHED": activity(title="MARKER-PUBLISHED"),
        "MARKER-OFFICE": activity(title="MARKER-OFFICE", state=State.DRAFT, owner=office),
        "MARKER-MEMBER": activity(title="MARKER-MEMBER", state=State.IN_REVIEW, by=member),
        "MARKER-ARCHIVED": activity(title="MARKER-ARCHIVED", state=State.ARCHIVED),
    }
    record_activity(by=curator, activity=records["MARKER-PUBLISHED"], values={"parent": records["MARKER-OFFICE"]})
    readers = {"visitor": client, "member": signed_in(member), "colleague": signed_in(colleague),
               "curator": signed_in(curator)}  # fmt: skip
    seen = {
        who: set(re.findall(r"MARKER-[A-Z]+", asking.get(LIST).content.decode())) for who, asking in readers.items()
    }
    assert seen == {
        "visitor": {"MARKER-PUBLISHED"},
        "member": {"MARKER-PUBLISHED", "MARKER-MEMBER"},
        "colleague": {"MARKER-PUBLISHED", "MARKER-OFFICE"},
        "curator": set(records),
    }
    for who, asking in readers.items():
        opened = {title for title, each in records.items() if asking.get(f"{LIST}{each.ref}/").status_code == 200}
        assert opened == seen[who]
    parents = {who: asking.get(f"{LIST}{records['MARKER-PUBLISHED'].ref}/?fields=parent").json()["parent"]
               for who, asking in readers.items()}  # fmt: skip
    draft = records["MARKER-OFFICE"].ref
    assert parents == {"visitor": None, "member": None, "colleague": draft, "curator": draft}


def test_an_answer_kept_by_a_reader_ends_with_their_rights(signed_in, member):
    office = organisation()
    place = office.memberships.create(user=member, role="reader")
    activity(title="Draft", state=State.DRAFT, owner=office)
    asking = signed_in(member)
    tag = asking.get(LIST).headers["ETag"]
    place.delete()
    response = asking.get(LIST, headers={"If-None-Match": tag})
    assert (response.status_code, response.json()["count"]) == (200, 0)


# What changed --------------------------------------------------------------------------------------------------------
EARLIER = datetime(2020, 1, 1, tzinfo=UTC)


def put_back(*records: Activity) -> None:
    Activity.objects.filter(pk__in=[record.pk for record in records]).update(updated_at=EARLIER)


def changed(client) -> list[str]:
    return refs(client, urlencode({"updated_since": (timezone.now() - timedelta(hours=1)).isoformat()}))


def test_updated_since_a_day_or_a_moment(client):
    record = activity()
    put_back(record)
    for since, found in {
        "2020-01-01": 1, "2020-01-02": 0, "2020-01-01T00:00:00Z": 1, "2020-01-01T00:00:01": 0,
        "2020-01-01T01:00:00+01:00": 1, "2019-12-31T23:00:01-01:00": 0,
        "0001-01-01T00:00:00+23:59": 1, "9999-12-31T23:59:59-23:59": 0,
    }.items():  # fmt: skip
        assert client.get(LIST, {"updated_since": since}).json()["count"] == found, since


def test_updated_since_shows_nothing_hidden_and_adds_to_filters(client):
    shown = activity(topics=["patents"])
    activity(topics=["trademarks"])
    activity(topics=["patents"], state=State.DRAFT)
    assert refs(client, "updated_since=2020-01-01&topic=patents") == [shown.ref]
    assert refs(client, "updated_since=2020-01-01&topic=patents&q=nothing") == []


def test_a_change_of_lines_is_a_change(client, curator):
    record, other = activity(), activity()
    put_back(record, other)
    record_activity(
        by=curator, activity=record, values={}, participations=[{"role": "beneficiary", "country_id": "UG"}]
    )
    assert changed(client) == [record.ref]


def test_a_change_of_lines_at_the_desk_is_a_change(client, signed_in, curator):
    record = activity()
    put_back(record)
    asking, address = signed_in(curator), desk.page(record)
    sent = desk.as_shown(asking.get(address)) | {"participations-0-as_said": "As the source says"}
    assert asking.post(address, sent).status_code == 302
    assert Participation.objects.filter(activity=record, as_said="As the source says").exists()
    assert changed(client) == [record.ref]


def test_a_further_source_is_a_change(client):
    source = {"record": "X1", "citation": "First"}
    record = activity(lines={"sources": [source]})
    put_back(record)
    further = [source, {"record": "X2", "citation": "Second"}]
    load([Record(key="X1", values={}, verified_on=date(2026, 1, 1), sources=further)], by=user())
    assert changed(client) == [record.ref]


def test_another_verdict_is_a_change(client):
    record = activity(beneficiaries=["KE"], providers=["BR"])
    put_back(record)
    CountryStatus.objects.filter(country="BR", scheme="development").update(value="developed")
    reclassify.apply()
    assert changed(client) == [record.ref]


@pytest.mark.parametrize("change", ["participants", "line", "label", "raw"])
def test_every_change_is_another_tag(client, change):
    """Also of what no list is found by, and by whatever way it is made."""
    record = activity(lines={"quantities": [{"unit": "persons", "number": 1}]}, starts_on=date(2015, 1, 1))
    tag = client.get(LIST).headers["ETag"]
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304
    if change == "participants":
        Activity.objects.filter(pk=record.pk).update(participants=99)
    elif change == "line":
        record.quantities.update(number=2)
    elif change == "label":
        Organisation.objects.filter(slug="wipo").update(name="Renamed")
    else:
        record.quantities.all().delete()
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_what_moves_with_the_clock_has_no_tag(client):
    activity()
    assert "ETag" not in client.get(f"{LIST}?added=7").headers


# Number of queries ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("query", "queries"), [("", 4), ("?topic=patents&per_page=100", 4), ("?q=visit", 4),
                                                ("?updated_since=2020-01-01", 5)])  # fmt: skip
def test_the_number_of_queries_of_a_list(client, django_assert_num_queries, query, queries):
    activity(title="First visit")
    client.get(LIST + query)
    with django_assert_num_queries(queries):  # the limit, stamps twice, the records
        client.get(LIST + query)
    for number in range(40):
        activity(title=f"Visit {number}", beneficiaries=["KE", "group:aripo"], providers=["BR", "organisation:wipo"])
    client.get(LIST + query)
    with django_assert_num_queries(queries):
        assert len(client.get(LIST + query).json()["results"]) == 41


def test_the_number_of_queries_of_a_record(client, django_assert_num_queries):
    record = activity(beneficiaries=["KE", "group:aripo"], goals=["1", "2"], languages=["en", "fr"])
    address = f"{LIST}{record.ref}/"
    tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(5):  # the limit, stamps twice, its id, the record
        client.get(address)
    with django_assert_num_queries(2):
        client.get(address, headers={"If-None-Match": tag})


def test_a_room_states_no_filter_of_its_own():
    assert ActivityListView.own_parameters is RecordListView.own_parameters
