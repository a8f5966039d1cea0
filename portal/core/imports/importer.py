"""What a room says about its sheets, and what it makes of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise

from portal.core.models import User
from portal.core.models.imports import ImportRow
from portal.core.sheets import Level, Problem, Sheet

Outcome = ImportRow.Outcome


@dataclass(frozen=True)
class Change:
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class LookAlike:
    """A record (``ref``) or another row (``row``) that could be the same."""

    title: str
    ref: str = ""
    row: int = 0
    why: str = ""


@dataclass
class PlannedRow:
    number: int
    outcome: str
    title: str = ""
    ref: str = ""
    seen_at: datetime | None = None  # when the record that is to be changed was last changed
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lookalikes: list[LookAlike] = field(default_factory=list)
    work: Any = None  # what the room will write; not kept

    @property
    def has_warning(self) -> bool:
        return any(problem.level == Level.WARNING for problem in self.problems)

    def kept(self) -> dict:
        """Everything a reader sees, as the fields of ImportRow. Two plans are the same if these are."""
        return {
            "number": self.number,
            "outcome": str(self.outcome),
            "title": self.title[:400],
            "ref": self.ref,
            "seen_at": self.seen_at,
            "changes": [asdict(each) for each in self.changes],
            "problems": [each.as_dict() for each in self.problems],
            "lookalikes": [asdict(each) for each in self.lookalikes],
        }


class WriteRefused(Exception):
    """The database does not take a row that the plan thought right."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Importer(Protocol):
    """A room's part. ``plan`` and ``write`` run in one transaction; neither does anything but in the database."""

    label: str | Promise  # "activities"

    def about(self, sheet: Sheet) -> list[Problem]:
        """What is to be said of the columns. Raises Unreadable if no layout knows them."""

    def plan(self, sheet: Sheet, *, lock: bool = False) -> list[PlannedRow]:
        """Every row, in the sheet's order, writing nothing. ``lock``: the records in question stay as they are."""

    def write(
        self, rows: list[PlannedRow], *, by: User, publish: bool, progress: Callable[[int], None]
    ) -> dict[int, str]:
        """Write them all; {row number: reference} of new records. Raises WriteRefused."""

    def address(self, ref: str) -> str:
        """Of a record's page."""

    def template(self) -> list[tuple[str, str | Promise, str]]:
        """The columns of an empty sheet: name, what goes there, an example."""


IMPORTERS: dict[str, Importer] = {}


def register(name: str, importer: Importer) -> None:
    IMPORTERS[name] = importer
