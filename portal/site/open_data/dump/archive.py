"""A dump as a file: CSV and JSON lines of each table, described for people (README) and for programs (Frictionless).

Rows go to disk as they are read, so that it takes no more memory for a million records than for ten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson
from django.conf import settings
from django.template.loader import render_to_string

from portal.core.exports import csv_file
from portal.core.exports.columns import Column
from portal.core.exports.licence import LICENCE_URL, attribution
from portal.site.open_data.dump.contents import Table
from portal.site.open_data.dump.shelf import DESCRIPTION

CHUNK = 65_536  # bytes
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True)
class Member:
    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Written:
    """A table in its two forms."""

    table: Table
    count: int
    csv: Member
    lines: Member


@dataclass
class _Copied:
    """A table that is written as JSON lines while it is read for something else."""

    table: Table
    file: BinaryIO
    count: int = 0

    @property
    def columns(self) -> Sequence[Column]:
        return self.table.columns

    def records(self) -> Iterator[dict]:
        for record in self.table.records():
            self.file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            self.count += 1
            yield record


class Archive:
    """``url``, ``stamp`` and ``made_at`` are what its descriptions say of the whole."""

    def __init__(self, target: Path, *, url: str, stamp: str, made_at: datetime) -> None:
        self.folder, self.url, self.stamp, self.made_at = target.parent, url, stamp, made_at
        self.members: list[Member] = []
        self.zip = ZipFile(target, "w", ZIP_DEFLATED)

    def write(self, tables: Iterable[Table]) -> None:
        with self.zip:
            written = [self._table(each) for each in tables]
            self._add("README.md", [self._readme(written).encode()])
            self._add(DESCRIPTION, [orjson.dumps(self._package(written), option=orjson.OPT_INDENT_2)])
            # As `sha256sum --check` reads it.
            self._add("SHA256SUMS", [f"{each.sha256}  {each.path}\n".encode() for each in self.members])

    def _table(self, table: Table) -> Written:
        with TemporaryFile(dir=self.folder) as lines:
            copied = _Copied(table, lines)
            rows = self._add(f"{table.name}.csv", csv_file.stream(copied))
            lines.seek(0)
            nested = self._add(f"{table.name}.jsonl", iter(partial(lines.read, CHUNK), b""))
        return Written(table, copied.count, rows, nested)

    def _add(self, path: str, pieces: Iterable[bytes]) -> Member:
        info = ZipInfo(path, self.made_at.timetuple()[:6])
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as file:  # nobody knows how long it becomes
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members.append(Member(path, size, digest.hexdigest()))
        return self.members[-1]

    def _readme(self, written: Sequence[Written]) -> str:
        about = {"written": written, "archive": self, "attribution": attribution(), "licence": LICENCE_URL}
        return render_to_string("data/dump_readme.md", about | {"site_name": settings.SITE_NAME})

    def _package(self, written: Sequence[Written]) -> dict:
        return {
            "$schema": PROFILE,
            "name": "all-records",
            "title": str(settings.SITE_NAME),
            "description": attribution(),
            "homepage": self.url,
            "version": self.made_at.date().isoformat(),
            "created": self.made_at.isoformat(),
            "stamp": self.stamp,
            "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_URL}],
            "contributors": [{"title": str(settings.SITE_NAME), "path": self.url, "roles": ["publisher"]}],
            "resources": [resource for each in written for resource in _resources(each)],
        }


def _resources(written: Written) -> Iterator[dict]:
    table = written.table
    name = table.name.replace("/", "-")
    # Of each cell its text, because a year is as good a date as a day.
    fields = [{"name": column.name, "type": "string", "description": str(column.meaning)} for column in table.columns]
    schema = {"fields": fields, "primaryKey": list(table.key)}
    yield _resource(written, name, written.csv, "csv", "text/csv") | {"type": "table", "schema": schema}
    yield _resource(written, f"{name}-jsonl", written.lines, "jsonl", "application/jsonl")


def _resource(written: Written, name: str, member: Member, form: str, media_type: str) -> dict:
    return {
        "name": name, "path": member.path, "title": str(written.table.title), "format": form, "mediatype": media_type,
        "encoding": "utf-8", "bytes": member.bytes, "hash": f"sha256:{member.sha256}", "rowCount": written.count,
    }  # fmt: skip
