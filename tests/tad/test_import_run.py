"""From plan to records: the run does what the dry run said, once, or nothing at all."""

from __future__ import annotations

import os
import signal
from datetime import date, timedelta
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pghistory.models import Events

from portal.core.imports import IMPORTERS, running
from portal.core.models import Import, State, User, current_versions
from tad import search_rows, shipped
from tad.imports import importer
from tad.imports.own_export import ActivityExport
from tad.models import Activity, Participation, Source
from tests.factories import activity, user
from tests.sheets import collected, csv_of, exported, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def planned(content: bytes, by: User, name: str = "sheet.csv") -> Import:
    job = running.receive(ContentFile(content), of="activities", name=name, by=by)
    running.make_plan(job)
    return job


def written(job: Import, by: User, *, publish: bool = False, leave_out: bool = False) -> bool:
    running.start(job, publish=publish, leave_out=leave_out)
    done = running.run(job, by=by)
    job.refresh_from_db()
    return done


def outcomes(job: Import) -> list[tuple[int, str]]:
    return list(job.rows.values_list("number", "outcome"))


def state_of_the_world() -> tuple:
    return Activity.objects.count(), Events.objects.count(), current_versions()


# --- What a collection becomes ----------------------------------------------------------------------------------------
def test_a_row_of_a_collection_becomes_a_record(curator):
    row = collected(
        beneficiary_group="English-speaking African countries", start_date="2013-10", end_date="2013",
        partner_organisations="WIPO; Nairobi Club of Examiners", ip_fields="trademarks; geographical indications",
        funding_source="A fund of its own", triangular="yes",
    )  # fmt: skip
    assert written(planned(csv_of(row), curator), curator)
    record = Activity.objects.get()
    assert (record.title, record.summary) == (row["title"], "Examiners compared notes.")
    assert (record.starts_on, record.starts_precision) == (date(2013, 10, 1), "month")
    assert (record.ends_on, record.ends_precision) == (date(2013, 12, 31), "year")
    assert (record.modality.code, record.modality_as_said) == ("workshop", "regional workshop")
    assert (record.source, record.source_url) == ("A report", "https://example.org/report")
    parties = record.participations.values_list("role", "country", "group__code", "organisation__slug")
    assert list(parties) == [
        ("host", "KE", None, None),
        ("beneficiary", "UG", None, None),
        ("beneficiary", "TZ", None, None),
        ("beneficiary", None, "english-speaking-african-countries", None),
        ("organiser", None, None, "wipo"),
    ]
    assert {line.topic.code for line in record.taggings.all()} == {"trademarks", "geographical-indications"}
    assert [(line.kind.code, line.as_said) for line in record.funding.all()] == [("not-stated", "A fund of its own")]
    assert list(record.sources.values_list("record", "grade", "title_as_said")) == [("X001", "official", row["title"])]
    assert record.note == (
        "Further partners in the words of the source: Nairobi Club of Examiners. “Triangular: yes” in the words of the "
        "collection."
    )
    assert record.kind == "south_south"


@pytest.mark.parametrize(
    "said", ["Pays africains anglophones", "english-speaking-african-countries", "ARIPO MEMBER STATES"]
)
def test_a_group_is_known_by_its_names_in_any_language(curator, reference, said):
    label = reference.groups.by_code["english-speaking-african-countries"].labels["fr"] if "Pays" in said else said
    assert written(planned(csv_of(collected(beneficiary_group=label)), curator), curator)
    assert Participation.objects.get(group__isnull=False).as_said == label


def test_what_is_not_known_is_a_warning_and_kept_in_words(curator):
    row = collected(beneficiary_group="Friends of marks", activity_type="potluck")
    job = planned(csv_of(row), curator)
    assert [problem["message"] for problem in job.rows.get().problems] == [
        "“potluck” is no known type of activity: kept in words, under “Other”.",
        "“Friends of marks” is no known group: kept in words on the record. Nearest: none.",
    ]
    assert written(job, curator)
    record = Activity.objects.get()
    assert (record.modality.code, record.modality_as_said) == ("other", "potluck")
    assert record.note == "Beneficiaries in the words of the source: Friends of marks."


