"""Processes that are killed in the middle of their work, for real: nothing is lost, nothing half done is offered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import Message
from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from portal.core import outbox
from portal.core.exports import answers, formats, prepared, spreadsheet
from portal.core.imports import running, tasks
from portal.core.models import Import, Mail, PreparedFile
from portal.embedded import PROJECT
from tad.models import Activity
from tests.core.test_outbox import pass_time, queue
from tests.factories import activity
from tests.post_office import PostOffice, open_office
from tests.sheets import collected, csv_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]
PATIENCE = 60  # seconds for a process to begin and to do its work, on a busy machine


@pytest.fixture
def office():
    with open_office() as found:
        yield found


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"  # where a process finds it whose PORTAL_STATE is ``tmp_path``
    return settings.MEDIA_ROOT


def begin(*command: str, mail: str = "files", **settled: str) -> subprocess.Popen:
    """``manage.py`` in a process of its own, on the database of this test."""
    database = connection.settings_dict
    path, _name, question = os.environ["DATABASE_URL"].rpartition("?")
    server = (path or question).rpartition("/")[0]
    options = f"?{question}" if path else ""
    settled |= {"DATABASE_URL": f"{server}/{database['NAME']}{options}", "EMAIL_URL": mail}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=os.environ | settled,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: subprocess.Popen) -> int:
    _out, said = process.communicate(timeout=PATIENCE)
    assert process.returncode in {0, -signal.SIGKILL}, said.decode()
    return process.returncode


def eventually(found: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < until
        time.sleep(0.02)


# --- Mail -------------------------------------------------------------------------------------------------------------
def sends(office: PostOffice) -> subprocess.Popen:
    return begin("send_mail", mail=office.url)


def recipients(mails: list[Message]) -> list[str]:
    return sorted(mail["To"] for mail in mails)


def test_a_mail_arrives_once_though_its_sender_is_killed_before_it_can_note_that(office):
    """The worst moment: the server has the mail, the sender has not heard so."""
    wanted = [queue("ana@example.org"), queue("zoe@example.org")]
    worker = sends(office)
    office.on_mail = lambda count: worker.kill() if count == 1 else None
    assert ended(worker) == -signal.SIGKILL
    assert list(Mail.objects.values_list("sent_at", "attempts")) == [(None, 0), (None, 0)]
    assert ended(sends(office)) == 0
    assert Mail.objects.filter(sent_at__isnull=False).count() == 2
    # The first was handed in again, as the very same mail: whoever keeps mails by their Message-ID has it once.
    assert recipients(office.mails) == ["ana@example.org", "ana@example.org", "zoe@example.org"]
    assert recipients(list(office.mailbox().values())) == ["ana@example.org", "zoe@example.org"]
    assert office.mailbox().keys() == {outbox.message(mail).message()["Message-ID"] for mail in wanted}
    assert ended(sends(office)) == 0
    assert len(office.mails) == 3


def test_a_sender_killed_between_two_mails_repeats_none(office):
    for name in ("ana", "bob", "zoe"):
        queue(f"{name}@example.org")
    worker = sends(office)
    office.on_mail = lambda count: worker.kill() if count == 2 else None
    ended(worker)
    assert Mail.objects.filter(sent_at__isnull=False).count() == 1  # the first, whose row was marked
    ended(sends(office))
    assert recipients(list(office.mailbox().values())) == ["ana@example.org", "bob@example.org", "zoe@example.org"]
    assert [mail["To"] for mail in office.mails].count("ana@example.org") == 1


def test_several_workers_at_once_send_each_mail_once(office):
    addresses = sorted(f"person{number}@example.org" for number in range(12))
    for address in addresses:
        queue(address)
    assert [ended(worker) for worker in [sends(office) for _worker in range(3)]] == [0, 0, 0]
    assert recipients(office.mails) == addresses


def test_while_the_server_is_dead_everything_waits_then_arrives_once():
    with open_office() as gone:
        dead = gone.url
    queue("ana@example.org")
    queue("zoe@example.org")
    before = timezone.now()
    assert ended(begin("send_mail", mail=dead)) == 0
    first, second = Mail.objects.order_by("pk")
    assert (first.attempts, first.error.partition(":")[0]) == (1, "ConnectionRefusedError")
    assert first.next_try_at >= before + timedelta(minutes=outbox.BACK_OFF[0])
    assert (second.attempts, second.sent_at) == (0, None)
    with open_office() as office:
        assert ended(sends(office)) == 0
        assert recipients(office.mails) == ["zoe@example.org"]  # the other keeps its distance
        pass_time(minutes=1)
        assert ended(sends(office)) == 0
        assert recipients(office.mails) == ["ana@example.org", "zoe@example.org"]


# --- Imports ----------------------------------------------------------------------------------------------------------
def has_written() -> bool:
    """Another connection has written something that it has not committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
               AND pid <> pg_backend_pid() AND EXISTS (SELECT FROM pg_locks l
                   WHERE l.pid = pg_stat_activity.pid AND l.locktype = 'advisory' AND l.granted)"""
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.slow
def test_an_import_whose_worker_is_killed_wrote_nothing_and_is_begun_anew_from_the_desk(curator, signed_in, tmp_path):
    rows = [collected(id=f"X{n}", title=f"Meeting {chr(65 + n % 26) * 9} {n}") for n in range(40)]
    job = running.receive(ContentFile(csv_of(*rows)), of="activities", name="sheet.csv", by=curator)
    running.make_plan(job)
    running.start(job, publish=True, leave_out=False)
    tasks.run.enqueue(job.pk, curator.pk)
    worker = begin("db_worker", "--batch", "--no-startup-delay", "--no-reload", PORTAL_STATE=str(tmp_path))
    eventually(has_written)
    worker.kill()
    assert ended(worker) == -signal.SIGKILL
    job.refresh_from_db()
    eventually(lambda: running.is_stuck(job))  # as soon as the database has noticed that nobody is there any more
    assert (Activity.objects.count(), job.state) == (0, Import.State.RUNNING)
    Import.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    desk, address = signed_in(curator), f"/admin/core/import/{job.pk}/"
    assert "Begin anew" in desk.get(f"{address}change/").content.decode()
    assert desk.post(f"{address}run/").status_code == 302
    job.refresh_from_db()
    assert (Activity.objects.count(), job.state, job.done) == (40, Import.State.DONE, 40)


# --- Spreadsheets -----------------------------------------------------------------------------------------------------
def test_a_spreadsheet_whose_worker_is_killed_is_not_offered_and_written_anew(client, monkeypatch, media):
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    monkeypatch.setattr(formats, "AT_ONCE", 2)
    for number in range(3):
        activity(title=f"Activity {number}")
    location = client.get("/activities/?topic=patents&format=xlsx")["Location"]
    file = PreparedFile.objects.get()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(file)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    file.refresh_from_db()
    assert (file.state, file.file.name) == ("working", "")
    assert [path.stat().st_size for path in (media / "exports").iterdir()] == [4]
    assert client.get(f"{location}file/").status_code == 404
    PreparedFile.objects.update(seen_alive_at=timezone.now() - 2 * prepared.SILENCE)
    client.get(location)  # whoever waits for it looks again
    prepared.prepare.call(file.pk)
    answer = client.get(f"{location}file/")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert sheet.max_row == 4
    assert len(list((media / "exports").iterdir())) == 1  # the half one is gone


def write_until_killed(file: PreparedFile) -> None:
    """In a process of its own, on a connection of its own: half a file is on the disk when the plug is pulled."""
    connection.connection = None  # the parent's, which must stay open

    def killed(export, target: str, progress) -> None:
        with open(target, "wb") as half:
            half.write(b"half")
        progress(1)
        os.kill(os.getpid(), signal.SIGKILL)

    spreadsheet.write = killed
    prepared.prepare.call(file.pk)
