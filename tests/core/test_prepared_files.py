"""Large spreadsheets: asked for once, written by a worker that may die, fetched by whom they are for, then gone."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core.exports import answers, formats, prepared, spreadsheet
from portal.core.models import Membership, PreparedFile, RateLimit, State
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db
ADDRESS = "/activities/?topic=patents&format=xlsx"


@pytest.fixture(autouse=True)
def three_are_many(monkeypatch, settings, tmp_path):
    """More than two records are prepared in the background; files go where nobody else looks."""
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    monkeypatch.setattr(formats, "AT_ONCE", 2)
    settings.MEDIA_ROOT = tmp_path
    for number in range(3):
        activity(title=f"Activity {number}")


def asked(client: Client, address: str = ADDRESS) -> PreparedFile:
    response = client.get(address)
    assert response.status_code == 302, response.content
    return PreparedFile.objects.get(token=response["Location"].strip("/").rpartition("/")[2])


def work() -> None:
    """What the worker does with every file that waits; chores that another test's commit began may wait beside it."""
    for task in DBTaskResult.objects.filter(status="READY", task_path=prepared.prepare.module_path):
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
        task.set_successful(None)


def titles(client: Client, file: PreparedFile) -> list[str]:
    response = client.get(f"{file.get_absolute_url()}file/")
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    return [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]


def heading(client: Client, file: PreparedFile) -> str:
    return re.search(r"<h1>(.*?)</h1>", client.get(file.get_absolute_url()).content.decode()).group(1)


