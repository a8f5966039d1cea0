"""Sheets for tests: small recipes of CSV and XLSX files as people send them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook

from partnerships import open_data as partnerships_data
from partnerships.models import CaseStudy, Initiative
from partnerships.open_columns import CASE_STUDY_COLUMNS, INITIATIVE_COLUMNS
from portal.core import reference
from portal.core.exports.columns import Column
from portal.core.imports.own_export import READER
from portal.core.models import Curated, Meeting
from portal.core.sheets import Sheet, read
from portal.site.meetings import open_data as meetings_data
from tad import open_data
from tad.models import Activity
from tad.open_columns import COLUMNS

# One row of a collection in which nothing is wrong.
COLLECTED = {
    "id": "X001",
    "title": "Workshop on marks, Nairobi",
    "activity_type": "regional workshop",
    "start_date": "2013-10-07",
    "end_date": "2013-10-09",
    "host_or_provider_countries": "KE",
    "beneficiary_countries": "UG;TZ",
    "beneficiary_group": "",
    "partner_organisations": "WIPO",
    "ip_fields": "trademarks",
    "triangular": "unknown",
    "funding_source": "",
    "summary": "Examiners compared notes.",
    "source": "A report – https://example.org/report",
    "source_kind": "organiser or official body",
}


def collected(**changes: str) -> dict[str, str]:
    return COLLECTED | changes


def csv_of(*rows: dict[str, str], columns: Iterable[str] = (), delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    names = list(columns) or list(rows[0])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows: list[list[object]], *, title: str = "Sheet", change: Callable[[Workbook], object] = id) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def exported(*activities: Activity) -> list[dict[str, str]]:
    """The rows of our own export."""
    return rows_of(COLUMNS, open_data.records, activities)


def exported_initiatives(*records: Initiative) -> list[dict[str, str]]:
    return rows_of(INITIATIVE_COLUMNS, partnerships_data.initiatives, records)


def exported_case_studies(*records: CaseStudy) -> list[dict[str, str]]:
    return rows_of(CASE_STUDY_COLUMNS, partnerships_data.case_studies, records)


def exported_meetings(*records: Meeting) -> list[dict[str, str]]:
    return rows_of(meetings_data.COLUMNS, meetings_data.meetings, records)


def rows_of(columns: Iterable[Column], told: Callable, records: Iterable[Curated]) -> list[dict[str, str]]:
    found = told(READER, [record.pk for record in records], reference.current())
    rows = [{column.name: column.value(record) for column in columns} for record in found]
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def sheet_of(content: bytes, name: str = "sheet.csv") -> Sheet:
    return read(io.BytesIO(content), name)
