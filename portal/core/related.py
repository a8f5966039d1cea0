"""Records like one another, found with the same bitmaps that count facets."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import BitMap

from portal.core.facets import GROUP_OFFSET, VALUE_BITS, Facet, Selection, Snapshot, code
from portal.core.reference import country_number

MOST = 3
Reason = tuple[str, list[frozenset[int]]]  # in words, and the codes of which a record needs one of each set


def alike(snapshot: Snapshot, reasons: Iterable[Reason], seen: Iterable[int]) -> list[tuple[str, list[int]]]:
    """For each reason the newest records for which it holds: nothing twice, only what the public may see.

    The strongest reason comes first; an empty condition is met by none. ``seen`` are left out.
    """
    left_out = BitMap(seen)
    groups = []
    for reason, conditions in reasons:
        ids = _meeting(snapshot, conditions, left_out)
        left_out.update(ids)
        groups.append((reason, ids))
    return groups


def _meeting(snapshot: Snapshot, conditions: list[frozenset[int]], left_out: BitMap) -> list[int]:
    if not all(conditions):
        return []
    include = {Facet(next(iter(each)) >> VALUE_BITS): each for each in conditions}
    hits = snapshot.hits(Selection(include), snapshot.readable()) - left_out
    return snapshot.page(hits, 0, MOST)


def with_cards(groups: list[tuple[str, list[int]]], cards: Iterable[dict]) -> list[dict]:
    """``[{reason, cards}]``, without reasons that no card stands under."""
    shown = {card["id"]: card for card in cards}
    found = [{"reason": reason, "cards": [shown[pk] for pk in ids if pk in shown]} for reason, ids in groups]
    return [group for group in found if group["cards"]]


def named_in(lines: Iterable, roles: Iterable[str], facet: Facet) -> frozenset[int]:
    """The countries and groups that are themselves named in these roles, as codes of the index."""
    chosen = [line for line in lines if line.role in roles]
    countries = (country_number(line.country_id) for line in chosen if line.country_id)
    groups = (GROUP_OFFSET + line.group_id for line in chosen if line.group_id)
    return codes(facet, (*countries, *groups))


def codes(facet: Facet, values: Iterable[int]) -> frozenset[int]:
    return frozenset(code(facet, value) for value in values)
