"""Initiatives and case studies in the API and as files: the records of the page, said once, to those who may see."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from partnerships import open_data
from partnerships.api import CaseStudyListView, CaseStudySerializer, PartnershipListView, PartnershipSerializer
from partnerships.models import CaseStudy, InitiativeRelation
from portal.core import reference as reference_memory
from portal.core.models import Sector, State
from tests import reading
from tests.factories import case_study, full_initiative, initiative, organisation, user
from tests.partnerships import corpus

pytestmark = pytest.mark.django_db
LISTS = {
    "partnerships": (initiative, open_data.initiatives, PartnershipSerializer, PartnershipListView),
    "case-studies": (case_study, open_data.case_studies, CaseStudySerializer, CaseStudyListView),
}
both = pytest.mark.parametrize("room", LISTS)
BASE = "http://testserver"


def full_case_study(**values) -> CaseStudy:
    lines = {
        "documents": [{"kind": "report", "title": "Report", "url": "https://example.org/r.pdf"}],
        "sources": [{"record": "C1", "citation": "Office news", "grade": "mirror", "title_as_said": "Coffee"}],
    }
    return case_study(countries=["ET"], lines=lines, **{"story": "It began.", "summary": "Growers share."} | values)


def said(room: str, *records, reader=None) -> list[dict]:
    ids = [record.pk for record in records]
    return list(LISTS[room][1](reader or user(), ids, reference_memory.current(), base=BASE))


# What is said --------------------------------------------------------------------------------------------------------
@both
def test_empty(client, room):
    answer = client.get(f"/api/v1/{room}/").json()
    assert (answer["count"], answer["next"], answer["results"]) == (0, None, [])


@both
def test_a_record_is_said_as_everywhere(client, room):
    record = {"partnerships": full_initiative, "case-studies": full_case_study}[room]()
    [told] = said(room, record)
    assert client.get(f"/api/v1/{room}/").json()["results"] == [told]
    assert reading.json_object(client, f"/{room}/")["results"] == [told]
    alone = client.get(f"/api/v1/{room}/{record.ref.lower()}/").json()
    assert {name: alone[name] for name in told} == told
    assert told["url"] == f"{BASE}/{room}/{record.ref}/"


@both
def test_the_description_and_the_documentation_name_every_field(room):
    record = {"partnerships": full_initiative, "case-studies": full_case_study}[room]()
    [told] = said(room, record)
    described = LISTS[room][2]().fields
    assert list(described) == list(told)
    for name, field in described.items():
        nested = getattr(field, "child", field)
        if hasattr(nested, "fields"):
            assert list(nested.fields) == list(told[name][0]), name
    text = (Path(__file__).resolve().parents[2] / "docs/open-data.md").read_text()
    assert [name for name in told if f"`{name}`" not in text.split("## Fields of a partnership")[1]] == []


def test_terms_and_parties_lead_to_where_they_are_explained(client):
    full_initiative()
    [told] = client.get("/api/v1/partnerships/").json()["results"]
    links = [told[name][0] for name in ("topics", "sectors", "instruments", "modalities", "participations")]
    assert [each["url"].removeprefix(f"{BASE}/api/v1/") for each in links] == [
        "topics/copyright/", "sectors/health/", "instruments/network/", "modalities/study-visit/", "countries/BR/",
    ]  # fmt: skip
    assert [client.get(each["url"]).status_code for each in told["participations"]] == [200] * 5


@both
def test_labels_and_addresses_follow_the_language(client, room):
    record = LISTS[room][0](topics=["trademarks"])
    told = client.get(f"/api/v1/{room}/{record.ref}/?lang=fr&fields=topics,url").json()
    assert (told["topics"][0]["label"], told["url"]) == ("Marques", f"{BASE}/fr/{room}/{record.ref}/")
    assert told["topics"][0]["url"] == f"{BASE}/api/v1/topics/trademarks/"


def test_a_term_younger_than_the_memory_is_looked_up():
    old = reference_memory.current()
    record = initiative()
    sector = Sector.objects.create(code="brand-new", labels={"en": "Brand new"})
    record.sector_links.create(sector=sector)
    [told] = open_data.initiatives(user(), [record.pk], old)
    assert [term["code"] for term in told["sectors"]] == ["ip-system", "brand-new"]


def test_what_belongs_together_is_named_to_whom_may_see_it(client, signed_in, curator):
    first, second, hidden = initiative(), initiative(), initiative(state=State.DRAFT)
    for other in (second, hidden):
        InitiativeRelation.objects.create(initiative=first, other=other)
    told, draft = case_study(initiative=first), case_study(initiative=hidden)
    secret = case_study(initiative=first, state=State.DRAFT)

    def of(asking, record) -> dict:
        fields = "partnership" if isinstance(record, CaseStudy) else "related_partnerships,case_studies"
        answer = asking.get(f"/api/v1{record.get_absolute_url()}?fields={fields}").json()
        return {name: value for name, value in answer.items() if name not in {"licence", "attribution"}}

    assert of(client, first) == {"related_partnerships": [second.ref], "case_studies": [told.ref]}
    assert of(client, second) == {"related_partnerships": [first.ref], "case_studies": []}
    assert (of(client, told), of(client, draft)) == ({"partnership": first.ref}, {"partnership": None})
    desk = signed_in(curator)
    assert of(desk, first) == {
        "related_partnerships": sorted([second.ref, hidden.ref]), "case_studies": sorted([told.ref, secret.ref]),
    }  # fmt: skip
    assert of(desk, draft) == {"partnership": hidden.ref}


@both
def test_no_ids_and_no_people_in_any_answer(client, signed_in, curator, room):
    record = LISTS[room][0](by=user(email="marker@secret.example", name="Marker"), owner=organisation("Marker office"))
    for asking in (client, signed_in(curator)):
        for address in (f"/api/v1/{room}/", f"/api/v1/{room}/{record.ref}/"):
            text = asking.get(address).content.decode()
            assert not re.search(r'Marker|@|"(id|pk|\w+_id|created_by|updated_by|owner)":', text)


# The same as the page ------------------------------------------------------------------------------------------------
@both
def test_the_parameters_are_the_filters_of_the_list(room):
    view = LISTS[room][3]
    filters = view.listing_class.filterset_class({}, None, reference=reference_memory.current()).filters
    own = {"page", "per_page", "fields", "lang", "updated_since", "sort"}
    assert {parameter.name for parameter in view().parameters} == filters.keys() | own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("room", "grow", "describe"),
    [
        ("partnerships", corpus.grow_initiatives, corpus.describe_initiative),
        ("case-studies", corpus.grow_case_studies, corpus.describe_case_study),
    ],
    ids=LISTS,
)
def test_every_format_holds_what_the_pages_show_in_their_order(
    client, signed_in, member, curator, settings, reference, room, grow, describe
):
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 100_000
    random, records, counted = Random(5), grow(Random(5), 45, author=member), 0
    described = {record.pk: describe(record, reference) for record in records}
    dated = {record.ref for record in records if described[record.pk]["year"]}
    names = [spec.name for spec in LISTS[room][3].listing_class.filterset_class.facets]
    readers = [client, client, signed_in(member), signed_in(curator)]
    for number in range(50):
        query = corpus.address(*corpus.random_query(random, names, described))
        query += random.choice(["", "&sort=title", "&sort=oldest", "&year_min=2005&year_max=2013", "&q=partnership"])
        address, asking = f"/{room}/?{query}".replace("?&", "?"), readers[number % 4]
        found = reading.refs_by_format(asking, address) | {"api": reading.api_refs(asking, address)}
        page = found["page"]
        assert found == dict.fromkeys(("page", "csv", "xlsx", "json", "api"), page) | {
            "atom": sorted(page), "ics": [ref for ref in page if ref in dated],
        }, address  # fmt: skip
        counted += len(page)
    assert counted > 200


@both
@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("sector=nonsense", {"sector": ["Sector: there is no “nonsense”."]}),
        ("not_country=XX", {"not_country": ["Country: there is no “XX”."]}),
        ("funding=in-kind", {"funding": ["There is no parameter “funding” here."]}),
        ("view=table", {"view": ["There is no parameter “view” here."]}),
        ("year_min=soon&page=0", {
            "year_min": ["“soon” is not possible for “year_min”: a whole number from 1900 to 2199 is."],
            "page": ["“0” is not possible for “page”: a whole number from 1 to 100000000 is."]}),
    ],
)  # fmt: skip
def test_a_mistake_is_named(client, room, query, errors):
    response = client.get(f"/api/v1/{room}/?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["errors"] == errors


# Who sees what, and what changed --------------------------------------------------------------------------------------
@both
def test_who_sees_what(client, signed_in, curator, member, room):
    office, colleague = organisation(), user()
    office.memberships.create(user=colleague, role="reader")
    make = LISTS[room][0]
    made = {
        make(title="Published").ref: {"visitor", "member", "colleague", "curator"},
        make(title="Office", state=State.DRAFT, owner=office).ref: {"colleague", "curator"},
        make(title="Archived", state=State.ARCHIVED).ref: {"curator"},
    }
    readers = {"visitor": client, "member": signed_in(member), "colleague": signed_in(colleague),
               "curator": signed_in(curator)}  # fmt: skip
    seen = {who: set(reading.api_refs(asking, f"/{room}/")) for who, asking in readers.items()}
    opened = {
        who: {ref for ref in made if asking.get(f"/api/v1/{room}/{ref}/").status_code == 200}
        for who, asking in readers.items()
    }
    assert seen == opened == {who: {ref for ref, they in made.items() if who in they} for who in readers}


@both
def test_what_changed_since(client, room):
    make = LISTS[room][0]
    old, new = make(), make()
    type(old).objects.filter(pk=old.pk).update(updated_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert reading.api_refs(client, f"/{room}/?updated_since=2021-01-01") == [new.ref]


@both
def test_every_change_is_another_tag(client, room):
    record = LISTS[room][0]()
    address = f"/api/v1/{room}/"
    for change in ({"note": "Changed"}, {"title": "Changed"}):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        type(record).objects.filter(pk=record.pk).update(**change)
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@both
def test_the_number_of_queries(client, django_assert_num_queries, room):
    make = LISTS[room][0]
    record = make()
    for address, queries in ((f"/api/v1/{room}/", 5), (f"/api/v1/{room}/{record.ref}/", 6)):
        client.get(address)
        with django_assert_num_queries(queries):  # the limit, stamps twice, (the id,) the records, their lines
            client.get(address)
        for _number in range(20):
            make(topics=["patents", "gender"], sectors=["health", "water"])
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
