"""Whether published initiatives are still running: asked once a round, answered to the desk, never to the public."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from partnerships.models import Initiative
from partnerships.submission import housekeeping, still_running
from partnerships.submission.models import Submission
from portal.core import outbox
from portal.core.forms import STAMP
from portal.core.housekeeping import CHORES
from portal.core.models import Correction, Mail, RateLimit
from tests.factories import initiative
from tests.partnerships.submissions import at_once, stored, submission

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"
YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def settled(settings):
    settings.SITE_URL = SITE


def published(*, since: timedelta = YEAR, record: dict | None = None, **values) -> Submission:
    """A submission whose initiative was published so long ago."""
    made = initiative(**{"title": "A shared search", "status": "ongoing"} | (record or {}))
    Initiative.objects.filter(pk=made.pk).update(published_at=timezone.now() - since)
    return submission("accepted", **{"initiative": made, "name": "Ana Souza"} | values)


def page(one: Submission) -> str:
    return f"{one.get_absolute_url()}still-running/"


def stamp(monkeypatch) -> str:
    """Of a page that was opened some time ago."""
    return STAMP.sign("6f1c1b1e-4f0f-4c39-8b1c-0f2a5b1c9d3e")


@pytest.fixture
def send(client, monkeypatch):
    monkeypatch.setattr("portal.core.forms.PublicForm.quickest", timedelta())

    def post(one: Submission, browser: Client = client, **values: str):
        return browser.post(page(one), {"stamp": stamp(monkeypatch)} | values)

    return post


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# --- Asking -----------------------------------------------------------------------------------------------------------
def test_after_a_year_the_submitter_is_asked_once_a_round():
    one = published()
    assert [still_running.ask() for _day in range(3)] == [1, 0, 0]
    outbox.send_due()
    [mail] = django_mail.outbox
    assert (mail.to, mail.subject) == (["ana@example.org"], f"Is your partnership {one.ref} still running?")
    assert SITE + page(one) in mail.body
    assert "A shared search" not in mail.body + mail.subject
    Submission.objects.update(running_asked_at=timezone.now() - YEAR)
    assert [still_running.ask() for _day in range(2)] == [1, 0]
    assert Mail.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "record", "since"),
    [
        ({}, {}, timedelta(days=364)),
        ({"email": ""}, {}, YEAR),
        ({"has_consent": False}, {}, YEAR),
        ({}, {"status": "completed"}, YEAR),
        ({}, {"state": "archived"}, YEAR),
    ],
    ids=["too early", "forgotten", "without consent", "over", "not public any more"],
)
def test_who_is_not_asked(values, record, since):
    published(since=since, record=record, **values)
    assert (still_running.ask(), Mail.objects.count()) == (0, 0)


def test_nobody_is_asked_without_a_record_or_where_it_is_switched_off(settings):
    submission("accepted")
    assert still_running.ask() == 0
    published()
    settings.STILL_RUNNING_DAYS = 0
    assert still_running.ask() == 0


def test_without_the_portal_s_address_nobody_is_asked_and_the_log_says_so(settings, caplog):
    published()
    settings.SITE_URL = ""
    assert (still_running.ask(), Mail.objects.count()) == (0, 0)
    assert "SITE_URL is not set" in caplog.text
    settings.SITE_URL = SITE
    assert still_running.ask() == 1


def test_whoever_is_forgotten_today_is_asked_before(settings):
    settings.KEEP_SUBMITTER_DAYS = settings.STILL_RUNNING_DAYS
    one = published(decided_at=timezone.now() - YEAR)
    assert CHORES.index(still_running.ask) < CHORES.index(housekeeping.tidy)
    for chore in CHORES:
        chore()
    assert (stored(one).email, Mail.objects.count()) == ("", 1)


def test_two_daily_rounds_at_once_ask_once(committed):
    published()
    assert sorted(at_once(still_running.ask, times=4)) == [0, 0, 0, 1]
    assert Mail.objects.count() == 1


def test_a_round_takes_as_many_questions_of_the_database_for_none_as_it_should(django_assert_num_queries):
    for _each in range(5):
        published(since=timedelta(days=3))
    with django_assert_num_queries(1):
        still_running.ask()


# --- Answering --------------------------------------------------------------------------------------------------------
def test_looking_changes_nothing(client):
    one = published()
    response = client.get(page(one))
    assert (response.status_code, response["Referrer-Policy"]) == (200, "same-origin")
    assert "Is it still running?" in text_of(response)
    assert (stored(one).running_confirmed_at, Correction.objects.count()) == (None, 0)


def test_yes_is_noted_and_asks_nothing_of_the_desk(send):
    one = published()
    response = send(one, runs="yes")
    assert "We have noted that the partnership is still running." in text_of(response)
    assert stored(one).running_confirmed_at is not None
    assert Correction.objects.count() == 0


def test_an_end_is_a_report_for_the_desk_and_changes_no_record(send):
    one = published()
    before = Initiative.objects.values().get()
    response = send(one, runs="no", ended="June 2024", results="Nine offices <b>stayed</b>.")
    report = Correction.objects.get()
    assert (report.record, report.part, report.state) == (one.initiative, "dates", "open")
    assert report.text == "It has ended: June 2024.\n\nNine offices <b>stayed</b>."
    assert (report.name, report.email) == ("Ana Souza", "ana@example.org")
    assert one.ref in report.source
    assert report.get_absolute_url() in response.content.decode()
    assert Initiative.objects.values().get() == before
    assert stored(one).running_confirmed_at is None


def test_results_of_one_that_runs_are_a_report_too(send):
    one = published()
    send(one, runs="yes", results="Twelve examiners trained.")
    assert Correction.objects.values_list("part", "text").get() == ("outcome", "Twelve examiners trained.")
    assert stored(one).running_confirmed_at is not None


def test_sent_twice_it_is_one_report(send):
    one = published()
    for _press in range(2):
        assert send(one, runs="no", ended="2024").status_code == 200
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Choose one of the two."),
        ({"runs": "perhaps"}, "Select a valid choice. perhaps is not one of the available choices."),
        ({"runs": "no"}, "Say when it ended, as exactly as you know it."),
        ({"runs": "yes", "results": "x" * 1801}, "at most 1800 characters"),
        ({"runs": "yes", "results": "https://a.org https://b.org https://c.org https://d.org"}, "At most 3 links"),
        ({"runs": "yes", "website": "spam"}, "This field is a trap for programs."),
    ],
)
def test_bad_answers_are_said_and_nothing_typed_is_lost(send, values, said):
    one = published()
    response = send(one, **{"results": "Long <i>text</i>"} | values)
    assert said in text_of(response)
    assert escape(values.get("results", "Long <i>text</i>")) in response.content.decode()
    assert (Correction.objects.count(), stored(one).running_confirmed_at) == (0, None)


def test_many_answers_wait(send):
    one = published()
    RateLimit.objects.all().delete()
    codes = [send(one, runs="yes").status_code for _number in range(11)]
    assert codes == [200] * 10 + [429]


@pytest.mark.parametrize("token", ["x", "x" * 32])
def test_a_wrong_token_finds_nothing(client, token):
    one = published()
    assert client.get(f"/partnerships/submit/{one.ref}/{token}/still-running/").status_code == 404


def test_what_is_not_public_cannot_be_asked_about(client):
    for one in (submission("accepted"), published(record={"state": "archived"}), submission("in_review")):
        assert client.get(page(one)).status_code == 404


def test_the_page_speaks_every_language(client):
    one = published()
    assert 'dir="rtl"' in client.get(f"/ar{page(one)}").content.decode()


def test_a_forgotten_submitter_s_answer_still_arrives(send):
    one = published(email="", name="")
    send(one, runs="no", ended="2024")
    assert Correction.objects.values_list("name", "email").get() == ("", "")
