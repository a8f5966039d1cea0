"""Full text: which records a reader's words find, and in which order. In which languages: docs/adr/0009.

PostgreSQL keeps the index; what it found for a question is kept here, because the next page, another facet and the
export ask the same words again. When records have changed, only these are asked about anew.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db import connection, models
from pyroaring import BitMap

from portal.core.facets import FEW, FacetIndex, packed_integers
from portal.core.models.versions import Stamp

# The only reading of what people type. As a subquery it is read once; called in the condition, once for every row.
QUESTION = "(SELECT core_search_query(%s))"
RANK_LIMIT = 5_000  # ranking costs 10 µs a hit; beyond this many, a common word says nothing about relevance anyway
KEPT_QUESTIONS = 64
Found = TypeVar("Found", BitMap, array)


class Question(SearchQuery):
    """``QUESTION`` in a queryset: ``filter(search__document=Question(words))``."""

    template = QUESTION % "%(expressions)s"

    def __init__(self, words: str) -> None:
        super().__init__(sendable(words))


@dataclass(frozen=True)
class Titles:
    """Where the names of records stand that everybody may see, as constants of SQL: a search box suggests them."""

    column: str = "title"
    public: str = "state = 'published'"  # which of them are public
    table: str = ""  # default: that of the records
    key: str = "id"  # the table's column with the record's id


class TextSearch:
    """Text search over one kind of record (one ``FacetIndex`` and its table of search rows)."""

    def __init__(self, index: FacetIndex, *, titles: Titles | None = None) -> None:
        self.index, self.titles = index, titles or Titles()
        self._kept: OrderedDict[tuple[str, str], tuple[Stamp, BitMap | array]] = OrderedDict()
        self._lock = Lock()

    def hits(self, words: str, stamp: Stamp) -> BitMap:
        """Every record in which the words stand, whoever may see it."""
        where, params = f"document @@ {QUESTION}", [sendable(words)]

        def caught_up(found: BitMap, changed: BitMap) -> BitMap:
            these = f"{self.index.id_column} = ANY(%s) AND {where}"
            return (found - changed) | BitMap(self._ids(these, [list(changed), *params]))

        return self._keep(("hits", words), stamp, lambda: BitMap(self._ids(where, params)), caught_up)

    def added_since(self, moment: datetime) -> BitMap:
        return BitMap(self._ids("added_at >= %s", [moment]))

    def added_between(self, since: datetime, until: datetime, words: str = "") -> BitMap:
        """What was added from the one moment until before the other and has the words, whoever may see it: one query
        that looks at few records, because both are conditions of it."""
        where, params = "added_at >= %s AND added_at < %s", [since, until]
        if words:
            where, params = f"{where} AND document @@ {QUESTION}", [*params, sendable(words)]
        return BitMap(self._ids(where, params))

    def ranked_page(self, words: str, stamp: Stamp, hits: BitMap, start: int, size: int) -> list[int] | None:
        """A page of ``hits`` by relevance; None when the words are too common to be ranked.

        Where filters leave few of what the words find, only these are ranked; else the order is kept for the next page.
        """
        found, words = self.hits(words, stamp), sendable(words)
        order = f"ORDER BY ts_rank(document, {QUESTION}) DESC, sort_date DESC NULLS LAST, {self.index.id_column} DESC"
        if len(hits) <= min(FEW, len(found) // 4):
            return list(self._among(hits, order, [words])[start : start + size])
        if len(found) > RANK_LIMIT:
            return None
        where = f"document @@ {QUESTION}"

        def caught_up(ranked: array, changed: BitMap) -> array | None:
            """The order holds where nothing that changed had the words, or has them now."""
            return None if changed & found or not changed.isdisjoint(BitMap(ranked)) else ranked

        ranked = self._keep(("ranked", words), stamp, lambda: self._ids(where, [words], order, [words]), caught_up)
        return list(islice((pk for pk in ranked if pk in hits), start, start + size))

    def title_page(self, hits: BitMap, start: int, size: int) -> list[int]:
        """A page of ``hits`` by title. Many are soon met among the first titles of all; else they are sorted."""
        found: list[int] = []
        for batch in self._first_titles() if len(hits) > FEW else ():
            found += [pk for pk in batch if pk in hits]
            if len(found) >= start + size:
                return found[start : start + size]
        return list(self._among(hits, f"ORDER BY title_key, {self.index.id_column}")[start : start + size])

    def latest_page(self, hits: BitMap, start: int, size: int) -> list[int]:
        """A page of ``hits``, the most recently published first, those never published last."""
        order = f"ORDER BY added_at DESC NULLS LAST, {self.index.id_column} DESC"
        return list(self._among(hits, order)[start : start + size])

    def titles_question(self, model: type[models.Model]) -> str:
        """SQL for the first public titles that begin as typed. Its parameters: what was typed, twice; how many."""
        titles, index = self.titles, self.index
        return (
            f"SELECT {titles.column} FROM {index.table} AS kept "  # noqa: S608 -- constants
            f"JOIN {titles.table or model._meta.db_table} AS named ON named.{titles.key} = kept.{index.id_column} "
            "WHERE title_key BETWEEN core_sort_key(%s) AND core_sort_key(%s) || chr(1114111) "
            f"AND {titles.public} ORDER BY title_key LIMIT %s"
        )

    def _first_titles(self) -> Iterable[list[int]]:
        """In growing batches: the more hits there are, the fewer titles a page of them takes."""
        key, pk = "", 0
        for batch in (200, 800, 3200):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT title_key, {self.index.id_column} FROM {self.index.table} "  # noqa: S608 -- constants
                    f"WHERE (title_key, {self.index.id_column}) > (%s, %s) "
                    f"ORDER BY title_key, {self.index.id_column} LIMIT %s",
                    [key, pk, batch],
                )
                rows = cursor.fetchall()
            if not rows:
                return
            yield [pk for _key, pk in rows]
            key, pk = rows[-1]

    def _among(self, hits: BitMap, order: str, order_params: list | None = None) -> array:
        return self._ids(f"{self.index.id_column} = ANY(%s)", [list(hits)], order, order_params)

    def _ids(self, where: str, params: list, order: str = "", order_params: list | None = None) -> array:
        """Record ids as one packed string: an object for each of a million would take longer than finding them."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT string_agg(int4send({self.index.id_column}::int), '' {order}) "  # noqa: S608 -- constants
                f"FROM {self.index.table} WHERE {where}",
                (order_params or []) + params,
            )
            return packed_integers(cursor.fetchone()[0])

    def _keep(
        self, question: tuple[str, str], stamp: Stamp, answer: Callable[[], Found],
        caught_up: Callable[[Found, BitMap], Found | None],
    ) -> Found:  # fmt: skip
        """The answer as of the stamp. ``caught_up`` makes it of an earlier one and the records that changed since, or
        says None where it has to be asked anew."""
        earlier, found = self._kept.get(question, (None, None))
        if earlier != stamp:
            changed = self.index.changed_between(earlier, stamp) if earlier else None
            found = None if changed is None else caught_up(found, changed)
            found = answer() if found is None else found
        with self._lock:
            self._kept[question] = stamp, found
            self._kept.move_to_end(question)
            while len(self._kept) > KEPT_QUESTIONS:
                self._kept.popitem(last=False)
        return found


def is_empty(words: str) -> bool:
    """Words that ask nothing, such as a lone hyphen."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode({QUESTION}) = 0", [sendable(words)])
        return cursor.fetchone()[0]


def is_weak(words: str) -> bool:
    """Only words that some language leaves out of its texts, such as "the": few records can have them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(bool_and(weak AND NOT barred), false) FROM core_terms(%s)", [sendable(words)])
        return cursor.fetchone()[0]


def sendable(words: str) -> str:
    """PostgreSQL's texts cannot hold the character of number zero."""
    return words.replace("\0", " ")
