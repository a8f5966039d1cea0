"""The pages of topics: every number is what its list shows, nothing is counted that is not public."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import kept
from portal.core.models import Topic, current_versions
from roster import consents
from roster.models import Consent
from tests.factories import activity, case_study, consultant, initiative, need, offer

pytestmark = pytest.mark.django_db
PAGE = "/topics/geographical-indications/"
TOPIC = "geographical-indications"


def page_of(client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(client, address: str) -> int:
    """How many records the list at an address counts."""
    html = page_of(client, unescape(address))
    assert "was not understood" not in html
    return int(re.search(r'list__count num"><strong>([\d,]+)', html)[1].replace(",", ""))


def world(topics: list[str]) -> None:
    activity(title="Given by Brazil", topics=topics, providers=["BR"], beneficiaries=["KE", "group:aripo"])
    activity(title="Another year", topics=[*topics, "patents"], starts_on=date(2017, 2, 3), providers=["BR", "ZA"])
    activity(title="Hidden", topics=topics, state="draft")
    initiative(topics=[*topics, "patents"])
    case_study(topics=topics)
    consultant(topics=topics)
    consultant(topics=topics, released=set(Consent.Field) - {Consent.Field.LISTING})
    need(topics=topics)
    offer(topics=topics)
    activity(title="On something else", topics=["gender"])


def test_every_number_is_that_of_its_list(client):
    world([TOPIC])
    html = page_of(client)
    figures = re.findall(r'class="figure"><a href="([^"]+)"><span[^>]*>(\d+)</span> <span[^>]*>([^<]+)<', html)
    assert [(label, int(count)) for _url, count, label in figures] == [
        ("Activities", 2), ("Partnerships", 1), ("Case studies", 1), ("Consultants", 1), ("Open needs", 1),
        ("Open offers", 1),
    ]  # fmt: skip
    cells = re.findall(r'<td class="num"><a href="([^"]+)" rel="nofollow">(\d+)</a>', html)  # of flow and years
    ends = re.findall(r'flow__label">([^<]+?)\s*</span> <span class="flow__count num">(\d+)<', html)
    assert sorted(ends) == [("Brazil", "2"), ("Kenya", "2"), ("South Africa", "1")]
    assert len(cells) == 3 + 2
    for address, count in [*((url, count) for url, count, _label in figures), *cells]:
        assert listed(client, address) == int(count), address
    assert "All of them: 2" in html
    related = re.search(r'<a href="/topics/patents/">Patents</a></dt>(.*?)</div>', html, re.S)[1]
    both = re.findall(r'<a href="([^"]+)" rel="nofollow">([^<]+) <span class="num">(\d+)</span>', related)
    assert [(label, listed(client, address), int(count)) for address, label, count in both] == [
        ("Activities", 1, 1), ("Partnerships", 1, 1),
    ]  # fmt: skip
    assert both[0][0] == "/activities/?topic=geographical-indications&amp;also_topic=patents"
    assert 'chip__facet">Also about</span>' in page_of(client, unescape(both[0][0]))
    assert "Hidden" not in html


def test_the_list_of_topics_counts_what_the_lists_count(client):
    world([TOPIC])
    html = page_of(client, "/topics/")
    links = re.findall(r'<li><a href="([^"]+)" rel="nofollow">([^<]+) <span class="num">(\d+)</span>', html)
    assert len(links) == 6 + 2 + 1  # our topic, patents, gender
    for address, _label, count in links:
        assert listed(client, address) == int(count), address
    assert html.count('class="topics__one"') == Topic.objects.count()


def test_a_topic_without_records_says_what_to_do(client):
    html = page_of(client)
    assert "Nothing is recorded on this topic yet" in html
    for address in ("/matchmaking/", "/partnerships/submit/", "/roster/apply/"):
        assert f'href="{address}"' in html
    assert "figure__value" not in html
    activity(topics=[TOPIC], starts_on=None, ends_on=None, providers=[], beneficiaries=[])
    html = page_of(client)
    assert "Partnerships · Case studies · Consultants · Open needs · Open offers" in html
    assert "Who gives and who receives" not in html
    assert "By year" not in html


@pytest.mark.parametrize("state", ["draft", "in_review", "rejected", "archived"])
def test_nothing_is_counted_that_is_not_public(client, signed_in, curator, state):
    activity(topics=[TOPIC], state=state)
    initiative(topics=[TOPIC], state=state)
    case_study(topics=[TOPIC], state=state)
    for reader in (client, signed_in(curator)):
        assert "Nothing is recorded on this topic yet" in page_of(reader)


def test_addresses(client):
    assert client.get("/topics/nonsense/").status_code == 404
    assert client.get("/topics/GEOGRAPHICAL-indications/").status_code == 200
    assert client.post(PAGE).status_code == 405
    assert 'dir="rtl"' in page_of(client, f"/ar{PAGE}")


def test_what_search_engines_read(client):
    html = page_of(client)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (data["@type"], data["termCode"], data["url"]) == ("DefinedTerm", TOPIC, f"http://testserver{PAGE}")
    assert data["description"].startswith("Geographical indications")
    assert f"<loc>http://testserver{PAGE}</loc>" in client.get("/sitemap-topics.xml").content.decode()
    assert client.get(f"/api/v1/topics/{TOPIC}/").status_code == 200
    assert f"http://testserver/api/v1/topics/{TOPIC}/" in html


def test_a_record_leads_to_its_topics(client):
    for record in (activity(topics=[TOPIC]), initiative(topics=[TOPIC]), case_study(topics=[TOPIC])):
        assert f'<a href="{PAGE}">Geographical indications</a>' in page_of(client, record.get_absolute_url())


def test_the_number_of_queries_does_not_grow(client):
    def price(address: str) -> tuple[int, int]:
        """When its part has to be made, and when it is kept."""
        page_of(client, address)
        kept.forget()
        asked = []
        for _time in range(2):
            with CaptureQueriesContext(connection) as captured:
                page_of(client, address)
            asked.append(len(captured))
        return tuple(asked)

    world([TOPIC])
    once = {address: price(address) for address in (PAGE, "/topics/")}
    for _number in range(4):
        world([TOPIC, "trademarks"])
    assert {address: price(address) for address in (PAGE, "/topics/")} == once == {PAGE: (9, 3), "/topics/": (2, 2)}


def test_what_is_kept_is_gone_with_any_change(client, monkeypatch):
    record = activity(title="Zqfirst", topics=[TOPIC])
    assert "Zqfirst" in page_of(client)
    type(record).objects.filter(pk=record.pk).update(title="Zqsecond")
    assert "Zqsecond" in page_of(client)
    person = consultant(name="Zqperson", topics=[TOPIC])
    assert "Zqperson" in page_of(client)
    consents.withdraw(person, [Consent.Field.NAME], by=None)
    assert "Zqperson" not in page_of(client)
    Topic.objects.filter(code=TOPIC).update(definitions={"en": "Zqdefinition", "ar": "تعريف"})
    assert '<p class="lead" lang="en" dir="auto">Zqdefinition</p>' in page_of(client)
    assert "Indications géographiques" in page_of(client, f"/fr{PAGE}")
    assert '<p class="lead" lang="en" dir="auto">Zqdefinition</p>' in page_of(client, f"/fr{PAGE}")
    assert '<p class="lead" lang="ar" dir="auto">تعريف</p>' in page_of(client, f"/ar{PAGE}")
    assert '<p lang="ar" dir="auto">تعريف</p>' in page_of(client, "/ar/topics/")
    with monkeypatch.context() as busy:

        def meanwhile() -> dict:
            versions = current_versions()
            activity(title="Zqthird", topics=[TOPIC])
            return versions

        busy.setattr("portal.site.topics.pages.current_versions", meanwhile)
        assert "Zqthird" not in page_of(client)
    assert "Zqthird" in page_of(client)
    type(record).objects.filter(pk=record.pk).update(state="draft")
    assert "Zqsecond" not in page_of(client)


def test_what_a_reader_may_see_is_kept_for_nobody_else(client, signed_in, curator, member):
    activity(title="Zqpublic", topics=[TOPIC])
    activity(title="Zqdraft", topics=[TOPIC], state="draft")
    need(title="Zqregistered", topics=[TOPIC], visibility="registered")
    consultant(name="Zqname", topics=[TOPIC], released=[Consent.Field.LISTING])
    for reader in (signed_in(curator), signed_in(member), client):
        html = page_of(reader)
        assert re.findall(r"\bZq[a-z]+\b", html.partition("<main")[2]) == ["Zqpublic"]
        assert page_of(reader).partition("<main")[2] == html.partition("<main")[2]
