"""Rows of a file against rows of a table: create, change or remove only what differs, and say what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models


@dataclass
class Outcome:
    """What loading one file did. ``kept`` and ``gone`` name rows, so that somebody can look at them."""

    name: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: list[str] = field(default_factory=list)  # edited here, and different from the file
    gone: list[str] = field(default_factory=list)  # no longer in the file

    @property
    def wrote(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def total(name: str, outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one;"""
    every = list(outcomes)
    counted = ("created", "changed", "unchanged", "removed")
    counts = {field: sum(getattr(each, field) for each in every) for field in counted}
    return Outcome(name, **counts, kept=[code for each in every for code in each.kept])


def merge(name: str, model: type[models.Model], key: str, wanted: dict[str, dict], force: bool) -> Outcome:
    """Create what is missing, change what differs. What is stored but not wanted is named, for the caller to decide."""
    outcome = Outcome(name)
    stored = {getattr(row, key): row for row in model.objects.all()}
    new, changed = [], []
    for code, values in wanted.items():
        row = stored.get(code)
        if row is None:
            new.append(model(**{key: code}, **values))
        elif row.edited and not force:
            outcome.kept += [code] if _differs(row, values) else []
        elif _differs(row, values | {"edited": False}):
            changed.append(_assign(row, values | {"edited": False}))
    outcome.gone = sorted(code for code, row in stored.items() if code not in wanted and not row.edited)
    return _write(outcome, model, new, changed, len(wanted))


def merge_spans(
    name: str,
    model: type[models.Model],
    owner_fields: Callable[..., dict],
    *,
    wanted: dict[tuple, list[dict]],
    stored: dict[tuple, list],
    edited: set[tuple],
) -> Outcome:
    """The same for dated rows, which nothing refers to: what the file no longer says is removed.

    Rows come by their owner, such as ``("CV", "ldc")``, which ``owner_fields`` turns into fields of a new row; of one
    owner they differ by the day they begin. Owners in ``edited`` keep what they have.
    """
    outcome = Outcome(name)
    new, changed, gone = [], [], []
    for owner in [*wanted, *(stored.keys() - wanted.keys())]:
        before = {row.valid_from: row for row in stored.get(owner, ())}
        after = {values["valid_from"]: values for values in wanted.get(owner, ())}
        missing = [values for start, values in after.items() if start not in before]
        differing = [(row, after[start]) for start, row in before.items() if start in after]
        differing = [(row, values) for row, values in differing if _differs(row, values)]
        surplus = [row for start, row in before.items() if start not in after]
        if owner in edited:
            outcome.kept += [" ".join(map(str, owner))] if missing or differing or surplus else []
            continue
        gone += surplus
        changed += [_assign(row, values) for row, values in differing]
        new += [model(**owner_fields(*owner), **values) for values in missing]
    # Removal comes first, growth last: an old and a new period must not overlap even for a moment.
    if gone:
        model.objects.filter(pk__in=[row.pk for row in gone]).delete()
        outcome.removed = len(gone)
    return _write(outcome, model, new, changed, sum(map(len, wanted.values())))


def _write(outcome: Outcome, model: type[models.Model], new: list, changed: list, wanted: int) -> Outcome:
    if changed:
        names = [column.name for column in model._meta.concrete_fields if not column.primary_key]
        model.objects.bulk_update(changed, names)
    model.objects.bulk_create(new)
    outcome.created, outcome.changed = len(new), len(changed)
    outcome.unchanged = wanted - len(new) - len(changed) - len(outcome.kept)
    return outcome


def _differs(row: models.Model, values: dict) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _assign(row: models.Model, values: dict) -> models.Model:
    for name, value in values.items():
        setattr(row, name, value)
    return row
