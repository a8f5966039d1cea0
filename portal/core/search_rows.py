"""Search rows by the thousand: put off deriving them during a load, derive them at its end, compare them.

One record at a time, triggers do this by themselves. A room's SQL gives each kind of record four functions named alike:
``<prefix>_rows(ids)``, ``<prefix>_index(ids)``, ``<prefix>_index_all()`` and ``<prefix>_words()``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from portal.core.facets import FacetIndex


class SearchRows:
    """The rows of one kind of record: ``records`` is its table, ``prefix`` begins the names of its functions."""

    def __init__(self, index: FacetIndex, *, records: str, prefix: str) -> None:
        self.subject = index.name
        self.names = {"kept": index.table, "key": index.id_column, "records": records, "prefix": prefix}

    @contextmanager
    def deferred(self) -> Iterator[None]:
        """Inside, triggers derive no search rows; whoever loads calls ``derive`` or ``derive_all`` afterwards."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL portal.defer_index = 'on'")
            yield
            cursor.execute("SET LOCAL portal.defer_index = 'off'")
            cursor.execute("SELECT core_count_content(%s)", [self.subject])

    def derive(self, ids: Iterable[int]) -> None:
        self._ask("SELECT {prefix}_index(%s)", [list(ids)])

    def derive_all(self) -> None:
        self._ask("SELECT {prefix}_index_all()")

    def differing(self) -> int:
        """How many records have another search row than they should, none, or one too many; and how many words of
        public ones are counted wrong."""
        [(found,)] = self._ask(
            "SELECT count(*) FROM {kept} AS kept WHERE NOT EXISTS (SELECT FROM {records} AS a WHERE a.id = kept.{key})"
        )
        for (batch,) in self._ask("SELECT array_agg(id) FROM {records} GROUP BY id / 5000"):
            [(differing,)] = self._ask(
                """SELECT count(*) FROM {prefix}_rows(%s) AS derived LEFT JOIN {kept} AS kept USING ({key})
                   WHERE (derived.sort_date, derived.title_key, derived.added_at, derived.codes, derived.document)
                       IS DISTINCT FROM (kept.sort_date, kept.title_key, kept.added_at, kept.codes, kept.document)""",
                [batch],
            )
            found += differing
        [(words,)] = self._ask(
            """SELECT count(*) FROM {prefix}_words() AS derived
               FULL JOIN (SELECT word, records FROM core_searchword WHERE subject = %s) AS kept USING (word)
               WHERE derived.records IS DISTINCT FROM kept.records""",
            [self.subject],
        )
        return found + words

    def _ask(self, question: str, params: list | None = None) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(question.format(**self.names), params)
            return cursor.fetchall()
