"""CSV: RFC 4180, UTF-8 with a byte order mark (without it spreadsheets read accents wrongly), formulas defused."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Protocol

from portal.core.exports.columns import Column
from portal.core.formulas import BEGINNINGS, defused

CHUNK = 32_768  # characters


class Table(Protocol):
    """An export of a list, or any other table of the portal."""

    columns: Sequence[Column]

    def records(self) -> Iterable[dict]: ...


def stream(export: Table) -> Iterator[bytes]:
    text = StringIO()
    write = csv.writer(text).writerow
    values = [column.value for column in export.columns]
    write([column.name for column in export.columns])
    yield b"\xef\xbb\xbf" + _taken(text)
    for record in export.records():
        cells = [value(record) for value in values]
        write([defused(cell) if cell and cell.__class__ is str and cell[0] in BEGINNINGS else cell for cell in cells])
        if text.tell() > CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    written = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return written
