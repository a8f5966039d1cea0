"""`manage.py import_activities FILE`: the same plan as on the desk, as text."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core.models import Import, State, User, current_versions
from tad import shipped
from tad.models import Activity
from tests.factories import activity
from tests.sheets import collected, csv_of, exported, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def told():
    """``told(file, "--dry-run")``: what the command prints."""

    def call(*arguments) -> str:
        out = StringIO()
        call_command("import_activities", *arguments, stdout=out)
        return out.getvalue()

    return call


@pytest.fixture
def file(tmp_path):
    def written(*rows: dict[str, str], name: str = "sheet.csv"):
        path = tmp_path / name
        path.write_bytes(csv_of(*rows))
        return path

    return written


def test_a_dry_run_lists_every_row_and_writes_nothing(told, file):
    record = activity(title="Known", place="Nairobi")
    [row] = exported(record)
    before = current_versions()
    new = {"title": "Another", "starts_on": "2013-05-06", "ends_on": "2013-05-06", "colour": "red"}
    assert told(file(row | {"place": "Lima", "colour": ""}, row | {"colour": "", **new, "ref": ""}), "--dry-run") == (
        "row 1, colour: This column is not known and not read.\n"
        f"row 2: changed {record.ref} Known\n"
        "    place: Nairobi → Lima\n"
        "row 3: new Another\n"
        "1 new, 1 changed, 0 unchanged, 0 with errors, 0 with warnings, 0 that look like another record.\n"
    )
    assert (current_versions(), Import.objects.count()) == (before, 0)


def test_the_run_says_and_does_what_the_dry_run_said(told, file):
    path = file(collected(), collected(id="X002", title="Quite another thing"))
    promised = told(path, "--dry-run")
    job_line = "Written: 2 records, as import {}.\n"
    assert told(path) == promised + job_line.format(Import.objects.get().pk)
    assert set(Activity.objects.values_list("state", "created_by")) == {
        (State.IN_REVIEW, User.objects.importer().pk)
    }  # fmt: skip
    assert "0 new, 0 changed, 2 unchanged" in told(path)
    assert Activity.objects.count() == 2


def test_new_records_are_published_if_wished(told, file):
    told(file(collected()), "--publish")
    assert Activity.objects.get().state == State.PUBLISHED


def test_errors_end_it_before_anything_is_written(told, file, tmp_path):
    path = file(collected(), collected(id="X002", title=""))
    back = tmp_path / "back.csv"
    out = StringIO()
    with pytest.raises(CommandError, match="Nothing was written: correct the errors first"):
        call_command("import_activities", path, "--sheet", back, stdout=out)
    assert "row 3: error\n    error: title: A title is needed.\n" in out.getvalue()
    assert (Activity.objects.count(), Import.objects.count()) == (0, 0)
    assert [row["import_errors"] for row in sheet_of(back.read_bytes()).rows] == ["", "title: A title is needed."]


def test_a_dry_run_with_errors_fails_too(file):
    with pytest.raises(CommandError):
        call_command("import_activities", file(collected(title="")), "--dry-run", stdout=StringIO())


def test_look_alikes_are_listed_and_can_be_left_out(told, file):
    known = activity(title="Workshop on marks in Nairobi", starts_on=date(2013, 10, 7), ends_on=date(2013, 10, 9))
    path = file(collected())
    line = f"    looks like {known.ref} Workshop on marks in Nairobi (similar title, same dates, 1 of 3 countries)\n"
    assert line in told(path, "--dry-run")
    assert "Written: 0 records" in told(path, "--leave-out")
    assert Activity.objects.count() == 1


def test_what_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("title,place\nx,Yaoundé\n".encode("latin-1"))
    with pytest.raises(CommandError, match=r"a\.csv: row 2: The file is not in UTF-8: byte 21 is 0xE9"):
        call_command("import_activities", path)


def test_the_shipped_collection_can_be_looked_through(told):
    listed = told("--dry-run").splitlines()
    assert (len(listed), {line.partition(": ")[2] for line in listed}) == (143, {"new"})
    assert Activity.objects.count() == 0
    told()
    assert {line.partition(": ")[2] for line in told("--dry-run").splitlines()} == {"unchanged"}


def test_its_main_file_elsewhere_is_a_sheet_like_any_other(told, tmp_path):
    (tmp_path / "activities.csv").write_bytes((shipped.FOLDER / "activities.csv").read_bytes())
    assert told(tmp_path / "activities.csv", "--dry-run").splitlines()[-1].startswith("124 new, 0 changed, 0 unchanged")
    told()
    assert told(tmp_path / "activities.csv").splitlines()[-2].startswith("0 new, 0 changed, 124 unchanged")
    assert Activity.objects.count() == 143
