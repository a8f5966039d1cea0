"""Facets of both lists equal a brute-force count on random queries, for every reader, on any day, after changes."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from matchmaking import closing
from matchmaking.lists import NeedList, OfferList
from matchmaking.models import Need, Offer, OfferPlace
from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from portal.core.models import Country, CountryGroupMember, Membership, Organisation, Region, SearchWord, Topic
from tests.factories import need, offer, organisation, user
from tests.matchmaking import corpus
from tests.partnerships.corpus import address, random_query

pytestmark = pytest.mark.django_db
LISTS = {"need": NeedList, "offer": OfferList}
CONFIDENTIAL = "zanzibarmarker"


@pytest.fixture(params=LISTS)
def grown(request, member):
    owners = [organisation(country="KE"), organisation(country="BR")]
    return LISTS[request.param], corpus.grow(request.param, Random(7), 40, author=member, owners=owners), owners


def page_of(lists, query: str = "", person=None):
    request = RequestFactory().get(f"/x/?{query}")
    request.user = person or AnonymousUser()
    return lists(request)


def is_hit(codes: dict[str, set[str]], include: dict, exclude: dict, leaving: str = "") -> bool:
    wanted = all(codes[name] & values for name, values in include.items() if name != leaving)
    return wanted and not any(codes[name] & values for name, values in exclude.items())


@pytest.mark.parametrize("days", [0, 1, 200])
def test_counts_and_hits_equal_brute_force_on_any_day(grown, reference, monkeypatch, days):
    """Nothing is written between the days: midnight alone closes what is over."""
    lists, records, _owners = grown
    today = timezone.localdate() + timedelta(days=days)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: today)
    described = {record.pk: corpus.describe(record, reference, today) for record in records}
    public = set(lists(_asked()).queryset().model.objects.published().values_list("pk", flat=True))
    names, random = [spec.name for spec in lists.filterset_class.facets], Random(days)
    for _ in range(12):
        include, exclude = random_query(random, names, described)
        page = page_of(lists, address(include, exclude))
        assert page.errors == []
        assert set(page.hits) == {pk for pk in public if is_hit(described[pk], include, exclude)}
        assert set(page.hits) == set(page.filters.qs.values_list("pk", flat=True)) & public
        for spec in page.filters.facets:
            counts = page.panel.counts(spec.facet)
            found = {spec.values.describe(page.reference, number)[0]: count for number, count in counts.items()}
            hits = [pk for pk in public if is_hit(described[pk], include, exclude, spec.name)]
            assert found == Counter(code for pk in hits for code in described[pk][spec.name]), spec.name


def _asked():
    request = RequestFactory().get("/x/")
    request.user = AnonymousUser()
    return request


def test_each_reader_counts_what_that_reader_may_see(grown, member, curator):
    lists, records, owners = grown
    mine = Membership.objects.create(user=user(), organisation=owners[1], role="reader").user
    seen = []
    for person in (AnonymousUser(), user(), mine, member, curator):
        page = page_of(lists, person=person)
        assert set(page.hits) == set(page.queryset().values_list("pk", flat=True))
        seen.append(len(page.hits))
    visitor, registered, one_of_them, author, curates = seen
    assert visitor < registered < one_of_them < author == curates == len(records)


def test_an_order_by_what_closes_next(grown):
    lists, records, _owners = grown
    page, today = page_of(lists, "sort=closing"), timezone.localdate()
    found = {record.pk: record.expires_on for record in records}
    days = [found[pk] for pk in page.ids_from(0, page.count)]
    coming, over = [day for day in days if day >= today], [day for day in days if day < today]
    assert days == [*sorted(coming), *sorted(over, reverse=True)]
    assert page.ids_from(3, 4) == page.ids_from(0, page.count)[3:7]


def test_rows_follow_every_change_and_a_rebuild_gives_the_same(member):
    office = organisation(country="KE")
    asked = need(owner=office, places=["group:aripo"])
    anywhere, regional = offer(places=[]), offer(places=["region:arab"])
    assert set(page_of(OfferList, "country=JP").hits) == {anywhere.pk}
    Organisation.objects.filter(pk=office.pk).update(name="Bureau of Marks")
    CountryGroupMember.objects.filter(group__code="aripo", country="GH").delete()
    Country.objects.filter(iso2="EG").update(region=Region.objects.get(code="africa"))
    Region.objects.filter(code="arab").update(labels={"en": "Mashriq and Maghreb"})
    Topic.objects.filter(code="patents").update(labels={"en": "Inventions"})
    assert (NEED_ROWS.differing(), OFFER_ROWS.differing()) == (0, 0)
    assert set(page_of(NeedList, "country=GH").hits) == set()
    assert set(page_of(NeedList, "q=bureau+inventions").hits) == {asked.pk}
    assert set(page_of(OfferList, "country=EG").hits) == {anywhere.pk}
    assert set(page_of(OfferList, "q=Mashriq").hits) == {regional.pk}
    OfferPlace.objects.create(offer=anywhere, country_id="KE")
    assert set(page_of(OfferList, "country=JP").hits) == set()
    Need.objects.filter(pk=asked.pk).update(visibility="registered")
    Offer.objects.all().delete()
    assert (NEED_ROWS.differing(), OFFER_ROWS.differing()) == (0, 0)
    before = page_of(NeedList, person=member).hits
    NEED_ROWS.derive_all()
    assert NEED_ROWS.differing() == 0
    assert page_of(NeedList, person=member).hits == before


def test_words_and_titles_help_with_typing_only_from_what_everybody_sees(client):
    told = {"title": "Quetzal training", "description": "Ocelot", "confidential": CONFIDENTIAL}
    record = need(**told)
    for hidden in ({"visibility": "registered"}, {"visibility": "invited"}, {"ending": "withdrawn"}):
        need(title="Axolotl secret", description="Axolotl", **hidden)
    need(title="Axolotl secret", state="draft")
    words = set(SearchWord.objects.filter(subject="need").values_list("word", flat=True))
    assert {"quetzal", "ocelot"} <= words
    assert words.isdisjoint({"axolotl", CONFIDENTIAL})
    for typed, found in (("quet", ["quetzal", "Quetzal training"]), ("axol", []), (CONFIDENTIAL[:6], [])):
        assert client.get(f"/needs/suggest/?q={typed}").json()[1] == found
    closing.withdraw(record, by=record.created_by, reason="Not needed any more.")
    assert not SearchWord.objects.filter(subject="need", word="ocelot").exists()
    assert client.get("/needs/suggest/?q=quet").json()[1] == []


def test_midnight_is_not_kept_from_the_day_before(client, monkeypatch):
    need(expires_on=date(2026, 5, 31), title="Quetzal")
    for today, count in ((date(2026, 5, 31), 1), (date(2026, 6, 1), 0)):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, day=today: day)
        assert ("Quetzal" in client.get("/needs/?status=open").content.decode()) is bool(count)
        file = json.loads(b"".join(client.get("/needs/?status=open&format=json").streaming_content))
        assert len(file["results"]) == count
        assert client.get("/api/v1/needs/?status=open").json()["count"] == count
