"""The calendar as a month: a table of days, with the filters of the list."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from portal.core.models import State
from portal.site.calendar.kinds import Kind, Span
from portal.site.calendar.month import placed
from tests import reading
from tests.factories import activity, meeting, need
from tests.site.test_calendar import LIST, day, month_of, on, text, year_of
from tests.site.test_calendar import shown as titles

pytestmark = pytest.mark.django_db
NOVEMBER = f"{LIST}?view=month&on=2013-11"


def in_november(first: int, last: int = 0, **values):
    return meeting(starts_on=date(2013, 11, first), ends_on=date(2013, 11, last or first), **values)


def shown(client, address: str = NOVEMBER):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["page"].month


def by_day(month) -> dict[int, list[str]]:
    """Titles; "…" after what has begun before."""
    days = [each for week in month.weeks for each in week.days if each and each.entries]
    return {each.day.day: [card["title"] + "…" * goes_on for card, goes_on in each.entries] for each in days}


# What stands where ----------------------------------------------------------------------------------------------------
def test_every_entry_stands_on_each_of_its_days_or_beside_the_table(client):
    in_november(5, 7, title="Three days")
    in_november(6, title="One day")
    meeting(title="Over the turn", starts_on=date(2013, 10, 30), ends_on=date(2013, 11, 2))
    activity(title="Into December", starts_on=date(2013, 11, 29), ends_on=date(2013, 12, 3))
    activity(title="A whole year", starts_on=date(2013, 3, 1), ends_on=date(2014, 2, 1))
    meeting(title="Some time in November", **month_of(2013, 11))
    meeting(title="Some time in 2013", **year_of(2013))
    meeting(title="In October", starts_on=date(2013, 10, 30), ends_on=date(2013, 10, 31))
    month = shown(client)
    assert by_day(month) == {
        1: ["Over the turn"], 2: ["Over the turn…"], 5: ["Three days"], 6: ["Three days…", "One day"],
        7: ["Three days…"], 29: ["Into December"], 30: ["Into December…"],
    }  # fmt: skip
    assert [card["title"] for card in month.aside] == ["Some time in 2013", "A whole year", "Some time in November"]
    assert (month.title, "7 entries" in text(client.get(NOVEMBER).content.decode())) == ("November 2013", True)


def test_deadlines_and_today_stand_in_the_month_that_is_meant_by_none(client):
    today = timezone.localdate()
    need(title="Deadline", deadline=today, expires_on=day(60))
    meeting(title="Today", **on(0))
    month = shown(client, f"{LIST}?view=month")
    assert by_day(month) == {today.day: ["Today", "Deadline"]}
    assert [each.day for week in month.weeks for each in week.days if each and each.is_today] == [today]
    assert month.this_url == ""


def test_more_than_a_day_can_show_leads_to_the_day(client):
    for number in range(5):
        in_november(5, title=f"Meeting {number}")
    [full] = [each for week in shown(client).weeks for each in week.days if each and each.entries]
    assert (len(full.entries), full.more, full.url) == (3, "2", f"{LIST}?on=2013-11-05")
    assert titles(client, full.url.removeprefix(LIST)) == [f"Meeting {number}" for number in range(5)]
    assert "5 November 2013" in text(client.get(full.url).content.decode())


def test_who_may_not_see_an_entry_does_not(client, curator, signed_in):
    meeting(title="Earlier", starts_on=date(2013, 1, 1))
    in_november(5, title="Draft", state=State.DRAFT)
    assert by_day(shown(client)) == {}
    assert by_day(shown(signed_in(curator))) == {5: ["Draft"]}
    assert "Nothing stands in this month." in text(client.get(NOVEMBER).content.decode())


def test_long_ones_are_cut_to_the_month():
    november = Span(date(2013, 11, 1), date(2013, 11, 30))
    found = placed(
        {1: Span(date(2013, 11, 2), date(2199, 1, 1)), 2: Span(date(1900, 1, 1), date(2199, 1, 1))}, november
    )
    assert ([day.day for day, numbers in found.by_day.items() if numbers], found.aside) == ([*range(2, 31)], [2])
    assert found.shown == [1, 2]


# Ways and filters -----------------------------------------------------------------------------------------------------
def test_filters_stay_from_month_to_month_and_back_to_the_agenda(client):
    in_november(5, title="On marks", topics=["trademarks"])
    in_november(6, title="On patents", topics=["patents"])
    address = f"{NOVEMBER}&topic=trademarks"
    page = client.get(address).context["page"]
    assert by_day(page.month) == {5: ["On marks"]}
    assert page.month.next_url == f"{LIST}?view=month&topic=trademarks&on=2013-12"
    assert page.views[0].url == f"{LIST}?topic=trademarks"
    agenda = client.get(f"{LIST}?on=2013-11&topic=trademarks").context["page"]
    assert [each.url for each in agenda.views][1] == f"{LIST}?topic=trademarks&view=month&on=2013-11"
    assert [(chip.label, chip.url) for chip in agenda.chips if chip.facet_label == "Days"] == [
        ("November 2013", f"{LIST}?topic=trademarks")
    ]
    assert [row["title"] for row in reading.csv_rows(client, address)] == ["On marks"]
    assert "when=around" in page.subscription["url"]
    assert "on=" not in page.subscription["url"]


def test_an_empty_month_leads_to_the_nearest_with_something_under_the_same_conditions(client):
    meeting(title="Began last", starts_on=date(2013, 5, 1), ends_on=date(2013, 5, 2), topics=["patents"])
    meeting(title="Ended last", starts_on=date(2013, 1, 1), ends_on=date(2013, 8, 2), topics=["patents"])
    meeting(title="Of another topic", starts_on=date(2013, 10, 1), topics=["trademarks"])
    meeting(title="A draft", starts_on=date(2013, 10, 1), state=State.DRAFT, topics=["patents"])
    meeting(title="Next", topics=["patents"], **month_of(2014, 3))

    def nearest(conditions: str) -> list[tuple[str, str]]:
        return [(each.label, each.url) for each in shown(client, NOVEMBER + conditions).nearest]

    def leads(conditions: str, before: tuple[str, str], after: tuple[str, str]) -> list[tuple[str, str]]:
        texts = f"Last before: {before[0]}", f"Next after: {after[0]}"
        urls = (f"{LIST}?view=month{conditions}&on={month}" for month in (before[1], after[1]))
        return list(zip(texts, urls, strict=True))

    of_patents = leads("&topic=patents", ("August 2013", "2013-08"), ("March 2014", "2014-03"))
    assert nearest("&topic=patents") == of_patents
    assert nearest("") == leads("", ("October 2013", "2013-10"), ("March 2014", "2014-03"))
    assert nearest("&topic=patents&q=next") == [
        (of_patents[1][0], f"{LIST}?view=month&topic=patents&q=next&on=2014-03")
    ]
    assert nearest("&topic=copyright") == []
    assert shown(client, f"{LIST}?view=month&on=2013-08").nearest == []
    html = client.get(f"{NOVEMBER}&topic=patents").content.decode()
    assert 'href="/calendar/?view=month&amp;topic=patents&amp;on=2013-08">Last before: August 2013</a>' in html


def test_beside_an_empty_month_stands_what_there_is_at_any_time(client):
    meeting(title="Long ago", topics=["patents"], **month_of(2003, 3))
    meeting(title="Later", topics=["patents"], **month_of(2014, 3))
    meeting(title="On marks", topics=["trademarks"], **month_of(2014, 4))
    activity(topics=["gender"])
    page = client.get(f"{NOVEMBER}&entry=meeting").context["page"]
    [topics] = (each for each in page.facets if each.code == "topic")
    assert {each["code"]: each["count"] for each in topics.choices} == {"patents": 2, "trademarks": 1}
    for choice in topics.choices:
        listed = client.get(choice["url"]).context["page"]
        assert (listed.count, listed.is_month) == (choice["count"], False)
    [bar] = (each for each in page.years.rows if each["year"] == 2014)
    assert (bar["count"], client.get(bar["url"]).context["page"].count) == ("2", 2)
    in_november(5)
    assert client.get(NOVEMBER).context["page"].years is None


def test_beside_an_empty_month_only_the_days_of_what_was_asked_for_are_read(client, monkeypatch):
    """However long ago that was: what else stood in the years between costs nothing."""
    asked_for = meeting(starts_on=date(1990, 5, 1), ends_on=date(1990, 6, 2), topics=["patents"])
    activity(starts_on=date(2005, 5, 1), ends_on=date(2005, 6, 2), topics=["trademarks"])
    read, spans = [], Kind.spans
    monkeypatch.setattr(
        Kind, "spans", lambda kind, since, among=None: read.extend(among or ()) or spans(kind, since, among)
    )
    [before] = shown(client, f"{NOVEMBER}&topic=patents").nearest
    assert (before.label, read) == ("Last before: June 1990", [asked_for.pk])


def test_months_end_where_there_is_nothing_more(client):
    in_november(5)
    first, today = shown(client), timezone.localdate()
    assert (first.previous_url, first.next_url) == ("", f"{LIST}?view=month&on=2013-12")
    answers = {
        month: client.get(f"{LIST}?view=month&on={month}") for month in ("2013-10", "2013-11", f"{today.year + 3}-01")
    }
    assert [each.status_code for each in answers.values()] == [404, 200, 404]
    assert answers["2013-11"]["X-Robots-Tag"] == "noindex, follow"
    assert "The calendar does not reach that far." in text(answers["2013-10"].content.decode())
    links = re.findall(r'<nav class="month__ways".*?</nav>', answers["2013-11"].content.decode(), re.DOTALL)
    assert all("nofollow" in link for link in re.findall("<a [^>]*>", links[0]))


@pytest.mark.parametrize("asked", ["2013-13", "2013-11-31", "2013-11-00", "November", "1313-01", "2013", "٢٠١٣-١١"])
def test_what_is_no_month_is_said(client, asked):
    shown = client.get(LIST, {"view": "month", "on": asked})
    assert f"“{asked}” is no month and no day. Write 2026-11 or 2026-11-05." in text(shown.content.decode())
    assert client.get(LIST, {"on": asked, "format": "csv"}).status_code == 400


@pytest.mark.parametrize(("language", "first"), [("en", "Monday"), ("pt", "domingo"), ("ar", "السبت")])
def test_weeks_begin_as_in_the_readers_language(client, language, first):
    in_november(1)
    month = shown(client, ("" if language == "en" else f"/{language}") + NOVEMBER)
    assert month.weekdays[0][1] == first
    assert [each and each.day.day for each in month.weeks[0].days].index(1) == {"en": 4, "pt": 5, "ar": 6}[language]


@pytest.mark.parametrize("many", [1, 12])
def test_a_month_costs_the_same_however_much_is_in_it(client, many, django_assert_num_queries):
    for number in range(many):
        in_november(number + 1, 20)
        activity(starts_on=date(2013, 11, number + 1))
    shown(client)
    with django_assert_num_queries(6):  # versions, contents, what is over of two kinds, and the cards of each
        shown(client)
