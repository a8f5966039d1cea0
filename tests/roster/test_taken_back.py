"""What had left the pages already when a consultant takes something back: mails to others, lists written as files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from portal.core import housekeeping, outbox
from portal.core.exports import answers, formats, prepared, spreadsheet
from portal.core.models import Mail, PreparedFile
from portal.site.saved_searches.digests import beginning, send_due
from roster import consents, erasing, withdrawal
from roster.models import Consent, Consultant
from tests.core.test_prepared_files import asked, titles, work
from tests.factories import activity, consultant
from tests.site.saved import DAY, reader, saved

pytestmark = pytest.mark.django_db
TODAY = beginning("daily", timezone.now()) + DAY


def mailed(record: Consultant, address: str) -> Mail:
    """A digest on consultants, which nobody has sent yet."""
    saved(reader(address), room="roster", at=TODAY - DAY, period="daily")
    assert send_due(TODAY + timedelta(minutes=1)) == 1
    mail = Mail.objects.get(to=address)
    assert (record.get_absolute_url() in mail.text, record.name in mail.html, mail.is_secret) == (True, True, True)
    return mail


def words(mail: Mail) -> tuple[str, str, str, str]:
    mail.refresh_from_db()
    return mail.to, mail.subject, mail.text, mail.html


def rounds_due() -> bool:
    due = DBTaskResult.objects.ready().filter(task_path=housekeeping.look_round.module_path)
    return due.filter(run_after__lte=timezone.now()).exists()


@pytest.fixture
def record() -> Consultant:
    return consultant(name="Wanjiru Otieno")


@pytest.mark.parametrize(("how", "language"), [("one field", "fr"), ("withdrawn", "en")])
def test_mails_that_name_a_consultant_are_not_sent_and_not_kept(record, how, language):
    """In which language the one reads and the other takes back makes no difference."""
    waiting, failed = (mailed(record, f"{name}@example.org") for name in ("waiting", "failed"))
    other = mailed_of_activities()
    Mail.objects.filter(pk=failed.pk).update(next_try_at=None, error="Refused")
    with translation.override(language):
        if how == "withdrawn":
            withdrawal.withdraw(record, by=None)
        else:
            consents.withdraw(record, [Consent.Field.NAME], by=None)
    assert [words(mail) for mail in (waiting, failed)] == [("", "", "", "")] * 2
    assert [mail.pk for mail in outbox.send_due()] == [other.pk]


def mailed_of_activities() -> Mail:
    activity()
    saved(reader("other@example.org"), at=TODAY - DAY, period="daily")
    send_due(TODAY + timedelta(minutes=1))
    mail = Mail.objects.get(to="other@example.org")
    assert not mail.is_secret
    return mail


def test_what_was_sent_is_not_kept_either(record, mailoutbox):
    mail, before = mailed(record, "ana@example.org"), Mail.objects.create(
        name="suggestions", key="of a version before", to="bo@example.org", language="en", subject="New",
        text=f"https://portal.example.org{record.get_absolute_url()} Wanjiru", html="Wanjiru", next_try_at=None,
        sent_at=timezone.now(),
    )  # fmt: skip
    outbox.send_due()
    assert "Wanjiru Otieno" in mailoutbox[0].body
    assert words(mail)[2:] == ("", "")
    with translation.override("fr"):
        erasing.erase(record)
    assert words(before) == ("", "", "", "")


def test_a_list_being_written_while_something_is_taken_back_is_written_again(
    record, monkeypatch, settings, tmp_path, client
):
    """Even by whoever took it back before the file was there to be withdrawn, and committed after."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    monkeypatch.setattr(formats, "AT_ONCE", 1)
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(housekeeping, "look_round_soon", lambda: None)
    consultant(name="Second")
    file, write, taken = asked(client, "/roster/?format=xlsx"), spreadsheet.write, []

    def taken_back_meanwhile(*given):
        write(*given)
        if not taken:
            taken.append(record)
            with monkeypatch.context() as unseen:
                unseen.setattr(prepared, "withdraw", lambda export: None)
                consents.withdraw(record, [Consent.Field.NAME], by=None)

    monkeypatch.setattr(spreadsheet, "write", taken_back_meanwhile)
    work()
    file.refresh_from_db()
    assert (file.state, file.attempts, list(tmp_path.rglob("*.xlsx"))) == ("waiting", 1, [])
    work()
    assert sorted(titles(client, file)) == [f"Consultant {record.ref}", "Second"]


def test_a_list_that_was_written_as_a_file_is_made_anew(record, monkeypatch, settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    DBTaskResult.objects.all().delete()  # no round of housekeeping is planned
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    monkeypatch.setattr(formats, "AT_ONCE", 1)
    consultant(), activity(), activity()
    people, others = asked(client, "/roster/?format=xlsx"), asked(client, "/activities/?format=xlsx")
    work()
    addresses = [f"{file.get_absolute_url()}file/" for file in (people, others)]
    consents.settle(record, Consent.Field.values, how="own_page", by=None)  # nothing is taken back
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert not rounds_due()
    consents.withdraw(record, [Consent.Field.NAME], by=None)
    assert rounds_due()  # tests/site/test_dump.py says what it does with dumps
    assert [Client().get(address).status_code for address in addresses] == [404, 200]
    prepared.make_room()
    assert list(PreparedFile.objects.values_list("pk", flat=True)) == [others.pk]
    assert len(list(tmp_path.rglob("*.xlsx"))) == 1
    assert asked(client, "/roster/?format=xlsx") != people
