"""What needs and offers are found by follows every change of them, of what they name, and of the day."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from matchmaking import closing
from matchmaking.lists import NeedList, OfferList
from matchmaking.models import Need, Offer, OfferPlace
from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from portal.core.models import Country, CountryGroupMember, Organisation, Region, SearchWord, Topic
from tests.factories import need, offer, organisation
from tests.matchmaking.test_facets import page_of

pytestmark = pytest.mark.django_db
CONFIDENTIAL = "zanzibarmarker"


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
