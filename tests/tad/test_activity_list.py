"""/activities/: what it shows, to whom, in which order, and what it says to an address it does not understand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from portal.core.models import State
from tad.models import Activity
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db
LIST = "/activities/"


def titles(client: Client, address: str = LIST) -> list[str]:
    """The titles on the page, in order, as a reader sees them."""
    html = client.get(address).content.decode()
    found = re.findall(r'<h3 class="card__title"><a [^>]*>(.*?)</a>', html, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def text(client: Client, address: str = LIST) -> str:
    html = client.get(address).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_empty(client):
    page = client.get(LIST)
    assert page.status_code == 200
    assert "0 activities" in page.content.decode()
    assert titles(client) == []


def test_newest_first_and_the_undated_last(client):
    activity(title="Older", starts_on=date(2010, 1, 1), ends_on=None)
    activity(title="Undated", starts_on=None, ends_on=None)
    activity(title="Newer", starts_on=date(2020, 1, 1), ends_on=None)
    assert titles(client) == ["Newer", "Older", "Undated"]
    assert titles(client, "/activities/?sort=oldest") == ["Older", "Newer", "Undated"]


def test_titles_sort_without_accents_case_and_leading_marks(client):
    for title in ("“Zebra” workshop", "Éclair course", "eagle visit", "apple course"):
        activity(title=title)
    assert titles(client, "/activities/?sort=title") == [
        "apple course",
        "eagle visit",
        "Éclair course",
        "“Zebra” workshop",
    ]


@pytest.mark.parametrize(
    "address", [LIST, "/activities/?topic=patents", "/activities/?q=visit", "/activities/?view=table"]
)
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, address):
    activity(title="First visit")
    client.get(address)  # vocabularies and index are read once a process
    searching = "q=" in address
    with django_assert_num_queries(3 if searching else 2):  # the hits are kept, the words are marked anew
        client.get(address)
    for number in range(30):
        activity(
            title=f"Visit {number}", beneficiaries=["KE", "UG", "group:aripo"], providers=["BR", "organisation:wipo"]
        )
    client.get(address)
    with django_assert_num_queries(3 if searching else 2):
        client.get(address)


def test_a_card_says_who_did_what_for_whom(client):
    activity(
        title="Study visit",
        providers=["NA"],
        beneficiaries=["BW", "group:aripo"],
        modality="study-visit",
        place="Windhoek",
        starts_on=date(2017, 11, 20),
        ends_on=date(2017, 11, 24),
        summary="Six societies saw how licences are granted.",
    )
    shown = text(client)
    for words in (
        "South-South Study visit 20–24 November 2017 Windhoek", "Namibia for Botswana, ARIPO member states",
        "Six societies saw how licences are granted.", "TA-2017-0001",
    ):  # fmt: skip
        assert words in shown


def test_facets_or_inside_and_across_not(client):
    activity(title="A", topics=["patents"], beneficiaries=["KE"])
    activity(title="B", topics=["trademarks"], beneficiaries=["KE"])
    activity(title="C", topics=["patents", "trademarks"], beneficiaries=["UG"])
    ask = {query: set(titles(client, f"/activities/?{query}")) for query in (
        "topic=patents", "topic=patents&topic=trademarks", "topic=patents&beneficiary=KE", "not_topic=trademarks",
        "topic=patents&not_topic=trademarks", "country=BR&beneficiary=UG",
    )}  # fmt: skip
    assert ask == {
        "topic=patents": {"A", "C"},
        "topic=patents&topic=trademarks": {"A", "B", "C"},
        "topic=patents&beneficiary=KE": {"A"},
        "not_topic=trademarks": {"A"},
        "topic=patents&not_topic=trademarks": {"A"},
        "country=BR&beneficiary=UG": {"C"},
    }


def test_a_facet_link_leads_to_as_many_records_as_it_says(client):
    for number in range(3):
        activity(title=f"P{number}", topics=["patents"])
    activity(title="T", topics=["trademarks"])
    html = client.get("/activities/?topic=trademarks").content.decode()
    link = re.search(r'href="([^"]+)"[^>]*>\s*<span class="choice__label">Patents.*?choice__count">(\d+)<', html, re.S)
    assert link.group(2) == "3"
    assert len(titles(client, unescape(link.group(1)))) == 4  # OR inside: the three, and the one already chosen
    alone = client.get(LIST).content.decode()
    link = re.search(r'href="([^"]+)"[^>]*>\s*<span class="choice__label">Patents.*?choice__count">(\d+)<', alone, re.S)
    assert len(titles(client, unescape(link.group(1)))) == int(link.group(2)) == 3


def test_a_member_country_finds_a_group_and_is_told_so(client):
    activity(title="For the group", beneficiaries=["group:aripo"])
    activity(title="For Kenya itself", beneficiaries=["KE", "group:aripo"])
    assert set(titles(client, "/activities/?beneficiary=KE")) == {"For the group", "For Kenya itself"}
    assert text(client, "/activities/?beneficiary=KE").count("Kenya as a member of: ARIPO member states") == 1
    assert titles(client, "/activities/?beneficiary=BR") == []


def test_chips_remove_one_condition_each(client):
    activity(title="A")
    html = client.get("/activities/?topic=patents&not_topic=gender&year_min=2010&q=A").content.decode()
    chips = {unescape(each) for each in re.findall(r'<a class="chip(?: chip--not)?" href="([^"]+)"', html)}
    assert chips == {
        "/activities/?not_topic=gender&year_min=2010&q=A",
        "/activities/?topic=patents&year_min=2010&q=A",
        "/activities/?topic=patents&not_topic=gender&q=A",
        "/activities/?topic=patents&not_topic=gender&year_min=2010",
    }


def test_years(client):
    activity(title="2010 to 2012", starts_on=date(2010, 5, 1), ends_on=date(2012, 2, 1))
    activity(title="2013", starts_on=date(2013, 5, 1), ends_on=date(2013, 5, 2))
    activity(title="Undated", starts_on=None, ends_on=None)
    assert titles(client, "/activities/?year_min=2012&year_max=2012") == ["2010 to 2012"]
    assert titles(client, "/activities/?year_min=2013") == ["2013"]
    assert titles(client, "/activities/?year_max=2011") == ["2010 to 2012"]


def test_recently_added(client):
    recent, month, old = (activity(title=title) for title in ("recent", "month", "old"))
    for record, days in ((recent, 1), (month, 20), (old, 60)):
        Activity.objects.filter(pk=record.pk).update(published_at=timezone.now() - timedelta(days=days))
    assert titles(client, "/activities/?added=7") == ["recent"]
    assert set(titles(client, "/activities/?added=30")) == {"recent", "month"}


def test_found_true_lately(client):
    days = {"today": 0, "within a year": 360, "long ago": 366, "to come": -1}
    for title, ago in days.items():
        day = timezone.localdate() - timedelta(days=ago)
        Activity.objects.filter(pk=activity(title=title).pk).update(last_verified_on=day)
    activity(title="never")
    assert set(titles(client, "/activities/?verified=12")) == {"today", "within a year"}
    answer = client.get("/api/v1/activities/?verified=12&fields=title").json()
    assert {record["title"] for record in answer["results"]} == {"today", "within a year"}
    Activity.objects.update(last_verified_on=None)
    assert titles(client, "/activities/?verified=12") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("topic=nonsense", "Topic: there is no “nonsense”."),
        ("beneficiary=XX", "Beneficiary: there is no “XX”."),
        ("not_kind=south", "Kind of cooperation: there is no “south”."),
        ("colour=red", "This list does not know the filter “colour”."),
        ("year_min=soon", "From year: Enter a number."),
        ("year_min=20.5", "From year: “20.5” is not a year."),
        ("year_min=2015&year_max=2010", "To year: The range of years ends before it begins."),
        ("added=365", "Added: Select a valid choice. 365 is not one of the available choices."),
        ("sort=colour", "“colour” is not possible for “sort”."),
        ("view=map", "“map” is not possible for “view”."),
        ("topic=%3Cscript%3E", "Topic: there is no “<script>”."),
        ("q=%00", "Words: Null characters are not allowed."),
        ("q=" + "x" * 201, "Words: Ensure this value has at most 200 characters (it has 201)."),
        ("year_min=1e999", "From year: Ensure this value is less than or equal to 1e+50."),
    ],
)
def test_a_mistake_in_the_address_is_said_and_the_rest_still_holds(client, query, message):
    activity(title="A", beneficiaries=["KE"])
    activity(title="B", beneficiaries=["UG"])
    address = f"/activities/?{query}&country=UG"
    assert client.get(address).status_code == 200
    assert message in text(client, address)
    assert titles(client, address) == ["B"]


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "99999999999999999999", "1.5", ""])
def test_a_page_that_does_not_exist(client, page):
    activity()
    assert client.get(f"/activities/?page={page}").status_code == (200 if page == "" else 404)


def test_pages_of_25(client):
    for number in range(60):
        activity(title=f"{number:02d}")
    shown = [titles(client, f"/activities/?sort=title&page={page}") for page in (1, 2, 3)]
    assert [len(each) for each in shown] == [25, 25, 10]
    assert [title for each in shown for title in each] == [f"{number:02d}" for number in range(60)]
    assert "Page 2 of 3" in text(client, "/activities/?page=2")


def test_who_sees_what(client, signed_in, curator, member, django_user_model):
    office = organisation()
    colleague = django_user_model.objects.create_user("colleague@example.org", "x")
    office.memberships.create(user=colleague, role="reader")
    activity(title="Published")
    activity(title="Draft of the office", state=State.DRAFT, owner=office)
    activity(title="Draft of the member", state=State.DRAFT, by=member)
    activity(title="Archived", state=State.ARCHIVED)
    seen = {who: set(titles(each)) for who, each in (
        ("visitor", client), ("member", signed_in(member)), ("colleague", signed_in(colleague)),
        ("curator", signed_in(curator)),
    )}  # fmt: skip
    assert seen == {
        "visitor": {"Published"},
        "member": {"Published", "Draft of the member"},
        "colleague": {"Published", "Draft of the office"},
        "curator": {"Published", "Draft of the office", "Draft of the member", "Archived"},
    }


def test_samples_are_labelled(client):
    activity(title="Invented", is_sample=True)
    assert "Sample record, invented" in text(client)


def test_filtered_pages_are_kept_out_of_search_engines(client):
    activity()
    assert "X-Robots-Tag" not in client.get(LIST).headers
    assert client.get("/activities/?topic=patents").headers["X-Robots-Tag"] == "noindex, follow"
    html = client.get(LIST).content.decode()
    links = re.findall(r'<a class="choice[^>]*>', html)
    assert links
    assert all('rel="nofollow"' in link for link in links)


def test_htmx_gets_only_the_part_that_changes(client):
    activity()
    part = client.get(LIST, headers={"HX-Request": "true"})
    whole = client.get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert ("<html" in part.content.decode(), "<html" in whole.content.decode()) == (False, True)
    assert "HX-Request" in part.headers["Vary"]


def test_a_long_facet_opens_and_narrows(client):
    for country in ("KE", "UG", "TZ", "RW", "BI", "ET", "ER", "DJ", "SO", "SD", "CI"):
        activity(beneficiaries=[country])
    assert "Show all : Beneficiary" in text(client)
    shown = text(client, "/activities/?open=beneficiary")
    assert "Show fewer : Beneficiary" in shown
    html = client.get("/activities/?open=beneficiary&within=cote+d'i").content.decode()
    facet = re.search(r'id="choices-beneficiary">(.*?)</ul>', html, re.S).group(1)
    assert re.findall(r'choice__label">([^<]+)', facet) == ["Côte d’Ivoire"]


def test_user_text_is_escaped(client):
    activity(title="<script>alert(1)</script> patents", summary="<b>bold</b> & more")
    for address in (LIST, "/activities/?q=patents"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b>bold" not in html


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar", "/es", "/ru", "/zh-hans", "/pt"])
def test_in_every_interface_language(client, prefix):
    activity(starts_on=date(2017, 7, 17), ends_on=date(2017, 7, 21), beneficiaries=["group:aripo", "KE"])
    html = client.get(f"{prefix}/activities/?beneficiary=KE&year_min=2010").content.decode()
    language = prefix[1:] or "en"
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert re.search(r'(x|width|height)="\d+,\d+"', html) is None  # numbers in drawings stay numbers
