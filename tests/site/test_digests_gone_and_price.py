"""Digests of searches whose filters are gone in part, and what a round of digests costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import housekeeping
from portal.core.merging_organisations import merge
from portal.core.models import Mail, Told
from portal.site.saved_searches import digests as sending
from portal.site.saved_searches.digests import send_due
from tests.factories import organisation
from tests.site.saved import DAY, MONDAY, WEEK, digests, lines, published, reader, saved, told

pytestmark = pytest.mark.django_db


# --- What is gone -----------------------------------------------------------------------------------------------------
def test_a_topic_that_was_removed_is_said_once_and_nothing_else_is_found():
    saved(reader(), "topic=gone", name="Old topic")
    published(MONDAY + DAY)
    assert send_due(MONDAY + WEEK) == 1
    [mail] = digests()
    assert mail.subject == "About your saved searches"
    assert lines(mail)[:4] == [
        "> Old topic",
        "Technical assistance activities",
        "Topic: there is no “gone” any more.",
        "So this search finds nothing new. You can change or stop it.",
    ]
    published(MONDAY + WEEK + DAY)
    assert send_due(MONDAY + 2 * WEEK) == 0


def test_of_several_values_the_others_still_find():
    saved(reader(), "not_region=gone&topic=gone&topic=patents")
    published(MONDAY + DAY, title="Claims", topics=["patents"])
    published(MONDAY + DAY, title="Marks", topics=["trademarks"])
    send_due(MONDAY + WEEK)
    [mail] = digests()
    assert told(mail) == ["Claims"]
    assert "Topic: there is no “gone” any more." in lines(mail)
    assert "Region: there is no “gone” any more." in lines(mail)


def test_a_merged_organisation_is_followed(curator):
    old, new = organisation("Old office", slug="old"), organisation("New office", slug="new")
    saved(reader(), "organisation=old")
    merge(old, into=new, by=curator, reason="One office")
    published(MONDAY + DAY, title="By the new one", others={"organiser": ["organisation:new"]})
    send_due(MONDAY + WEEK)
    [mail] = digests()
    assert told(mail) == ["By the new one"]
    assert "Organisation: “old” is part of “New office” now, whose records are found." in lines(mail)


def test_a_list_or_a_filter_that_is_no_longer_there_is_said():
    ana = reader()
    saved(ana, room="letters", name="Letters")
    saved(ana, "colour=red", name="Red")
    published(MONDAY + DAY)
    send_due(MONDAY + WEEK)
    assert [line for line in lines(digests()[0]) if "there" in line or "know" in line] == [
        "This list is no longer there.",
        "This list does not know the filter “colour”.",
    ]


# --- At what price ----------------------------------------------------------------------------------------------------
def queries_of(now) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        send_due(now)
    return [each["sql"] for each in asked]


def test_each_search_costs_two_queries_and_each_reader_six():
    """One looks for what is new, one says how far it is looked through; how many records there are does not matter."""
    readers = [reader(f"reader{number}@example.org") for number in range(3)]
    for number in range(12):
        saved(readers[number % 3], f"year_min={1990 + number}&topic=patents")
    published(MONDAY - DAY)
    sending.Asked("activities", "")  # the bitmaps catch up before, as they do for any page
    few = queries_of(MONDAY + WEEK)
    for _number in range(60):
        published(MONDAY - DAY, topics=["trademarks"])
    saved(readers[0], "q=claims", at=MONDAY + WEEK)
    saved(readers[0], "language=en", at=MONDAY + WEEK)
    sending.Asked("activities", "")
    many = queries_of(MONDAY + 2 * WEEK)
    assert len(many) - len(few) == 2 * 2
    assert sum("tad_activitysearch" in query for query in few) == 12
    assert len(few) == 2 + 3 * 6 + 12 * 2


def test_a_mail_costs_the_same_for_one_record_and_for_many():
    for number in range(2):
        saved(reader(f"reader{number}@example.org"), period=["daily", "weekly"][number])
    published(MONDAY + timedelta(hours=1))
    one = queries_of(MONDAY + DAY)
    Mail.objects.all().delete()
    for number in range(40):
        published(MONDAY + DAY * 2, title=f"Workshop {number}")
    sending.Asked("activities", "")
    many = queries_of(MONDAY + WEEK)
    assert len(digests()) == 2
    assert len(many) - len(one) <= len(one)  # two readers instead of one, and no more for forty records
    assert Told.objects.count() == 2


def test_the_worker_looks_once_an_hour(monkeypatch):
    looked = []
    monkeypatch.setattr(housekeeping, "HOURLY", [lambda: looked.append(1)])
    housekeeping.look_round.call()
    assert looked == [1]


def test_the_digest_is_among_what_is_done_every_hour():
    assert send_due in housekeeping.HOURLY
