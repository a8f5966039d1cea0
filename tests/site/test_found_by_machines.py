"""What crawlers and news readers are given: a sitemap of all that may be found, a feed of everything with records."""

from __future__ import annotations

import re
from datetime import date

import feedparser
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from lxml import etree

from portal.site.sitemaps import Sitemap
from roster.models import Consent
from tests import reading
from tests.factories import (
    activity,
    case_study,
    consultant,
    initiative,
    meeting,
    need,
    offer,
    organisation,
    page_text,
)

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "html": "http://www.w3.org/1999/xhtml"}
LANGUAGES = ["en", "ar", "zh-hans", "fr", "pt", "ru", "es"]
OTHER_PAGES = (f"{HERE}/about/", f"{HERE}/about/country-statuses/")  # that are no texts
# Pages that lead to what one has typed, and forms of accounts: nothing that somebody would look for.
NOT_LOOKED_FOR = ("/account/", "/search/", "/searches/", "/health/", "/matchmaking/", "/admin/", "/api/")


def world() -> list:
    """Public records of every kind; what nobody may find besides."""
    activity(state="draft"), need(is_sample=True), need(visibility="registered"), consultant(is_sample=True)
    consultant(released=set(Consent.Field) - {Consent.Field.LISTING}), page_text("zz-hidden", is_published=False)
    page_text("zz-both"), page_text("zz-both", language="fr")
    office = organisation("Xoffice", country="KE")
    activity(providers=["BR"], beneficiaries=["KE"], starts_on=date(2014, 1, 2), topics=["patents"])
    return [office, activity(), initiative(), case_study(), consultant(), need(), offer(), meeting()]


def entries(client: Client) -> dict[str, dict[str, str]]:
    """Every address of the sitemap with its languages."""
    index = etree.fromstring(reading.body(client, "/sitemap.xml"))
    found = {}
    for section in index.iterfind("map:sitemap/map:loc", NAMES):
        for url in etree.fromstring(reading.body(client, section.text)).iterfind("map:url", NAMES):
            links = url.iterfind("html:link", NAMES)
            address = url.findtext("map:loc", namespaces=NAMES)
            assert address not in found
            found[address] = {link.get("hreflang"): link.get("href") for link in links}
    return found


def indexable(client: Client, address: str) -> bool:
    response = client.get(address)
    assert response.status_code == 200, address
    html = response.content.decode()
    return "noindex" not in response.headers.get("X-Robots-Tag", "") and 'name="robots"' not in html


def test_everything_in_the_sitemap_is_there_for_anybody_and_may_be_found(client, settings):
    settings.API_RATE = 10**6
    records = world()
    found = entries(client)
    assert {f"{HERE}{record.get_absolute_url()}" for record in records} <= set(found)
    assert [address for address in found if not indexable(client, address)] == []
    texts = [address for address in found if "/about/" in address and address not in OTHER_PAGES]
    assert {f"{HERE}/about/zz-both/", f"{HERE}/fr/about/zz-both/"} <= set(texts)
    for address in texts:  # each language that is written, and each says the same of all
        languages = found[address]
        assert address in languages.values()
        assert [found[each] for each in languages.values()] == [languages] * len(languages)
    both = {"en": f"{HERE}/about/zz-both/", "fr": f"{HERE}/fr/about/zz-both/"}
    assert found[both["en"]] == both | {"x-default": both["en"]}
    for address in set(found) - set(texts) - {f"{HERE}{reverse('api:docs')}"}:
        path = address.removeprefix(HERE)
        others = {code: f"{HERE}/{code}{path}" for code in LANGUAGES if code != "en"}
        assert found[address] == others | {"en": address, "x-default": address}
    for address in (f"{HERE}/", f"{HERE}{records[1].get_absolute_url()}"):
        assert [client.get(each).status_code for each in found[address].values()] == [200] * (len(LANGUAGES) + 1)


def test_no_page_that_anybody_may_find_is_missing(client):
    """Of those whose address has nothing to fill in."""

    def patterns(resolver, prefix=""):
        for each in resolver.url_patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from patterns(each, route)
            elif isinstance(each, URLPattern) and "<" not in route and "(?P" not in route:
                yield "/" + re.sub(r"\\Z|[\\^$]", "", route)

    world()
    listed = {address.removeprefix(HERE) for address in entries(client)}
    others = [each for each in set(patterns(get_resolver())) - listed if not each.startswith(NOT_LOOKED_FOR)]
    pages = [each for each in others if client.get(each)["Content-Type"].startswith("text/html")]
    assert [each for each in pages if client.get(each).status_code == 200 and indexable(client, each)] == []


def test_it_says_when_and_is_split(client, monkeypatch, django_assert_num_queries):
    shown = [activity() for _number in range(3)]
    text = reading.body(client, "/sitemap-activities.xml").decode()
    assert text.count(f"<lastmod>{shown[0].updated_at:%Y-%m-%d}</lastmod>") == 3
    pages = reading.body(client, "/sitemap-pages.xml").decode()
    assert re.search(rf"/activities/</loc>\s*<lastmod>{shown[0].updated_at:%Y-%m-%d}</lastmod>", pages)
    with django_assert_num_queries(2):  # how many, and these
        client.get("/sitemap-activities.xml")
    monkeypatch.setattr(Sitemap, "limit", 2)
    index = reading.body(client, "/sitemap.xml").decode()
    assert f"<loc>{HERE}/sitemap-activities.xml?p=2</loc>" in index
    parts = [reading.body(client, f"/sitemap-activities.xml{page}").decode() for page in ("", "?p=2")]
    assert [part.count("<loc>") for part in parts] == [2, 1]


def test_every_list_and_every_page_about_something_has_its_feeds(client, signed_in, curator):
    office, record = world()[:2]
    record = activity(
        title="Xfollowed", topics=["patents"], beneficiaries=["KE"], providers=[f"organisation:{office.slug}"]
    )
    lists = (
        "activities", "partnerships", "case_studies", "roster", "needs", "offers", "calendar", "meetings",
        "organisations",
    )  # fmt: skip
    expected = {reverse(f"{name}:list"): 1 for name in lists} | {"/needs/unmet/": 1}
    expected |= {"/countries/KE/": 6, "/topics/patents/": 6, office.get_absolute_url(): 4}
    titles = {}
    for address, many in expected.items():
        html = reading.body(client, address).decode()
        links = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', html)
        assert (address, len(links)) == (address, many)
        for title, url in links:
            feed = feedparser.parse(reading.body(client, url.replace("&amp;", "&")))
            assert not feed.bozo, (url, feed.get("bozo_exception"))
            titles[address, title.partition(":")[0]] = [entry.title for entry in feed.entries]
    for address in ("/countries/KE/", "/topics/patents/", office.get_absolute_url()):
        assert record.title in titles[address, "Activities"]
    assert titles[office.get_absolute_url(), "Activities"] == ["Xfollowed"]
    decided = {"decided_at": timezone.now(), "decided_by": curator, "state_reason": "No"}
    rejected = organisation("Xrejected", state="rejected", **decided)  # by which no list can be filtered
    assert signed_in(curator).get(rejected.get_absolute_url()).content.count(b"atom+xml") == 0
