"""Thirty-odd sheets that are wrong, each in its own way, and exactly what is said of each: row, column, what is wrong.

Whatever is wrong, all of it is listed, nothing is written, and nobody gets an error page.
"""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from portal.core.imports import IMPORTERS
from portal.core.sheets import Unreadable
from portal.core.sheets.sheet import MAX_ROWS
from tad.models import Activity
from tests.factories import activity
from tests.sheets import collected, csv_of, exported, sheet_of, xlsx_of, zipped

pytestmark = pytest.mark.django_db
HEADER = ["title", "starts_on"]


def said_of(content: bytes, name: str = "sheet.csv") -> list[str]:
    """Every error and warning about a file, in the order in which it is shown."""
    importer = IMPORTERS["activities"]
    try:
        sheet = sheet_of(content, name)
        problems = importer.about(sheet) + [each for row in importer.plan(sheet) for each in row.problems]
    except Unreadable as refusal:
        problems = refusal.problems
    assert Activity.objects.filter(ref__startswith="TA").count() in {0, 1}  # the one that a recipe may have made
    return [str(problem) for problem in problems]


def merged(book: Workbook) -> None:
    book.active.merge_cells("A2:B2")


def a_formula(book: Workbook) -> None:
    book.active["A2"] = "=B2&B2"


