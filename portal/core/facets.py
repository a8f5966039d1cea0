"""Facet counts in microseconds: one compressed bitmap of record ids for every value, kept by each server process.

A *code* is a facet's number and a value's number in one 32-bit integer; the database derives each record's codes
(models/search_row.py) and this module turns them around into bitmaps. Inside a facet the bitmaps are united, across
facets intersected, and a count is the size of an intersection: PostgreSQL needs 100 times longer for the same numbers
(docs/adr/0003-facets.md). Who may see a record is one more facet, so nothing can be counted for the wrong reader.

A snapshot never changes once it is published: writers' changes make a new one that shares all untouched bitmaps.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from heapq import nsmallest
from itertools import chain, islice
from threading import Lock

from django.db import connection
from pyroaring import BitMap

from portal.core.models.versions import NEVER, Stamp, current_versions

VALUE_BITS = 24
VALUE_MASK = (1 << VALUE_BITS) - 1
GROUP_OFFSET = 1000  # in country facets, values below are countries (reference.country_number), above are groups
CATCH_UP_LIMIT = 1000  # past so many changes, reading everything anew is quicker
FOR_EVERYBODY, IS_SAMPLE, FOR_REGISTERED = 0, 1, 2  # the values of Facet.PUBLIC; registered: whoever is signed in
STATED = 0  # the value of a facet of digits for a number that is stated at all; digit n, from 0, has the value n + 1
ROLE_BITS = 4  # the end of a value of Facet.ORGANISATION_ROLE: 1 + the place in classification.Role
REMEMBERED = 20  # earlier stamps, of which it is known what changed since
FEW = 2000  # so many hits are sorted; more are found by walking the sorted order


class Facet(IntEnum):
    """Numbers that the rooms' SQL functions write into ``codes``. Never reuse one."""

    TOPIC = 1
    COUNTRY = 2
    BENEFICIARY = 3
    PROVIDER = 4
    REGION = 5
    MODALITY = 6
    KIND = 7
    YEAR = 8
    LANGUAGE = 9
    GOAL = 10
    RECOMMENDATION = 11
    ORGANISATION = 12
    FUNDING = 13
    STATUS = 14
    INSTRUMENT = 15
    SECTOR = 16
    SUPPORT = 17
    DEPTH = 18
    CONFIRMED = 19
    PUBLIC = 20
    OWNER = 21
    AUTHOR = 22
    FOCUS = 23
    ORGANISATION_TYPE = 24
    ROLE = 25  # of an organisation in what is recorded: in memory only, as is the next
    NAMED_IN = 26
    AVAILABILITY = 27
    REMOTE = 28
    EXPERIENCE = 29
    BASIS = 30
    WORKED = 31
    INVITED = 32  # organisations that see a listing because they are invited to it
    MATCH_TYPE = 33
    CONDITION = 34
    EXPIRES = 35  # the day, as date.toordinal() has it, until which a listing is open
    POSTED = 36  # the day on which it was published, in the same way
    ENTRY = 41  # what stands in the calendar: in memory only
    SERIES = 42
    DELIVERY = 43
    WAITING = 37  # how long it has been open: in memory only, because it is another one tomorrow
    # Countries that are themselves named, or by an organisation of theirs, and not only as members of a group.
    NAMED = 46  # on either side
    NAMED_BENEFICIARY = 47
    NAMED_PROVIDER = 48
    HOST = 49
    SUPPORTER = 50  # as facilitator or funder, which are on neither side
    RECORDED = 51  # what a record says at all, for shares of what is not recorded
    # The binary digits of numbers, which Snapshot.sum adds up.
    PARTICIPANTS = 60
    WOMEN = 61
    MEN = 62
    PERSON_DAYS = 63
    ORGANISATION_ROLE = 64  # who in which role: organisation << ROLE_BITS | role
    UNPAIRED = 65  # why no country that is named helps another one


def code(facet: int, value: int) -> int:
    return facet << VALUE_BITS | value


_PUBLIC = code(Facet.PUBLIC, FOR_EVERYBODY)


def value_of(code: int) -> int:
    return code & VALUE_MASK


@dataclass(frozen=True)
class Selection:
    """What a reader chose: OR inside a facet, AND across facets, and values that must not be there.

    A second condition on the same facet has the name of its parameter for a key.
    """

    include: dict[Facet | str, frozenset[int]] = field(default_factory=dict)
    exclude: frozenset[int] = frozenset()
    within: BitMap | None = None  # records that text search or another condition leaves; None: no such condition

    def without(self, facet: Facet) -> Selection:
        return replace(self, include={key: codes for key, codes in self.include.items() if key != facet})


