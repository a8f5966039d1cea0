"""All lines of a record (participations, topics, sources …) in one query.

``prefetch_related`` asks once a relation, and most of the millisecond that each takes is spent around the query. A
record's page has ten relations, which were two fifths of its time (docs/performance.md).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db import connection, models


def fetch_lines(records: Sequence[models.Model], *relations: str) -> None:
    """Do what ``prefetch_related_objects(records, *relations)`` does, for reverse and many-to-many relations.

    Lines come in their model's own order.
    """
    if not records:
        return
    parts = [_part(type(records[0]), name, place) for place, name in enumerate(relations)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [[record.pk for record in records]] * len(parts))
        rows = cursor.fetchall()
    found: dict[tuple[int, str], list[models.Model]] = defaultdict(list)
    for place, owner, lines in rows:
        model = type(records[0])._meta.get_field(relations[place]).related_model
        found[owner, relations[place]] = [_instance(model, line) for line in json.loads(lines, parse_float=Decimal)]
    for record in records:
        for name in relations:
            _remember(record, name, found[record.pk, name])


def _part(model: type[models.Model], name: str, place: int) -> str:
    """The lines of one relation as ``(its place, the record's id, JSON)``; names come from the models."""
    relation = model._meta.get_field(name)
    meta = relation.related_model._meta
    if relation.many_to_many:
        owner = f'through."{relation.m2m_column_name()}"'
        table = (
            f'"{relation.m2m_db_table()}" AS through JOIN "{meta.db_table}" AS line '
            f'ON line."{meta.pk.column}" = through."{relation.m2m_reverse_name()}"'
        )
    else:
        owner, table = f'line."{relation.field.column}"', f'"{meta.db_table}" AS line'
    order = ", ".join(_column(meta, each) for each in meta.ordering or ["pk"])
    return (
        f"SELECT {place}, {owner}, jsonb_agg(to_jsonb(line) ORDER BY {order})::text "  # noqa: S608 -- see above
        f"FROM {table} WHERE {owner} = ANY(%s) GROUP BY {owner}"
    )


def _column(meta: models.options.Options, name: str) -> str:
    field = meta.pk if name.lstrip("-") == "pk" else meta.get_field(name.lstrip("-"))
    return f'line."{field.column}"{" DESC" if name.startswith("-") else ""}'


def _instance(model: type[models.Model], line: dict) -> models.Model:
    fields = model._meta.concrete_fields
    values = [field.to_python(line[field.column]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], values)


def _remember(record: models.Model, name: str, lines: list[models.Model]) -> None:
    relation = record._meta.get_field(name)
    queryset = relation.related_model._default_manager.all()
    queryset._result_cache, queryset._prefetch_done = lines, True
    if not hasattr(record, "_prefetched_objects_cache"):
        record._prefetched_objects_cache = {}
    record._prefetched_objects_cache[name] = queryset
    if relation.one_to_many:
        for line in lines:
            setattr(line, relation.field.name, record)
