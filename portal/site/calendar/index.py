"""The calendar's bitmaps: those of every kind of entry, side by side (docs/adr/0036-calendar.md).

Kinds of records count their ids by themselves, so each has a stretch of numbers of its own here: its place × 2²⁷ + id.
What facets are counted with, and who may see what, is then the same as in any list.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock

from django.db.models import F
from django.utils import timezone
from pyroaring import BitMap

from portal.core.facets import VALUE_BITS, Facet, Snapshot, code, grouped_by_facet
from portal.core.models import content_stamps, current_versions
from portal.core.models.versions import Stamp
from portal.core.search import TextSearch
from portal.site.calendar.kinds import ACCESS, DEADLINES, KINDS, Kind, Span, Stretch

STRETCH = 27  # bits of an id within its kind; with four kinds every number stays below 2³¹
WITHIN = (1 << STRETCH) - 1


def apart(numbers: Iterable[int]) -> dict[Kind, list[int]]:
    """Entries as the ids of each kind's own records, in their order."""
    found: dict[Kind, list[int]] = {kind: [] for kind in KINDS}
    for number in numbers:
        found[KINDS[number >> STRETCH]].append(number & WITHIN)
    return found


def numbered(kind: Kind, pk: int) -> int:
    return KINDS.index(kind) << STRETCH | pk


class Days:
    """By entry, as the array of a Snapshot has them by id: days since year 1."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._days = [each.days for each in stretches]

    def __getitem__(self, number: int) -> int:
        return self._days[number >> STRETCH][number & WITHIN]


@dataclass(frozen=True)
class CalendarSnapshot(Snapshot):
    today: date = date.min
    coming: dict[int, Span] = field(default_factory=dict)  # what is not over, soonest first

    def coming_among(self, hits: BitMap) -> list[int]:
        return [number for number in self.coming if number in hits]


class CalendarIndex:
    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: CalendarSnapshot | None = None
        self._stretches: dict[Kind, tuple[tuple, Stretch]] = {}

    def current(self, versions: dict[str, Stamp] | None = None) -> CalendarSnapshot:
        """As the database has it now, on this day. One short query if nothing moved.

        Days and attendance are read from the records themselves, so what no list is found by counts, too.
        """
        versions, today, contents = versions or current_versions(), timezone.localdate(), content_stamps()
        snapshots = [kind.index.current(versions) for kind in KINDS]
        stamp = (today, tuple(each.stamp for each in snapshots), tuple(contents.get(kind.index.name) for kind in KINDS))
        with self._lock:
            if self._kept is None or self._kept.stamp != stamp:
                every = zip(KINDS, snapshots, strict=True)
                self._kept = joined(stamp, [self._stretch(kind, now, today, contents) for kind, now in every])
            return self._kept

    def _stretch(self, kind: Kind, snapshot: Snapshot, today: date, contents: dict) -> Stretch:
        """Made anew only of a kind that has changed."""
        stamp = (today, snapshot.stamp, *map(contents.get, kind.subjects))
        if kind not in self._stretches or self._stretches[kind][0] != stamp:
            self._stretches[kind] = stamp, kind.stretch(snapshot, today)
        return self._stretches[kind][1]

    def forget(self) -> None:
        self._kept = None
        self._stretches.clear()


def joined(stamp: tuple, stretches: list[Stretch]) -> CalendarSnapshot:
    """Whoever counts begins with what a reader may see, so only that must be of entries alone: the other bitmaps of the
    first kind, which are nearly all and large, stay as they are, with the few activities that are no entries."""
    today, *_stamps = stamp
    bitmaps: dict[int, BitMap] = {}
    coming: dict[int, Span] = {}
    order, days, everything = array("I"), Days(stretches), BitMap()
    for place, stretch in enumerate(stretches):
        start, there = place << STRETCH, stretch.entries
        everything |= there.shift(start)
        for each, bitmap in (stretch.codes | {code(Facet.ENTRY, place + 1): there}).items():
            if start or each >> VALUE_BITS in ACCESS:
                bitmap = (bitmap & there).shift(start)
            if bitmap:
                bitmaps[each] = bitmaps[each] | bitmap if each in bitmaps else bitmap
        _insert(order, [start + pk for pk in stretch.newest_first] if start else stretch.newest_first, days)
        coming |= {start + pk: span for pk, span in stretch.coming.items() if pk in there}
    soonest = sorted(coming.items(), key=lambda item: (item[1].awaited(today), item[1].last, item[0]))
    return CalendarSnapshot(
        stamp, bitmaps, grouped_by_facet(bitmaps), everything, order, days, today=today, coming=dict(soonest)
    )


def _insert(order: array, numbers: array | list[int], days: Days) -> None:
    """The many first, then the few into them: sorting all anew would take many times longer."""
    if not order:
        order.extend(numbers)
        return
    for number in numbers:
        key = (-days[number], -number)
        order.insert(bisect_left(order, key, key=lambda other: (-days[other], -other)), number)


class CalendarText(TextSearch):
    """Words, asked of each kind's own search rows, which keep what they found."""

    def __init__(self) -> None:
        """Nothing is kept here."""

    def hits(self, words: str, stamp: tuple) -> BitMap:
        _today, stamps, _contents = stamp
        found = (kind.text.hits(words, each) for kind, each in zip(KINDS, stamps, strict=True))
        return BitMap.union(*(hits.shift(place << STRETCH) for place, hits in enumerate(found)))

    def latest_page(self, hits: BitMap, start: int, size: int) -> list[int]:
        """The most recently published first, whatever they are: for the feed."""
        published = []
        for kind, ids in apart(hits).items():
            rows = kind.model.objects.filter(pk__in=ids).order_by(F("published_at").desc(nulls_last=True), "-pk")
            rows = rows.values_list("published_at", "pk")[: start + size] if ids else ()
            published += [(moment is not None, moment, numbered(kind, pk)) for moment, pk in rows]
        return [number for *_moment, number in sorted(published, reverse=True)][start : start + size]


