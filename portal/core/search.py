"""Full text: which records a reader's words find, in which order, and where the words stand.

PostgreSQL keeps the index; what it found for a question is kept here for as long as the records do not change, because
the next page, another facet and the export ask the same words again.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from threading import Lock

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from pyroaring import BitMap

from portal.core.facets import FEW, FacetIndex, packed_integers
from portal.core.filters import TEXT_SEARCH
from portal.core.models.versions import Stamp

RANK_LIMIT = 10_000  # ranking costs 4 µs a hit; beyond this many, a common word says nothing about relevance anyway
KEPT_QUESTIONS = 64
START, STOP = "\x02", "\x03"  # mark hits inside PostgreSQL; text from forms cannot hold control characters
_QUERY = f"websearch_to_tsquery('{TEXT_SEARCH}', %s)"


class TextSearch:
    """Text search over one kind of record (one ``FacetIndex`` and its table of search rows)."""

    def __init__(self, index: FacetIndex) -> None:
        self.index = index
        self._kept: OrderedDict[tuple[Stamp, str, str], BitMap | array] = OrderedDict()
        self._lock = Lock()

    def hits(self, words: str, stamp: Stamp) -> BitMap:
        """Every record in which the words stand, whoever may see it."""
        return self._keep((stamp, "hits", words), lambda: BitMap(self._ids(f"document @@ {_QUERY}", [words])))

    def added_since(self, moment: datetime) -> BitMap:
        return BitMap(self._ids("added_at >= %s", [moment]))

    def ranked_page(self, words: str, stamp: Stamp, hits: BitMap, start: int, size: int) -> list[int] | None:
        """A page of ``hits`` by relevance; None when the words are too common to be ranked.

        Where filters leave few of what the words find, only these are ranked; else the order is kept for the next page.
        """
        found = self.hits(words, stamp)
        order = f"ORDER BY ts_rank(document, {_QUERY}) DESC, sort_date DESC NULLS LAST, {self.index.id_column} DESC"
        if len(hits) <= min(FEW, len(found) // 4):
            return list(self._among(hits, order, [words])[start : start + size])
        if len(found) > RANK_LIMIT:
            return None
        where = f"document @@ {_QUERY}"
        ranked = self._keep((stamp, "ranked", words), lambda: self._ids(where, [words], order, [words]))
        return list(islice((pk for pk in ranked if pk in hits), start, start + size))

    def title_page(self, hits: BitMap, start: int, size: int) -> list[int]:
        """A page of ``hits`` by title. Many are soon met among the first titles of all; else they are sorted."""
        found: list[int] = []
        for batch in self._first_titles() if len(hits) > FEW else ():
            found += [pk for pk in batch if pk in hits]
            if len(found) >= start + size:
                return found[start : start + size]
        return list(self._among(hits, f"ORDER BY title_key, {self.index.id_column}")[start : start + size])

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

    def _keep(self, question: tuple, answer) -> BitMap | array:
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        found = answer()
        with self._lock:
            self._kept[question] = found
            while len(self._kept) > KEPT_QUESTIONS:
                self._kept.popitem(last=False)
        return found


def highlighted(texts: list[str], words: str) -> list[SafeString]:
    """The texts as HTML, everything escaped, the words that were found between <mark> and </mark>."""
    options = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT array_agg(ts_headline('{TEXT_SEARCH}', t, q, %s) ORDER BY n) "  # noqa: S608 -- a constant
            f"FROM unnest(%s::text[]) WITH ORDINALITY AS texts (t, n), {_QUERY} AS q",
            [options, texts, words],
        )
        marked = cursor.fetchone()[0] or []
    return [mark(text) for text in marked]


def mark(text: str) -> SafeString:
    """Escape everything first; only then do the two control characters become tags."""
    return mark_safe(escape(text).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 -- escaped above


def is_empty(words: str) -> bool:
    """Words that ask nothing, such as a lone hyphen."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode({_QUERY}) = 0", [words])
        return cursor.fetchone()[0]
