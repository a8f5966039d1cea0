"""Imports on the curators' desk: send a sheet, look through its plan, run it, take it back with remarks."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from portal.core import housekeeping, uploads
from portal.core.admin import imports as desk_of_imports
from portal.core.imports import running, tasks
from portal.core.models import Import, ImportRow, State
from tad.models import Activity
from tests.desk import messages
from tests.factories import activity
from tests.sheets import collected, csv_of, exported, sheet_of, xlsx_of

pytestmark = pytest.mark.django_db

ADD = reverse("admin:core_import_add")
LIST = reverse("admin:core_import_changelist")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def send(client, content: bytes, name: str = "sheet.csv", of: str = "activities", **options):
    return client.post(ADD, {"of": of, "file": SimpleUploadedFile(name, content)}, **options)


def sent(client, content: bytes, name: str = "sheet.csv") -> Import:
    answer = send(client, content, name)
    job = Import.objects.latest("pk")
    assert answer["Location"] == plan_of(job)
    return job


def plan_of(job: Import) -> str:
    return reverse("admin:core_import_change", args=[job.pk])


def run(client, job: Import, **form: str):
    return client.post(reverse("admin:core_import_run", args=[job.pk]), form, follow=True)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


# --- From the sheet to the records ------------------------------------------------------------------------------------
def test_a_sheet_is_looked_through_and_then_written(desk, curator):
    job = sent(desk, csv_of(collected()))
    page = desk.get(plan_of(job))
    assert (page.status_code, Activity.objects.count(), job.state) == (200, 0, "planned")
    assert "row 2 New Workshop on marks, Nairobi" in text_of(page)
    assert "Write 1 record" in text_of(page)
    answer = run(desk, job, publish="yes")
    assert messages(answer) == ["1 record was written."]
    record = Activity.objects.get()
    assert (record.state, record.created_by) == (State.PUBLISHED, curator)
    assert f"row 2 New {record.ref}" in text_of(answer)
    assert "1 record written on" in text_of(answer)
    assert "Write 1 record" not in text_of(answer)


def test_a_workbook_is_read_like_a_sheet(desk):
    row = collected()
    job = sent(desk, xlsx_of([list(row), list(row.values())]), "Übersicht 2013.xlsx")
    assert (job.name, job.figures["new"]) == ("Übersicht 2013.xlsx", 1)
    run(desk, job)
    assert Activity.objects.get().state == State.IN_REVIEW


def test_changes_are_shown_from_old_to_new(desk):
    record = activity(place="Nairobi")
    [row] = exported(record)
    page = desk.get(plan_of(sent(desk, csv_of(row | {"place": "Lima"}))))
    assert "place Nairobi Lima" in text_of(page)
    assert f'href="{record.get_absolute_url()}"' in page.content.decode()


def test_errors_are_listed_and_nothing_can_be_written(desk):
    job = sent(desk, csv_of(collected(), collected(id="X002", title="", end_date="2012")))
    page = desk.get(plan_of(job) + "?show=error")
    assert "title A title is needed." in text_of(page)
    assert "end_date The end lies before the start." in text_of(page)
    assert "row 2" not in text_of(page)
    assert "Write" not in text_of(page)
    answer = run(desk, job)
    assert messages(answer) == ["This plan is already being written, or was written, or cannot be."]
    assert Activity.objects.count() == 0


def test_pressed_twice_it_is_written_once(desk):
    job = sent(desk, csv_of(collected()))
    run(desk, job)
    assert messages(run(desk, job)) == ["This plan is already being written, or was written, or cannot be."]
    assert Activity.objects.count() == 1


def test_a_stale_plan_is_shown_anew(desk):
    record = activity(place="Nairobi")
    [row] = exported(record)
    job = sent(desk, csv_of(row | {"place": "Lima"}))
    Activity.objects.filter(pk=record.pk).update(place="Lima", updated_at=timezone.now())
    answer = run(desk, job)
    assert messages(answer) == ["Nothing was written: look at the plan again."]
    assert "Something has changed since this plan was made" in text_of(answer)
    assert "There is nothing to write: everything is already so." in text_of(answer)


def test_look_alikes_are_shown_with_links_and_may_be_left_out(desk):
    known = activity(title="Workshop on marks in Nairobi", starts_on=date(2013, 10, 7), ends_on=date(2013, 10, 9))
    job = sent(desk, csv_of(collected()))
    page = desk.get(plan_of(job) + "?show=lookalike")
    assert f"Looks like: {known.ref} Workshop on marks in Nairobi (similar title, same dates" in text_of(page)
    assert f'href="{known.get_absolute_url()}"' in page.content.decode()
    run(desk, job, leave_out="on")
    assert list(Activity.objects.all()) == [known]


# --- Files that are no sheets -----------------------------------------------------------------------------------------
def test_a_file_that_cannot_be_read_is_said_to_be(desk):
    job = sent(desk, b"%PDF-1.7", "paper.csv")
    page = desk.get(plan_of(job))
    assert job.state == "refused"
    assert "This is a PDF file. Send a CSV or XLSX file." in text_of(page)
    assert desk.get(reverse("admin:core_import_sheet", args=[job.pk, "csv"])).status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose a file."),
        ({"file": ""}, "Choose a file."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty."),
    ],
)
def test_without_a_file_the_form_says_so(desk, form, said):
    answer = desk.post(ADD, form)
    assert (answer.status_code, Import.objects.count()) == (200, 0)
    assert said in text_of(answer)


def test_a_file_above_the_limit_is_refused_by_the_form(desk, monkeypatch):
    monkeypatch.setattr(desk_of_imports, "MAX_UPLOAD", 1_000_000)
    answer = send(desk, b"x" * 1_000_001)
    assert "The file is larger than 1 MB. Split it into several files." in text_of(answer)
    assert Import.objects.count() == 0


def test_two_hundred_megabytes_are_refused_before_they_are_read(desk):
    class Unread(io.BytesIO):
        def read(self, *size):
            raise AssertionError("It was read.")

    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": 200_000_000, "wsgi.input": Unread()}
    answer = desk.generic("POST", ADD, **form)
    assert answer.status_code == 413


def test_a_request_that_hides_its_size_is_stopped_while_it_streams(desk, monkeypatch):
    monkeypatch.setattr(uploads.LimitedUpload, "handle_raw_input", lambda *args, **kwargs: None)
    monkeypatch.setattr(uploads, "LARGEST_REQUEST", 100_000)
    assert send(desk, b"x" * 300_000).status_code == 413
    assert Import.objects.count() == 0


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_who_may_see_and_run(client, signed_in, member, curator, administrator, desk):
    job = sent(desk, csv_of(collected()))
    addresses = [ADD, LIST, plan_of(job), reverse("admin:core_import_empty", args=["activities"])]
    addresses += [reverse("admin:core_import_sheet", args=[job.pk, form]) for form in ("csv", "xlsx")]
    for address in addresses:
        assert client.get(address).status_code == signed_in(member).get(address).status_code == 302
        assert signed_in(curator).get(address).status_code == 200
        assert signed_in(administrator).get(address).status_code == 200
    for stranger in (client, signed_in(member)):
        stranger.post(reverse("admin:core_import_run", args=[job.pk]), {"publish": "yes"})
        assert send(stranger, csv_of(collected())).status_code == 302
    job.refresh_from_db()
    assert (job.state, Import.objects.count(), Activity.objects.count()) == ("planned", 1, 0)
    assert messages(run(signed_in(administrator), job)) == ["1 record was written."]


def test_a_sheet_that_is_missing_on_the_disk(desk):
    job = sent(desk, csv_of(collected()))
    Path(job.file.path).unlink()
    assert "This file is missing" in text_of(desk.get(reverse("admin:core_import_sheet", args=[job.pk, "csv"])))
    assert "is no longer there. Please send it again." in text_of(run(desk, job))
    job.refresh_from_db()
    assert (job.state, Activity.objects.count()) == ("refused", 0)


def test_running_needs_the_form(desk):
    job = sent(desk, csv_of(collected()))
    assert desk.get(reverse("admin:core_import_run", args=[job.pk])).status_code == 405
    assert desk.get("/admin/core/import/x/change/").status_code == 404
    assert desk.get("/admin/core/import/999999/change/").status_code == 404
    assert desk.get("/admin/core/import/²/change/").status_code == 404
    assert desk.get(f"/admin/core/import/{'9' * 5000}/change/").status_code == 404
    assert desk.post(reverse("admin:core_import_delete", args=[job.pk])).status_code == 403


# --- Sheets to take away ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_sheet_comes_back_with_remarks_and_can_be_sent_again(desk, form):
    job = sent(desk, csv_of(collected(summary="=1+1"), collected(id="X002", title="")))
    answer = desk.get(reverse("admin:core_import_sheet", args=[job.pk, form]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer["Content-Disposition"] == f'attachment; filename="import-{job.pk}.{form}"'
    first, second = sheet_of(content, f"x.{form}").rows
    assert (first["title"], first["summary"]) == ("Workshop on marks, Nairobi", "=1+1")
    assert (first["import_row"], first["import_outcome"], first["import_errors"]) == ("2", "new", "")
    assert (second["import_outcome"], second["import_errors"]) == ("error", "title: A title is needed.")
    again = sent(desk, content, f"x.{form}")
    assert (again.figures, again.problems) == (job.figures, [])


def test_the_empty_sheet_has_every_column_and_the_example_can_be_imported(desk):
    address = reverse("admin:core_import_empty", args=["activities"])
    book = load_workbook(io.BytesIO(desk.get(address).content))
    header = [cell.value for cell in book["Records"][1]]
    assert [row[0].value for row in book["Columns"].rows] == header
    assert {"ref", "title", "starts_on", "beneficiary_codes", "funding_codes"} <= set(header)
    job = sent(desk, desk.get(address + "?example").content, "example.xlsx")
    assert (job.figures["new"], job.total, job.problems) == (1, 1, [])
    assert messages(run(desk, job)) == ["1 record was written."]
    assert desk.get(reverse("admin:core_import_empty", args=["nothing"])).status_code == 404


# --- Long sheets ------------------------------------------------------------------------------------------------------
def test_a_large_file_is_read_and_written_in_the_background(desk, monkeypatch):
    monkeypatch.setitem(desk_of_imports.READ_AT_ONCE, "csv", 10)
    monkeypatch.setattr(desk_of_imports, "WRITTEN_AT_ONCE", 0)
    job = sent(desk, csv_of(collected()))
    page = desk.get(plan_of(job))
    assert (job.state, page["Refresh"]) == ("reading", "5")
    assert "This takes a while, and goes on without you." in text_of(page)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.figures["new"]) == ("planned", 1)
    answer = run(desk, job)
    assert (Activity.objects.count(), answer["Refresh"]) == (0, "5")
    work_off()
    job.refresh_from_db()
    assert (job.state, Activity.objects.count()) == ("done", 1)
    assert "Refresh" not in desk.get(plan_of(job))


def work_off() -> None:
    """What the worker does, without its loop."""
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        name = result.task_path.rpartition(".")[2]
        getattr(tasks, name).call(*result.args_kwargs["args"])
        result.delete()


def test_a_task_that_is_begun_twice_is_done_once(desk, curator):
    job = sent(desk, csv_of(collected()))
    running.start(job, publish=False, leave_out=False)
    for _time in range(2):
        tasks.run.call(job.pk, curator.pk)
        tasks.plan.call(job.pk)
    job.refresh_from_db()
    assert (job.state, Activity.objects.count()) == ("done", 1)


def test_work_that_died_can_be_begun_anew(desk):
    job = sent(desk, csv_of(collected()))
    running.start(job, publish=True, leave_out=False)  # and then the process was killed
    assert messages(run(desk, job)) == ["This plan is already being written, or was written, or cannot be."]
    Import.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    assert "Begin anew" in text_of(desk.get(plan_of(job)))
    assert messages(run(desk, job)) == ["1 record was written."]
    assert Activity.objects.get().state == State.PUBLISHED


def test_progress_is_shown(desk):
    job = sent(desk, csv_of(collected(), collected(id="X002", title="Quite another thing")))
    running.start(job, publish=True, leave_out=False)
    Import.objects.update(done=1)
    assert "1 of 2 rows." in text_of(desk.get(plan_of(job)))


# --- Many rows --------------------------------------------------------------------------------------------------------
def test_the_plan_takes_as_many_queries_for_many_rows_as_for_one(desk):
    def queries(job: Import) -> int:
        desk.get(plan_of(job))
        with CaptureQueriesContext(connection) as captured:
            desk.get(plan_of(job))
        return len(captured)

    one = sent(desk, csv_of(collected()))
    rows = [collected(id=f"X{n}", title=f"Meeting {n}", triangular="yes") for n in range(120)]
    many = sent(desk, csv_of(*rows))
    assert queries(one) == queries(many) <= 8


def test_the_list_takes_as_many_queries_for_many_imports_as_for_one(desk):
    sent(desk, csv_of(collected()))
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    for _time in range(5):
        sent(desk, csv_of(collected()))
    with CaptureQueriesContext(connection) as many:
        page = desk.get(LIST)
    assert len(one) == len(many)
    assert "1 new" in text_of(page)


def test_rows_are_filtered_and_paged(desk):
    rows = [collected(id=f"X{n}", title=f"Meeting {n}") for n in range(59)] + [collected(id="X059", title="")]
    job = sent(desk, csv_of(*rows))
    address = plan_of(job)

    def shown(query: str) -> list[int]:
        return [each["row"].number for each in desk.get(address + query).context["rows"]]

    assert shown("") == list(range(2, 52))
    assert shown("?page=2") == list(range(52, 62))
    assert shown("?show=error") == [61]
    assert shown("?show=new&page=2") == list(range(52, 61))
    assert shown("?show=changed") == []
    assert shown("?show=nonsense&page=zzz") == list(range(2, 52))
    assert ImportRow.objects.count() == 60


def test_what_a_sheet_says_is_shown_as_text(desk):
    job = sent(desk, csv_of(collected(title="<script>alert(1)</script>", ip_fields="<b>x</b>")))
    html = desk.get(plan_of(job)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<b>x</b>" not in html


def test_the_list_of_activities_leads_to_the_import(desk):
    assert f'href="{ADD}?of=activities"' in desk.get(reverse("admin:tad_activity_changelist")).content.decode()


# --- Sheets are not kept for ever -------------------------------------------------------------------------------------
def test_the_sheet_goes_after_some_weeks_and_what_was_said_of_it_stays(
    desk, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.KEEP_SHEET_DAYS = 30
    old, recent, working = (sent(desk, csv_of(collected(id=f"X{n}", title=f"Meeting {n}"))) for n in range(3))
    running.start(working, publish=True, leave_out=False)
    Import.objects.exclude(pk=recent.pk).update(created_at=timezone.now() - timedelta(days=31))
    for _day in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            housekeeping.tidy()
    old.refresh_from_db()
    assert (bool(old.file), old.state, old.rows.get().title) == (False, "planned", "Meeting 0")
    assert {path.name for path in (tmp_path / "imports").iterdir()} == {
        job.file.name.removeprefix("imports/") for job in (recent, working)
    }
    page = text_of(desk.get(plan_of(old)))
    assert "row 2 New Meeting 0" in page
    assert "The sheet itself was deleted, as every sheet is after some weeks." in page
    assert "Write 1 record" not in page
    assert desk.get(reverse("admin:core_import_sheet", args=[old.pk, "csv"])).status_code == 404
    assert messages(run(desk, old, publish="yes")) == [
        "This plan is already being written, or was written, or cannot be."
    ]
    assert Activity.objects.count() == 0


LISTS = {
    "activities": "tad_activity",
    "case-studies": "partnerships_casestudy",
    "meetings": "core_meeting",
    "partnerships": "partnerships_initiative",
}


@pytest.mark.parametrize("of", LISTS)
def test_every_list_leads_to_its_own_import(desk, of):
    listed = desk.get(reverse(f"admin:{LISTS[of]}_changelist")).content.decode()
    assert f'href="{ADD}?of={of}"' in listed
    page = desk.get(ADD, {"of": of}).content.decode()
    assert f'<option value="{of}" selected>' in page
    assert re.findall(r"imports?/empty/([\w-]+)/", page) == [name for name in LISTS for _kind in range(2)]


def test_what_the_sheet_holds_must_be_said(desk):
    answer = send(desk, csv_of(collected()), of="recipes")
    assert "Select a valid choice. recipes is not one of the available choices." in text_of(answer)
    assert Import.objects.count() == 0
