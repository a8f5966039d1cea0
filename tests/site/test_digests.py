"""Digests: what is in them, for whom, when, and that nothing is ever told twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from matchmaking.models import Need
from portal.core import curation, notifications, outbox
from portal.core.models import Mail, Membership, SavedSearch, State, Told
from portal.site.finding.lists import LISTS
from portal.site.saved_searches import digests as sending
from portal.site.saved_searches.asking import Asked
from portal.site.saved_searches.digests import MAILED, beginning, send_due
from tad.models import Activity
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer, organisation, user
from tests.site.saved import DAY, MONDAY, SITE, WEEK, digests, lines, published, reader, saved, told

pytestmark = pytest.mark.django_db


# --- When -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("period", "now", "begins"),
    [
        ("daily", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)),  # summer time elsewhere
        ("daily", datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC)),
        ("weekly", datetime(2026, 3, 1, 23, 59, tzinfo=UTC), datetime(2026, 2, 23, tzinfo=UTC)),
        ("weekly", datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        ("monthly", datetime(2026, 3, 31, 12, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
        ("monthly", datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_periods_begin_at_midnight_utc_on_monday_and_on_the_first(period, now, begins):
    assert beginning(period, now) == begins


def test_each_search_is_mailed_in_its_period_and_everything_once():
    """Over the end of a year and a leap February, looked at twice a day."""
    start = datetime(2027, 12, 15, 10, tzinfo=UTC)
    searches = {period: saved(reader(f"{period}@example.org"), at=start, period=period) for period in MAILED}
    added = [start + timedelta(days=3 * number, hours=1) for number in range(28)]
    for number, moment in enumerate(added):
        published(moment, title=f"Record {number}")
    seen, sent = set(), {period: [] for period in MAILED}
    for step in range(2 * 80):
        now = start + timedelta(hours=12 * step)
        if send_due(now):
            for mail in digests():
                if mail.pk not in seen:
                    sent[mail.to.partition("@")[0]].append(now.date())
                    seen.add(mail.pk)
    assert sent["daily"] == [(moment + DAY).date() for moment in added][: len(sent["daily"])]
    assert {day.weekday() for day in sent["weekly"]} == {0}
    assert len(sent["weekly"]) == 11
    assert [day.isoformat() for day in sent["monthly"]] == ["2028-01-01", "2028-02-01", "2028-03-01"]
    for period, search in searches.items():
        complete = sum(moment < beginning(period, now) for moment in added)
        assert (period, search.subscriber.searches.get().told) == (period, complete)
        assert len(Told.objects.get(subscriber=search.subscriber).ids) == complete


def test_a_portal_that_was_down_for_weeks_sends_one_mail():
    saved(reader(), period="daily")
    for number in range(20):
        published(MONDAY + DAY * number, title=f"Workshop {number}")
    assert send_due(MONDAY + DAY * 20) == 1
    assert len(told(digests()[0])) == 10
    assert "And 10 more:" in digests()[0].text
    assert send_due(MONDAY + DAY * 21) == 0


def test_nothing_new_is_no_mail_and_costs_no_second_look():
    search = saved(reader(), "topic=patents")
    published(MONDAY - DAY)
    assert send_due(MONDAY + WEEK) == 0
    search.refresh_from_db()
    assert (search.told_until, search.told_at) == (MONDAY + WEEK, None)
    with CaptureQueriesContext(connection) as asked:
        assert send_due(MONDAY + WEEK + DAY) == 0
    assert len(asked) == 2  # who refuses mails, and what is due


# --- What -------------------------------------------------------------------------------------------------------------
def test_the_mail_as_a_person_reads_it():
    ana = reader()
    first = saved(ana, "topic=patents", name="Patents")
    second = saved(ana, "beneficiary=KE", name="For Kenya")
    both = published(MONDAY + DAY, title="Drafting claims", topics=["patents"], beneficiaries=["KE"])
    other = published(MONDAY + DAY * 2, title="Marks on markets", topics=["trademarks"], beneficiaries=["KE"])
    assert send_due(MONDAY + WEEK) == 1
    [mail] = digests()
    assert mail.subject == "2 new records in your saved searches"
    assert lines(mail) == [
        "> Patents",
        "Technical assistance activities · Topic: Patents",
        f"* Drafting claims ({both.ref})",
        "New · also found by: For Kenya",
        f"{SITE}/activities/{both.ref}/",
        f"No more about this search: {SITE}/searches/{ana.token}/{first.pk}/stop/",
        "> For Kenya",
        "Technical assistance activities · Beneficiary: Kenya",
        f"* Marks on markets ({other.ref})",
        "New",
        f"{SITE}/activities/{other.ref}/",
        "1 record that it finds is among those above.",
        f"No more about this search: {SITE}/searches/{ana.token}/{second.pk}/stop/",
        "All your searches, and how often you get mails:",
        f"{SITE}/searches/{ana.token}/",
    ]
    assert mail.html.count("Drafting claims") == 1
    message = outbox.message(mail)
    assert message.extra_headers["List-Unsubscribe"] == f"<{SITE}/searches/{ana.token}/stop/>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [search.told for search in ana.searches.all()] == [1, 1]


def test_every_list_is_searched_and_words_are_found():
    """What is invented is in no mail, whatever it is."""
    ana, who = reader(), {"country": "KE", "decided_at": MONDAY + DAY, "decided_by": user()}
    office = organisation("Office of Kenya", **who)
    organisation("Invented office", is_sample=True, **who)
    for room in (each.room for each in LISTS):
        saved(ana, "q=harvest" if room != "organisations" else "country=KE", room=room, name=room)
    published(MONDAY + DAY, title="Something else")
    titles = {
        published: "Harvest of patents", initiative: "Partners in harvest", case_study: "A harvest with a name",
        need: "Help with a harvest wanted", offer: "A harvest of examiners", meeting: "Meeting on a harvest",
    }  # fmt: skip
    for make, title in titles.items():
        moment = {"at": MONDAY + DAY} if make is published else {"published_at": MONDAY + DAY}
        make(title=title, **moment)
        make(title="Invented harvest", is_sample=True, **moment)
    person = consultant(name="Harvest Otieno", published_at=MONDAY + DAY)
    consultant(name="Harvest Unreleased", published_at=MONDAY + DAY, released=["listing"])
    consultant(name="Invented Harvest", published_at=MONDAY + DAY, is_sample=True)
    assert send_due(MONDAY + WEEK) == 1
    [mail] = digests()
    in_order = list(titles.values())
    assert told(mail) == [*in_order[:3], person.name, *in_order[3:], office.name]
    assert [words in mail.html for words in ("Unreleased", "Invented")] == [False, False]
    assert Asked("needs", "q=harvest").added_between(MONDAY, MONDAY + WEEK) == BitMap([Need.objects.earliest("pk").pk])


def test_published_again_is_said_so_and_what_was_told_is_not_told_again():
    curator = user(role="curator")
    ana, zoe = reader(), reader("zoe@example.org")
    saved(ana)
    record = published(MONDAY + DAY, title="Questioned")
    assert send_due(MONDAY + WEEK) == 1
    later = saved(zoe, at=MONDAY + WEEK)
    curation.question(record, by=curator, reason="Is it true?")
    curation.publish(record, by=curator)
    Activity.objects.filter(pk=record.pk).update(published_at=MONDAY + WEEK + DAY)
    assert send_due(MONDAY + 2 * WEEK) == 1
    mail = digests()[-1]
    assert (mail.to, told(mail)) == ("zoe@example.org", ["Questioned"])
    assert "Changed, and published again" in lines(mail)
    assert later.told_until < SavedSearch.objects.get(pk=later.pk).told_until == MONDAY + 2 * WEEK


def test_a_record_committed_after_midnight_with_a_moment_from_before_is_told_once():
    saved(reader(), period="daily")
    published(MONDAY + timedelta(hours=12), title="In time")
    assert send_due(MONDAY + DAY) == 1
    published(MONDAY + timedelta(hours=23), title="Late")
    assert send_due(MONDAY + 2 * DAY) == 1
    assert send_due(MONDAY + 3 * DAY) == 0
    assert [told(mail) for mail in digests()] == [["In time"], ["Late"]]


@settings(max_examples=30)
@given(data=st.data())
def test_any_split_of_time_tells_each_record_once(data):
    """Whenever the worker happens to run, whatever periods two searches have: the union is what is new, once."""
    with transaction.atomic():
        ana, end = reader(), MONDAY + timedelta(days=70)
        hours = st.integers(min_value=0, max_value=69 * 24)
        periods = data.draw(st.tuples(*[st.sampled_from(["daily", "weekly", "monthly"])] * 2))
        for period, query in zip(periods, ("", "topic=patents"), strict=True):
            saved(ana, query, period=period)
        moments = data.draw(st.lists(hours, min_size=1, max_size=5))
        for number, hour in enumerate(moments):
            topic = "patents" if number % 2 else "trademarks"
            published(MONDAY + timedelta(hours=hour), title=f"Record {number}", topics=[topic])
        for hour in sorted(data.draw(st.lists(hours, max_size=12))):
            send_due(MONDAY + timedelta(hours=hour))
        last = beginning("monthly", end) + timedelta(days=31)
        send_due(last)  # every period that has a record has ended by now
        found = [title for mail in digests() for title in told(mail)]
        assert sorted(found) == [f"Record {number}" for number in range(len(moments))]
        transaction.set_rollback(True)
    for index in (sending.Asked("activities", "").listing.index,):
        index.forget()


# --- For whom ---------------------------------------------------------------------------------------------------------
def test_only_what_its_reader_may_see():
    """A record taken back to review keeps its moment of publication: its organisation's members still see it."""
    office = organisation("The office", state="verified")
    member, stranger, curator = user(), user(), user(role="curator")
    Membership.objects.create(user=member, organisation=office, role="reader")
    published(MONDAY + DAY, title="Under review", owner=office, state=State.IN_REVIEW)
    for person in (member, stranger, curator):
        saved(reader(account=person))
    saved(reader())
    activity(title="A draft", state=State.DRAFT)
    published(MONDAY + DAY, title="Written by the curator", by=curator, state=State.IN_REVIEW)
    send_due(MONDAY + WEEK)
    assert {mail.to: told(mail) for mail in digests()} == {
        member.email: ["Under review"],
        curator.email: ["Under review"],
    }
    assert "In review" in digests()[0].text


