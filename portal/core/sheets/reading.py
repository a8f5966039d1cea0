"""From bytes to a sheet: what kind of file it is, and whether it may be read at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from portal.core.sheets.sheet import MAX_FILE, MEGABYTE, Problem, RawRow, Sheet, Unreadable, assemble, numbered
from portal.core.sheets.workbook import read_workbook

BLOCK = 1_000_000  # bytes
KINDS = {
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"<!DOCTYPE": "HTML",
    b"<html": "HTML",
}
ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",;\t"


def read(file: BinaryIO, name: str = "", *, limit: int = MAX_FILE) -> Sheet:
    """Everything in an open file, whatever it is called; ``name`` helps to say what is wrong."""
    content = _content(file, limit)
    if content.startswith(b"PK\x03\x04"):
        return assemble(read_workbook(content), ragged=False)
    for beginning, kind in KINDS.items():
        if content.lstrip()[:20].startswith(beginning):
            raise Unreadable(_("This is a %(kind)s file. Send a CSV or XLSX file.") % {"kind": kind})
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise Unreadable(_("The file is called XLSX and is none. Save it anew in your spreadsheet program."))
    text = _decoded(content)
    return assemble(_rows(text), ragged=True)


def _content(file: BinaryIO, limit: int) -> bytes:
    """Stops as soon as there is more than may be, whatever the file's size was said to be."""
    content = bytearray()
    while block := file.read(BLOCK):
        content += block
        if len(content) > limit:
            raise Unreadable(too_large(limit))
    return bytes(content)


def too_large(limit: int) -> str:
    return _("The file is larger than %(limit)d MB. Split it into several files.") % {"limit": limit // MEGABYTE}


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in ENCODINGS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise Unreadable(
                _("The file begins like UTF-16 and cannot be read as such. Save it as “CSV UTF-8”.")
            ) from None
        before = content[: error.start].decode(errors="ignore")
        text = _("The file is not in UTF-8: byte %(place)d is 0x%(byte)02X. Save it as “CSV UTF-8”.")
        problem = text % {"place": error.start + 1, "byte": content[error.start]}
        raise Unreadable(
            Problem(max(sum(1 for _row in csv.reader(io.StringIO(before, newline=""))), 1), "", problem)
        ) from None


def _rows(text: str) -> Iterator[RawRow]:
    delimiter = _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, texts, problems in numbered(lines):
            yield number, texts, problems
    except csv.Error as error:
        raise Unreadable(Problem(number + 1, "", _said(error))) from None


def _said(error: csv.Error) -> str:
    if "field larger" in str(error):
        return _("A cell does not end: probably a closing quotation mark is missing.")
    if "unexpected end" in str(error):
        return _("The file ends inside a cell: a closing quotation mark is missing.")
    return _('A quotation mark inside a cell must be doubled ("") in a cell that is quoted.')


def _delimiter(text: str) -> str:
    """The one that splits the header into most columns."""
    header = text.split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)