@dataclass(frozen=True)
class Snapshot:
    stamp: Stamp
    bitmaps: dict[int, BitMap]
    by_facet: dict[int, tuple[int, ...]]
    everything: BitMap
    order: array  # record ids, newest first, undated records last
    days: array  # by record id: days since year 1, 0 where undated
    public_counts: dict[Facet, dict[int, int]] = field(default_factory=dict)  # most pages are seen unfiltered
    changed_since: dict[Stamp, BitMap] = field(default_factory=dict)  # what became different, by earlier stamp
    touched: dict[int, Stamp] = field(default_factory=dict)  # facets that were different before this stamp
    loaded: Stamp = NEVER
    moved: dict[int, Stamp] = field(default_factory=dict)  # by code, when a record that has it, or had it, changed last

    def readable(self, *, everything: bool = False, author: int | None = None, owners: Iterable[int] = ()) -> BitMap:
        """The records somebody may see: the bitmap form of ``visible_to``."""
        if everything:
            return self.everything
        codes = [code(Facet.PUBLIC, FOR_EVERYBODY)]
        if author is not None:
            codes += [code(Facet.PUBLIC, FOR_REGISTERED), code(Facet.AUTHOR, author)]
        for owner in owners:
            codes += [code(Facet.OWNER, owner), code(Facet.INVITED, owner)]
        return self._union(codes)

    def having(self, facet: Facet, values: Iterable[int]) -> BitMap:
        """The records with any of these values."""
        return self._union(code(facet, value) for value in values)

    def real(self, records: BitMap) -> BitMap:
        """Of these records, those that nobody invented."""
        return records - self.having(Facet.PUBLIC, [IS_SAMPLE])

    def stamps(self, *, but: Iterable[Facet]) -> dict[object, Stamp]:
        """For who keeps what is counted: the same as long as no facet ``but`` these has changed."""
        return {"loaded": self.loaded, **{facet: at for facet, at in self.touched.items() if facet not in but}}

    def stamp_of(self, each: int) -> tuple[Stamp, Stamp]:
        """For who keeps what is counted of the records with one code: the same until one changes, comes or goes."""
        return self.loaded, self.moved.get(each, NEVER)

    def hits(self, selection: Selection, readable: BitMap) -> BitMap:
        found = readable
        if selection.within is not None:
            found = found & selection.within
        for codes in selection.include.values():
            found = found & self._union(codes)
        for excluded in selection.exclude:
            if excluded in self.bitmaps:
                found = found - self.bitmaps[excluded]
        return found

    def counts(self, facet: Facet, base: BitMap) -> dict[int, int]:
        """How many of ``base`` carry each value of a facet; values that none carries are left out."""
        if base is not self.bitmaps.get(_PUBLIC):
            return self._count(facet, base)
        if facet not in self.public_counts:
            self.public_counts[facet] = self._count(facet, base)
        return self.public_counts[facet]

    def _count(self, facet: Facet, base: BitMap) -> dict[int, int]:
        codes = self.by_facet.get(facet, ())
        sizes = map(base.intersection_cardinality, map(self.bitmaps.__getitem__, codes))
        return {each & VALUE_MASK: size for each, size in zip(codes, sizes, strict=True) if size}

    def sum(self, facet: Facet, base: BitMap) -> int:
        """The numbers of ``base`` added up, of which the facet has the binary digits: how many records have a digit,
        times what it is worth."""
        return sum(count << (value - 1) for value, count in self.counts(facet, base).items() if value != STATED)

    def page(self, hits: BitMap, start: int, size: int, *, oldest_first: bool = False) -> list[int]:
        """A page of hits by date. Few hits are sorted; among many, walking the ready order meets enough soon."""
        if len(hits) > FEW:
            return list(islice(self._walk(hits, oldest_first), start, start + size))
        newest, oldest = self._newest, lambda pk: (self.days[pk] == 0, self.days[pk], pk)
        return nsmallest(start + size, hits, key=oldest if oldest_first else newest)[start:]

    def upcoming(self, hits: BitMap, day: date, size: int) -> list[int]:
        """The next of the hits to begin after a day, soonest first."""
        later = bisect_left(self.order, -day.toordinal(), key=lambda pk: -self.days[pk])
        soonest_first = (self.order[place] for place in range(later - 1, -1, -1))
        return list(islice((pk for pk in soonest_first if pk in hits), size))

    def since(self, day: date, *, until: date = date.max) -> BitMap:
        """The records of that day and of later ones, to the last one if that is said."""
        newest = bisect_left(self.order, -until.toordinal(), key=lambda pk: -self.days[pk])
        oldest = bisect_right(self.order, -day.toordinal(), key=lambda pk: -self.days[pk])
        return BitMap(self.order[newest:oldest])

    @property
    def dated(self) -> BitMap:
        """Those that have a day: nearly all, so the others are taken away."""
        return self.everything - BitMap(self.order[self._dated :])

    @property
    def _dated(self) -> int:
        """How many have a day; they come first."""
        return bisect_left(self.order, True, key=lambda pk: self.days[pk] == 0)

    def year_of(self, pk: int) -> int | None:
        """Of the day by which it is sorted, which is its first."""
        return date.fromordinal(self.days[pk]).year if self.days[pk] else None

    def _newest(self, pk: int) -> tuple[int, int]:
        return (-self.days[pk], -pk)  # an undated record has day 0, the largest of these

    def _walk(self, hits: BitMap, oldest_first: bool) -> Iterator[int]:
        order = self.order
        if not oldest_first:
            return (pk for pk in order if pk in hits)
        dated = self._dated
        backwards = chain(range(dated - 1, -1, -1), range(len(order) - 1, dated - 1, -1))
        return (order[place] for place in backwards if order[place] in hits)

    def _union(self, codes: Iterable[int]) -> BitMap:
        found = [self.bitmaps[each] for each in codes if each in self.bitmaps]
        if not found:
            return BitMap()
        return found[0] if len(found) == 1 else BitMap.union(*found)

    def with_changes(self, stamp: Stamp, changed: Iterable[int], rows: dict[int, tuple[list[int], int]]) -> Snapshot:
        """A new snapshot in which the changed records are as ``rows`` says: ``{id: (codes, day)}``, gone if absent."""
        bitmaps, everything = dict(self.bitmaps), self.everything.copy()
        order, days = self.order[:], self.days[:]
        public_counts = {facet: dict(counts) for facet, counts in list(self.public_counts.items())}
        touched, moved = dict(self.touched), dict(self.moved)
        copied: set[int] = set()

        def own(each: int) -> BitMap:
            if each not in copied:
                bitmaps[each] = bitmaps[each].copy() if each in bitmaps else BitMap()
                copied.add(each)
                touched[each >> VALUE_BITS] = stamp
            return bitmaps[each]

        def place(pk: int) -> int:
            return bisect_left(order, (-days[pk], -pk), key=lambda other: (-days[other], -other))

        for pk in changed:
            if pk in everything:
                del order[place(pk)]
                everything.discard(pk)
            before = {each for each, bitmap in bitmaps.items() if pk in bitmap}
            after = set(rows[pk][0]) if pk in rows else set()
            moved |= dict.fromkeys(before | after, stamp)
            for each in before - after:
                own(each).discard(pk)
            for each in after - before:
                own(each).add(pk)
            was_counted, counts_now = (each if _PUBLIC in each else set() for each in (before, after))
            _recount(public_counts, was_counted - counts_now, -1)
            _recount(public_counts, counts_now - was_counted, 1)
            if pk in rows:
                days.extend([0] * (pk + 1 - len(days)))
                if days[pk] != rows[pk][1]:
                    days[pk], touched[Facet.YEAR] = rows[pk][1], stamp
                order.insert(place(pk), pk)
                everything.add(pk)
        earlier = {**self.changed_since, self.stamp: BitMap()}
        since = {each: ids | BitMap(changed) for each, ids in list(earlier.items())[-REMEMBERED:]}
        by_facet = self.by_facet if len(bitmaps) == len(self.bitmaps) else grouped_by_facet(bitmaps)
        return Snapshot(
            stamp, bitmaps, by_facet, everything, order, days, public_counts, since, touched, self.loaded, moved
        )  # fmt: skip


