"""The dumps that are kept: files in a folder, each with its checksum beside it, written before it so that a dump that
is found is whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

import orjson
from django.core.files.storage import default_storage
from django.urls import reverse

from portal.core.dates import day_text

ENDING, SUM, UNFINISHED = ".zip", ".sha256", ".part"
DESCRIPTION = "datapackage.json"  # in each: what it is made of, and of which data
LATEST = f"latest{ENDING}"  # leads to the newest


@dataclass(frozen=True)
class Dump:
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def checksum(self) -> Path:
        """The file that holds it, as `sha256sum --check` reads it."""
        return self.path.with_name(self.name + SUM)

    @cached_property
    def sha256(self) -> str:
        return self.checksum.read_text().partition(" ")[0]

    @cached_property
    def size(self) -> int:
        return self.path.stat().st_size

    @cached_property
    def made_at(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    @property
    def day_text(self) -> str:
        return day_text(self.made_at.date())

    @property
    def url(self) -> str:
        return reverse("data:dump", args=[self.name])

    @property
    def checksum_url(self) -> str:
        return reverse("data:dump", args=[self.checksum.name])

    @property
    def stamp(self) -> str:
        """Of the data that it was made of."""
        with ZipFile(self.path) as archive:
            return orjson.loads(archive.read(DESCRIPTION))["stamp"]

    def records(self, table: str) -> Iterator[dict]:
        with ZipFile(self.path) as archive, archive.open(f"{table}.jsonl") as lines:
            yield from map(orjson.loads, lines)

    def discard(self) -> None:
        self.path.unlink()
        self.checksum.unlink()


def folder() -> Path:
    return Path(default_storage.path("dumps"))


def dumps() -> list[Dump]:
    """The newest first; none without its checksum, of which something was taken away."""
    found = [dump for path in folder().glob(f"*{ENDING}") if (dump := Dump(path)).checksum.exists()]
    return sorted(found, key=lambda dump: (dump.name[: len("all-records-2026-11-22")], dump.made_at), reverse=True)


def newest() -> Dump | None:
    return next(iter(dumps()), None)


@contextmanager
def adding(name: str) -> Iterator[Path]:
    """Where to write one. It is found when all of it is on the disk; nothing is left of one that failed."""
    folder().mkdir(parents=True, exist_ok=True)
    for left in folder().glob(f"*{UNFINISHED}"):  # by a process that was killed
        left.unlink()
    path, part = folder() / name, folder() / f"{name}{UNFINISHED}"
    try:
        yield part
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        Dump(path).checksum.write_text(f"{digest}  {name}\n")
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
