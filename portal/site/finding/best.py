"""One order for what several lists found: why the scores may be compared is in docs/adr/0032-one-search.md."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from portal.core.listing import Listing
from portal.core.search import sendable

BY_LENGTH = 1  # PostgreSQL's ts_rank: divided by 1 + log(length), because long texts repeat words
FADING = 0.8  # of its score keeps each further record of the same list


def best_first(found: Iterable[tuple[Listing, list[int]]], words: str) -> list[tuple[Listing, int]]:
    """``(list, record)``, the best match first. ``found`` has the best few of each list, in its own order.

    The words are scored alike in every list; within a list its own order stays.
    """
    found = [(listing, ids) for listing, ids in found if ids]
    scores = _scores(found, words)
    faded = []
    for listing, ids in found:
        ceiling = 1.0  # a list may order by more than this score knows
        for place, pk in enumerate(ids):
            ceiling = min(ceiling, scores.get((listing.room, pk), 0.0))
            faded.append((ceiling * FADING**place, listing, pk))
    return [(listing, pk) for _score, listing, pk in sorted(faded, key=lambda each: -each[0])]


def _scores(found: list[tuple[Listing, list[int]]], words: str) -> dict[tuple[str, int], float]:
    """By room and record; one query however many lists there are."""
    if not found:
        return {}
    parts = [
        f"SELECT %s, {listing.index.id_column}, ts_rank(document, question, {BY_LENGTH}) "  # noqa: S608 -- constants
        f"FROM asked, {listing.index.table} WHERE {listing.index.id_column} = ANY (%s)"
        for listing, _ids in found
    ]
    params = [param for listing, ids in found for param in (listing.room, ids)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked AS MATERIALIZED (SELECT core_search_query(%s) AS question) {' UNION ALL '.join(parts)}",
            [sendable(words), *params],
        )
        return {(room, pk): score for room, pk, score in cursor.fetchall()}
