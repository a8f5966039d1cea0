"""What a search row says of a record, as the two sides of a score. The numbers are those of the index (facets.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matchmaking.scoring import Asked, Candidate, Period
from portal.core.facets import GROUP_OFFSET, VALUE_BITS, Facet, value_of


def asked_of(codes: Iterable[int], period: Period | None) -> Asked:
    return Asked(**_shared(by_facet(codes)), period=period)


def candidate_of(
    codes: Iterable[int], *, period: Period | None, experience: Iterable[int] = (), likeness: float = 0.0, **known
) -> Candidate:
    """``known`` stands in for what the row does not say, such as ``support``."""
    facts = _shared(by_facet(codes)) | {name: frozenset(values) for name, values in known.items()}
    return Candidate(**facts, period=period, experience=frozenset(experience), likeness=likeness)


def by_facet(codes: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for each in codes:
        found[each >> VALUE_BITS].add(value_of(each))
    return found


def _shared(found: dict[int, set[int]]) -> dict[str, frozenset[int]]:
    return {
        "topics": frozenset(found[Facet.TOPIC]),
        "modalities": frozenset(found[Facet.MODALITY]),
        "languages": frozenset(found[Facet.LANGUAGE]),
        "countries": frozenset(each for each in found[Facet.COUNTRY] if each < GROUP_OFFSET),
        "regions": frozenset(found[Facet.REGION]),
        "support": frozenset(found[Facet.MATCH_TYPE]),
        "recommendations": frozenset(found[Facet.RECOMMENDATION]),
    }
