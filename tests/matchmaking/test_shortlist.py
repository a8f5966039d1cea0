"""The shortlist that bitmaps make is the one that scoring every record would make."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from matchmaking.facts import asked_of, candidate_of
from matchmaking.scoring import score
from matchmaking.shortlist import shortlist, tiers
from portal.core.facets import Facet, Snapshot, code, grouped_by_facet

FACETS = (
    Facet.TOPIC, Facet.COUNTRY, Facet.REGION, Facet.MODALITY, Facet.LANGUAGE, Facet.MATCH_TYPE, Facet.RECOMMENDATION,
)  # fmt: skip
CODES = st.lists(st.builds(code, st.sampled_from(FACETS), st.integers(1, 4)), max_size=12, unique=True)
RECORDS = st.lists(st.tuples(CODES, st.booleans(), st.integers(0, 3)), min_size=1, max_size=15)


def snapshot_of(records) -> Snapshot:
    """Records are (codes, experienced, day), their ids count from 1."""
    bitmaps: dict[int, BitMap] = {}
    for pk, (codes, _experienced, _day) in enumerate(records, 1):
        for each in codes:
            bitmaps.setdefault(each, BitMap()).add(pk)
    days = [0, *(day and date(2026, 1, day).toordinal() for _codes, _experienced, day in records)]
    ids = range(1, len(records) + 1)
    order = sorted(ids, key=lambda pk: (-days[pk], -pk))
    return Snapshot((1, 0, 0), bitmaps, grouped_by_facet(bitmaps), BitMap(ids), order, days)


def scored(asked, records) -> dict[int, int]:
    """By brute force; only those that share a topic."""
    found = {}
    for pk, (codes, experienced, _day) in enumerate(records, 1):
        facts = candidate_of(codes, period=None, experience=asked.topics if experienced else ())
        if asked.topics & facts.topics:
            found[pk] = score(asked, facts).total
    return found


@given(CODES, RECORDS)
def test_every_record_stands_in_the_tier_of_its_score(codes, records):
    asked, snapshot = asked_of(codes, None), snapshot_of(records)
    experienced = BitMap(pk for pk, (_codes, has_done, _day) in enumerate(records, 1) if has_done)
    found = tiers(snapshot, asked, snapshot.everything, experienced)
    assert {pk: points for points, among in found.items() for pk in among} == scored(asked, records)


@given(CODES, RECORDS, st.integers(1, 6))
def test_the_best_come_first_and_the_newest_among_equals(codes, records, size):
    asked, snapshot = asked_of(codes, None), snapshot_of(records)
    experienced = BitMap(pk for pk, (_codes, has_done, _day) in enumerate(records, 1) if has_done)
    totals = scored(asked, records)
    best = sorted(totals, key=lambda pk: (-totals[pk], snapshot.order.index(pk)))
    assert shortlist(snapshot, asked, snapshot.everything, experienced, size) == best[:size]
