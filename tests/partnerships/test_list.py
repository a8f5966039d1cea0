"""/partnerships/ and /case-studies/: what they show, to whom, and what they say to a mistaken address."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape

import feedparser
import pytest

from portal.core.models import State
from tests.factories import case_study, initiative

pytestmark = pytest.mark.django_db
LISTS = {"/partnerships/": initiative, "/case-studies/": case_study}
both = pytest.mark.parametrize(("address", "make"), LISTS.items(), ids=["partnerships", "case-studies"])


def titles(client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    found = re.findall(r'<h3 class="card__title"><a [^>]*>(.*?)</a>', html, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def text(client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@both
def test_empty(client, address, make):
    assert titles(client, address) == []
    assert {"/partnerships/": "0 partnerships", "/case-studies/": "0 case studies"}[address] in text(client, address)
    assert "matches all of this" in text(client, f"{address}?topic=gender")


def test_newest_first_and_the_undated_last(client):
    for title, day in (("Older", date(2010, 1, 1)), ("Undated", None), ("Newer", date(2020, 1, 1))):
        initiative(title=title, starts_on=day)
        case_study(title=title, year=day and day.year)
    for address in LISTS:
        assert titles(client, address) == ["Newer", "Older", "Undated"]
        assert titles(client, f"{address}?sort=title") == ["Newer", "Older", "Undated"]
        assert titles(client, f"{address}?sort=oldest") == ["Older", "Newer", "Undated"]


@both
def test_strangers_see_what_is_published(client, signed_in, member, curator, address, make):
    for state in State:
        make(title=state.label, state=state, by=curator)
    assert titles(client, address) == ["Published"]
    assert titles(signed_in(member), address) == ["Published"]
    assert sorted(titles(signed_in(curator), address)) == sorted(str(state.label) for state in State)


@both
@pytest.mark.parametrize("query", ["", "?topic=patents", "?view=table"])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, address, make, query):
    make(topics=["patents"])
    client.get(address + query)
    with django_assert_num_queries(2):
        client.get(address + query)
    for _ in range(30):
        make(topics=["patents", "gender"], sectors=["health", "water"])
    client.get(address + query)
    with django_assert_num_queries(2):
        page = client.get(address + query)
    assert "Page 1 of 2" in " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@both
def test_words_are_found_and_marked(client, address, make):
    make(title="Pilot on rooibos tea", summary="Growers share.")
    make(title="Another")
    assert titles(client, f"{address}?q=rooibos") == ["Pilot on rooibos tea"]
    assert "<mark>rooibos</mark>" in client.get(f"{address}?q=rooibos").content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/partnerships/?topic=nonsense", "Topic: there is no “nonsense”."),
        ("/partnerships/?colour=red", "This list does not know the filter “colour”."),
        ("/partnerships/?support=perhaps", "WIPO’s support: there is no “perhaps”."),
        ("/case-studies/?country=XX", "Country: there is no “XX”."),
        ("/case-studies/?beneficiary=KE", "This list does not know the filter “beneficiary”."),
        ("/case-studies/?year_min=2010&year_max=2000", "The range of years ends before it begins."),
    ],
)
def test_a_mistake_in_the_address_is_said(client, address, said):
    initiative()
    page = client.get(address)
    assert (page.status_code, said in text(client, address)) == (200, True)


@both
@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "99999999999999999999"])
def test_a_page_that_is_not_there_is_not_found(client, address, make, page):
    make()
    assert client.get(f"{address}?page={page}").status_code == 404


@both
def test_htmx_gets_the_part_that_changes(client, address, make):
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, 'id="list"' in part) == (False, True)


@both
def test_only_the_plain_list_is_for_search_engines(client, address, make):
    assert [client.get(each).get("X-Robots-Tag") for each in (address, f"{address}?topic=gender")] == [
        None, "noindex, follow",
    ]  # fmt: skip


def test_a_card_says_who_with_whom_and_how_it_stands(client):
    initiative(title="Among them", providers=["KE", "UG"], beneficiaries=["KE", "UG"], status="ongoing")
    initiative(title="From one", providers=["BR"], beneficiaries=["MZ"], partners_asked=2, partners_confirmed=1)
    shown = text(client, "/partnerships/")
    assert "Memorandum of understanding 6 May 2013 Ongoing Among them Kenya, Uganda with one another" in shown
    assert "Confirmed by 1 of 2 partners From one Brazil for Mozambique" in shown
    assert "Full story" not in shown.split("Results ")[-1]


def test_a_card_does_not_say_other(client):
    case_study(sectors=["other", "health"], topics=["other"])
    cards = text(client, "/case-studies/").split("Results ")[-1]
    assert ("Health and medicines" in cards, "Other" in cards) == (True, False)


@both
def test_the_table_shows_the_same_records(client, address, make):
    make(title="In a row")
    assert "In a row" in text(client, f"{address}?view=table")
    assert titles(client, f"{address}?view=table") == []


@both
def test_the_list_is_given_away_in_every_format(client, address, make):
    records = [make(topics=["patents"]), make(topics=["patents"])]
    make(topics=["gender"])
    make(topics=["patents"], state=State.DRAFT)
    refs = {record.ref for record in records}

    def answer(form: str) -> bytes:
        response = client.get(f"{address}?topic=patents&format={form}")
        assert response.status_code == 200
        return b"".join(response) if response.streaming else response.content

    assert {row["ref"] for row in csv.DictReader(io.StringIO(answer("csv").decode("utf-8-sig")))} == refs
    data = json.loads(answer("json"))
    assert {record["ref"] for record in next(value for value in data.values() if isinstance(value, list))} == refs
    assert len(feedparser.parse(answer("atom")).entries) == 2
    assert answer("ics").count(b"BEGIN:VEVENT") == 2
    assert answer("xlsx")[:2] == b"PK"


@both
def test_corrections_are_taken(client, address, make):
    assert client.get(f"{make().get_absolute_url()}correct/").status_code == 200


def test_navigation_home_and_sitemap_lead_there(client):
    records = [initiative(), case_study(), initiative(state=State.DRAFT)]
    home = client.get("/").content.decode()
    assert [f'href="{address}"' in home for address in LISTS] == [True, True]
    found = "".join(client.get(f"/sitemap-{name}.xml").content.decode() for name in ("partnerships", "case-studies"))
    assert [record.get_absolute_url() in found for record in records] == [True, True, False]
