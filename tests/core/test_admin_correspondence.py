"""The desk's side of reports and mails."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core import corrections
from portal.core.models import Correction, Mail
from tests.core.test_corrections import SITE, WORDS
from tests.core.test_outbox import queue
from tests.desk import list_of, messages, page
from tests.factories import (
    activity,
    case_study,
    consultant,
    initiative,
    meeting,
    need,
    offer,
    organisation,
    user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def report(record=None, **words) -> Correction:
    record = record or activity()
    return corrections.report(record, token=uuid4(), site=SITE, words=WORDS | words)[0]


# --- The queue --------------------------------------------------------------------------------------------------------
def test_open_reports_are_counted_and_dated_on_the_start_page(desk, curator):
    old, _new, decided = report(), report(), report()
    Correction.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=12))
    corrections.decline(decided, by=curator, site=SITE, answer="sources")
    desks = {each["name"]: each for each in desk.get(reverse("admin:index")).context["desks"]}
    [waiting] = desks[Correction._meta.verbose_name_plural]["queues"]
    assert (waiting.queue.code, waiting.count, waiting.age) == ("reported", 2, "oldest: 12 days")


def test_the_queue_lists_the_oldest_first(desk, curator):
    first, second, decided = report(), report(), report()
    Correction.objects.filter(pk=second.pk).update(created_at=timezone.now() - timedelta(days=3))
    corrections.accept(decided, by=curator, site=SITE, answer="corrected")
    shown = desk.get(list_of(Correction), {"queue": "reported"}).context["cl"].result_list
    assert list(shown) == [second, first]


def test_the_list_takes_as_many_queries_for_many_as_for_one(desk):
    report()
    desk.get(list_of(Correction))
    with CaptureQueriesContext(connection) as one:
        desk.get(list_of(Correction))
    for _number in range(6):
        report()
    with CaptureQueriesContext(connection) as many:
        assert desk.get(list_of(Correction)).context["cl"].result_count == 7
    assert len(many) == len(one)


def test_the_record_says_what_readers_report(desk, curator):
    record = activity()
    asked, decided, _elsewhere = report(record, text="<b>Wrong</b>"), report(record), report()
    corrections.accept(decided, by=curator, site=SITE, answer="corrected")
    response = desk.get(page(record))
    assert list(response.context["reports"]) == [asked]
    assert f'href="{page(asked)}"' in response.content.decode()
    assert "&lt;b&gt;Wrong&lt;/b&gt;" in response.content.decode()


# --- One report -------------------------------------------------------------------------------------------------------
def test_the_record_stands_beside_the_report(desk):
    record = activity(title="Workshop in Harare", outcome="A national strategy.", beneficiaries=["KE", "UG"])
    sheet = dict(desk.get(page(report(record))).context["sheet"])
    assert sheet["Title"] == ["Workshop in Harare"]
    assert sheet["Outcome"] == ["A national strategy."]
    assert "Reference" not in sheet
    assert sum("Kenya" in line for lines in sheet.values() for line in lines) == 1


def test_every_kind_of_record_stands_beside_its_report(desk, curator):
    """A form of the desk may say what it asks for in any of Django's ways, and a line name two of the same kind."""
    related = initiative(title="The network", lines={"relations": [{"other_id": initiative(title="Its successor").pk}]})
    given = {
        related: ("Related initiatives", "Its successor"),
        case_study(title="Marks in Kenya"): ("Title", "Marks in Kenya"),
        need(title="Training"): ("Title", "Training"),
        offer(title="Trainers"): ("Topics", "Patents"),
        consultant(by=curator): ("Languages", "English"),
        organisation("Office of Xland", country="KE"): ("Country", "Kenya"),
        meeting(title="Annual conference"): ("Topics", "Patents"),
    }
    for record, (label, value) in given.items():
        said = dict(desk.get(page(report(record))).context["sheet"])
        assert any(value in each for each in said[label]), (record, said)


def test_lines_keep_their_links_and_nobody_elses_html(desk):
    source = {"record": "A1", "citation": "<b>Report</b>", "url": "https://example.org/a", "grade": "official"}
    html = desk.get(page(report(activity(lines={"sources": [source]})))).content.decode()
    assert '&lt;b&gt;Report&lt;/b&gt; · <a href="https://example.org/a">https://example.org/a</a>' in html


