"""Rows that name one thing come to name another: what every merge of two organisations, or of two people, does.

What points to a thing is found by its relations, so that the tables of every room move without the ground floor
knowing them. A row that the kept one has already – the same role in the same record, the same member – is folded into
that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import UniqueConstraint

from portal.core.models import Correction

Relation = models.ForeignKey  # a column that names a thing
Fold = Callable[[models.Model, models.Model], None]  # takes what the row that goes says beyond its twin


@dataclass(frozen=True)
class Moving:
    """Rows of one table that would come along."""

    label: str
    count: int


def preview(gone: models.Model) -> list[Moving]:
    """What names it today, a query a table; those with nothing are left out."""
    naming = list(columns(type(gone)))
    tables = [column.model for column in naming]
    found = [Moving(_label(column, among=tables.count(column.model)), rows(column, gone).count()) for column in naming]
    found.append(Moving(str(Correction._meta.verbose_name_plural), corrections(gone).count()))
    return [each for each in found if each.count]


def _label(column: Relation, among: int) -> str:
    """The column is said only where a table names such things in several."""
    table = str(column.model._meta.verbose_name_plural)
    return f"{table}: {column.verbose_name}" if among > 1 else table


def columns(model: type[models.Model]) -> Iterator[Relation]:
    """Every column of a table of ours that names such a thing. Search rows and the audit keep themselves."""
    for relation in model._meta.get_fields(include_hidden=True):
        follows = relation.auto_created and not relation.concrete and hasattr(relation, "on_delete")
        if follows and relation.on_delete is not models.DO_NOTHING:
            yield relation.field


def rows(column: Relation, thing: models.Model) -> models.QuerySet:
    return column.model._base_manager.filter(**{column.name: thing.pk}).order_by("pk")


def corrections(thing: models.Model) -> models.QuerySet:
    kind = ContentType.objects.get_for_model(type(thing))
    return Correction.objects.filter(record_type=kind, record_id=thing.pk)


def move(column: Relation, gone: models.Model, kept: models.Model, fold: Fold) -> None:
    """All rows of a table at once; one by one only where the kept one has some of them already."""
    found = rows(column, gone)
    try:
        with transaction.atomic():
            found.update(**{column.name: kept.pk})
    except IntegrityError:
        for row in list(found):
            _move_one(column, row, kept, fold)


def _move_one(column: Relation, row: models.Model, kept: models.Model, fold: Fold) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column.name: kept.pk})
    except IntegrityError:
        same = twin(column, row, kept)
        if same is None:  # another rule than that nothing stands twice: nothing is merged
            raise
        fold(row, same)
        row.delete()


def twin(column: Relation, row: models.Model, kept: models.Model) -> models.Model | None:
    """The row of the kept one that this one would repeat."""
    for rule in row._meta.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.fields:
            same = {
                name: getattr(row, row._meta.get_field(name).attname) for name in rule.fields if name != column.name
            }
            wanted = {f"{name}__isnull": True for name, value in same.items() if value is None}
            wanted |= {name: value for name, value in same.items() if value is not None}
            found = type(row)._base_manager.filter(**wanted, **{column.name: kept.pk})
            if match := (found.filter(rule.condition) if rule.condition else found).first():
                return match
    return None
