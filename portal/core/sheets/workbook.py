"""Excel workbooks (XLSX): one sheet, its values as text. Nothing is calculated, nothing outside the file is opened."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from portal.core.sheets.sheet import MAX_COLUMNS, MAX_UNPACKED, Problem, RawRow, Unreadable, letter

SHEET = "activities"  # taken if there is one; otherwise the first
LAST_ROW = 1_048_576  # that Excel knows
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):[A-Z]+\d+"')
# What openpyxl raises for files that are not what they say: there is no common class.
BROKEN = (zipfile.BadZipFile, ParseError, zlib.error, lzma.LZMAError, struct.error, EOFError,
          LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError,
          RuntimeError)  # fmt: skip


def read_workbook(content: bytes) -> Iterator[RawRow]:
    """The rows of the sheet, refused before anything is unpacked if that would be too much."""
    from openpyxl import load_workbook  # as long to load as half of the portal, and seldom needed

    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = next((each for each in book.worksheets if each.title.strip().lower() == SHEET), None)
        sheet = sheet or next(iter(book.worksheets), None)
        if sheet is None:
            raise Unreadable(_("The workbook has no sheet."))
        merged = _merged(content, sheet._worksheet_path)
        sheet.reset_dimensions()
        before = None
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
            if number > LAST_ROW:
                raise ValueError(f"A row after {LAST_ROW}.")
            # Rows that are not in the file are one and the same; a lost cell far below has a million of them above it.
            if cells is not before or number in merged:
                yield _row(number, cells, merged.get(number, []))
            before = cells
    except BROKEN as error:
        raise Unreadable(
            _("The workbook is damaged or protected. Save it anew as XLSX, without a password.")
        ) from error


def _check_size(content: bytes) -> None:
    """By the directory of the archive. zipfile reads no more of a part than the directory says."""
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 1000:
        text = _("Unpacked, the workbook is larger than %(limit)d MB. Copy the rows into a new one.")
        raise Unreadable(text % {"limit": MAX_UNPACKED // 1_000_000})


def _merged(content: bytes, path: str) -> dict[int, list[str]]:
    """{row: letters of columns} where merged cells begin; openpyxl does not say while it streams."""
    found: dict[int, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for column, row in MERGED.findall(archive.read(path.lstrip("/"))):
            found.setdefault(int(row), []).append(column.decode())
    return found


def _row(number: int, cells: tuple, merged: list[str]) -> RawRow:
    text = _("Merged cells: only the first of them has a value. Separate them.")
    problems = [Problem(number, column, text) for column in merged]
    texts = []
    for place, cell in enumerate(cells):
        value, fault = _text(cell)
        texts.append(value)
        if fault:
            problems.append(Problem(number, letter(place), fault))
    return number, texts, problems


def _text(cell) -> tuple[str, str]:
    """The value as it would stand in a CSV file, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        formula = str(getattr(value, "text", value))[:60]
        return "", _("This is a formula (%(formula)s). Paste its value instead.") % {"formula": formula}
    if cell.data_type == "e":
        return "", _("This is the error %(error)s of a calculation.") % {"error": value}
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("yes" if value else "no"), ""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return str(value), ""
