"""The best candidates among any number of records, found with the bitmaps that count facets and without reading a row.

A score is a sum of a few numbers that hang on a few sets, so records with the same sum are one bitmap. Each criterion
splits these bitmaps; there are never more of them than points. Fetching and wording is left for the few that remain.
"""

from __future__ import annotations

from collections import defaultdict

from pyroaring import BitMap

from matchmaking.scoring import REGION_ONLY, WEIGHTS, Asked, Criterion
from portal.core.facets import Facet, Snapshot

Tiers = dict[int, BitMap]  # points → the records that have them


def shortlist(snapshot: Snapshot, asked: Asked, among: BitMap, experienced: BitMap, size: int) -> list[int]:
    """So many records of ``among`` that share a topic, best first and the newest first among equals.

    By all points but those for the period, which no bitmap knows. ``experienced`` are the records that have completed
    work on one of the topics.
    """
    found: list[int] = []
    for _points, records in sorted(tiers(snapshot, asked, among, experienced).items(), reverse=True):
        found += snapshot.page(records, 0, size - len(found))
        if len(found) >= size:
            break
    return found


def tiers(snapshot: Snapshot, asked: Asked, among: BitMap, experienced: BitMap) -> Tiers:
    found = _by_topics(snapshot, asked, among)
    place = WEIGHTS[Criterion.PLACE]
    named, near = snapshot.having(Facet.COUNTRY, asked.countries), snapshot.having(Facet.REGION, asked.regions)
    found = _split(found, [(named, place), (near, round(place * REGION_ONLY))])
    for criterion, facet, values in (
        (Criterion.MODALITY, Facet.MODALITY, asked.modalities),
        (Criterion.LANGUAGE, Facet.LANGUAGE, asked.languages),
        (Criterion.SUPPORT, Facet.MATCH_TYPE, asked.support),
        (Criterion.RECOMMENDATION, Facet.RECOMMENDATION, asked.recommendations),
    ):
        found = _split(found, [(snapshot.having(facet, values), WEIGHTS[criterion])])
    return _split(found, [(experienced, WEIGHTS[Criterion.EXPERIENCE])])


def _by_topics(snapshot: Snapshot, asked: Asked, among: BitMap) -> Tiers:
    counted: Tiers = {0: among}  # by how many topics they share
    for topic in asked.topics:
        counted = _split(counted, [(snapshot.having(Facet.TOPIC, [topic]), 1)])
    found: Tiers = defaultdict(BitMap)
    for common, records in counted.items():
        if common:
            found[round(WEIGHTS[Criterion.TOPIC] * common / len(asked.topics))] |= records
    return found


def _split(before: Tiers, levels: list[tuple[BitMap, int]]) -> Tiers:
    """Each record gains the points of the first level that holds it."""
    after: Tiers = defaultdict(BitMap)
    for points, records in before.items():
        rest = records
        for holders, gained in levels:
            after[points + gained] |= rest & holders
            rest = rest - holders
        after[points] |= rest
    return {points: records for points, records in after.items() if records}