def _recount(counts: dict[Facet, dict[int, int]], codes: Iterable[int], step: int) -> None:
    """With one public record more, or less, that has these codes."""
    for facet, value in ((each >> VALUE_BITS, each & VALUE_MASK) for each in codes):
        found = counts.get(facet)
        if found is None:
            continue
        if value not in found:  # rare; values stay in their order
            found = counts[facet] = dict(sorted({**found, value: 0}.items()))
        found[value] += step
        if not found[value]:
            del found[value]


def grouped_by_facet(bitmaps: Iterable[int]) -> dict[int, tuple[int, ...]]:
    grouped: dict[int, list[int]] = {}
    for each in sorted(bitmaps):
        grouped.setdefault(each >> VALUE_BITS, []).append(each)
    return {facet: tuple(codes) for facet, codes in grouped.items()}


class FacetIndex:
    """One kind of record's bitmaps in this process, brought up to date when a request asks."""

    def __init__(self, name: str, table: str, id_column: str) -> None:
        self.name, self.table, self.id_column = name, table, id_column
        self._lock = Lock()
        self._kept: Snapshot | None = None

    def current(self, versions: dict[str, Stamp] | None = None) -> Snapshot:
        """The index as the database has it now. Pass the request's versions to save asking for them again."""
        stamp = (versions or current_versions()).get(self.name, NEVER)
        kept = self._kept
        if kept is not None and kept.stamp == stamp:
            return kept
        with self._lock:
            if self._kept is None or self._kept.stamp != stamp:
                self._kept = self._caught_up(stamp) or self._loaded(stamp)
            return self._kept

    def changed_between(self, earlier: Stamp, stamp: Stamp) -> BitMap | None:
        """The records that became different between two stamps; None where that is not known."""
        kept = self._kept
        return kept.changed_since.get(earlier) if kept is not None and kept.stamp == stamp else None

    def forget(self) -> None:
        """Drop what is kept; the next request loads anew."""
        self._kept = None

    def _caught_up(self, stamp: Stamp) -> Snapshot | None:
        """The kept snapshot with the few records that changed since; None when loading anew is the way.

        What was read in a transaction that was rolled back has changes that never were: no later number names them.
        """
        number, reloaded_at, _transaction = stamp
        kept = self._kept
        if kept is None or number <= kept.stamp[0] or reloaded_at > kept.stamp[0]:
            return None
        known, _reloaded_at, read_in = kept.stamp
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {_UNDONE}, ARRAY(SELECT DISTINCT record_id FROM core_change WHERE name = %s AND number > %s"  # noqa: S608
                " LIMIT %s)",
                [read_in, read_in, self.name, known, CATCH_UP_LIMIT + 1],
            )
            is_undone, changed = cursor.fetchone()
            if is_undone or len(changed) > CATCH_UP_LIMIT:
                return None
            cursor.execute(
                f"SELECT {self.id_column}, codes, {_DAY} FROM {self.table} WHERE {self.id_column} = ANY(%s)",  # noqa: S608 -- both names are constants of the code
                [changed],
            )
            rows = {pk: (codes, day) for pk, codes, day in cursor.fetchall()}
        return kept.with_changes(stamp, changed, rows)

    def _loaded(self, stamp: Stamp) -> Snapshot:
        """Everything anew. Ids travel as binary strings, which become arrays without a Python object per id."""
        newest_first = f"ORDER BY sort_date DESC NULLS LAST, {self.id_column} DESC"
        bitmaps: dict[int, BitMap] = {}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT string_agg(int4send({self.id_column}::int), '' {newest_first}), "  # noqa: S608
                f"string_agg(int4send({_DAY}), '' {newest_first}) FROM {self.table}"
            )
            order, ordered_days = (packed_integers(packed) for packed in cursor.fetchone())
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                f"SELECT code, string_agg(int4send({self.id_column}::int), '') "  # noqa: S608
                f"FROM {self.table}, unnest(codes) AS code GROUP BY code"
            )
            for each, packed in cursor:
                bitmaps[each] = BitMap(packed_integers(packed))
        days = array("i", [0]) * (max(order, default=0) + 1)
        for pk, day in zip(order, ordered_days, strict=True):
            days[pk] = day
        return Snapshot(stamp, bitmaps, grouped_by_facet(bitmaps), BitMap(order), order, days, loaded=stamp)


# Of a transaction, whether it was rolled back. PostgreSQL refuses to be asked of one to come, as a restored database
# sees those of before.
_UNDONE = """coalesce(CASE WHEN %s < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    THEN pg_xact_status(%s::text::xid8) = 'aborted' END, false)"""
_DAY = "coalesce(sort_date - date '0001-01-01' + 1, 0)"


def packed_integers(packed: memoryview | None) -> array:
    """The 32-bit integers of a network-order binary string."""
    numbers = array("I")
    numbers.frombytes(packed or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
