"""XLSX in flat memory: rows go to disk as they come. Texts stay texts, whatever they look like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.core.exports.export import Export
from portal.core.exports.licence import LICENCE_URL

LONGEST = 32_767  # characters that a cell can hold
ROWS = 1_048_576 - 1  # records that a sheet can hold below its heading
REPORT_EVERY = 500  # records
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def write(export: Export, file: BinaryIO | str, progress: Callable[[int], None] = lambda done: None) -> None:
    """``progress`` hears now and then how many records are written."""
    with xlsxwriter.Workbook(file, OPTIONS) as book, override(export.language):
        bold = book.add_format({"bold": True, "bottom": 1})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        _records(book.add_worksheet(_sheet_name(export.title)), export, bold, moment, progress)
        _about(book.add_worksheet(_sheet_name(_("About this file"))), export, bold)
        _fields(book.add_worksheet(_sheet_name(_("Fields"))), export, bold)


def _records(sheet: Worksheet, export: Export, bold: Format, moment: Format, progress: Callable[[int], None]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(export.columns) - 1, 18)
    for place, column in enumerate(export.columns):
        sheet.write_string(0, place, column.name, bold)
    row = 0
    for row, record in enumerate(export.records(), start=1):
        for place, column in enumerate(export.columns):
            _write(sheet, row, place, column.value(record), column.is_date, moment)
        if row % REPORT_EVERY == 0:
            progress(row)
        if row == ROWS:
            break
    sheet.autofilter(0, 0, row, len(export.columns) - 1)


def _write(sheet: Worksheet, row: int, place: int, value: object, is_date: bool, moment: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif is_date and len(value) == 10:
        sheet.write_datetime(row, place, date.fromisoformat(value))
    elif is_date and len(value) > 10:
        sheet.write_datetime(row, place, datetime.fromisoformat(value).replace(tzinfo=None), moment)
    else:
        text = str(value)
        sheet.write_string(row, place, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _about(sheet: Worksheet, export: Export, bold: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [
        (_("What"), export.title),
        (_("Address of the search"), export.url),
        (_("Filtered by"), "; ".join(export.conditions) or _("nothing: all records")),
        (_("Records"), export.count),
        (_("As of"), export.generated_at.strftime("%Y-%m-%d %H:%M UTC")),
        (_("Licence"), LICENCE_URL),
        (_("To be named as source"), export.attribution),
        (_("Longest text of a cell"), _("Longer texts end with “…”; the JSON export has them whole.")),
    ]
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, str(name), bold)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, str(value))


def _fields(sheet: Worksheet, export: Export, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _("Column"), bold)
    sheet.write_string(0, 1, _("Meaning"), bold)
    for row, column in enumerate(export.columns, start=1):
        sheet.write_string(row, 0, column.name)
        sheet.write_string(row, 1, str(column.meaning))


def _sheet_name(text: str) -> str:
    """At most 31 characters, and none of those that a reference to a cell is made of."""
    return "".join(" " if letter in r"[]:*?/\'" else letter for letter in text)[:31].strip()