def test_a_member_who_left_hears_nothing_more():
    office, person = organisation("The office", state="verified"), user()
    membership = Membership.objects.create(user=person, organisation=office, role="reader")
    saved(reader(account=person))
    published(MONDAY + DAY, title="Under review", owner=office, state=State.IN_REVIEW)
    membership.delete()
    assert send_due(MONDAY + WEEK) == 0


def test_whoever_stopped_such_mails_or_may_not_sign_in_gets_none(client):
    stopped, closed, waiting, kept = user(), user(), reader("new@example.org"), user()
    notifications.stop(stopped, "saved_searches")
    for person in (stopped, closed):
        saved(reader(account=person))
    saved(waiting, confirmed_at=None)
    saved(reader(account=kept), period="never")
    closed.is_active = False
    closed.save()
    published(MONDAY + DAY)
    assert send_due(MONDAY + WEEK) == 0
    notifications.choose(stopped, set(notifications.KINDS))
    assert send_due(MONDAY + 2 * WEEK) == 0  # what was new while they were stopped is not kept for later
    published(MONDAY + 2 * WEEK + DAY, title="After that")
    assert send_due(MONDAY + 3 * WEEK) == 1
    [mail] = digests()
    assert (mail.to, told(mail)) == (stopped.email, ["After that"])
    client.post(mail.stop_url.removeprefix(SITE), {"List-Unsubscribe": "One-Click"})
    assert not notifications.wants(stopped, "saved_searches")


def test_a_mailbox_that_refuses_keeps_what_is_new_for_later():
    ana = reader()
    saved(ana, period="daily")
    refused = Mail.objects.create(
        name="x", key="x", to="Ana@example.org", language="en", subject="x", text="x", next_try_at=None,
        error=f"{SMTPRecipientsRefused.__name__}: no such mailbox",
    )  # fmt: skip
    published(MONDAY + timedelta(hours=1), title="Kept")
    assert send_due(MONDAY + DAY) == 0
    Mail.objects.create(
        name="x", key="y", to="ana@example.org", language="en", subject="x", text="x", next_try_at=None,
        sent_at=timezone.now(),
    )  # fmt: skip
    assert send_due(MONDAY + 2 * DAY) == 1
    assert told(digests()[0]) == ["Kept"]
    assert refused.pk


def test_in_the_language_that_was_chosen():
    person = user(language="en")
    saved(reader(account=person, language="fr"))
    record = published(MONDAY + DAY)
    send_due(MONDAY + WEEK)
    [mail] = digests()
    assert mail.language == "fr"
    assert f"{SITE}/fr/activities/{record.ref}/" in mail.text
    assert f"{SITE}/fr/account/searches/" in mail.text
