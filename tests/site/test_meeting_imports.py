"""Meetings from sheets: our own export edited, new ones, and the command."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal.core.imports import IMPORTERS
from portal.core.imports.sheet_back import as_csv, as_xlsx
from portal.core.models import Import, Meeting, State, current_versions
from portal.site.meetings.search_rows import MEETING_ROWS
from portal.site.meetings.shipped import read
from tests.factories import activity, meeting
from tests.partnerships.imported import planned, written
from tests.sheets import csv_of, exported_meetings, sheet_of
from tests.site.test_meetings import full_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_the_real_meetings_exported_and_imported_change_nothing(signed_in, curator):
    call_command("import_activities", verbosity=0)
    call_command("import_meetings", verbosity=0)
    full_meeting()
    before = current_versions()
    for language in ("en", "ar"):
        with translation.override(language):
            rows = exported_meetings(*Meeting.objects.order_by("pk"))
        as_rows = [list(rows[0]), *(list(row.values()) for row in rows)]
        for content, name in ((b"".join(as_csv(as_rows)), "a.csv"), (as_xlsx(as_rows), "a.xlsx")):
            found = IMPORTERS["meetings"].plan(sheet_of(content, name))
            assert [str(problem) for row in found for problem in row.problems] == []
            assert [row.outcome for row in found] == ["unchanged"] * 31
    for form in ("csv", "xlsx"):
        content = b"".join(signed_in(curator).get("/calendar/meetings/", {"format": form}).streaming_content)
        found = IMPORTERS["meetings"].plan(sheet_of(content, f"a.{form}"))
        assert [row.outcome for row in found] == ["unchanged"] * 31
    assert current_versions() == before


EDITS = {
    "title": "Another title", "summary": "Another; summary.", "language": "fr", "series_code": "weeks-for-officials",
    "kind_as_said": "week", "status": "postponed", "starts_on": "2027-03", "ends_on": "2027", "date_note": "about then",
    "place": "Kampala", "country": "UG", "attendance": "online", "website": "https://example.org/other",
    "description": "Two\nlines.", "outcome": "=1+1", "organiser_organisations": "aripo",
    "beneficiary_codes": "KE; aripo", "topic_codes": "trademarks; copyright", "working_language_codes": "es",
    "document_urls": "https://example.org/b",
    "document_titles": "Programme", "note": "", "source": "Elsewhere", "source_url": "https://example.org/s",
}  # fmt: skip


def test_every_column_that_is_read_takes_over_an_edit():
    record, other = full_meeting(), activity()
    [row] = exported_meetings(record)
    edits = EDITS | {"activities": f"{row['activities']}; {other.ref}"}
    of_roles = {name for name in row if name.endswith(("_codes", "_organisations"))}
    assert set(IMPORTERS["meetings"].own_export.columns) - of_roles - {"ref"} <= edits.keys()
    assert written(csv_of(row | edits), "meetings").figures["changed"] == 1
    [now] = exported_meetings(Meeting.objects.get())
    for name, wanted in edits.items():
        same = [set(each.split("; ")) if name.endswith("_codes") else each for each in (wanted, now[name])]
        assert same[0] == same[1], name
    assert list(record.activities.values_list("ref", "is_same")) == [(row["activities"], True), (other.ref, False)]
    assert (now["ref"], MEETING_ROWS.differing()) == (record.ref, 0)


def test_a_missing_column_leaves_its_field_alone_an_empty_cell_empties_it():
    record = full_meeting()
    written(csv_of({"ref": record.ref, "country": "", "attendance": "", "series_code": ""}), "meetings")
    record.refresh_from_db()
    assert (record.country_id, record.delivery, record.series_id, record.place) == (None, "", None, "Nairobi")
    assert (record.activities.count(), record.documents.count(), record.state) == (1, 1, State.PUBLISHED)


def test_a_filled_in_empty_sheet_creates_a_meeting_once():
    example = {name: cell for name, _meaning, cell in IMPORTERS["meetings"].template()}
    written(csv_of(example), "meetings")
    record = Meeting.objects.get()
    assert (record.title, record.state, record.country_id, record.starts_on, record.delivery) == (
        example["title"], State.IN_REVIEW, "KE", date(2027, 5, 4), "hybrid",
    )  # fmt: skip
    assert [row.ref for row in written(csv_of(example), "meetings").rows.all()] == [record.ref]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("country", "Kenya", "“Kenya” is no country code of ISO 3166. Nearest: KE (Kenya)."),
        ("series_code", "nonsense", "“nonsense” is no code of this list."),
        ("attendance", "by post", "“by post” is not known here. Possible: in_person, online, hybrid."),
        (
            "activities",
            "TA-2019-4321",
            "“TA-2019-4321” is no activity of the portal. A reference reads like TA-2013-0042.",
        ),
        ("starts_on", "2027-11-00", "“2027-11-00” is no date. Write 2013, 2013-10 or 2013-10-07."),
        ("ends_on", "2010", "The end lies before the start."),
        ("status", "", "This cell cannot be empty."),
        ("ref", "MT-1999-0001", "No record has the reference “MT-1999-0001”. For a new record leave the cell empty."),
        ("title", "", "This cell cannot be empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(column, cell, message):
    [row] = exported_meetings(full_meeting())
    before = current_versions()
    job = planned(csv_of(row | {column: cell}), "meetings")
    assert [(each["column"], each["message"]) for row in job.rows.all() for each in row.problems] == [(column, message)]
    assert (job.figures["error"], current_versions()) == (1, before)


def test_planning_takes_as_many_queries_for_many_rows_as_for_one():
    rows = [row | {"note": "Edited."} for row in exported_meetings(*(meeting() for _number in range(8)))]

    def plan(rows: list[dict]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert {row.outcome for row in IMPORTERS["meetings"].plan(sheet_of(csv_of(*rows)))} == {"changed"}
        return len(queries)

    plan(rows[:1])
    assert plan(rows[:1]) == plan(rows)


def test_the_desk_names_meetings_that_look_alike(signed_in, curator):
    known = meeting(title="Regional meeting on geographical indications", starts_on=date(2014, 5, 6))
    new = meeting(title="Regional Meeting on Geographical Indications", starts_on=date(2014, 5, 6), state="in_review")
    page = signed_in(curator).get(f"/admin/core/meeting/{new.pk}/change/")
    assert [(each, reason) for each, reason in page.context["alike"]] == [(known, "same title, same dates")]


def told(*arguments) -> str:
    out = StringIO()
    call_command("import_meetings", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_lists_then_does_the_same(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_of({"title": "A week for officials", "language": "en", "status": "planned"}))
    promised = told(path, "--dry-run")
    assert promised.splitlines()[0] == "row 2: new A week for officials"
    assert (Meeting.objects.count(), Import.objects.count()) == (0, 0)
    assert told(path, "--publish") == promised + f"Written: 1 records, as import {Import.objects.get().pk}.\n"
    assert Meeting.objects.get().state == State.PUBLISHED
    assert told("--dry-run").splitlines() == [f"{each.key}: new" for each in read()]
    path.write_bytes(csv_of({"id": "Y1", "recipe": "Soup"}))
    with pytest.raises(CommandError, match="belong to no known layout"):
        told(path)
