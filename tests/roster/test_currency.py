"""Profiles are asked whether they are correct, and hide themselves when nobody answers: day by day over a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.core import housekeeping
from portal.core.models import Mail, State
from roster import absence, consents, currency
from roster.models import Consultant, CurrencyCheck
from tests.desk import sign_in
from tests.factories import consultant
from tests.partnerships.submissions import at_once
from tests.roster.profiles import mails, owned, text

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"
START = datetime(2027, 1, 10, 9, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch, settings):
    """``clock(days)``: as many days after the start, with the day's chores done."""
    settings.SITE_URL = SITE

    def go(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: START + timedelta(days=days))
        absence.end_those_over()
        currency.ask()

    monkeypatch.setattr(timezone, "now", lambda: START)
    return go


def profile(**values) -> Consultant:
    return consultant(email="ana@example.org", **{"last_confirmed_on": START.date()} | values)


def asked() -> list[tuple[str, str]]:
    return [(mail.name.removeprefix("consultant_"), mail.to) for mail in Mail.objects.order_by("pk")]


def now(record: Consultant) -> Consultant:
    return Consultant.objects.get(pk=record.pk)


def test_silence_hides_and_one_press_brings_back(clock):
    record = profile()
    for day in range(1, 182):
        if day % 60 == 0 or day == 181:
            clock(day)
    assert asked() == []
    to = "ana@example.org"
    for day, told in [
        (182, ["still_correct"]), (183, ["still_correct"]), (195, ["still_correct"]), (196, ["still_correct"] * 2),
        (210, ["still_correct"] * 3), (223, ["still_correct"] * 3), (224, [*["still_correct"] * 3, "hidden"]),
        (225, [*["still_correct"] * 3, "hidden"]), (500, [*["still_correct"] * 3, "hidden"]),
    ]:  # fmt: skip
        clock(day)
        clock(day)  # twice a day is once
        assert asked() == [(name, to) for name in told], day
    assert now(record).hidden_at is not None
    assert not Consultant.objects.listed().exists()
    first, second, third, hidden = Mail.objects.order_by("pk")
    assert [each.subject.startswith("Reminder") for each in (first, second, third)] == [False, True, True]
    assert "the last time that we ask" in third.text

    check = record.checks.get()
    path = check.get_absolute_url()
    assert all(SITE + path in mail.text and SITE + path in mail.html for mail in (first, second, third, hidden))
    visitor = Client()
    page = visitor.get(path)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert "Still correct: show it again" in text(page)
    assert record.name not in text(page)
    assert now(record).hidden_at is not None  # looking changes nothing
    for _press in range(2):
        assert "you confirmed it on" in text(visitor.post(path))
    back = now(record)
    assert (back.hidden_at, back.last_confirmed_on) == (None, timezone.localdate())
    assert back.confirm_due_on == timezone.localdate() + timedelta(days=182)
    assert Consultant.objects.listed().get() == record
    clock(500 + 181)
    assert len(asked()) == 4
    clock(500 + 182)
    assert len(asked()) == 5
    assert record.checks.count() == 2


def test_an_old_link_confirms_nothing_anew(clock):
    record = profile()
    clock(182)
    check = record.checks.get()
    Client().post(check.get_absolute_url())
    clock(182 * 2)
    Client().post(check.get_absolute_url())
    assert now(record).last_confirmed_on == (START + timedelta(days=182)).date()


def test_nobody_is_asked_in_vain(clock, settings):
    """Who is away, withdrawn, invented, with the curators or unlisted; and none at all if it is switched off."""
    away, gone, sample, review, shy, hidden = (profile(name=str(number)) for number in range(6))
    absence.begin(away, until=(START + timedelta(days=300)).date(), by=away.created_by)
    Consultant.objects.filter(pk=gone.pk).update(withdrawn_at=START)
    Consultant.objects.filter(pk=sample.pk).update(is_sample=True)
    Consultant.objects.filter(pk=review.pk).update(state=State.IN_REVIEW)
    Consultant.objects.filter(pk=hidden.pk).update(hidden_at=START)
    consents.withdraw(shy, ["listing"], by=None)
    clock(299)
    assert asked() == []
    clock(300)  # back today
    assert (now(away).availability, now(away).away_until) == ("available", None)
    assert [each.consultant for each in CurrencyCheck.objects.all()] == [away]
    settings.CONFIRM_PROFILE_DAYS = 0
    clock(400)
    assert len(asked()) == 1


def test_whoever_goes_away_is_not_reminded_meanwhile(clock):
    record = profile()
    clock(182)
    absence.begin(record, until=(START + timedelta(days=250)).date(), by=record.created_by)
    clock(249)
    assert len(asked()) == 1
    clock(250)
    assert len(asked()) == 2


def test_without_an_address_of_the_portal_it_is_said_and_nothing_sent(clock, settings, caplog):
    profile()
    settings.SITE_URL = ""
    clock(182)
    assert asked() == []
    assert "SITE_URL is not set" in caplog.text


def test_mails_follow_the_account_and_its_language(clock):
    person = owned(last_confirmed_on=START.date()).account
    person.language = "fr"
    person.save()
    clock(182)
    assert [(mail.to, mail.language) for mail in mails("consultant_still_correct")] == [(person.email, "fr")]
    Client().post(CurrencyCheck.objects.get().get_absolute_url())
    assert not CurrencyCheck.objects.filter(answered_at=None).exists()


def test_the_button_on_the_own_page_answers_the_mail(clock):
    record = owned(last_confirmed_on=START.date())
    clock(182)
    answer = sign_in(record.account).post("/roster/mine/", {"do": "confirm"}, follow=True)
    assert "it was correct today" in text(answer)
    assert record.checks.get().answered_at is not None


def test_a_withdrawn_profile_cannot_be_confirmed(clock):
    record = profile()
    clock(182)
    path = record.checks.get().get_absolute_url()
    Consultant.objects.filter(pk=record.pk).update(withdrawn_at=timezone.now())
    assert "This profile was withdrawn" in text(Client().post(path))
    assert now(record).last_confirmed_on == START.date()


def test_the_chores_are_done_by_housekeeping():
    assert {currency.ask, absence.end_those_over} <= set(housekeeping.CHORES)


def test_figures_for_curators(clock):
    today = timezone.localdate()
    for days, more in [(10, {}), (200, {}), (400, {}), (400, {"hidden_at": START}), (10, {"is_sample": True})]:
        confirmed = today - timedelta(days=days)
        record = profile(last_confirmed_on=confirmed, **more)
        Consultant.objects.filter(pk=record.pk).update(confirm_due_on=confirmed + timedelta(days=182))
    owned(last_confirmed_on=None)
    profile(state=State.DRAFT)
    expected = {"published": 5, "half_year": 1, "year": 2, "due": 2, "silent": 1, "unclaimed": 5}
    assert currency.staleness() == expected


def test_workers_at_once_write_each_mail_once(committed, settings):
    """Real workers: threads with connections and commits of their own."""
    settings.SITE_URL = SITE
    for _number in range(3):
        consultant(last_confirmed_on=timezone.localdate() - timedelta(days=200))
    for expected in (3, 6):
        at_once(currency.ask, times=4)
        assert (CurrencyCheck.objects.count(), Mail.objects.count()) == (3, expected)
        CurrencyCheck.objects.update(last_mail_at=timezone.now() - timedelta(days=20))