def since(snapshot: CalendarSnapshot, days: int) -> BitMap:
    """What began in the last so many days, and what is under way or to come."""
    return snapshot.since(snapshot.today - timedelta(days=days)) | BitMap(snapshot.coming)


def on_at(snapshot: CalendarSnapshot, days: Span, among: BitMap) -> dict[int, Span]:
    """Which of these entries are on at some time within these days. Deadlines that are over stand in no calendar."""
    found = {
        each: span for each, span in snapshot.coming.items()
        if span.first <= days.last and span.last >= days.first and each in among
    }  # fmt: skip
    if days.first < snapshot.today:
        years = range(days.first.year, days.last.year + 1)
        later = snapshot.since(days.last + timedelta(days=1), until=date(days.last.year, 12, 31))
        perhaps = (among & snapshot.having(Facet.YEAR, years)) - later
        for kind, ids in apart(perhaps - BitMap(snapshot.coming)).items():
            if ids and kind.entry not in DEADLINES:
                found |= {numbered(kind, pk): span for pk, span in kind.spans(days.first, ids).items()}
    return found


def nearest(snapshot: CalendarSnapshot, hits: BitMap, empty: Span) -> tuple[date | None, date | None]:
    """Next to days on which nothing of the hits is, the last before on which something is, and the first after."""
    after = [date.fromordinal(snapshot.days[each]) for each in snapshot.upcoming(hits, empty.last, 1)]
    earlier = hits - snapshot.since(empty.first)
    before = [date.fromordinal(snapshot.days[each]) for each in snapshot.page(earlier, 0, 1)]
    if before:  # what began last is not what ended last
        spans = on_at(snapshot, Span(before[0], empty.first - timedelta(days=1)), earlier)
        before = [max([*before, *(span.last for span in spans.values())])]
    return before[0] if before else None, after[0] if after else None


calendar_index, calendar_text = CalendarIndex(), CalendarText()
