"""Organisations as public pages: the list, its files, one page each; what they did, counted anew from the rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import timedelta
from random import Random

import feedparser
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import kept, organisations
from portal.core.models import FocalPoint, Membership, Organisation, OrganisationType
from portal.core.permissions import get_visible
from portal.site.organisations import deeds
from portal.site.organisations.index import organisation_index
from portal.site.organisations.listing import OrganisationListing
from portal.site.organisations.search_rows import ORGANISATION_ROWS
from tests.factories import activity, case_study, initiative, need, organisation, user

pytestmark = pytest.mark.django_db
LIST = "/organisations/"


def listing(query: str = "", who=None) -> OrganisationListing:
    request = RequestFactory().get(f"{LIST}?{query}")
    request.user = who or AnonymousUser()
    return OrganisationListing(request)


def slugs(query: str = "", who=None) -> list[str]:
    page = listing(query, who)
    named = dict(Organisation.objects.values_list("pk", "slug"))
    return [named[pk] for pk in page.ids_from(0, page.count)]


@pytest.fixture
def few(db):
    """A world of three, so that a test can say what the list is."""
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    kenya = organisation("Kenya Institute", acronym="KIPI", country="KE", slug="kipi")
    brazil = organisation(
        "Brazil Academy", type="university", country="BR", slug="academy", description="Teaches patents."
    )
    world = organisation("World Union", type="international-organisation", slug="union", aliases=["Union mondiale"])
    return {"kipi": kenya, "academy": brazil, "union": world}


def proposed(by, name="Office of Ideas") -> Organisation:
    return organisations.propose(by=by, name=name, type=OrganisationType.objects.get(code="university"))


# Who sees what -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/organisations/office-of-ideas/", "/organisations/office-of-ideas/correct/"])
def test_a_proposed_one_has_a_page_for_those_who_may_see_it(client, signed_in, member, curator, address):
    office, stranger, joined = proposed(member), user(), user()
    Membership.objects.create(user=joined, organisation=office)
    Membership.objects.create(user=stranger, organisation=organisation())
    readers = [client, signed_in(stranger), signed_in(member), signed_in(joined), signed_in(curator)]
    assert [reader.get(address).status_code for reader in readers] == [404, 404, 200, 200, 200]


@pytest.mark.parametrize("view", ["", "?view=table", "?format=csv", "?format=json", "?format=atom", "?q=ideas"])
def test_a_proposed_one_is_listed_for_those_who_may_see_it(client, signed_in, member, curator, view):
    office, stranger, joined = proposed(member), user(), user()
    Membership.objects.create(user=joined, organisation=office)
    readers = [client, signed_in(stranger), signed_in(member), signed_in(joined), signed_in(curator)]
    address = f"{LIST}{view or '?'}&type=university"
    seen = [office.get_absolute_url() in body(reader.get(address)) for reader in readers]
    assert seen == [False, False, True, True, True]


def body(response) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def test_nobody_is_helped_to_a_name_that_is_not_public(client, member):
    proposed(member, "Zephyr Bureau")
    assert json.loads(client.get("/organisations/suggest/?q=zeph").content)[1] == []
    assert "/organisations/zephyr" not in body(client.get("/sitemap-organisations.xml"))
    assert "zephyr" not in body(client.get("/api/v1/organisations/?per_page=100")).lower()


def test_a_rejected_one_tells_its_proposer_why(client, signed_in, member, curator):
    office = proposed(member)
    organisations.reject(office, by=curator, reason="This is a <person>.")
    html = body(signed_in(member).get(office.get_absolute_url()))
    assert "This is a &lt;person&gt;." in html
    assert '<meta name="robots" content="noindex">' in html
    assert client.get(office.get_absolute_url()).status_code == 404


# The list ------------------------------------------------------------------------------------------------------------
def test_the_list_is_sorted_by_name_by_records_and_by_age(few):
    initiative(providers=["organisation:union"])
    activity(providers=["organisation:union"], beneficiaries=["organisation:kipi"])
    assert slugs() == ["academy", "kipi", "union"]
    assert slugs("sort=records") == ["union", "kipi", "academy"]
    assert slugs("sort=newest") == ["union", "academy", "kipi"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=KIPI", ["kipi"]),
        ("q=mondiale", ["union"]),  # another name of it
        ("q=patents", ["academy"]),  # in its description
        ("q=Kenia", ["kipi"]),  # its country in another language
        ("type=university", ["academy"]),
        ("not_type=university", ["kipi", "union"]),
        ("country=KE&country=BR", ["academy", "kipi"]),
        ("region=latin-america-caribbean", ["academy"]),
        ("role=provider", ["kipi"]),
        ("role=funder", ["union"]),
        ("named_in=activities", ["kipi", "union"]),
        ("named_in=no", ["academy"]),
        ("q=nothing-of-the-kind", []),
    ],
)
def test_what_is_asked_for_is_found(few, query, found):
    record = activity(providers=["organisation:kipi"])
    record.funding.create(kind_id=funding_kind(), funder=few["union"])
    initiative(providers=["organisation:academy"], state="draft")  # not public: counts for nothing
    assert slugs(query) == found


def funding_kind() -> int:
    from portal.core.models import FundingKind

    return FundingKind.objects.get(code="in-kind").pk


def test_an_address_that_is_not_understood_says_so(client):
    html = body(client.get(f"{LIST}?role=king&year_min=2000&sort=size"))
    assert "there is no “king”" in html
    assert "does not know the filter “year_min”" in html
    assert "“size” is not possible for “sort”" in html
    assert client.get(f"{LIST}?format=ics").status_code == 400
    assert client.get(f"{LIST}?page=99").status_code == 404


def test_an_empty_portal_says_so(client):
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    html = body(client.get(LIST))
    assert "0 organisations" in html
    assert "<h3>0 organisations</h3>" in html
    assert "No organisation matches all of this" in body(client.get(f"{LIST}?q=nothing"))


def test_strange_names_are_shown_whole(client, few):
    arabic = organisation("المكتب الوطني للملكية الصناعية", slug="arabic", language_id="ar", description="وصف")
    long = organisation("Bureau " * 35, slug="long")
    angry = organisation("<script>alert(1)</script>", slug="angry")
    html = body(client.get(LIST))
    assert arabic.name in html
    assert long.name.strip() in html
    assert angry.name not in html
    for each in (arabic, long, angry):
        page = body(client.get(each.get_absolute_url()))
        assert 'dir="auto"' in page
        assert "<script>alert" not in page


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", [LIST, f"{LIST}?view=table", f"{LIST}?q=institute", f"{LIST}?sort=records"])
def test_the_number_of_queries_does_not_grow(client, few, address):
    activity(providers=["organisation:kipi"])
    client.get(address)
    few_queries = queries(client, address)
    for number in range(30):
        slug = organisation(f"Institute {number}", country="KE").slug
        activity(providers=[f"organisation:{slug}", "organisation:kipi"])
    client.get(address)
    assert queries(client, address) == few_queries <= 7


def test_the_page_of_one_asks_as_little_with_many_records(client, few):
    activity(providers=["organisation:kipi"])
    initiative(providers=["organisation:kipi"])
    address = few["kipi"].get_absolute_url()

    def price() -> tuple[int, int]:
        """When its parts have to be made, and when they are kept."""
        client.get(address)
        kept.forget()
        return queries(client, address), queries(client, address)

    once = price()
    for _number in range(20):
        slug = organisation(parent=few["kipi"]).slug
        activity(providers=["organisation:kipi", f"organisation:{slug}"])
        initiative(providers=["organisation:kipi", f"organisation:{slug}"])
    assert price() == once == (8, 6)


def test_what_is_kept_is_gone_with_any_change(client, few, monkeypatch):
    address = few["kipi"].get_absolute_url()
    record = activity(title="Zqfirst", providers=["organisation:kipi", "organisation:union"])
    assert "Zqfirst" in body(client.get(address))
    type(record).objects.filter(pk=record.pk).update(title="Zqsecond")
    assert "Zqsecond" in body(client.get(address))
    wanted = need(title="Zqneed", owner=few["kipi"], expires_on=timezone.localdate())
    told = case_study(summary="With the Kenya Institute at its side.", title="Zqstudy")
    assert {"Zqneed", "Zqstudy"} <= set(re.findall(r"\bZq[a-z]+\b", body(client.get(address))))
    type(told).objects.filter(pk=told.pk).update(summary="With nobody at its side.")
    assert "Zqstudy" not in body(client.get(address))
    Organisation.objects.filter(slug="union").update(name="Zqunion")
    assert "Zqunion" in body(client.get(address))
    assert "Activités" in body(client.get(f"/fr{address}"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "localdate", lambda *_args: tomorrow)
        assert wanted.title not in body(client.get(address))

    def meanwhile(*asked, **also) -> Organisation:
        found = get_visible(*asked, **also)
        Organisation.objects.filter(slug="kipi").update(acronym="Zqshort")
        return found

    with monkeypatch.context() as busy:
        busy.setattr("portal.site.organisations.views.get_visible", meanwhile)
        assert "Zqshort" not in body(client.get(address))
    assert '<p class="flow__name"><strong>Zqshort</strong>' in body(client.get(address))
    type(record).objects.filter(pk=record.pk).update(state="draft")
    assert "Zqsecond" not in body(client.get(address))


def test_what_a_reader_may_see_is_kept_for_nobody_else(client, few, signed_in, member, curator):
    kipi = few["kipi"]
    Membership.objects.create(user=member, organisation=kipi)
    activity(title="Zqpublic", providers=["organisation:kipi"])
    activity(title="Zqdraft", providers=["organisation:kipi"], state="draft", owner=kipi)
    initiative(title="Zqreview", providers=["organisation:kipi"], state="in_review")
    need(title="Zqregistered", owner=kipi, visibility="registered")
    case_study(title="Zqstudy", summary="With the Kenya Institute at its side.", state="draft")
    unit = proposed(member, "Zqunit")
    Organisation.objects.filter(pk=unit.pk).update(parent=kipi)
    FocalPoint.objects.create(organisation=kipi, function="Zqstaff", shown_to="staff")
    seen = [
        set(re.findall(r"\bZq[a-z]+\b", body(reader.get(kipi.get_absolute_url()))))
        for reader in (signed_in(curator), client, signed_in(member), client, signed_in(user()))
    ]
    assert seen == [
        {"Zqpublic", "Zqunit", "Zqstaff"}, {"Zqpublic"}, {"Zqpublic", "Zqunit"}, {"Zqpublic"}, {"Zqpublic"}
    ]  # fmt: skip


# What they did, counted anew -----------------------------------------------------------------------------------------
def did_by_rows() -> dict[str, dict[str, Counter]]:
    """By slug: kind of record → role → public records; shares no code with deeds.py."""
    from partnerships.models import Initiative
    from tad.models import Activity

    found: dict[str, dict[str, Counter]] = {}
    for kind, model in (("activities", Activity), ("partnerships", Initiative)):
        for record in model.objects.filter(state="published"):
            named = {(line.organisation.slug, line.role) for line in record.participations.all() if line.organisation}
            if kind == "activities":
                named |= {(line.funder.slug, "funder") for line in record.funding.all() if line.funder}
            for slug, role in named:
                found.setdefault(slug, {}).setdefault(kind, Counter())[role] += 1
            for slug in {slug for slug, _role in named}:
                found[slug][kind]["any"] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_every_count_and_every_facet_is_what_the_rows_say(few, seed):
    random = Random(seed)
    names = [*(f"organisation:{slug}" for slug in few), "KE", "group:aripo"]
    for _number in range(12):
        make = random.choice([activity, initiative])
        parties = {role: random.sample(names, random.randint(0, 2)) for role in ("organiser", "host", "observer")}
        made = make(
            providers=random.sample(names, 1), beneficiaries=random.sample(names, 1), others=parties,
            state=random.choice(["published", "published", "draft"]),
        )  # fmt: skip
        if make is activity:
            made.funding.create(kind_id=funding_kind(), funder=random.choice([None, *few.values()]))
    wanted = did_by_rows()
    page = listing()
    for record in open_records():
        did = {kind: record[kind] for kind in ("activities", "partnerships")}
        expected = wanted.get(record["code"], {})
        for kind, said in did.items():
            roles = expected.get(kind, Counter())
            assert said["count"] == roles["any"]
            assert {line["role"]: line["count"] for line in said["by_role"]} == {
                r: n for r, n in roles.items() if r != "any"
            }
    for facet in page.facets:
        for choice in facet.choices:
            found = slugs(f"{facet.code}={choice['code']}")
            assert choice["count"] == len(found)
            assert set(found) == {slug for slug in few if choice["code"] in codes_of(few[slug], wanted)[facet.code]}
            assert set(page_of_rows(f"{facet.code}={choice['code']}")) == set(found)
    assert ORGANISATION_ROWS.differing() == 0


def codes_of(record: Organisation, wanted: dict) -> dict[str, set[str]]:
    did = wanted.get(record.slug, {})
    region = record.country.region.code if record.country else None
    return {
        "type": {record.type.code},
        "country": {record.country_id},
        "region": {region},
        "role": {role for counts in did.values() for role in counts if role != "any"},
        "named_in": set(did) or {"no"},
    }


def page_of_rows(query: str) -> list[str]:
    return list(listing(query).filters.qs.values_list("slug", flat=True))


def open_records() -> list[dict]:
    from portal.site.organisations.open_data import organisations as told

    page = listing()
    return list(told(AnonymousUser(), page.ids_from(0, page.count), page.reference, base="http://testserver"))


def test_the_lists_that_a_page_leads_to_show_its_numbers(client, few):
    for topics in (["patents"], ["patents", "trademarks"]):
        record = activity(providers=["organisation:kipi"], beneficiaries=["BR"], topics=topics)
        record.funding.create(kind_id=funding_kind(), funder=few["kipi"])
    initiative(providers=["organisation:kipi"], beneficiaries=["organisation:union"])
    html = body(client.get(few["kipi"].get_absolute_url()))
    links = re.findall(
        r'<a href="(/(?:activities|partnerships)/\?[^"]+)" rel="nofollow">[^<]+</a> <span class="quiet num">(\d+)', html
    )
    assert len(links) == 4  # two topics and a country of the activities, a topic of the partnership; KE is its own
    for address, count in links:
        shown = re.search(r'<p class="list__count num"><strong>(\d+) ', body(client.get(address.replace("&amp;", "&"))))
        assert shown[1] == count
    assert "Provider 2, Funder 2" in html
    assert "All of them: 2 activities" in html
    assert '<a href="/organisations/union/" dir="auto">World Union</a> <span class="quiet num">1</span>' in html


def test_a_change_of_a_role_is_seen_at_once(few):
    record = activity(others={"organiser": ["organisation:kipi"]})
    assert deeds.current()[1][few["kipi"].pk]["activities"].by_role == {"organiser": 1}
    record.participations.filter(role="organiser").update(role="observer")
    assert deeds.current()[1][few["kipi"].pk]["activities"].by_role == {"observer": 1}
    record.delete()
    assert few["kipi"].pk not in deeds.current()[1]


# Page, files and feed say the same -----------------------------------------------------------------------------------
@settings(max_examples=12)
@given(data=st.data())
def test_page_files_and_feed_are_one_list(data):
    client, pick = Client(), data.draw
    chosen = [
        pick(st.sampled_from(["", "type=university", "type=ip-office&type=other", "not_type=ministry-agency"])),
        pick(st.sampled_from(["", "country=BR", "country=KE&country=ZA"])),
        pick(st.sampled_from(["", "named_in=no", "named_in=activities", "role=provider"])),
        pick(st.sampled_from(["", "q=patent", "q=university"])),
    ]
    query = "&".join(filter(None, chosen))
    wanted = slugs(query)
    rows = list(csv.DictReader(io.StringIO(body(client.get(f"{LIST}?{query}&format=csv")).removeprefix("\ufeff"))))
    assert [row["code"] for row in rows] == wanted
    told = json.loads(body(client.get(f"{LIST}?{query}&format=json")))
    assert [record["code"] for record in told["results"]] == wanted
    assert [f"{row['activities']}" for row in rows] == [
        str(record["activities"]["count"]) for record in told["results"]
    ]
    entries = feedparser.parse(client.get(f"{LIST}?{query}&format=atom").content).entries
    assert {entry.link.rstrip("/").rpartition("/")[2] for entry in entries} == set(
        wanted[:100] if len(wanted) <= 100 else slugs(f"{query}&sort=newest")[:100]
    )
    html = body(client.get(f"{LIST}?{query}"))
    assert re.findall(r'card__title"><a href="/organisations/([^/]+)/"', html) == wanted[:25]


def test_a_file_that_has_not_changed_is_not_sent_again(client, few):
    first = client.get(f"{LIST}?format=csv")
    assert client.get(f"{LIST}?format=csv", headers={"If-None-Match": first["ETag"]}).status_code == 304
    activity(providers=["organisation:kipi"])
    assert client.get(f"{LIST}?format=csv", headers={"If-None-Match": first["ETag"]}).status_code == 200


# The page of one -----------------------------------------------------------------------------------------------------
def test_a_page_names_parent_parts_other_names_and_case_studies(client, few):
    unit = organisation("Training Unit", slug="unit", parent=few["kipi"])
    case_study(title="Told", summary="With the Kenya Institute at its side.")
    case_study(title="Untold", summary="An institute in Kenya.")
    html = body(client.get(few["kipi"].get_absolute_url()))
    assert '<a href="/organisations/unit/">Training Unit</a>' in html
    assert re.findall(r'card__title"><a href="/case-studies/[^>]+>(\w+)<', html) == ["Told"]
    assert '<a href="/organisations/kipi/" dir="auto">Kenya Institute</a>' in body(client.get(unit.get_absolute_url()))
    assert "Union mondiale" in body(client.get(few["union"].get_absolute_url()))


def test_records_lead_to_the_organisations_they_name(client, few):
    record = activity(providers=["organisation:kipi"], others={"organiser": ["organisation:union"]})
    other = initiative(providers=["organisation:kipi"])
    for address in (record.get_absolute_url(), other.get_absolute_url(), "/activities/", "/partnerships/?view=table"):
        assert 'href="/organisations/kipi/"' in body(client.get(address)), address
    assert 'href="/fr/organisations/kipi/"' in body(client.get("/fr/activities/"))


def test_what_search_engines_read(client, few):
    html = body(client.get("/organisations/UNION/"))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (data["@type"], data["name"], data["url"]) == (
        "Organization",
        "World Union",
        "http://testserver/organisations/union/",
    )
    assert data["alternateName"] == ["Union mondiale"]
    assert '<link rel="canonical" href="http://testserver/organisations/union/">' in html
    assert "/organisations/union/" in body(client.get("/sitemap-organisations.xml"))


def test_a_mistake_on_an_organisation_can_be_reported(client, few):
    html = body(client.get("/organisations/kipi/correct/"))
    assert "Report a correction" in html
    assert "Kenya Institute" in html
    assert client.post("/organisations/kipi/correct/", {}).status_code == 200
    assert client.get("/organisations/nobody/correct/").status_code == 404


def test_many_are_paged(client, few):
    for number in range(60):
        organisation(f"Office {number:02}")
    assert listing().last == 3
    assert 'href="/organisations/?page=3"' in body(client.get(LIST))
    assert len(organisation_index.current().everything) == 63
