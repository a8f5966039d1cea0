"""XLSX in flat memory: rows go to disk as they come. Texts stay texts, whatever they look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.core.exports.columns import Column

if TYPE_CHECKING:
    from portal.core.exports.export import Export

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
Progress = Callable[[int], None]


def write(export: Export, file: BinaryIO | str, progress: Progress = lambda done: None) -> None:
    """``progress`` hears now and then how many records are written."""
    with Book(file) as book, override(export.language):
        export.fill(book, progress)


class Book(xlsxwriter.Workbook):
    """A spreadsheet file under way, and the kinds of sheets that it may have."""

    def __init__(self, file: BinaryIO | str) -> None:
        super().__init__(file, OPTIONS)
        self.bold = self.add_format({"bold": True, "bottom": 1})
        self.moment = self.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def records(
        self, title: str, columns: Sequence[Column], records: Iterable[dict], progress: Progress = lambda done: None
    ) -> None:
        """One row a record, the heading frozen."""
        sheet = self._sheet(title)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, self.bold)
        row = 0
        for row, record in enumerate(records, start=1):
            for place, column in enumerate(columns):
                _write(sheet, row, place, column.value(record), column.is_date, self.moment)
            if row % REPORT_EVERY == 0:
                progress(row)
            if row == ROWS:
                break
        sheet.autofilter(0, 0, row, len(columns) - 1)

    def facts(self, title: str, lines: Iterable[tuple[object, object]]) -> None:
        """What a file is about, a line each: a name in bold, and what it is; numbers stay numbers."""
        sheet = self._sheet(title)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (name, value) in enumerate(lines):
            sheet.write_string(row, 0, str(name), self.bold)
            if isinstance(value, int):
                sheet.write_number(row, 1, value)
            else:
                sheet.write_string(row, 1, str(value))

    def fields(self, columns: Sequence[Column]) -> None:
        """What the columns of the records mean."""
        sheet = self._sheet(_("Fields"))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        for place, heading in enumerate((_("Column"), _("Meaning"))):
            sheet.write_string(0, place, heading, self.bold)
        for row, column in enumerate(columns, start=1):
            sheet.write_string(row, 0, column.name)
            sheet.write_string(row, 1, str(column.meaning))

    def _sheet(self, title: str) -> Worksheet:
        """Two titles may be cut to the same name, which no file may have twice."""
        name, taken = _sheet_name(title), {each.name.casefold() for each in self.worksheets()}
        return self.add_worksheet(f"{name[:28]} {len(taken) + 1}" if name.casefold() in taken else name)


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


def _sheet_name(text: str) -> str:
    """At most 31 characters, and none of those that a reference to a cell is made of."""
    return "".join(" " if letter in r"[]:*?/\'" else letter for letter in text)[:31].strip()
