"""What became public last, in all rooms together."""

from __future__ import annotations

from django.db import connection

from portal.core.facets import FOR_EVERYBODY, Facet, code
from portal.core.reference import Reference
from portal.site.counted import ACTIVITIES, CASE_STUDIES, OPEN_NEEDS, OPEN_OFFERS, PARTNERSHIPS
from portal.site.finding.lists import kind_of

ROOMS = [ACTIVITIES, PARTNERSHIPS, CASE_STUDIES, OPEN_NEEDS, OPEN_OFFERS]
OF_A_KIND = 2  # at most: after an import one kind would fill the page


def newest(user, most: int, reference: Reference) -> list[tuple[str, dict]]:
    """``(kind, card)``, the last that everybody could see first: one query, and one for each kind that is shown."""
    found = _last(most)
    cards = {
        (place, card["id"]): card
        for place, room in enumerate(ROOMS)
        if (ids := [pk for each, pk in found if each == place])
        for card in room.cards(user, ids, reference)
    }
    return [(kind_of(ROOMS[place].listing), cards[place, pk]) for place, pk in found if (place, pk) in cards]


def _last(most: int) -> list[tuple[int, int]]:
    """``(place in ROOMS, record)``."""
    public = code(Facet.PUBLIC, FOR_EVERYBODY)
    indexes = [room.listing.index for room in ROOMS]
    questions = [
        f"(SELECT {place}, {index.id_column} AS pk, added_at FROM {index.table} "  # noqa: S608 -- constants
        f"WHERE added_at IS NOT NULL AND codes @> ARRAY[{public}] ORDER BY added_at DESC LIMIT {OF_A_KIND})"
        for place, index in enumerate(indexes)
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(questions)} ORDER BY added_at DESC, pk DESC LIMIT %s", [most])
        return [(place, pk) for place, pk, _moment in cursor.fetchall()]
