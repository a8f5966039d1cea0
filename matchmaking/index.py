"""The bitmaps of needs and offers, with what only the day can say: which are expired, and how long each has waited.

Search rows hold the day until which a listing is open and the day on which it was published. From these each process
makes the facets of today, once a day and after changes: nothing has to run at midnight for the answer to be right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from matchmaking.models import Status, need, offer
from portal.core.facets import Facet, FacetIndex, Snapshot, code, grouped_by_facet, value_of
from portal.core.models.versions import Stamp
from portal.core.search import TextSearch, Titles


class Waiting(models.TextChoices):
    """How long an open listing has been open. The index counts in this order."""

    MONTH = "month", _("Less than a month")
    QUARTER = "quarter", _("One to three months")
    HALF = "half", _("Three to six months")
    YEAR = "year", _("Six to twelve months")
    LONGER = "longer", _("More than a year")


BANDS = ((Waiting.MONTH, 30), (Waiting.QUARTER, 91), (Waiting.HALF, 182), (Waiting.YEAR, 365))  # fewer days than that


def waiting(posted: date, today: date) -> Waiting:
    age = (today - posted).days
    return next((band for band, days in BANDS if age < days), Waiting.LONGER)


class ListingIndex(FacetIndex):
    _today: tuple[tuple, Snapshot] | None = None

    def current(self, versions: dict[str, Stamp] | None = None) -> Snapshot:
        """As the database has it now, on this day."""
        rows, day = super().current(versions), timezone.localdate()
        if self._today is None or self._today[0] != (rows.stamp, day):
            self._today = (rows.stamp, day), _on(day, rows)
        return self._today[1]

    def forget(self) -> None:
        super().forget()
        self._today = None


def _on(day: date, rows: Snapshot) -> Snapshot:
    today = day.toordinal()
    past = [each for each in rows.by_facet.get(Facet.EXPIRES, ()) if value_of(each) < today]
    over = BitMap.union(*(rows.bitmaps[each] for each in past)) if past else BitMap()
    unended = rows.bitmaps.get(_status(Status.OPEN), BitMap())
    still_open = unended - over
    bitmaps: dict[int, BitMap] = defaultdict(BitMap)
    for each in rows.by_facet.get(Facet.POSTED, ()):
        band = Waiting.values.index(waiting(date.fromordinal(value_of(each)), day)) + 1
        bitmaps[code(Facet.WAITING, band)] |= rows.bitmaps[each] & still_open
    every = rows.bitmaps | bitmaps | {_status(Status.OPEN): still_open, _status(Status.EXPIRED): unended & over}
    return replace(rows, bitmaps=every, by_facet=grouped_by_facet(every), public_counts={})


def _status(status: Status) -> int:
    return code(Facet.STATUS, Status.values.index(status) + 1)


OPEN = frozenset([_status(Status.OPEN)])  # the condition of a selection that only open ones meet
need_index = ListingIndex(need.SUBJECT, "matchmaking_needsearch", "need_id")
offer_index = ListingIndex(offer.SUBJECT, "matchmaking_offersearch", "offer_id")
EVERYBODYS = Titles(public="state = 'published' AND visibility = 'public' AND ending <> 'withdrawn'")
need_text, offer_text = TextSearch(need_index, titles=EVERYBODYS), TextSearch(offer_index, titles=EVERYBODYS)