def test_a_page_takes_as_many_queries_for_a_long_record_as_for_a_short_one(desk):
    short, long = report(), report(activity(beneficiaries=["KE", "UG", "TZ", "RW"], topics=["patents", "trademarks"]))
    desk.get(page(short))
    with CaptureQueriesContext(connection) as few:
        desk.get(page(short))
    with CaptureQueriesContext(connection) as many:
        desk.get(page(long))
    assert len(many) == len(few)


@pytest.mark.parametrize(("button", "state"), [("_accept", "accepted"), ("_decline", "declined")])
def test_a_button_decides(desk, curator, button, state):
    correction = report()
    response = desk.post(page(correction), {"answer": "sources", "reason": "See page 3.", button: "1"}, follow=True)
    stored = Correction.objects.get()
    assert (stored.state, stored.answer, stored.reason, stored.decided_by) == (state, "sources", "See page 3.", curator)
    assert stored.text == WORDS["text"]
    [message] = messages(response)
    assert message.startswith(f"{stored.ref} is decided")
    assert message.endswith("Its sender is told by mail.")
    assert Mail.objects.filter(name="correction_decided").count() == 1


def test_a_decision_without_a_reason_is_asked_for_one(desk):
    correction = report()
    response = desk.post(page(correction), {"answer": "", "reason": " ", "_accept": "1"})
    assert "Choose an answer or write one" in response.content.decode()
    assert Correction.objects.get().state == "open"


def test_what_the_sender_wrote_cannot_be_typed_over(desk):
    correction = report()
    desk.post(page(correction), {"answer": "sources", "text": "Other", "email": "x@example.org", "_accept": "1"})
    stored = Correction.objects.get(pk=correction.pk)
    assert (stored.text, stored.email) == (WORDS["text"], WORDS["email"])


def test_who_comes_second_is_told(desk):
    correction = report()
    html = desk.get(page(correction)).content.decode()
    assert 'name="_accept"' in html
    corrections.decline(correction, by=user("curator", name="Other Curator"), site=SITE, answer="scope")
    response = desk.post(page(correction), {"answer": "sources", "_accept": "1"}, follow=True)
    assert messages(response) == [f"{correction.ref} was decided before: “Not changed”, by Other Curator."]
    stored = Correction.objects.get()
    assert (stored.state, stored.answer) == ("declined", "scope")
    assert 'name="_accept"' not in desk.get(page(correction)).content.decode()


def test_nobody_writes_or_deletes_reports_by_hand(desk):
    assert desk.get(reverse("admin:core_correction_add")).status_code == 403
    assert desk.post(page(report(), "delete"), {"post": "yes"}).status_code == 403


def test_members_decide_nothing(signed_in, member):
    correction = report()
    signed_in(member).post(page(correction), {"answer": "sources", "_accept": "1"})
    assert Correction.objects.get().state == "open"


# --- Mails ------------------------------------------------------------------------------------------------------------
def test_failed_mails_are_found_and_tried_again(signed_in, administrator):
    queue("zoe@example.org")
    failed = queue()
    Mail.objects.filter(pk=failed.pk).update(next_try_at=None, error="SMTPServerDisconnected: gone", attempts=8)
    DBTaskResult.objects.all().delete()
    client = signed_in(administrator)
    response = client.get(list_of(Mail), {"state": "failed"})
    assert list(response.context["cl"].result_list) == [failed]
    assert "SMTPServerDisconnected: gone" in response.content.decode()
    action = {"action": "try_again", "_selected_action": [failed.pk]}
    assert messages(client.post(list_of(Mail), action, follow=True)) == ["1 mail will be tried again."]
    failed.refresh_from_db()
    assert (failed.attempts, failed.next_try_at is None) == (0, False)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [failed.pk]


def test_a_mail_is_shown_as_text(signed_in, administrator):
    html = signed_in(administrator).get(page(queue())).content.decode()
    assert "Your report CR-2026-0001 on TA-2013-0042 has arrived" in html
    assert not re.search("<style", html)


def test_mails_are_not_for_curators(desk):
    assert desk.get(list_of(Mail)).status_code == 403
    assert list_of(Mail) not in desk.get(reverse("admin:index")).content.decode()
