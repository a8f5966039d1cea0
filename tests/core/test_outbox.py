"""Mails are rows of the transaction that causes them, and leave once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from portal.core import housekeeping, outbox
from portal.core.models import Mail
from portal.core.outbox import BACK_OFF
from portal.core.templatetags.mails import quoted

pytestmark = pytest.mark.django_db


class Record:
    ref = "TA-2013-0042"


class Report:
    ref, record, state, answer, reason = "CR-2026-0001", Record(), "open", "", ""


def queue(to: str = "ana@example.org", *, cause: str = "CR-2026-0001", language: str = "en", **values) -> Mail | None:
    urls = {"page_url": "https://portal.example.org/x/", "record_url": "https://portal.example.org/y/"}
    with translation.override(language):
        return outbox.queue(
            "correction_received", to=to, cause=cause, why="Because you asked.",
            context={"correction": Report(), **urls}, **values,
        )  # fmt: skip


def pass_time(**amount) -> None:
    """As if everything waiting had waited longer."""
    Mail.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now() - timedelta(**amount))


@pytest.fixture
def server_says(monkeypatch):
    """``server_says(error)``: what each attempt raises from then on; None lets mails go."""

    def answer(error: Exception | None) -> None:
        def send(message, fail_silently=False):
            if error:
                raise error
            return original(message, fail_silently)

        monkeypatch.setattr(EmailMultiAlternatives, "send", send)

    original = EmailMultiAlternatives.send
    return answer


# --- Into the outbox --------------------------------------------------------------------------------------------------
def test_a_mail_waits_until_a_worker_sends_it():
    mail = queue()
    assert (mail.to, mail.language, mail.attempts, mail.sent_at) == ("ana@example.org", "en", 0, None)
    assert django_mail.outbox == []
    assert [each.pk for each in outbox.send_due()] == [mail.pk]
    mail.refresh_from_db()
    assert (mail.attempts, mail.next_try_at, mail.error) == (1, None, "")
    assert mail.sent_at is not None
    assert outbox.send_due() == []
    assert len(django_mail.outbox) == 1


def test_the_same_about_the_same_thing_is_written_once():
    assert queue() is not None
    assert queue() is None
    assert queue("Ana+again@example.org") is None  # the same mailbox
    assert queue(cause="CR-2026-0002") is not None
    assert queue("zoe@example.org") is not None
    assert Mail.objects.count() == 3


def test_a_change_that_is_rolled_back_sends_no_mail():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", ["", "nobody", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValidationError):
        queue(address)


def test_the_words_are_in_the_readers_language_and_direction():
    mail = queue(language="ar")
    assert mail.language == "ar"
    assert '<html lang="ar" dir="rtl">' in mail.html
    assert translation.get_language() == "en"


def test_both_bodies_say_why_it_comes_and_how_to_stop_it():
    mail = queue(stop_url="https://portal.example.org/stop/")
    for body in (mail.text, mail.html):
        assert "Because you asked." in body
        assert "https://portal.example.org/stop/" in body
    assert "No more mails" not in queue(cause="other").text


def test_whatever_a_subject_is_made_of_it_is_one_line(monkeypatch):
    monkeypatch.setattr(Record, "ref", "TA\r\nBcc: everybody@example.org\x00\u2028" + "x" * 300)
    subject = queue().subject
    assert subject.startswith("Your report CR-2026-0001 on TA Bcc: everybody@example.org xxx")
    assert (subject.isprintable(), len(subject)) == (True, 200)
    outbox.send_due()
    assert django_mail.outbox[0].message()["Bcc"] is None


def test_text_is_not_escaped_and_html_is(monkeypatch):
    monkeypatch.setattr(Record, "ref", "<b>&")
    mail = queue()
    assert "<b>&" in mail.text
    assert "&lt;b&gt;&amp;" in mail.html
    assert "<b>&" not in mail.html


def test_a_strangers_words_are_marked_line_by_line():
    assert quoted("one\n\n-- \ntwo") == "> one\n>\n> --\n> two"


def test_what_travels_with_a_mail(settings):
    settings.DEFAULT_FROM_EMAIL = "The portal <portal@example.org>"
    mail = queue(stop_url="https://portal.example.org/stop/")
    first, again = (outbox.message(mail).message() for _ in range(2))
    assert first["Message-ID"] == again["Message-ID"] == f"<{mail.key[:40]}@example.org>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Content-Language"] == "en"
    assert first["List-Unsubscribe"].strip() == "<https://portal.example.org/stop/>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in first.get_payload()] == ["text/plain", "text/html"]
    assert outbox.message(queue(cause="other")).message()["List-Unsubscribe"] is None


# --- Out of the outbox ------------------------------------------------------------------------------------------------
def test_a_failure_is_noted_and_tried_later(server_says):
    mail = queue()
    server_says(SMTPServerDisconnected("Connection unexpectedly closed"))
    before = timezone.now()
    outbox.send_due()
    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at) == (1, None)
    assert mail.error == "SMTPServerDisconnected: Connection unexpectedly closed"
    assert mail.next_try_at >= before + timedelta(minutes=BACK_OFF[0])
    assert outbox.send_due() == []
    pass_time(minutes=1)
    server_says(None)
    outbox.send_due()
    mail.refresh_from_db()
    assert (mail.attempts, mail.error, len(django_mail.outbox)) == (2, "", 1)


def test_after_some_days_a_mail_is_given_up_until_somebody_says_try_again(server_says):
    mail = queue()
    server_says(ConnectionRefusedError("refused"))
    for _number in range(len(BACK_OFF) + 1):
        assert Mail.objects.failed().count() == 0
        pass_time(minutes=1)
        outbox.send_due()
    assert Mail.objects.failed().get() == mail
    assert outbox.try_again(Mail.objects.all()) == 1
    server_says(None)
    outbox.send_due()
    assert len(django_mail.outbox) == 1
    assert outbox.try_again(Mail.objects.all()) == 0  # it is sent


@pytest.mark.parametrize(("code", "given_up"), [(550, True), (451, False)])
def test_a_recipient_refused_for_good_is_not_tried_again(server_says, code, given_up):
    mail = queue()
    server_says(SMTPRecipientsRefused({mail.to: (code, b"no such user")}))
    outbox.send_due()
    assert Mail.objects.failed().exists() == given_up


def test_one_unknown_recipient_does_not_hold_up_the_others(server_says):
    queue()
    queue("zoe@example.org")
    server_says(SMTPRecipientsRefused({"ana@example.org": (550, b"no such user")}))
    assert len(outbox.send_due()) == 2


def test_a_server_that_is_down_is_asked_once_a_round(server_says):
    queue()
    queue("zoe@example.org")
    server_says(ConnectionRefusedError("refused"))
    assert len(outbox.send_due()) == 1
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 1]


def test_the_task_comes_back_for_what_failed_and_only_for_that(server_says):
    mail = queue()
    DBTaskResult.objects.all().delete()
    server_says(ConnectionRefusedError("refused"))
    outbox.deliver.call(mail.pk)
    mail.refresh_from_db()
    again = DBTaskResult.objects.get()
    assert (again.args_kwargs["args"], again.run_after) == ([mail.pk], mail.next_try_at)
    again.delete()
    pass_time(minutes=1)
    server_says(None)
    outbox.deliver.call(mail.pk)
    assert DBTaskResult.objects.count() == 0


# --- By hand, and once a day ------------------------------------------------------------------------------------------
def test_by_hand(server_says):
    queue()
    queue("zoe@example.org")
    out = StringIO()
    call_command("send_mail", stdout=out)
    assert out.getvalue() == "2 sent, 0 not, 0 waiting, 0 given up.\n"
    queue("bob@example.org")
    server_says(ConnectionRefusedError("refused"))
    out, err = StringIO(), StringIO()
    call_command("send_mail", stdout=out, stderr=err)
    assert out.getvalue() == "0 sent, 1 not, 1 waiting, 0 given up.\n"
    assert "ConnectionRefusedError: refused" in err.getvalue()
    assert "bob" not in err.getvalue()


def test_words_and_recipients_of_old_mails_are_erased(settings):
    settings.KEEP_MAIL_DAYS = 30
    old, recent, waiting = queue(), queue("zoe@example.org"), None
    outbox.send_due()
    waiting = queue("bob@example.org")
    Mail.objects.exclude(pk=recent.pk).update(created_at=timezone.now() - timedelta(days=31))
    housekeeping.tidy()
    old.refresh_from_db()
    assert (old.to, old.subject, old.text, old.html) == ("", "", "", "")
    assert old.sent_at is not None
    kept = Mail.objects.exclude(text="").order_by("pk").values_list("pk", flat=True)
    assert list(kept) == [recent.pk, waiting.pk]


def test_an_erased_mail_still_keeps_its_like_from_being_sent_again():
    queue()
    outbox.send_due()
    Mail.objects.update(created_at=timezone.now() - timedelta(days=400))
    housekeeping.tidy()
    assert queue("ana@example.org") is None


def test_the_daily_round_is_planned_once_however_often_the_portal_starts():
    for _start in range(3):
        housekeeping.schedule(timezone.now())
    assert DBTaskResult.objects.count() == 1
    queue()
    housekeeping.keep_house.call()
    assert len(django_mail.outbox) == 1
    [planned] = DBTaskResult.objects.filter(task_path=housekeeping.keep_house.module_path)
    assert planned.run_after > timezone.now() + timedelta(hours=23)