def an_error(book: Workbook) -> None:
    book.active["A2"] = "#REF!"


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 210_000_000})


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]><x>&c;</x>"""


def entity_bomb() -> bytes:
    whole = xlsx_of([HEADER, ["A", "2013"]])
    import zipfile

    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.xml": ENTITIES})


def rows(**changes: str) -> bytes:
    return csv_of(collected(**changes))


DAMAGED = "The workbook is damaged or protected. Save it anew as XLSX, without a password."
NO_DATE = "“{}” is no date. Write 2013, 2013-10 or 2013-10-07."

FILES = {
    # The file as a whole
    "empty": (b"", "a.csv", [
        "The file is empty, or its first row is. The first row must hold the names of the columns."
    ]),
    "header only": (csv_of(columns=["title"]), "a.csv", ["The sheet has a header and no rows."]),
    "a PDF called CSV": (b"%PDF-1.7\n1 0 obj", "a.csv", ["This is a PDF file. Send a CSV or XLSX file."]),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.xlsx", [
        "This is a XLS file. Send a CSV or XLSX file."
    ]),
    "a CSV called XLSX": (rows(), "a.xlsx", [
        "The file is called XLSX and is none. Save it anew in your spreadsheet program."
    ]),
    "Latin-1": ("title,place\nx,y\nFormation,Yaoundé\n".encode("latin-1"), "a.csv", [
        "row 3: The file is not in UTF-8: byte 33 is 0xE9. Save it as “CSV UTF-8”."
    ]),
    "half of UTF-16": ("title,place\nx,y".encode("utf-16")[:-1], "a.csv", [
        "The file begins like UTF-16 and cannot be read as such. Save it as “CSV UTF-8”."
    ]),
    "an open quotation mark": (b'title,place\nx,y\n"z,y\n', "a.csv", [
        "row 3: The file ends inside a cell: a closing quotation mark is missing."
    ]),
    "a cell that never ends": (b'title,place\n"' + b"x" * 200_000, "a.csv", [
        "row 2: A cell does not end: probably a closing quotation mark is missing."
    ]),
    "too many rows": (b"title,place\n" + b"x,y\n" * (MAX_ROWS + 1), "a.csv", [
        "row 20002: The sheet has more than 20000 rows. Split it into several files."
    ]),
    "too many columns": (",".join(f"c{number}" for number in range(201)).encode(), "a.csv", [
        "The sheet has more than 200 columns."
    ]),
    "unpacked too large": (bomb(), "a.xlsx", [
        "Unpacked, the workbook is larger than 200 MB. Copy the rows into a new one."
    ]),
    "entities in XML": (entity_bomb(), "a.xlsx", [DAMAGED]),
    "a zip that is no workbook": (zipped({"a.txt": b"x"}), "a.xlsx", [DAMAGED]),
    "half a workbook": (xlsx_of([HEADER, ["A", "2013"]])[:2000], "a.xlsx", [DAMAGED]),
    # Columns
    "columns of nothing known": (b"name,colour\nx,red\n", "a.csv", [
        "row 1: These columns belong to no known layout: name, colour. Compare them with the empty sheet."
    ]),
    "a column twice": (b"title,place,title\nx,y,z\n", "a.csv", ["row 1, title: This column is there twice."]),
    "a column without a name": (b"title,,place\nx,y,z\n", "a.csv", ["row 1, B: This column has no name."]),
    "a column misspelt": (b"title,plase,summary\nx,y,z\n", "a.csv", [
        "row 1, plase: This column is not known and not read. Did you mean “place”?"
    ]),
    # The grid
    "ragged rows": (b"title,place\nx\ny,z,u\n", "a.csv", [
        "row 2: This row has 1 cells, the header 2. Text that holds the delimiter needs “quotation marks” around it.",
        "row 3: This row has 3 cells, the header 2. Text that holds the delimiter needs “quotation marks” around it.",
    ]),
    "a value beside the table": (xlsx_of([HEADER, ["A", "2013", None, "stray"]]), "a.xlsx", [
        "row 2, D: There is something in a column that has no name."
    ]),
    "merged cells": (xlsx_of([HEADER, ["A", "2013"]], change=merged), "a.xlsx", [
        "row 2, title: Merged cells: only the first of them has a value. Separate them."
    ]),
    "a formula": (xlsx_of([HEADER, ["A", "2013"]], change=a_formula), "a.xlsx", [
        "row 2, title: This is a formula (=B2&B2). Paste its value instead.",
        "row 2, title: A title is needed.",
    ]),
    "the error of a calculation": (xlsx_of([HEADER, ["A", "2013"]], change=an_error), "a.xlsx", [
        "row 2, title: This is the error #REF! of a calculation.",
        "row 2, title: A title is needed.",
    ]),
    "control characters": (rows(summary="a\x00b\x1bc"), "a.csv", [
        "row 2, summary: This cell holds control characters (U+0000, U+001B). Type the text anew."
    ]),
    # Values of a collection
    "no title": (rows(title=""), "a.csv", ["row 2, title: A title is needed."]),
    "a title of 10,000 characters": (rows(title="x" * 10_000), "a.csv", [
        "row 2, title: This text has 10000 characters; at most 400 are possible."
    ]),
    "end before start": (rows(end_date="2013-10-06"), "a.csv", ["row 2, end_date: The end lies before the start."]),
    "dates that are none": (rows(start_date="20133", end_date="7/10/2013"), "a.csv", [
        f"row 2, start_date: {NO_DATE.format('20133')}",
        f"row 2, end_date: {NO_DATE.format('7/10/2013')}",
    ]),
    "the 31st of April": (rows(start_date="2013-04-31"), "a.csv", [
        f"row 2, start_date: {NO_DATE.format('2013-04-31')}"
    ]),
    "the year 1013": (rows(start_date="1013-10-07"), "a.csv", [
        "row 2, start_date: “1013-10-07”: a date must lie between 1900 and 2199."
    ]),
    "countries that are none": (rows(host_or_provider_countries="UK", beneficiary_countries="Uganda; TZ"), "a.csv", [
        "row 2, host_or_provider_countries: “UK” is no country code of ISO 3166. Nearest: GB (United Kingdom of "
        "Great Britain and Northern Ireland).",
        "row 2, beneficiary_countries: “Uganda” is no country code of ISO 3166. Nearest: UG (Uganda).",
    ]),
    "a topic that is none": (rows(ip_fields="patent; trademarks"), "a.csv", [
        "row 2, ip_fields: “patent” is no code of this list. Nearest: patents (Patents)."
    ]),
    "words outside their lists": (rows(triangular="maybe", source_kind="hearsay"), "a.csv", [
        "row 2, triangular: “maybe” is not known here. Possible: yes, no, unknown.",
        "row 2, source_kind: “hearsay” is not known here. Possible: organiser or official body; official document on "
        "a mirror site; press, blog or other.",
    ]),
    "no id and no source": (rows(id="", source=""), "a.csv", [
        "row 2, id: An id is needed: by it the portal knows the row when the sheet comes again.",
        "row 2, source: A source is needed: readers must be able to look it up.",
    ]),
    "an id twice": (csv_of(collected(), collected(title="Another")), "a.csv", ["row 3, id: “X001” is in row 2, too."]),
    "several at once": (
        csv_of(collected(end_date="2012"), collected(id="X002", title=""), collected(id="X003", ip_fields="marks")),
        "a.csv",
        [
            "row 2, end_date: The end lies before the start.",
            "row 3, title: A title is needed.",
            "row 4, ip_fields: “marks” is no code of this list. Nearest: trademarks (Trademarks).",
        ],
    ),
}  # fmt: skip


def test_each_fault_is_named_by_row_and_column():
    said = {name: said_of(content, file) for name, (content, file, _expected) in FILES.items()}
    assert said == {name: expected for name, (_content, _file, expected) in FILES.items()}


def test_there_are_thirty():
    assert len(FILES) + len(CELLS) >= 30


# Cells of an edited export: what is changed, and what is said of it.
CELLS = {
    "a reference of nothing": ({"ref": "TA-1999-0001"}, [
        "row 2, ref: No record has the reference “TA-1999-0001”. For a new record leave the cell empty."
    ]),
    "no title left": ({"title": ""}, ["row 2, title: This cell cannot be empty."]),
    "a negative number": ({"participants": "-4"}, ["row 2, participants: “-4” is no whole number from 0 upwards."]),
    "a number of digits": ({"women": "9" * 12}, ["row 2, women: “999999999999” is no whole number from 0 upwards."]),
    "more women and men than participants": ({"participants": "10", "women": "6", "men": "5"}, [
        "row 2, participants: There are more women and men than participants."
    ]),
    "a bad address": ({"source_url": "javascript:alert(1)"}, [
        "row 2, source_url: “javascript:alert(1)” is no web address. It begins with https://."
    ]),
    "an unknown status": ({"status": "finished"}, [
        "row 2, status: “finished” is not known here. Possible: planned, ongoing, completed, cancelled."
    ]),
    "other than what": ({"modality_code": "other"}, [
        "row 2, modality_as_said: Say in the source's words what “other” was.",
    ]),
    "end before start": ({"ends_on": "2013-04"}, ["row 2, ends_on: The end lies before the start."]),
    "a party that is none": ({"provider_codes": "BRA; nobody"}, [
        "row 2, provider_codes: “BRA” is no code of a country or group. Nearest: BR (Brazil).",
        "row 2, provider_codes: “nobody” is no code of a country or group.",
    ]),
    "an organisation that is none": ({"organiser_organisations": "wippo; wipo@XX"}, [
        "row 2, organiser_organisations: “wippo” is no organisation of the portal. Nearest: "
        "wipo (World Intellectual Property Organization), cnipa (China National Intellectual Property Administration), "
        "ipos (Intellectual Property Office of Singapore).",
        "row 2, organiser_organisations: “XX” is no country code of ISO 3166.",
    ]),
    "a main goal that is no goal": ({"goal_codes": "4; 9", "main_goal_code": "17"}, [
        "row 2, main_goal_code: The main goal must be one of the goals in “goal_codes”."
    ]),
    "money without currency": ({"funding_codes": "in-kind", "funding_amounts": "1,000"}, [
        "row 2, funding_amounts: “1,000” is no amount. Write 20000 or 20000.50."
    ]),
    "currency without money": ({"funding_codes": "in-kind", "funding_currencies": "USD"}, [
        "row 2, funding_currencies: An amount needs a currency code; a currency needs an amount or a band."
    ]),
    "columns that do not agree": ({"funding_codes": "in-kind; private", "funding_amounts": "1; 2; 3"}, [
        "row 2, funding_amounts: This cell has 3 values, “funding_codes” has 2: they must agree."
    ]),
    "part of itself": ({"parent": "TA-2013-0001"}, ["row 2, parent: That activity is itself part of this one."]),
    "part of nothing": ({"parent": "TA-2013-9999"}, ["row 2, parent: No record has the reference “TA-2013-9999”."]),
    "what the portal keeps": ({"state": "archived"}, [
        "row 2, state: The portal keeps this by itself (it says “published”): the cell is not taken over."
    ]),
    "a label against its code": ({"modality": "Study visit"}, [
        "row 2, modality: “Study visit” is not what is meant by “workshop”. The code counts, the label is not read."
    ]),
    "changed since it was exported": ({"place": "Lima", "updated_at": "2013-01-01T00:00:00Z"}, [
        "row 2, updated_at: The record was changed after this sheet was exported. Make sure that nothing newer is "
        "undone."
    ]),
}  # fmt: skip


def test_each_wrong_cell_of_an_export_is_named():
    [row] = exported(activity())
    said = {name: said_of(csv_of(row | changes)) for name, (changes, _expected) in CELLS.items()}
    assert said == {name: expected for name, (_changes, expected) in CELLS.items()}


def test_a_circle_by_way_of_other_rows_is_found():
    one, other = activity(), activity()
    first, second = exported(one, other)
    content = csv_of(first | {"parent": other.ref}, second | {"parent": one.ref})
    plan = IMPORTERS["activities"].plan(sheet_of(content))
    assert [str(problem) for row in plan for problem in row.problems] == [
        "row 2, parent: That activity is itself part of this one.",
        "row 3, parent: That activity is itself part of this one.",
    ]
