"""Rows by the million: collected as CSV in memory and handed to PostgreSQL with COPY."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.db import connection, models, transaction

TEXTS = (models.CharField, models.TextField)


class CopyBuffer:
    """Rows of one table on their way. What a row leaves out has the field's default, or what ``constants`` says."""

    def __init__(self, model: type[models.Model], *, with_id: bool = False, **constants: object) -> None:
        columns = [column for column in model._meta.concrete_fields if with_id or not column.primary_key]
        self.blank = {column.attname: column.get_default() for column in columns} | constants
        listed = ", ".join(_quoted(column.column) for column in columns)
        # In CSV an empty text and NULL look alike; where NULL may not be, it is the empty text.
        texts = ", ".join(_quoted(c.column) for c in columns if isinstance(c, TEXTS) and not c.null)
        options = f", FORCE_NOT_NULL ({texts})" if texts else ""
        self.statement = f"COPY {_quoted(model._meta.db_table)} ({listed}) FROM STDIN WITH (FORMAT csv{options})"
        self._start()

    def _start(self) -> None:
        self.text = StringIO()
        self.write = csv.writer(self.text).writerow

    def add(self, **values: object) -> None:
        self.write((self.blank | values).values())

    def flush(self) -> None:
        self.text.seek(0)
        with connection.cursor() as cursor:
            cursor.copy_expert(self.statement, self.text)
        self._start()


@contextmanager
def without_triggers(*tables: type[models.Model]) -> Iterator[None]:
    """Inside, our own triggers on these tables stay quiet: no audit, no search rows. Foreign keys are still checked.

    Checks happen with each statement instead of piling up until the end, which would take gigabytes for millions of
    rows, and which PostgreSQL asks for before it lets triggers be switched.
    """
    names = [_quoted(model._meta.db_table) for model in tables]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids that nobody else gets, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
