"""Ten thousand addresses nobody would write by hand: whatever is asked, the portal answers or refuses, never breaks.

More than half of each address speaks the grammar, so that it gets past the first check; the rest is garbage of the
kinds that break things. Lists as pages and in every format they can be taken away in, records, and the whole API.
"""

from __future__ import annotations

import logging
from collections import Counter
from random import Random
from urllib.parse import quote, quote_plus

import pytest
from django.test import Client

from matchmaking.filters import NeedFilterSet, OfferFilterSet
from partnerships.filters import CaseStudyFilterSet, InitiativeFilterSet
from portal.core import reference
from portal.core.filters import PortalFilterSet
from portal.site.api import RECORDS, TERMS
from portal.site.calendar.filters import CalendarFilterSet
from portal.site.meetings.filters import MeetingFilterSet
from roster.filters import ConsultantFilterSet
from tad.api import ActivitySerializer
from tad.filters import ActivityFilterSet
from tests.factories import case_study, full_activity, full_consultant, full_initiative, meeting, need, offer, user
from tests.tad.corpus import COUNTRIES, GROUPS, WORDS, grow

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REQUESTS = 10_000
GARBAGE = [
    "", " ", "\0", "a\0b", "\x1b[31m", "\r\nSet-Cookie: a=b", "\ufeff", "\u202e", "\ud800", "💥", "ﷺ" * 40,
    "é" * 300, "x" * 3000, "0", "-1", "1.5", "1e400", "NaN", "Infinity", "9" * 30, "9" * 5000, "٢٠٢٠", "0x10",
    "1_000", "true", "null", "[]", "{}", "'", '"', "\\", "%", "%zz", "';--", "1 OR 1=1", "<script>", "{{7*7}}",
    "${x}", "../../etc/passwd", "*", "**", "a:*", "!", "!!a", "&", "|", "a & | b", "<->", "a <-> b", "(", "((a",
    ')"', '"a', "-", "- -", "-a", "or", "or or", "a OR", '""', "a" * 199, "a-" * 90, "2020-13-45", "0000-00-00",
    "2020-02-30T25:61:61Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2020-W05-1", "KE,UG",
    "ke", "group:aripo", "AA", "ZZ", "__proto__", "constructor", "id", "pk", "password", "created_by__email",
]  # fmt: skip
NAMES = [
    "id", "pk", "format", "topicc", "topic[]", "topic__icontains", "not_q", "not_", "", " ", "\0", "💥",
    "funding", "focus", "instrument", "not_support",
    "cursor", "limit", "offset", "ordering", "search", "callback", "q ", "Q", "__class__", "x" * 500,
]  # fmt: skip
FORMATS = ["csv", "xlsx", "json", "atom", "ics", "html", "iati", "api"]


@pytest.fixture
def corpus(settings):
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 10**9
    grow(Random(1), 12, author=user())
    return [full_activity(), full_initiative(), case_study(), full_consultant(), need(), offer(), meeting()]


FILTERS: dict[str, type[PortalFilterSet]] = {
    "activities": ActivityFilterSet, "partnerships": InitiativeFilterSet, "case-studies": CaseStudyFilterSet,
    "consultants": ConsultantFilterSet, "needs": NeedFilterSet, "offers": OfferFilterSet,
    "meetings": MeetingFilterSet, "calendar": CalendarFilterSet,
}  # fmt: skip