@pytest.mark.parametrize(
    ("word", "warnings"),
    [("yes", ["The sheet says “triangular: yes”; by the rule it is South-South, which counts."]), ("no", []), ("", [])],
)
def test_the_word_triangular_overrides_nothing_and_a_difference_is_shown(curator, word, warnings):
    job = planned(csv_of(collected(triangular=word)), curator)
    said = [problem["message"] for problem in job.rows.get().problems]
    assert [text.partition(" Kenya")[0] for text in said] == warnings
    written(job, curator)
    assert Activity.objects.get().kind == "south_south"


def test_the_whole_collection_as_one_sheet(curator):
    """tad/data/activities.csv without the files beside it: every row becomes one record, and the second time none."""
    content = (shipped.FOLDER / "activities.csv").read_bytes()
    job = planned(content, curator)
    assert {name: job.figures[name] for name in ("new", "changed", "unchanged", "error")} == {
        "new": 124, "changed": 0, "unchanged": 0, "error": 0,
    }  # fmt: skip
    assert written(job, curator, publish=True)
    assert Activity.objects.count() == Source.objects.count() == 124
    assert set(job.rows.values_list("ref", flat=True)) == set(Activity.objects.values_list("ref", flat=True))
    assert search_rows.differing() == 0
    before = state_of_the_world()
    again = planned(content, curator)
    assert (again.figures["unchanged"], again.total) == (124, 124)
    assert written(again, curator)
    assert state_of_the_world() == before


# --- Where new records arrive -----------------------------------------------------------------------------------------
def test_new_records_go_to_review_or_are_published(curator):
    written(planned(csv_of(collected()), curator), curator)
    written(planned(csv_of(collected(id="X002", title="Quite another thing")), curator), curator, publish=True)
    waiting, shown = Activity.objects.order_by("pk")
    today = timezone.localdate()
    assert (waiting.state, waiting.published_by, waiting.last_verified_on) == (State.IN_REVIEW, None, None)
    assert (shown.state, shown.published_by, shown.last_verified_on) == (State.PUBLISHED, curator, today)
    assert waiting.created_by == shown.created_by == curator


def test_only_curators_run_plans(curator, administrator, member):
    job = planned(csv_of(collected()), curator)
    running.start(job, publish=True, leave_out=False)
    with pytest.raises(PermissionDenied):
        running.run(job, by=member)
    assert Activity.objects.count() == 0
    assert running.run(job, by=administrator)


def test_look_alikes_are_shown_and_can_be_left_out(curator):
    known = activity(title="Workshop on marks in Nairobi", starts_on=date(2013, 10, 7), ends_on=date(2013, 10, 9))
    rows = [
        collected(),
        collected(id="X002", title="Study visit to Lima", start_date="2019", end_date=""),
        collected(id="X003", title="Study visit to Lima", start_date="2019", end_date=""),
    ]
    job = planned(csv_of(*rows), curator)
    alike = [[(each["ref"], each["row"], each["why"]) for each in row.lookalikes] for row in job.rows.all()]
    assert alike == [
        [(known.ref, 0, "similar title, same dates, 1 of 3 countries")],
        [],
        [("", 3, "same title, same year, same countries")],
    ]
    assert job.figures["lookalike"] == 2
    assert written(job, curator, leave_out=True)
    assert job.done == 1
    assert set(Activity.objects.values_list("title", flat=True)) == {known.title, "Study visit to Lima"}


def test_new_rows_without_a_name_of_their_own_are_created_once(curator):
    content = csv_of({"title": "A seminar", "starts_on": "2014-03"}, {"title": "Another", "starts_on": ""})
    assert written(planned(content, curator), curator)
    before = state_of_the_world()
    again = planned(content, curator)
    assert outcomes(again) == [(2, "unchanged"), (3, "unchanged")]
    refs = list(Activity.objects.order_by("pk").values_list("ref", flat=True))
    assert [row.problems[-1]["message"] for row in again.rows.all()] == [
        f"Already here as {ref}: same title, same dates. It is left as it is." for ref in refs
    ]
    written(again, curator)
    assert state_of_the_world() == before


