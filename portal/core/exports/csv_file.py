"""CSV: RFC 4180, UTF-8 with a byte order mark (without it spreadsheets read accents wrongly), formulas defused."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from portal.core.exports.export import Export

CHUNK = 32_768  # characters
# A spreadsheet calculates a cell that begins like this. The wide ones are what East Asian keyboards type. Few cells do:
# looking at the first character spares the others a question each.
BEGINNINGS = frozenset("'=+-@\t\r\n＝＋－＠")
RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")


def stream(export: Export) -> Iterator[bytes]:
    text = StringIO()
    write = csv.writer(text).writerow
    values = [column.value for column in export.columns]
    write([column.name for column in export.columns])
    yield b"\xef\xbb\xbf" + _taken(text)
    for record in export.records():
        cells = [value(record) for value in values]
        write([defused(cell) if cell.__class__ is str and cell[:1] in BEGINNINGS else cell for cell in cells])
        if text.tell() > CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    written = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return written


def defused(value: object) -> object:
    """A text that begins like a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(value, str) and RISKY.match(value) and not NUMBER.match(value):
        return f"'{value}"
    return value


def undefused(text: str) -> str:
    """What ``defused`` was given: for reading such a file again."""
    return text[1:] if text[:1] == "'" and defused(text[1:]) == text else text