def known_values(records, filters: type[PortalFilterSet]) -> dict[str, list[str]]:
    """Right values by parameter of a list."""
    known = reference.current()
    values = {spec.name: list(spec.values.codes(known) or []) for spec in filters.facets}
    values |= {name: COUNTRIES + GROUPS for name in ("country", "beneficiary", "provider") if name in values}
    if "organisation" in values:
        values["organisation"] = list(known.organisation_by_slug)[:20]
    assert all(values.values())
    values |= {f"not_{name}": each for name, each in values.items()}
    return values | {
        "q": [*WORDS, "study visit", '"study visit"', "patent -music", "patent or music", records[0].ref],
        "year_min": ["1999", "2017"], "year_max": ["2017", "2100"], "added": ["7", "30"],
        "sort": ["newest", "oldest", "title", "relevance"], "page": ["1", "2", "3"], "view": ["cards", "table"],
        "open": ["topic", "beneficiary"], "within": ["a", "ke"], "per_page": ["1", "7", "100"], "lang": ["fr", "ar"],
        "fields": ["ref", "ref,title", ",".join(ActivitySerializer().fields)], "format": FORMATS,
        "updated_since": ["2020-01-01", "2020-01-01T00:00:00Z"],
    }  # fmt: skip


def address(random: Random, known: dict[str, list[str]], path: str) -> str:
    pairs = []
    for _number in range(random.choice([0, 1, 1, 2, 2, 3, 4, 8])):
        name = random.choice(list(known)) if random.random() < 0.9 else random.choice(NAMES)
        right = name in known and random.random() < 0.6
        value = random.choice(known[name]) if right else random.choice(GARBAGE)
        pairs.append(f"{encoded(name)}={encoded(value)}" if random.random() < 0.95 else f"{encoded(name)}")
    query = "&".join(pairs)
    if random.random() < 0.05:
        query += random.choice(
            ["&", "&&", "=", "&=", ";", "%", "%00", "%ff%fe", "%ED%A0%80", "+", "?", "#x", "&a[b]=c"]
        )
    return f"{path}?{query}"


def encoded(text: str) -> str:
    return quote_plus(text, errors="surrogatepass")


def asked(client: Client, address: str, headers: dict) -> int:
    response = client.get(address, headers=headers)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def test_nothing_breaks(corpus, signed_in, member, curator):
    random, statuses, broken = Random(20261122), Counter(), []
    clients = [Client(raise_request_exception=False), signed_in(member), signed_in(curator)]
    for client in clients:
        client.raise_request_exception = False
    known = {name: known_values(corpus, filters) for name, filters in FILTERS.items()}
    lists = [f"{start}/{name}/" for name in RECORDS for start in ["", "", "/ar", *["/api/v1"] * 6]]
    lists += [f"{start}/calendar/{name}" for name in ("", "meetings/") for start in ("", "/ar")]
    others = [f"/api/v1/{name}/" for name in TERMS] + ["/", "/about/", "/search/", "/api/v1/", "/sitemap.xml"]
    others += [f"/api/v1/{name}/{quote_path(code)}/" for name in TERMS for code in random.sample(GARBAGE, 3)]
    refs = [*(each.ref for each in corpus), corpus[0].ref.lower(), "TA-9999-0001", *map(quote_path, GARBAGE[:30])]
    records = [f"{start}/{name}/{ref}/" for start in ("", "/zh-hans", "/api/v1") for name in RECORDS for ref in refs]
    logging.disable(logging.ERROR)
    try:
        for number in range(REQUESTS):
            path = random.choice(random.choices([lists, others, records], [8, 1, 1])[0])
            room = next((name for name in FILTERS if f"/{name}/" in path), "activities")
            where = address(random, known[room], path)
            headers = {"Accept": random.choice(["*/*", "text/html", "application/json", random.choice(WORDS[3:4])])}
            headers["Accept-Language"] = random.choice(["en", "fr,de;q=0.5", "xx", "*", "x" * 600, ";;q=,"])
            status = asked(clients[0 if number % 10 else random.randrange(3)], where, headers)
            statuses[status] += 1
            if status >= 500:
                broken.append(where)
    finally:
        logging.disable(logging.NOTSET)
    assert broken == []
    assert statuses[200] > REQUESTS / 4  # not everything was stopped at the door
    assert statuses[400] > REQUESTS / 10


def quote_path(text: str) -> str:
    return quote(text[:300], safe="", errors="surrogatepass")
