"""What stands in the calendar: activities, meetings, and the days by which needs and offers want an answer.

Each kind says on which days its records stand and what they are found by, as its stretch of the calendar's index.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import models
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from matchmaking.index import OPEN, need_index, need_text, offer_index, offer_text
from matchmaking.models import Need, Offer
from portal.core.facets import IS_SAMPLE, VALUE_BITS, Facet, FacetIndex, Selection, Snapshot, code
from portal.core.models import Meeting, MeetingActivity, Precision, State
from portal.core.search import TextSearch
from portal.site.meetings.index import meeting_index, meeting_text
from tad.listing import activity_text
from tad.models import Activity
from tad.models.search import activity_index

ACCESS = {Facet.PUBLIC, Facet.OWNER, Facet.AUTHOR, Facet.INVITED}  # who may see an entry
# What a calendar is filtered by; other codes mean something else in each kind.
SHARED = ACCESS | {
    *(Facet.TOPIC, Facet.COUNTRY, Facet.REGION, Facet.LANGUAGE, Facet.ORGANISATION, Facet.SERIES, Facet.DELIVERY)
}


class Entry(models.TextChoices):
    """In the order of ``KINDS``."""

    ACTIVITY = "activity", _("Activity")
    MEETING = "meeting", _("Meeting")
    NEED = "need", _("Deadline of a need")
    OFFER = "offer", _("Last day of an offer")


DEADLINES = frozenset({Entry.NEED, Entry.OFFER})


@dataclass(frozen=True)
class Span:
    """When an entry is: from the first to the last day that it can mean."""

    first: date
    last: date
    is_exact: bool = True  # False: some time within these days, which are those of a month or a year

    @property
    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=each) for each in range((self.last - self.first).days + 1))

    def is_running(self, day: date) -> bool:
        return self.is_exact and self.first < day

    def awaited(self, day: date) -> date:
        """Where it stands in what is coming: by the end of what it can mean, where only the month or year is known."""
        return max(self.first, day) if self.is_exact else self.last


@dataclass(frozen=True)
class Stretch:
    """The entries of one kind, by the ids of its own records."""

    entries: BitMap
    days: array | dict[int, int]  # as those of a Snapshot
    newest_first: array | list[int]  # the same entries
    codes: dict[int, BitMap]
    coming: dict[int, Span]  # what is not over


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record that has days of its own."""

    entry: Entry
    model: type[models.Model]
    index: FacetIndex
    text: TextSearch

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose content its stretch is made of, as stamps name it."""
        return (self.index.name,)

    def stretch(self, snapshot: Snapshot, today: date) -> Stretch:
        years = snapshot.by_facet.get(Facet.YEAR, ())
        codes = _shared(snapshot) | {each: snapshot.bitmaps[each] for each in years}
        dated = snapshot.dated
        return Stretch(dated, snapshot.days, snapshot.order[: len(dated)], codes, self.spans(today))

    def spans(self, since: date, among: list[int] | None = None) -> dict[int, Span]:
        """What is not over on a day, of all records or of these alone. A start known to the month may lie before the
        day, and the event after it."""
        vague = Q(starts_on__gte=since - timedelta(days=366)) & ~Q(starts_precision=Precision.DAY)
        perhaps = Q(ends_on__gte=since) | Q(ends_on__isnull=True) & (Q(starts_on__gte=since) | vague)
        rows = self.model.objects.filter(perhaps).order_by()
        if among is not None:  # as an array: thousands of parameters would cost more than the rows
            these = f'"{self.model._meta.db_table}"."id" = ANY(%s)'
            rows = rows.filter(RawSQL(these, [among], BooleanField()))  # noqa: S611 -- a constant of the code
        columns = ("starts_on", "starts_precision", "ends_on", "ends_precision")
        spans = {pk: _span(*more) for pk, *more in rows.values_list("pk", *columns)}
        return {pk: span for pk, span in spans.items() if span.last >= since}


class ActivityKind(Kind):
    @property
    def subjects(self) -> tuple[str, ...]:
        return (self.index.name, meeting_index.name)

    def stretch(self, snapshot: Snapshot, today: date) -> Stretch:
        """Where a published meeting is the same event, it alone stands in the calendar."""
        found = super().stretch(snapshot, today)
        same = MeetingActivity.objects.filter(is_same=True, meeting__state=State.PUBLISHED)
        elsewhere = BitMap(Activity.objects.filter(ref__in=same.values("ref")).order_by().values_list("pk", flat=True))
        newest_first = found.newest_first
        for pk in elsewhere & found.entries:  # few, while filtering would look at all
            key = (-found.days[pk], -pk)
            del newest_first[bisect_left(newest_first, key, key=lambda each: (-found.days[each], -each))]
        return replace(found, entries=found.entries - elsewhere, newest_first=newest_first)


class ListingKind(Kind):
    """Those that are open, and real: nobody should keep an invented deadline in a calendar."""

    def stretch(self, snapshot: Snapshot, today: date) -> Stretch:
        """By the day on which answers are wanted; when that is past, or was not said, the last on which it is open."""
        rows = self.model.objects.still_open(today).filter(is_sample=False).values_list("pk", "deadline", "expires_on")
        wanted = {
            pk: deadline if deadline and deadline >= today else expires for pk, deadline, expires in rows if expires
        }
        entries = snapshot.hits(Selection({Facet.STATUS: OPEN}), snapshot.everything) & BitMap(wanted)
        entries -= snapshot.having(Facet.PUBLIC, [IS_SAMPLE])
        years: dict[int, BitMap] = defaultdict(BitMap)
        for pk in entries:
            years[code(Facet.YEAR, wanted[pk].year)].add(pk)
        return Stretch(
            entries,
            {pk: day.toordinal() for pk, day in wanted.items()},
            sorted(entries, key=lambda pk: (wanted[pk], pk), reverse=True),
            _shared(snapshot) | years,
            {pk: Span(wanted[pk], wanted[pk]) for pk in entries},
        )


def _shared(snapshot: Snapshot) -> dict[int, BitMap]:
    return {each: bitmap for each, bitmap in snapshot.bitmaps.items() if each >> VALUE_BITS in SHARED}


def _span(starts: date | None, starts_as: str, ends: date | None, ends_as: str) -> Span:
    """Of what has one of both days at least."""
    first, last = starts or ends, ends or starts
    if (not starts or starts_as == Precision.DAY) and (not ends or ends_as == Precision.DAY):
        return Span(first, last)
    return Span(first, last if ends else _end_of(first, starts_as), is_exact=False)


def _end_of(day: date, precision: str) -> date:
    """The last day that a day kept for a whole month or year can mean."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


KINDS = (
    ActivityKind(Entry.ACTIVITY, Activity, activity_index, activity_text),
    Kind(Entry.MEETING, Meeting, meeting_index, meeting_text),
    ListingKind(Entry.NEED, Need, need_index, need_text),
    ListingKind(Entry.OFFER, Offer, offer_index, offer_text),
)
