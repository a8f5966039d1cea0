"""New rows that look like a record that is here, or like another row of the sheet: shown, never refused.

Where nothing but the wording of a code could differ (same title, same dates), the record *is* the row: a sheet of new
records that is sent twice creates them once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from portal.core.imports.draft import Draft
from portal.core.imports.importer import LookAlike, Outcome, PlannedRow
from portal.core.imports.own_export import READER
from portal.core.imports.words import folded
from portal.core.lookalikes import LookAlikes, Sketch, compare
from portal.core.sheets import Level, Problem

CROWD = 40  # rows of one day: more than these are compared by the whole title only


def add_lookalikes(rows: Iterable[PlannedRow], known: LookAlikes, sketch_of: Callable[[Draft], Sketch]) -> None:
    """To rows whose outcome is "new"; a fixed number of queries."""
    rows = [row for row in rows if row.outcome == Outcome.NEW]
    sketches = [sketch_of(row.work) for row in rows]
    for row, sketch, found in zip(rows, sketches, known.find(sketches, READER) if rows else [], strict=True):
        if same := next((each.record for each in found if _is_the_same(sketch, each.sketch)), None):
            row.outcome, row.ref = Outcome.UNCHANGED, same.ref
            text = _("Already here as %(ref)s: same title, same dates. It is left as it is.")
            row.problems.append(Problem(row.number, "title", text % {"ref": same.ref}, Level.NOTE))
        else:
            row.lookalikes += [LookAlike(e.record.title, ref=e.record.ref, why=e.likeness.reason) for e in found]


def add_twins(rows: Iterable[PlannedRow], sketch_of: Callable[[Draft], Sketch]) -> None:
    """Rows of the sheet that look like an earlier one."""
    rows = [row for row in rows if row.outcome == Outcome.NEW]
    sketches = {row.number: sketch_of(row.work) for row in rows}
    by_title: dict[str, list[PlannedRow]] = defaultdict(list)
    by_day: dict[object, list[PlannedRow]] = defaultdict(list)
    for row in rows:
        sketch = sketches[row.number]
        same_title, same_day = by_title[folded(row.title)], by_day[sketch.begins]
        earlier = same_title[-1:] or (same_day if sketch.begins and len(same_day) <= CROWD else [])
        for other in earlier:
            likeness = compare(sketch, sketches[other.number], _titles(row.title, other.title))
            if likeness.is_enough:
                row.lookalikes.append(LookAlike(other.title, row=other.number, why=likeness.reason))
        same_title.append(row)
        same_day.append(row)


def _is_the_same(one: Sketch, other: Sketch) -> bool:
    dates = (one.starts_on, one.ends_on) == (other.starts_on, other.ends_on)
    return dates and folded(one.title) == folded(other.title)


def _titles(one: str, other: str) -> float:
    """The share of common trigrams, as PostgreSQL's pg_trgm counts it."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _trigrams(title: str) -> set[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in folded(title)).split()
    return {f"  {word} "[start : start + 3] for word in words for start in range(len(word) + 1)}