def test_from_asking_to_fetching(client):
    file = asked(client)
    assert (file.state, file.total, heading(client, file)) == ("waiting", 3, "Your file is being prepared")
    assert client.get(f"{file.get_absolute_url()}file/").status_code == 404
    work()
    file.refresh_from_db()
    assert (file.state, file.done, heading(client, file)) == ("ready", 3, "Your file is ready")
    assert titles(client, file) == ["Activity 2", "Activity 1", "Activity 0"]
    response = client.get(f"{file.get_absolute_url()}file/")
    assert response["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "private, no-cache")
    assert int(response["Content-Length"]) == file.file.size


def test_the_page_needs_no_scripts_and_tells_how_far_it_is(client):
    file = asked(client)
    PreparedFile.objects.filter(pk=file.pk).update(state="working", done=2, seen_alive_at=timezone.now(), attempts=1)
    html = client.get(file.get_absolute_url()).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in html
    assert "2 of 3 records are written." in html
    assert f'hx-get="{file.get_absolute_url()}"' in html
    work()
    PreparedFile.objects.filter(pk=file.pk).update(state="failed")
    assert 'http-equiv="refresh"' not in client.get(file.get_absolute_url()).content.decode()


def test_a_small_list_comes_at_once(client):
    activity(title="Alone", topics=["trademarks"])
    response = client.get("/activities/?topic=trademarks&format=xlsx")
    assert (response.status_code, PreparedFile.objects.count()) == (200, 0)


def test_looking_only_starts_nothing(client):
    assert client.head(ADDRESS).status_code == 202
    assert client.get(f"{ADDRESS}&colour=red").status_code == 400
    assert PreparedFile.objects.count() == 0


def test_in_the_language_it_was_asked_in(client):
    file = asked(client, f"/fr{ADDRESS}")
    work()
    response = client.get(f"/exports/{file.token}/file/")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    names, first = list(sheet.iter_rows(max_row=2, values_only=True))
    row = dict(zip(names, first, strict=True))
    assert (row["topics"], row["url"][:29]) == ("Brevets", "http://testserver/fr/activiti")


def test_the_same_question_joins_the_file_under_way_and_the_one_that_is_ready(client):
    first = asked(client)
    assert asked(client) == first
    assert asked(client, "/activities/?topic=patents&view=table&page=1&format=xlsx") == first
    assert asked(client, "/activities/?topic=patents&sort=oldest&format=xlsx") != first
    work()
    assert asked(client) == first
    activity(title="A fourth")
    assert asked(client) != first  # the records have changed since


def test_another_reader_gets_another_file(client, curator, signed_in):
    assert asked(client) != asked(signed_in(curator))


def test_a_file_of_somebody_signed_in_is_theirs(client, curator, member, signed_in):
    activity(title="Draft", state=State.DRAFT)
    file = asked(signed_in(curator))
    work()
    assert sorted(titles(signed_in(curator), file)) == ["Activity 0", "Activity 1", "Activity 2", "Draft"]
    by_password = Client()
    by_password.force_login(curator)
    public = asked(by_password)
    work()
    assert sorted(titles(by_password, public)) == ["Activity 0", "Activity 1", "Activity 2"]
    for stranger in (client, signed_in(member), by_password):
        assert stranger.get(file.get_absolute_url()).status_code == 404
        assert stranger.get(f"{file.get_absolute_url()}file/").status_code == 404
        assert stranger.post(f"{file.get_absolute_url()}again/").status_code == 404


def test_rights_count_when_it_is_written(signed_in):
    office, insider = organisation(), user()
    membership = Membership.objects.create(user=insider, organisation=office, role="reader")
    activity(title="Draft of the office", state=State.DRAFT, owner=office)
    file = asked(signed_in(insider))
    membership.delete()
    work()
    assert titles(signed_in(insider), file) == ["Activity 2", "Activity 1", "Activity 0"]


def test_an_unknown_address_leads_nowhere(client):
    assert client.get("/exports/guessed/").status_code == 404


def test_one_that_is_missing_on_the_disk_is_made_anew(client):
    file = asked(client)
    work()
    file.refresh_from_db()
    Path(file.file.path).unlink()
    answer = client.get(f"{file.get_absolute_url()}file/")
    assert (answer.status_code, "This file is missing" in answer.content.decode()) == (404, True)
    assert client.get(f"{file.get_absolute_url()}file/").status_code == 404
    new = asked(client)
    assert new != file
    work()
    assert len(titles(client, new)) == 3


# When things go wrong -------------------------------------------------------------------------------------------------
def test_a_worker_that_dies_is_replaced_a_few_times_then_the_reader_decides(client, monkeypatch):
    file = asked(client)
    for attempt in range(1, prepared.ATTEMPTS + 1):
        DBTaskResult.objects.update(status="RUNNING")  # killed in the middle of it: nobody says so
        PreparedFile.objects.filter(pk=file.pk).update(
            state="working", attempts=attempt, seen_alive_at=timezone.now() - timedelta(minutes=1)
        )
        assert heading(client, file) == "Your file is being prepared"
        assert DBTaskResult.objects.filter(status="READY").count() == 0  # a minute of silence is not death
        PreparedFile.objects.filter(pk=file.pk).update(seen_alive_at=timezone.now() - timedelta(minutes=3))
        client.get(file.get_absolute_url())
    assert heading(client, file) == "Your file could not be prepared"
    assert client.post(f"{file.get_absolute_url()}again/").status_code == 302
    work()
    assert heading(client, file) == "Your file is ready"
    assert titles(client, file) == ["Activity 2", "Activity 1", "Activity 0"]


def test_a_dead_worker_s_file_is_written_by_the_next(client):
    file = asked(client)
    DBTaskResult.objects.update(status="RUNNING")
    PreparedFile.objects.filter(pk=file.pk).update(
        state="working", attempts=1, seen_alive_at=timezone.now() - timedelta(minutes=3)
    )
    client.get(file.get_absolute_url())
    work()
    file.refresh_from_db()
    assert (file.state, file.attempts) == ("ready", 2)


def test_an_error_is_said_and_leaves_no_half_file(client, monkeypatch, tmp_path):
    def breaks(export, target, progress):
        Path(target).write_bytes(b"half")
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(spreadsheet, "write", breaks)
        file = asked(client)
        with pytest.raises(OSError, match="disk full"):
            work()
    assert heading(client, file) == "Your file could not be prepared"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    DBTaskResult.objects.update(status="FAILED")
    client.post(f"{file.get_absolute_url()}again/")
    work()
    assert heading(client, file) == "Your file is ready"


def test_one_that_was_overtaken_changes_nothing(client):
    file = asked(client)
    work()
    prepared.prepare.call(file.pk)  # the task is delivered once more
    file.refresh_from_db()
    assert (file.state, file.attempts) == ("ready", 1)


def test_a_lost_file_is_not_found(client):
    file = asked(client)
    work()
    file.refresh_from_db()
    Path(file.file.path).unlink()
    assert client.get(f"{file.get_absolute_url()}file/").status_code == 404


# Limits ---------------------------------------------------------------------------------------------------------------
def test_files_go_when_they_expire(client, tmp_path):
    file = asked(client)
    work()
    PreparedFile.objects.filter(pk=file.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(file.get_absolute_url()).status_code == 404
    other = asked(client, "/activities/?format=xlsx")
    assert list(PreparedFile.objects.all()) == [other]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_oldest_make_room(client, monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    files = []
    for address in ("?sort=oldest", "?sort=title", "?topic=patents"):
        files.append(asked(client, f"/activities/{address}&format=xlsx"))
        work()
    assert set(PreparedFile.objects.all()) == set(files[1:])


def test_so_many_and_no_more(client, monkeypatch):
    monkeypatch.setattr(prepared, "LIMIT", 2)
    for sort in ("oldest", "title"):
        asked(client, f"/activities/?sort={sort}&format=xlsx")
        asked(client, f"/activities/?sort={sort}&format=xlsx")  # joining is not counted
    response = client.get(ADDRESS)
    assert (response.status_code, response["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert 0 < int(response["Retry-After"]) <= 3600
    assert PreparedFile.objects.count() == 2
    RateLimit.objects.all().delete()
    assert client.get(ADDRESS).status_code == 302