# --- All or nothing ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_crash_in_the_middle_leaves_nothing(curator, monkeypatch, place):
    job = planned(csv_of(*(collected(id=f"X{n}", title=f"Meeting {'abc'[n] * 9}") for n in range(3))), curator)
    before, write, calls = state_of_the_world(), importer.record_activity, []

    def breaking(**values):
        calls.append(values)
        if len(calls) == place:
            raise RuntimeError("The power went.")
        return write(**values)

    monkeypatch.setattr(importer, "record_activity", breaking)
    running.start(job, publish=True, leave_out=False)
    with pytest.raises(RuntimeError):
        running.run(job, by=curator)
    assert state_of_the_world() == before
    job.refresh_from_db()
    assert (job.state, job.finished_at) == (Import.State.PLANNED, None)
    monkeypatch.undo()
    assert written(job, curator)
    assert Activity.objects.count() == 3


def test_a_killed_process_leaves_nothing_and_can_be_begun_anew(committed, curator):
    job = planned(csv_of(*(collected(id=f"X{n}", title=f"Meeting {'abc'[n] * 9}") for n in range(3))), curator)
    running.start(job, publish=True, leave_out=False)
    child = os.fork()
    if child == 0:
        try:
            run_until_killed(job, curator)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    job.refresh_from_db()
    assert (Activity.objects.count(), job.state) == (0, Import.State.RUNNING)
    assert running.run(job, by=curator)
    assert Activity.objects.count() == 3


def run_until_killed(job: Import, by: User) -> None:
    """In a process of its own, on a connection of its own: two records are written, then somebody pulls the plug."""
    connection.connection = None  # the parent's, which must stay open
    write, calls = importer.record_activity, []

    def killed(**values):
        calls.append(values)
        if len(calls) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(**values)

    importer.record_activity = killed
    running.run(job, by=by)


def test_what_only_the_database_refuses_is_an_error_of_its_row(curator, monkeypatch):
    record = activity()
    other = activity(title="Not this one")
    first, second = exported(other, record)
    content = csv_of(first | {"place": "Lima"}, second | {"participants": "3", "women": "4"})
    monkeypatch.setattr(ActivityExport, "check", lambda self, cells, draft: None)
    job = planned(content, curator)
    assert outcomes(job) == [(2, "changed"), (3, "changed")]
    with monkeypatch.context() as broken:
        broken.setattr(Import, "save", Mock(side_effect=OperationalError))
        with pytest.raises(OperationalError):
            written(job, curator)
    assert outcomes(job) == [(2, "changed"), (3, "changed")]  # row and plan say the same
    assert not written(job, curator)
    other.refresh_from_db()
    assert (other.place, job.state, job.figures["error"]) == ("", Import.State.PLANNED, 1)
    assert job.rows.get(number=3).problems[-1] == {
        "row": 3, "column": "", "level": "error", "message": "There are more women and men than participants.",
    }  # fmt: skip
    assert not running.start(job, publish=False, leave_out=False)


def test_a_plan_with_an_error_cannot_be_begun(curator):
    job = planned(csv_of(collected(), collected(id="X002", title="")), curator)
    assert not running.start(job, publish=False, leave_out=False)
    assert not running.run(job, by=curator)
    assert Activity.objects.count() == 0


# --- The same plan, or none -------------------------------------------------------------------------------------------
def test_pressed_twice_it_runs_once(curator):
    job = planned(csv_of(collected()), curator)
    assert [running.start(job, publish=True, leave_out=False) for _press in range(2)] == [True, False]
    assert [running.run(job, by=curator) for _press in range(2)] == [True, True]
    assert Activity.objects.count() == 1


