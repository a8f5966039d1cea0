"""What a row of a sheet wants of a record: the common form that every layout reads its rows into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from django.utils.translation import gettext as _

from portal.core.imports.importer import Change
from portal.core.imports.sheet_back import ADDED
from portal.core.imports.words import Words
from portal.core.models import Curated
from portal.core.sheets import Level, Problem, Row


@dataclass
class Draft:
    number: int
    title: str
    values: dict = field(default_factory=dict)  # fields of the record that are to be set
    lines: dict[str, list[dict]] = field(default_factory=dict)  # as portal/core/writing.py takes them
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    key: str = ""  # the row's name in its collection
    ref: str = ""  # of the record that is to be changed, or that is this row already
    record: Curated | None = None  # that is to be changed
    is_known: bool = False  # this row is already here, and the layout leaves it as it is

    def final(self, name: str) -> object:
        """What a field of the record will be, whether or not the row sets it."""
        return self.values.get(name, getattr(self.record, name, None))

    @property
    def has_error(self) -> bool:
        return any(problem.level == Level.ERROR for problem in self.problems)


class Layout(Protocol):
    """A kind of sheet. Name it in the ``layouts`` of a room's importer."""

    columns: tuple[str, ...]  # that it reads
    passed_over: frozenset[str]  # that it knows and does not read

    def recognises(self, columns: list[str]) -> bool:
        """Are these the columns of this layout?"""

    def read(self, rows: list[Row], words: Words, *, lock: bool) -> list[Draft]:
        """Some hundred rows as drafts, in a number of queries that does not depend on how many."""


def about_columns(layout: Layout, columns: Iterable[str]) -> list[Problem]:
    """Columns that nobody will read, each with the name that may have been meant."""
    known = [*layout.columns, *sorted(layout.passed_over)]
    problems = []
    for name in columns:
        if name in known or name in ADDED:
            continue
        text = _("This column is not known and not read.")
        if near := get_close_matches(name, known, n=1):
            text += " " + _("Did you mean “%(name)s”?") % {"name": near[0]}
        problems.append(Problem(1, name, text, Level.WARNING))
    return problems


def check_once(column: str, named: Iterable[tuple[str, Draft]]) -> None:
    """Refuse the second of two rows with the same name: ``(name, draft)`` of each."""
    first: dict[str, int] = {}
    for name, draft in named:
        if name in first:
            text = _("“%(name)s” is in row %(row)d, too.") % {"name": name, "row": first[name]}
            draft.problems.append(Problem(draft.number, column, text))
        first.setdefault(name, draft.number)
