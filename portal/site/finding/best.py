"""One order for what several lists found: why the scores may be compared is in docs/adr/0032-one-search.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from portal.core.search import sendable

BY_LENGTH = 1  # PostgreSQL's ts_rank: divided by 1 + log(length), because long texts repeat words
FADING = 0.8  # of its score keeps each further record of the same list


class Scored(NamedTuple):
    """A list, and where its documents are kept."""

    name: str
    table: str
    key: str  # the table's column with the record's id


def best_first(found: Iterable[tuple[Scored, list[int]]], words: str) -> list[tuple[Scored, int]]:
    """``(list, record)``, the best match first. ``found`` has the best few of each list, in its own order.

    The words are scored alike in every list; within a list its own order stays.
    """
    found = [(source, ids) for source, ids in found if ids]
    scores = _scores(found, words)
    faded = []
    for source, ids in found:
        ceiling = 1.0  # a list may order by more than this score knows
        for place, pk in enumerate(ids):
            ceiling = min(ceiling, scores.get((source.name, pk), 0.0))
            faded.append((ceiling * FADING**place, source, pk))
    return [(source, pk) for _score, source, pk in sorted(faded, key=lambda each: -each[0])]


def _scores(found: list[tuple[Scored, list[int]]], words: str) -> dict[tuple[str, int], float]:
    """By list and record; one query however many lists there are."""
    if not found:
        return {}
    parts = [
        f"SELECT %s, {source.key}, ts_rank(document, question, {BY_LENGTH}) "  # noqa: S608 -- constants
        f"FROM asked, {source.table} WHERE {source.key} = ANY (%s)"
        for source, _ids in found
    ]
    params = [param for source, ids in found for param in (source.name, ids)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked AS MATERIALIZED (SELECT core_search_query(%s) AS question) {' UNION ALL '.join(parts)}",
            [sendable(words), *params],
        )
        return {(name, pk): score for name, pk, score in cursor.fetchall()}
