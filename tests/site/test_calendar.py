"""/calendar/: everything that has a day, as a page, as files, and as calendar programs read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.core import curation
from portal.core.dates import day_text
from portal.core.facets import Facet, Selection, code
from portal.core.models import Meeting, State
from portal.core.reference import country_number
from portal.site.calendar.coming import coming
from tad.models import Activity
from tests import reading
from tests.factories import activity, meeting, need, offer, organisation, user

pytestmark = pytest.mark.django_db
LIST = "/calendar/"


def day(after: int) -> date:
    return timezone.localdate() + timedelta(days=after)


def on(after: int, days: int = 1) -> dict:
    return {"starts_on": day(after), "ends_on": day(after + days - 1)}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(client, query: str = "") -> str:
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return response.content.decode()


def shown(client, query: str = "") -> list[str]:
    """The titles on the page, in its order."""
    titles = re.findall(r'<h4 class="card__title"><a [^>]*>(.*?)</a>', page(client, query))
    return [re.sub("</?mark>", "", title) for title in titles]


def headings(client, query: str = "") -> list[str]:
    return re.findall(r'<h3 class="agenda__month num">([^<]+)<', page(client, query))


def month_of(year: int, month: int) -> dict:
    following = date(year + month // 12, month % 12 + 1, 1)
    return {"starts_on": date(year, month, 1), "ends_on": following - timedelta(days=1),
            "starts_precision": "month", "ends_precision": "month"}  # fmt: skip


def year_of(year: int) -> dict:
    return {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31),
            "starts_precision": "year", "ends_precision": "year"}  # fmt: skip


# What is coming, what is past -----------------------------------------------------------------------------------------
def test_every_kind_stands_there_soonest_first(client):
    meeting(title="Meeting", **on(20))
    activity(title="Course under way", **on(-3, days=10), status="ongoing")
    need(title="Need", deadline=day(5), expires_on=day(60))
    need(title="Late need", deadline=day(-1), expires_on=day(40))
    offer(title="Offer", expires_on=day(30))
    meeting(title="Over", **on(-2))
    meeting(title="Last day is today", **on(-4, days=5))
    offer(title="Invented", expires_on=day(8), is_sample=True)
    need(title="Expired", deadline=None, expires_on=day(-1))
    assert shown(client) == ["Last day is today", "Course under way", "Need", "Meeting", "Offer", "Late need"]
    assert "6 entries" in text(page(client))
    assert shown(client, "?when=past") == ["Over"]
    assert shown(client, "?when=around") == [
        "Last day is today", "Course under way", "Over", "Need", "Meeting", "Offer", "Late need",
    ]  # fmt: skip


def test_what_is_under_way_says_so_once_and_not_if_it_was_stopped(client):
    activity(title="Course", **on(-3, days=10), status="ongoing")
    activity(title="Cancelled", **on(-2, days=10), status="cancelled")
    meeting(title="Postponed", **on(-1, days=10), status="postponed")
    meeting(title="Meeting", **on(-1, days=10))
    cards = client.get(LIST).context["page"].cards
    assert {card["title"]: (card["marks"], card["status_label"]) for card in cards} == {
        "Course": (["under way"], ""), "Cancelled": ([], "Cancelled"), "Postponed": ([], "Postponed"),
        "Meeting": (["under way"], ""),
    }  # fmt: skip


def test_what_the_list_begins_with_is_one_of_the_choices(client):
    meeting(**on(5))
    offered = {
        ask: client.get(f"{LIST}{ask}").context["page"].recent
        for ask in ("", "?when=past&topic=patents", "?year_min=2013")
    }
    assert {ask: [(each.label, each.current) for each in choices][:2] for ask, choices in offered.items()} == {
        "": [("Coming up", True), ("Past", False)],
        "?when=past&topic=patents": [("Coming up", False), ("Past", True)],
        "?year_min=2013": [("Coming up", False), ("Past", False)],
    }
    assert [choices[0].url for choices in offered.values()] == [LIST, f"{LIST}?topic=patents", LIST]


def test_months_and_years_are_not_their_first_day(client):
    following = timezone.localdate().year + 1
    meeting(title="Some time in the year", **year_of(following))
    meeting(title="In March", **month_of(following, 3))
    meeting(title="On a day in March", starts_on=date(following, 3, 9), ends_on=date(following, 3, 10))
    meeting(title="In April, start only", **month_of(following, 4) | {"ends_on": None})
    assert shown(client) == ["On a day in March", "In March", "In April, start only", "Some time in the year"]
    assert headings(client) == [f"March {following}", f"April {following}", f"Some time in {following}"]
    events = {event.summary.value: event for event in reading.events(client, LIST)}
    vague = events["Some time in the year"]
    assert (vague.dtstart.value, vague.dtend.value) == (date(following, 1, 1), date(following + 1, 1, 1))
    assert (vague.status.value, vague.description.value) == (
        "TENTATIVE", "The exact days are not known: some time within these.",
    )  # fmt: skip
    exact = events["On a day in March"]
    assert (exact.dtend.value, exact.dtstart.value) == (date(following, 3, 11), date(following, 3, 9))


def test_the_past_by_year_and_a_year_whole(client):
    meeting(title="First", starts_on=date(2012, 8, 8), ends_on=date(2012, 8, 10))
    meeting(title="Second", starts_on=date(2013, 5, 6), ends_on=date(2013, 5, 8))
    activity(title="Third", starts_on=date(2013, 11, 22))
    meeting(title="Undated", starts_on=None, ends_on=None)
    assert shown(client) == []
    empty = text(page(client))
    assert "Nothing is announced for the coming time" in empty
    assert "What is past: 3 entries" in empty
    assert shown(client, "?when=past") == ["Third", "Second", "First"]
    assert headings(client, "?when=past") == ["2013", "2012"]
    assert shown(client, "?year_min=2013&year_max=2013") == ["Second", "Third"]
    assert headings(client, "?year_min=2013&year_max=2013") == ["May 2013", "November 2013"]
    assert re.findall(r'<th scope="row"><a[^>]*>(\d+)</a></th><td>(\d+)</td>', page(client)) == [
        ("2013", "2"),
        ("2012", "1"),
    ]


def test_an_event_is_shown_once(client, curator):
    told = activity(title="Told as an activity", **on(5))
    record = meeting(title="The meeting", lines={"activities": [{"ref": told.ref, "is_same": True}]}, **on(5))
    assert shown(client) == ["The meeting"]
    record.activities.update(is_same=False)
    assert sorted(shown(client)) == ["The meeting", "Told as an activity"]
    record.activities.update(is_same=True)
    assert shown(client) == ["The meeting"]
    curation.question(record, by=curator, reason="Is it?")
    assert shown(client) == ["Told as an activity"]


# Filters --------------------------------------------------------------------------------------------------------------
def test_filters_mean_the_same_in_every_kind(client):
    meeting(title="M", country_id="KE", topics=["trademarks"], delivery="online", languages=["fr"], **on(3))
    activity(title="A", beneficiaries=["KE"], topics=["trademarks"], delivery="online", languages=["fr"], **on(4))
    need(title="N", places=["KE"], topics=["trademarks"], deadline=None, expires_on=day(5))
    meeting(title="Elsewhere", series="weeks-for-officials", country_id="FJ", topics=["copyright"], **on(6))
    found = {
        query: shown(client, f"?{query}")
        for query in (
            "country=KE",
            "region=africa",
            "topic=trademarks",
            "attendance=online",
            "language=fr",
            "entry=meeting",
            "entry=activity&entry=need",
            "not_entry=meeting",
            "series=weeks-for-officials",
            "q=Elsewhere",
            "topic=trademarks&attendance=online&not_entry=activity",
        )
    }
    assert found == {
        "country=KE": ["M", "A", "N"], "region=africa": ["M", "A", "N"], "topic=trademarks": ["M", "A", "N"],
        "attendance=online": ["M", "A"], "language=fr": ["M", "A"], "entry=meeting": ["M", "Elsewhere"],
        "entry=activity&entry=need": ["A", "N"], "not_entry=meeting": ["A", "N"],
        "series=weeks-for-officials": ["Elsewhere"], "q=Elsewhere": ["Elsewhere"],
        "topic=trademarks&attendance=online&not_entry=activity": ["M"],
    }  # fmt: skip
    kinds = re.findall(r'id="f-entry-(\w+)".*?choice__count">(\d+)<', page(client))
    assert sorted(kinds) == [("activity", "1"), ("meeting", "2"), ("need", "1")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?entry=party", "Kind of entry: there is no “party”."),
        ("?when=never", "Select a valid choice"),
        ("?added=7", "This list does not know the filter “added”."),
        ("?sort=title", "“title” is not possible for “sort”."),
        ("?year_min=2020&year_max=2010", "The range of years ends before it begins."),
    ],
)
def test_what_is_not_understood_is_said_and_no_file_is_made_of_it(client, query, said):
    meeting(**on(3))
    assert said in text(page(client, query))
    response = client.get(f"{LIST}{query}&format=ics")
    assert (response.status_code, said in response.content.decode()) == (400, True)
    assert client.get(f"{LIST}?page=99").status_code == 404


# Who sees what, and what it costs -------------------------------------------------------------------------------------
def test_everybody_sees_what_they_may(client, member, curator, signed_in):
    office, insider = organisation(), user()
    office.memberships.create(user=insider, role="reader")
    meeting(title="Draft", state=State.DRAFT, owner=office, **on(1))
    need(title="For the registered", visibility="registered", deadline=None, expires_on=day(2))
    meeting(title="Public", **on(3))
    readers = [client, signed_in(member), signed_in(insider), signed_in(curator)]
    found = [shown(reader) for reader in readers]
    registered = ["For the registered", "Public"]
    assert found == [["Public"], registered, ["Draft", *registered], ["Draft", *registered]]
    in_files = [[event.summary.value.rpartition(": ")[2] for event in reading.events(each, LIST)] for each in readers]
    assert in_files == found
    for reader, seen in zip(readers, found, strict=True):
        [someone] = [reader.get("/").context["request"].user]
        assert [card["title"] for card in coming(someone, timezone.localdate(), 9)] == seen


@pytest.mark.parametrize("many", [1, 12])
def test_a_page_costs_the_same_however_much_there_is(client, many, django_assert_num_queries):
    for number in range(many):
        meeting(**on(number))
        activity(**on(number))
        need(deadline=None, expires_on=day(number))
        offer(expires_on=day(number))
    page(client)
    with django_assert_num_queries(6):  # versions, contents, and the cards of each kind
        page(client)


def test_a_new_day_shows_at_once_even_if_no_list_is_found_by_it(client):
    wanted = need(title="A need", deadline=day(3), expires_on=day(60))
    held = activity(title="A course", starts_on=day(-400), ends_on=day(-2))
    assert shown(client) == ["A need"]
    type(wanted).objects.filter(pk=wanted.pk).update(deadline=day(9))
    assert day_text(day(9)) in page(client)
    type(held).objects.filter(pk=held.pk).update(ends_on=day(1))
    assert shown(client) == ["A course", "A need"]
    type(held).objects.filter(pk=held.pk).update(delivery="online")
    assert shown(client, "?attendance=online") == ["A course"]


def test_a_page_of_a_home_or_country_asks_for_the_next_few(member):
    for number in range(4):
        meeting(title=f"In {number} days", country_id="KE" if number % 2 else "FJ", **on(number))
    today = timezone.localdate()
    assert [card["title"] for card in coming(member, today, 2)] == ["In 0 days", "In 1 days"]
    kenya = Selection({Facet.COUNTRY: frozenset([code(Facet.COUNTRY, country_number("KE"))])})
    assert [card["title"] for card in coming(member, today, 9, about=kenya)] == ["In 1 days", "In 3 days"]
    assert [card["title"] for card in coming(member, day(2), 1)] == ["In 2 days"]


# Calendar programs and other files ------------------------------------------------------------------------------------
def test_every_format_holds_the_same_in_its_order(client):
    meeting(title="M", **on(4))
    activity(title="A", others={"host": ["KE"], "organiser": ["organisation:wipo"]}, place="Nairobi", **on(2))
    need(title="N", deadline=day(3), expires_on=day(9))
    offer(title="O", expires_on=day(8))
    order = ["A", "N", "M", "O"]
    assert shown(client) == order
    rows = reading.csv_rows(client, LIST)
    assert [row["title"] for row in rows] == [row["title"] for row in reading.xlsx_rows(client, LIST)] == order
    assert [record["title"] for record in reading.json_object(client, LIST)["results"]] == order
    [feed] = reading.feed_pages(client, LIST)
    assert sorted(entry.title for entry in feed.entries) == sorted(order)
    assert [event.summary.value for event in reading.events(client, LIST)] == [
        "A", "Deadline of a need: N", "M", "Last day of an offer: O",
    ]  # fmt: skip
    assert [(row["entry"], row["starts_on"]) for row in rows] == [
        ("activity", day(2).isoformat()), ("need", day(3).isoformat()), ("meeting", day(4).isoformat()),
        ("offer", day(8).isoformat()),
    ]  # fmt: skip
    assert (rows[0]["place"], rows[0]["country"], rows[0]["by"]) == (
        "Nairobi",
        "KE",
        "World Intellectual Property Organization",
    )


def test_a_calendar_program_can_follow(client, curator):
    """Read by a parser that knows nothing of the one that writes."""
    record = meeting(title="Meeting; with, marks\\ and " + "a long title " * 9, summary="One.\nTwo.", **on(10, days=3))
    address = f"{LIST}?when=around&topic=patents"
    raw = reading.body(client, f"{address}&format=ics")
    assert [line for line in raw.split(b"\r\n") if len(line) > 75] == []
    assert b"\n" not in raw.replace(b"\r\n", b"")
    whole = reading.calendar(client, address)
    said = {name: whole.contents[name][0].value for name in ("version", "refresh-interval", "x-published-ttl")}
    assert said == {"version": "2.0", "refresh-interval": "PT12H", "x-published-ttl": "PT12H"}
    [event] = whole.contents["vevent"]
    assert (event.uid.value, event.summary.value) == (f"{record.ref}@testserver", record.title)
    assert (event.dtstart.value, event.dtend.value) == (day(10), day(13))
    assert event.dtstart.params["VALUE"] == ["DATE"]
    assert event.dtstamp.value == record.updated_at.replace(microsecond=0)
    before = int(event.sequence.value)
    Meeting.objects.filter(pk=record.pk).update(status="cancelled", updated_at=datetime(2030, 1, 1, tzinfo=UTC))
    [event] = reading.events(client, address)
    assert (event.uid.value, event.status.value) == (f"{record.ref}@testserver", "CANCELLED")
    assert int(event.sequence.value) > before


def test_what_was_public_stays_for_a_while_as_cancelled(client, curator):
    record = meeting(title="Secret by now", summary="Secret", place="Secret", **on(10))
    course = activity(title="Secret course", **on(11))
    meeting(title="Never public", state=State.IN_REVIEW, **on(12))
    for each in (record, course):
        curation.archive(each, by=curator, reason="Never announced.")
    events = reading.events(client, LIST)
    assert {(event.uid.value, event.status.value, event.summary.value) for event in events} == {
        (f"{each.ref}@testserver", "CANCELLED", "No longer announced") for each in (record, course)
    }
    assert b"Secret" not in reading.body(client, f"{LIST}?format=ics")
    assert len(reading.events(client, f"{LIST}meetings/")) == 1
    for model in (Meeting, Activity):
        model.objects.update(updated_at=timezone.now() - timedelta(days=91))
    assert reading.events(client, LIST) == []


def test_asking_again_costs_nothing_until_something_changes(client):
    record = meeting(**on(4))
    first = client.get(f"{LIST}?format=ics")
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    again = client.get(f"{LIST}?format=ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    record.activities.create(ref="TA-2013-0001")
    assert client.get(f"{LIST}?format=ics", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_subscribing_keeps_the_filters_and_what_was_lately(client):
    meeting(**on(4))
    html = page(client, "?topic=patents")
    assert 'href="webcal://testserver/calendar/?topic=patents&amp;when=around&amp;format=ics"' in html
    assert 'value="http://testserver/calendar/?topic=patents&amp;when=around&amp;format=ics"' in html


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_months_are_written_as_the_reader_does(client, language):
    meeting(title="M", starts_on=date(2013, 5, 6), ends_on=date(2013, 5, 6))
    html = client.get(f"/{language}/calendar/?year_min=2013").content.decode()
    found = re.findall(r'<h3 class="agenda__month num">([^<]+)<', html)
    assert found == {"ar": ["مايو 2013"], "fr": ["mai 2013"]}[language]
