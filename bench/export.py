"""How fast a whole list becomes a file, beside PostgreSQL's own COPY of the records' plain columns.

``python -m bench.export`` measures the database of DATABASE_URL; bench/run.py takes the figures into its table.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator
from tempfile import TemporaryFile

import django
from django.db import connection

from bench.inside import resident_mb

SHEET = 20_000  # records: the most that a spreadsheet is written of at once


class Sink:
    """Takes and forgets."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, part: bytes) -> None:
        self.bytes += len(part)


def exports() -> dict[str, float]:
    from portal.core.exports import csv_file, json_file, spreadsheet

    first = export()
    next(csv_file.stream(first))
    len(first.ids)  # index, vocabularies and order are there, whatever is asked for
    copy = copied()
    gc.collect()
    before = resident_mb()
    csv, peak, first_byte = drained(csv_file.stream(export()), first.count)
    json_rate, *_rest = drained(json_file.stream(export()), first.count)
    sheet = export()
    sheet.ids = sheet.ids[:SHEET]
    with TemporaryFile() as file:
        begin = time.perf_counter()
        spreadsheet.write(sheet, file)
        xlsx = len(sheet.ids) / (time.perf_counter() - begin)
    return {
        "csv_by_copy": csv / copy, "csv_rows": csv, "json_rows": json_rate, "xlsx_rows": xlsx, "copy_rows": copy,
        "export_mb": peak - before, "first_byte_ms": first_byte * 1000,
    }  # fmt: skip


def export():
    """The whole list as a visitor may see it."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    from tad.exports import ActivityExport

    request = RequestFactory().get("/activities/")
    request.user = AnonymousUser()
    return ActivityExport(request, base="http://127.0.0.1")


def copied() -> float:
    """Rows a second of what could not be faster."""
    sink, begin = Sink(), time.perf_counter()
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY (SELECT * FROM tad_activity WHERE state = 'published') TO STDOUT (FORMAT csv)", sink)
        return cursor.rowcount / (time.perf_counter() - begin)


def drained(parts: Iterator[bytes], rows: int) -> tuple[float, float, float]:
    """Rows a second, the most memory seen on the way, seconds until the second part (the first is the head)."""
    begin, peak, second = time.perf_counter(), 0.0, 0.0
    for number, _part in enumerate(parts):
        if number == 1:
            second = time.perf_counter() - begin
        if number % 50 == 0:
            peak = max(peak, resident_mb())
    return rows / (time.perf_counter() - begin), peak, second


if __name__ == "__main__":
    django.setup()
    print(json.dumps(exports(), indent=2))
