"""Initiatives and case studies from sheets: collections, our own exports edited, and the promises of every import.

The promises that do not depend on the kind of record (stale plans, killed processes) are tested with activities.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partnerships import shipped
from partnerships.imports import importer
from partnerships.imports.collection import ROLES_UNKNOWN
from partnerships.models import CaseStudy, Initiative
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core.imports import IMPORTERS, running
from portal.core.imports.sheet_back import as_csv, as_xlsx
from portal.core.models import Import, State
from tests.factories import case_study, initiative
from tests.partnerships.imported import (
    CASE,
    EXPORTED,
    FACTORIES,
    FILES,
    INITIATIVE,
    KINDS,
    MODELS,
    SOURCES,
    content_of,
    planned,
    world,
    written,
)
from tests.sheets import csv_of, exported_initiatives, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def as_rows(rows: list[dict[str, str]]) -> list[list[str]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


# --- The real collections, as sheets ----------------------------------------------------------------------------------
@KINDS
def test_every_row_of_the_real_file_becomes_one_record_and_the_second_time_none(of):
    content, rows = content_of(of), list(csv.DictReader((shipped.FOLDER / FILES[of]).open(encoding="utf-8")))
    job = planned(content, of)
    assert [job.figures[name] for name in ("new", "changed", "unchanged", "error")] == [len(rows), 0, 0, 0]
    assert written(content, of, publish=True).done == len(rows)
    assert set(SOURCES[of].objects.values_list("record", flat=True)) == {row["id"] for row in rows}
    titles = {row.get("name") or row["title"] for row in rows}
    assert set(MODELS[of].objects.values_list("title", flat=True)) == titles
    assert (INITIATIVE_ROWS.differing(), CASE_STUDY_ROWS.differing()) == (0, 0)
    before = world()
    assert written(content, of).figures["unchanged"] == len(rows)
    assert world() == before


@KINDS
def test_the_dry_run_promises_what_the_run_does(of):
    promised = [(row.number, row.outcome, row.title) for row in IMPORTERS[of].plan(sheet_of(content_of(of)))]
    job = written(content_of(of), of)
    assert list(job.rows.values_list("number", "outcome", "title")) == promised
    assert set(job.rows.values_list("ref", flat=True)) == set(MODELS[of].objects.values_list("ref", flat=True))


def test_a_row_becomes_an_initiative_whose_roles_nobody_knows_yet():
    written(csv_of(INITIATIVE | {"triangular": "yes"}), "partnerships")
    record = Initiative.objects.get()
    assert (record.title, record.summary, record.state) == ("Two offices meet", "They share searches.", State.IN_REVIEW)
    assert (record.starts_on, record.starts_precision) == (date(2020, 1, 1), "year")
    assert (record.source, record.source_url) == ("News", "https://example.org/x")
    assert list(record.participations.values_list("role", "country")) == [
        ("provider", "KE"), ("provider", "UG"), ("beneficiary", "KE"), ("beneficiary", "UG"),
    ]  # fmt: skip
    assert list(record.taggings.values_list("topic__code", "as_said")) == [("patents", "patents")]
    assert (record.sector_as_said, list(record.sectors.values_list("code", flat=True))) == (
        "patents; health", ["health"],
    )  # fmt: skip
    assert record.note == ROLES_UNKNOWN + " “Triangular: yes” in the words of the collection."
    assert (record.kind, record.status, record.support) == ("south_south", "unknown", "unknown")


def test_a_row_becomes_a_case_study():
    written(csv_of(CASE), "case-studies", publish=True)
    record = CaseStudy.objects.get()
    assert (record.title, record.state, record.source, record.note) == (CASE["title"], State.PUBLISHED, "A report", "")
    assert list(record.countries.values_list("pk", flat=True)) == ["KE"]
    assert list(record.taggings.order_by("pk").values_list("topic__code", "as_said")) == [
        ("trademarks", "trademarks"), ("geographical-indications", "geographical indications"),
    ]  # fmt: skip
    assert (record.sector_as_said, list(record.sectors.values_list("code", flat=True))) == ("Water", ["water"])


# --- Our own exports --------------------------------------------------------------------------------------------------
@pytest.fixture
def real():
    call_command("import_partnerships", verbosity=0)
    call_command("import_case_studies", verbosity=0)


@pytest.mark.parametrize("language", ["en", "ar"])
@KINDS
def test_the_real_records_exported_and_imported_change_nothing(real, of, language):
    with translation.override(language):
        rows = as_rows(EXPORTED[of](*MODELS[of].objects.order_by("pk")))
    for content, name in ((b"".join(as_csv(rows)), "a.csv"), (as_xlsx(rows), "a.xlsx")):
        found = IMPORTERS[of].plan(sheet_of(content, name))
        assert [str(problem) for row in found for problem in row.problems] == []
        assert {row.outcome for row in found} == {"unchanged"}


def test_what_the_page_offers_as_a_file_is_what_is_read(real, signed_in, curator):
    for of, address in (("partnerships", "/partnerships/"), ("case-studies", "/case-studies/")):
        for form in ("csv", "xlsx"):
            content = b"".join(signed_in(curator).get(address, {"format": form}).streaming_content)
            found = IMPORTERS[of].plan(sheet_of(content, f"a.{form}"))
            assert (len(found), {row.outcome for row in found}) == (MODELS[of].objects.count(), {"unchanged"})


EDITS = {
    "partnerships": {
        "title": "Another title", "summary": "Another; summary.", "language": "fr", "status": "suspended",
        "support": "with", "starts_on": "1998-03", "ends_on": "2030", "date_note": "about then",
        "beneficiary_codes": "KE; aripo", "beneficiary_organisations": "wipo", "provider_codes": "",
        "funder_organisations": "aripo@ZW", "topic_codes": "trademarks; patents", "instrument_codes": "network",
        "modality_codes": "", "sector_codes": "water", "sector_as_said": "waters", "challenge": "Two\nlines.",
        "solution": "=1+1", "exchange": "x", "results": "x", "innovation": "x", "sustainability": "x",
        "replicability": "x", "lessons": "", "currency": "USD", "amount": "1234567.5", "in_kind": "rooms; experts",
        "paid_by": "Both offices",
        "is_estimate": "yes", "note": "", "source": "Another source", "source_url": "https://example.org/other",
        "instrument_as_said": "said", "modality_as_said": "said", "document_urls": "https://example.org/a",
        "document_titles": "A page", "figures": "1234567.25; 9", "figure_units": "clients; offices",
        "figure_meanings": "reached; taking part",
    },
    "case-studies": {
        "title": "Another title", "summary": "x", "language": "fr", "country_codes": "UG; KE", "year": "1999",
        "year_note": "about then", "topic_codes": "patents", "sector_codes": "", "sector_as_said": "said",
        "focus_codes": "origin", "story": "Long.", "results": "x", "lessons": "x", "note": "x", "source": "x",
        "source_url": "https://example.org/other", "document_urls": "https://example.org/a",
        "document_titles": "A page",
    },
}  # fmt: skip


@KINDS
def test_every_column_that_is_read_takes_over_an_edit(of):
    left_out = {"ref", "band"}  # a band excludes an amount; of the roles, some stand for all
    read = {name for name in IMPORTERS[of].own_export.columns if not name.endswith(("_codes", "_organisations"))}
    assert read - left_out <= EDITS[of].keys()
    record = FACTORIES[of]()
    [row] = EXPORTED[of](record)
    written(csv_of(row | EDITS[of]), of)
    [now] = EXPORTED[of](MODELS[of].objects.get())
    for name, wanted in EDITS[of].items():
        same = [set(each.split("; ")) if name.endswith("_codes") else each for each in (wanted, now[name])]
        assert same[0] == same[1], name


def test_a_missing_column_leaves_its_field_alone_an_empty_cell_empties_it():
    record = initiative(results="More filings.", lessons="Begin early.", topics=["patents"])
    written(csv_of({"ref": record.ref, "lessons": ""}), "partnerships")
    record.refresh_from_db()
    assert (record.results, record.lessons, record.taggings.count(), record.state) == (
        "More filings.", "", 1, State.PUBLISHED,
    )  # fmt: skip


def test_a_partner_known_by_name_only_stays():
    record = initiative(providers=[], beneficiaries=["KE"])
    record.participations.create(role="provider", as_said="A society of friends")
    [row] = exported_initiatives(record)
    assert (row["provider_codes"], row["providers"], row["beneficiary_codes"]) == ("", "A society of friends", "KE")
    written(csv_of(row | {"provider_codes": "BR", "beneficiary_codes": "UG"}), "partnerships")
    assert list(record.participations.order_by("role", "as_said").values_list("role", "country", "as_said")) == [
        ("beneficiary", "UG", ""), ("provider", "BR", ""), ("provider", None, "A society of friends"),
    ]  # fmt: skip


def test_the_kind_is_judged_anew():
    record = initiative(beneficiaries=["KE"], providers=["BR"], starts_on=date(2015, 1, 1))
    written(csv_of({"ref": record.ref, "funder_codes": "JP"}), "partnerships")
    record.refresh_from_db()
    assert record.kind == "triangular"


@KINDS
def test_a_filled_in_empty_sheet_creates_a_record_once(of):
    example = {name: cell for name, _meaning, cell in IMPORTERS[of].template()}
    written(csv_of(example), of)
    record = MODELS[of].objects.get()
    assert (record.title, record.state) == (example["title"], State.IN_REVIEW)
    before = world()
    again = written(csv_of(example), of)
    assert [row.problems[-1]["message"] for row in again.rows.all()] == [
        f"Already here as {record.ref}: same title, same dates. It is left as it is."
    ]
    assert world() == before


def test_look_alikes_are_shown_and_can_be_left_out():
    known = case_study(title="Kampot Pepper geographical indication", year=2010, countries=["KH"])
    rows = [{"title": "Kampot pepper, geographical indication", "year": "2010", "country_codes": "KH"},
            {"title": "Quite another", "year": "2001", "country_codes": "KE"}]  # fmt: skip
    job = planned(csv_of(*rows), "case-studies")
    assert [[each["ref"] for each in row.lookalikes] for row in job.rows.all()] == [[known.ref], []]
    assert written(csv_of(*rows), "case-studies", leave_out=True).done == 1
    assert set(CaseStudy.objects.values_list("title", flat=True)) == {known.title, "Quite another"}


# --- All or nothing ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("of", "write"), [("partnerships", "record_initiative"), ("case-studies", "record_case_study")]
)
def test_a_crash_in_the_middle_leaves_nothing(monkeypatch, of, write):
    job, before, calls, real = planned(content_of(of), of), world(), [], getattr(importer, write)

    def breaking(**values):
        calls.append(values)
        if len(calls) == 7:
            raise RuntimeError("The power went.")
        return real(**values)

    monkeypatch.setattr(importer, write, breaking)
    running.start(job, publish=True, leave_out=False)
    with pytest.raises(RuntimeError):
        running.run(job, by=job.created_by)
    assert world() == before
    monkeypatch.undo()
    assert written(content_of(of), of).done == len(calls) + job.total - 7


@KINDS
def test_planning_takes_as_many_queries_for_many_rows_as_for_one(of):
    records = [FACTORIES[of](title=f"Story {n}") for n in range(8)]
    rows = [row | {"note": "Edited."} for row in EXPORTED[of](*records)]

    def plan(rows: list[dict]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert {row.outcome for row in IMPORTERS[of].plan(sheet_of(csv_of(*rows)))} == {"changed"}
        return len(queries)

    plan(rows[:1])
    assert plan(rows[:1]) == plan(rows)


# --- The commands -----------------------------------------------------------------------------------------------------
def told(command: str, *arguments) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("command", "of", "row"),
    [("import_partnerships", "partnerships", INITIATIVE), ("import_case_studies", "case-studies", CASE)],
)
def test_the_commands_list_then_do_the_same(tmp_path, command, of, row):
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_of(row))
    promised = told(command, path, "--dry-run")
    assert promised.splitlines()[0] == f"row 2: new {row.get('name') or row['title']}"
    assert (MODELS[of].objects.count(), Import.objects.count()) == (0, 0)
    done = told(command, path, "--publish")
    assert done == promised + f"Written: 1 records, as import {Import.objects.get().pk}.\n"
    assert MODELS[of].objects.get().state == State.PUBLISHED
    assert told(command, path).splitlines()[-2].startswith("0 new, 0 changed, 1 unchanged")


def test_a_sheet_of_another_kind_is_refused_before_anything_is_written(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_of(CASE))
    with pytest.raises(CommandError, match="belong to no known layout"):
        call_command("import_partnerships", path)
    assert Import.objects.count() == 0
