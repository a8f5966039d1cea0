"""Whatever a list is asked: page, files, feed, frame, API and a search saved from it hold the same records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import orjson
import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from portal.core.facets import Facet
from portal.core.listing import Listing
from portal.site.calendar.listing import CalendarListing
from portal.site.finding.lists import LISTS, address_of
from portal.site.saved_searches.asking import Asked, filters_in
from tests import reading
from tests.factories import (
    activity,
    case_study,
    consultant,
    full_activity,
    full_consultant,
    full_initiative,
    initiative,
    meeting,
    need,
    offer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world():
    """Some of each kind, few enough for a frame, that differ in what can be asked."""
    today = timezone.localdate()
    full_activity(last_verified_on=today)
    activity(beneficiaries=["UG"], providers=["UG"], topics=["patents", "trademarks"], languages=["fr"])
    full_initiative()
    initiative(topics=["patents", "trademarks"], status="completed")
    case_study()
    case_study(topics=["patents"], countries=["BR"], year=2001, sectors=["health"], focuses=[])
    full_consultant()
    consultant(nationalities=["BR"], last_confirmed_on=today - timedelta(days=300))
    need(match_types=["technical"], goals=["8"], recommendations=["10"], deadline=today + timedelta(days=9))
    offer(places=["group:aripo"], topics=["trademarks"], languages=["fr"])
    offer(match_types=["technical"], conditions=[])
    meeting(delivery="online", languages=["en"])
    meeting(starts_on=today + timedelta(days=3), topics=["trademarks"], series="", status="planned")


def questions(listing: Listing) -> Iterator[str]:
    """Every parameter that the list knows, each facet with a value that there is, and without it."""
    for spec in listing.filters.facets:
        for number in list(listing.counts(spec.facet))[:1]:
            code, _label = spec.values.describe(listing.reference, number)
            yield from (f"{spec.name}={code}", f"not_{spec.name}={code}")
    for name, choices in listing.filters.RECENT.items():
        yield from (f"{name}={value}" for value in choices)
    word = re.findall(r"\w{4,}", strip_tags(listing.cards[0]["title"]))[0]
    yield from ("", f"q={word}", f"open=topic&within=a&q={word}")
    if "year_min" in listing.filters.filters:
        year = max(listing.counts(Facet.YEAR), default=2013)
        yield from (f"year_min={year}", f"year_max={year}")
    if not isinstance(listing, CalendarListing):
        yield from (f"sort={name}&view=table" for name in listing._sorts)
    else:
        today = timezone.localdate()
        yield from (f"on={today + timedelta(days=3)}", f"on={today:%Y-%m}", "view=month", "view=month&on=2013-11")


def keys(addresses) -> list[str]:
    """Of records, by the addresses of their pages."""
    return sorted({urlsplit(each).path.strip("/").rpartition("/")[2] for each in addresses})


def in_list(listing: Listing) -> list[str]:
    return keys(card["url"] for card in listing.cards_of(listing.ids_from(0, listing.count)))


def in_api(client, address: str) -> list[str]:
    found, following = [], f"{address}{'&' if '?' in address else '?'}per_page=100"
    while following:
        answer = orjson.loads(reading.body(client, following))
        found += [record["url"] for record in answer["results"]]
        following = answer["next"]
    return keys(found)


def offered(client, page: Listing, address: str) -> dict[str, list[str]]:
    """Whatever the page of a list leads to, by what it is."""
    found = {
        "csv": keys(row["url"] for row in reading.csv_rows(client, address)),
        "json": keys(record["url"] for record in reading.json_object(client, address)["results"]),
        "feed": keys(entry.link for each in reading.feed_pages(client, address) for entry in each.entries),
    }
    found["frame"] = in_list(client.get(page.embed_url).context["page"].list)
    leads = {export.label: export.url for export in page.exports}
    assert ("API" in leads) == (page.room != "calendar")  # whose entries stand in four lists of the API
    if "API" in leads:
        found["api"] = in_api(client, leads["API"])
    if page.save_url:
        asked = Asked(page.room, filters_in(type(page), page.request.GET))
        found["search"] = in_list(asked.listing)
    return found


def test_the_address_in_the_api_keeps_the_question_and_the_language_and_nothing_of_the_page(client):
    def api_of(address: str) -> list[str]:
        return [each.url for each in client.get(address).context["page"].exports if each.label == "API"]

    asked = "q=mark&country=KE&not_topic=patents&sort=oldest"
    assert api_of(f"/activities/?{asked}&view=table&open=topic&page=1") == [f"/api/v1/activities/?{asked}"]
    assert api_of(f"/fr/activities/?{asked}") == [f"/api/v1/activities/?{asked}&lang=fr"]
    assert api_of("/activities/?country=XX") == []


@pytest.mark.parametrize("kind", [*LISTS, CalendarListing], ids=lambda kind: kind.room)
def test_every_way_to_a_list_holds_the_same(client, world, kind):
    path = "/calendar/" if kind is CalendarListing else address_of(kind)
    asked = list(questions(client.get(f"{path}?when=always" * (kind is CalendarListing) or path).context["page"]))
    assert len(asked) > 10
    wrong, found = [], 0
    for query in asked:
        address = f"{path}?{query}"
        page = client.get(address).context["page"]
        shown = in_list(page)
        others = offered(client, page, address)
        wrong += [(query, name, shown, other) for name, other in others.items() if other != shown]
        found += bool(shown)
        assert (page.errors, page.count) == ([], len(shown)), query
    assert wrong == []
    assert found > len(asked) / 3