def test_a_record_that_changed_since_makes_the_plan_stale(curator):
    record = activity(place="Nairobi")
    [row] = exported(record)
    job = planned(csv_of(row | {"place": "Lima"}), curator)
    Activity.objects.filter(pk=record.pk).update(outcome="Now known.", updated_at=timezone.now() + timedelta(hours=1))
    assert not written(job, curator)
    record.refresh_from_db()
    assert (record.place, record.outcome) == ("Nairobi", "Now known.")
    assert job.state == Import.State.PLANNED
    assert job.problems[0]["message"] == (
        "Something has changed since this plan was made, so nothing was written. This is the plan as it is now."
    )
    [kept] = job.rows.all()
    assert {each["column"]: (each["old"], each["new"]) for each in kept.changes} == {
        "place": ("Nairobi", "Lima"), "outcome": ("Now known.", ""),
    }  # fmt: skip
    assert kept.problems[0]["message"].startswith("The record was changed after this sheet was exported.")


def test_of_two_curators_with_the_same_sheet_the_second_is_shown_that_it_is_done(curator):
    other = user("curator")
    content = csv_of(collected())
    jobs = [planned(content, curator), planned(content, other)]
    assert [written(job, job.created_by) for job in jobs] == [True, False]
    assert outcomes(jobs[1]) == [(2, "unchanged")]
    assert Activity.objects.count() == 1


def test_a_record_that_came_to_look_like_a_row_makes_the_plan_stale(curator):
    job = planned(csv_of(collected()), curator)
    activity(title="Workshop on marks in Nairobi", starts_on=date(2013, 10, 7), ends_on=date(2013, 10, 9))
    assert not written(job, curator)
    assert job.figures["lookalike"] == 1


def test_the_plan_is_made_again_in_the_language_of_its_reader(curator):
    with translation.override("fr"):
        job = planned(csv_of(collected(beneficiary_group="Friends of marks")), curator)
    assert job.language == "fr"
    assert written(job, curator)  # by a worker, say, that speaks English


# --- What is left behind ----------------------------------------------------------------------------------------------
def test_the_history_names_the_import_and_the_person(curator, signed_in):
    record = activity()
    [row] = exported(record)
    job = planned(csv_of(row | {"place": "Lima"}), curator)
    written(job, curator)
    metadata = record.pgh_event_model.objects.latest("pgh_id").pgh_context.metadata
    assert metadata == {"user": curator.pk, "reason": "import", "import": job.pk}
    page = signed_in(curator).get(f"/admin/tad/activity/{record.pk}/history/").content.decode()
    assert f"Import {job.pk}" in page


def test_the_file_is_kept_under_a_name_that_nobody_guesses(curator, media):
    jobs = [planned(csv_of(collected()), curator, "../../secret name.csv") for _time in range(2)]
    names = [job.file.name for job in jobs]
    assert len(set(names)) == 2
    assert all(len(name) == len("imports/") + 32 and "secret" not in name for name in names)
    assert {path.name for path in (media / "imports").iterdir()} == {name.removeprefix("imports/") for name in names}


def test_planning_takes_as_many_queries_for_many_rows_as_for_one():
    def plan(number: int) -> int:
        rows = [collected(id=f"X{n}", title=f"Meeting of {n} {'abcdefgh'[n % 8] * 9}") for n in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            IMPORTERS["activities"].plan(sheet_of(csv_of(*rows)))
        return len(queries)

    plan(1)
    assert plan(1) == plan(60) <= 8


def test_planning_an_export_takes_as_many_queries_for_many_rows_as_for_one():
    records = [activity(title=f"Meeting {n}") for n in range(12)]

    def plan(rows: list[dict]) -> int:
        with CaptureQueriesContext(connection) as queries:
            IMPORTERS["activities"].plan(sheet_of(csv_of(*rows)))
        return len(queries)

    rows = [row | {"place": "Lima"} for row in exported(*records)]
    plan(rows[:1])
    assert plan(rows[:1]) == plan(rows) <= 12


def test_planning_writes_nothing(curator):
    before = state_of_the_world()
    planned(csv_of(collected(), collected(id="X002", title="")), curator)
    assert state_of_the_world() == before
