"""Writing a record with all its lines, whichever room it belongs to: for imports, forms, pages and the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pghistory
from django.db import models, transaction

from portal.core import reclassify
from portal.core.models import Classified, Reviewed, User, next_references


def write(
    record: Reviewed, kinds: Mapping[str, type[models.Model]], *, by: User, values: dict, year: int,
    lines: Mapping[str, Iterable[dict] | None],
) -> None:  # fmt: skip
    """Create or change the record in one transaction; then judge its kind, if it has one.

    ``values`` are the record's own fields; ``year`` stands in the reference that a new one gets. Each of ``lines`` (the
    names of ``kinds``) is a list of dicts of that line's fields and replaces what is stored; a list that is not
    given stays as it is. What the values mean is checked by forms, serializers and importers before; the database's
    constraints have the last word.
    """
    if unknown := lines.keys() - kinds.keys():
        raise TypeError(f"no such lines: {', '.join(sorted(unknown))}")
    with transaction.atomic(), pghistory.context(user=by.pk):
        is_new = record._state.adding
        for name, value in (values | {"updated_by": by} | ({"created_by": by} if is_new else {})).items():
            setattr(record, name, value)
        if is_new:
            record.ref = next_references(record.REF_PREFIX, year)[0]
        record.save(force_insert=is_new)
        for name, wanted in lines.items():
            if wanted is not None:
                _write_lines(record, kinds[name], wanted, is_new=is_new)
        if isinstance(record, Classified):
            reclassify.judge(record)


def _write_lines(record: Reviewed, model: type[models.Model], wanted: Iterable[dict], *, is_new: bool) -> None:
    """Make the stored lines those wanted, leaving alone what is already right: the audit shows only what changed.

    Where lines have an ``order``, it is the order in which they are given.
    """
    parent = parent_of(model, type(record))
    rows = [model(**{parent: record}, **line) for line in wanted]
    if any(field.name == "order" for field in model._meta.concrete_fields):
        for place, row in enumerate(rows):
            row.order = place
    missing = Counter(_content(row) for row in rows)
    surplus = []
    for stored in () if is_new else model._default_manager.filter(**{parent: record}):  # a new record has none yet
        if missing[_content(stored)]:
            missing[_content(stored)] -= 1
        else:
            surplus.append(stored.pk)
    if surplus:
        model._default_manager.filter(pk__in=surplus).delete()
    new = []
    for row in rows:
        if missing[_content(row)]:
            missing[_content(row)] -= 1
            new.append(row)
    model._default_manager.bulk_create(new)


def parent_of(line: type[models.Model], record: type[models.Model]) -> str:
    """The line's column for its record: the first, where a line names two (one initiative beside another)."""
    return next(field.name for field in line._meta.concrete_fields if field.related_model is record)


def _content(row: models.Model) -> tuple:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key)
