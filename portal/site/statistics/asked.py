"""The activities that a page of figures is about: its address in the grammar of their list, counted as a visitor may
see them, and the address in the list of exactly what was counted."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core.addresses import Address
from portal.core.charts import Part
from portal.core.facets import GROUP_OFFSET, Facet, code, value_of
from portal.core.filters import FacetSpec
from portal.core.models import FundingKind, content_stamps
from portal.site.world import MAP, mistake_in
from tad.filters import ActivityFilterSet
from tad.listing import ActivityListing
from tad.models.search import Recorded

Values = tuple[str, list[Part]]  # a filter, and how many have each of some values of it


class StatisticsFilterSet(ActivityFilterSet):
    PRESENTATION = ActivityFilterSet.PRESENTATION | {MAP}


class Asked(ActivityListing):
    """Everybody gets the same figures: drafts that somebody may see are in none."""

    filterset_class = StatisticsFilterSet

    def __init__(self, request: HttpRequest) -> None:
        self.stamps = content_stamps()  # first: what is kept may be newer than its stamp, never older
        super().__init__(request)
        self._parts: dict[str, list[Part]] = {}  # several figures ask for the same
        self.address = Address(request.path, request.GET, known=[*self.filters.filters, MAP])

    @cached_property
    def mistakes(self) -> dict[str, list[str]]:
        mistake = mistake_in(self.request)
        return super().mistakes | ({MAP: [mistake]} if mistake else {})

    @cached_property
    def readable(self) -> BitMap:
        return self.snapshot.readable()

    @cached_property
    def in_list(self) -> Address:
        """The same conditions as an address of the list."""
        return Address(reverse("activities:list"), self.request.GET, known=self.filters.filters)

    @cached_property
    def content_stamp(self) -> tuple:
        """Another one as soon as anything of a record has changed."""
        return tuple(sorted(self.stamps.items()))

    @property
    def list_url(self) -> str:
        return str(self.in_list)

    def spec(self, name: str) -> FacetSpec:
        return next(spec for spec in self.filters.facets if spec.name == name)

    def _apart_from(self, facet: Facet) -> BitMap:
        """Without the conditions on this facet itself, which the list reads as "or"."""
        return self.snapshot.hits(self.selection.without(facet), self.readable)

    def parts(self, name: str) -> list[Part]:
        """How many have each value of a filter, most first. Of a filter that the address names only its own values,
        each alone, so that its link shows what was counted."""
        if name not in self._parts:
            self._parts[name] = self._counted(name)
        return self._parts[name]

    def _counted(self, name: str) -> list[Part]:
        spec = self.spec(name)
        chosen = self.selection.include.get(spec.facet)
        counts = self.snapshot.counts(spec.facet, self._apart_from(spec.facet)) if chosen else self.counts(spec.facet)
        found = []
        for number, count in counts.items():
            if chosen and code(spec.facet, number) not in chosen:
                continue
            public_code, label = spec.values.describe(self.reference, number)
            found.append(Part(label, count, self.in_list.setting(**{name: public_code}), public_code))
        return sorted(found, key=lambda part: (-part.count, part.label))

    def pairs(self, one: Values, other: Values) -> list[tuple[Part, list[Part]]]:
        """For each value of a filter how many have each value of another one, too."""
        columns = self._columns(other)
        return [
            (
                row,
                [
                    self._pair(one, other, row, cell, within.intersection_cardinality(having))
                    for cell, having in columns
                ],
            )
            for row, within in self._rows(one, other)
        ]

    def flows(self, one: Values, other: Values, *, most: int | None = None) -> list[Part]:
        """The same as a list of those that there are, most first, without a country and itself; or the first of it.

        Values come with the most first, and no pair has more than either of its values: once enough pairs have more
        than the next value, the others need no counting, which are nearly all.
        """
        columns, found, best, least = self._columns(other), [], [], 1
        for row, within in self._rows(one, other):
            if row.count < least:
                break
            for cell, having in columns:
                if cell.count < least:
                    break
                count = within.intersection_cardinality(having)
                if count >= least and row.code != cell.code:
                    found.append((row, cell, count))
                    heappush(best, count)
                    if most and len(best) > most:
                        heappop(best)
                        least = best[0]
        parts = [self._pair(one, other, row, cell, count) for row, cell, count in found if count >= least]
        return sorted(parts, key=lambda part: (-part.count, part.label))[:most]

    def _rows(self, one: Values, other: Values) -> Iterator[tuple[Part, BitMap]]:
        """Each value of one filter with its activities, whatever the address asks of both."""
        facets = [self.spec(name).facet for name, _parts in (one, other)]
        base = self.snapshot.hits(self.selection.without(facets[0]).without(facets[1]), self.readable)
        name, parts = one
        return ((part, base & self.having(name, part)) for part in parts)

    def _columns(self, other: Values) -> list[tuple[Part, BitMap]]:
        name, parts = other
        return [(part, self.having(name, part)) for part in parts]

    def _pair(self, one: Values, other: Values, row: Part, cell: Part, count: int) -> Part:
        url = self.in_list.setting(**{one[0]: row.code, other[0]: cell.code})
        return Part(f"{row.label} – {cell.label}", count, url, f"{row.code}-{cell.code}")

    def having(self, name: str, part: Part) -> BitMap:
        spec = self.spec(name)
        return self.snapshot.having(spec.facet, [spec.values.number(self.reference, part.code)])

    def countries(self, facet: Facet) -> int:
        """How many countries the activities have in a facet; groups stand for their members."""
        return sum(number < GROUP_OFFSET for number in self.counts(facet))

    def by_year(self) -> dict[int, int]:
        """One that spans several years counts in each of those that were asked for."""
        counts, chosen = self.counts(Facet.YEAR), self.selection.include.get(Facet.YEAR)
        wanted = {value_of(each) for each in chosen} if chosen else counts.keys()
        return {year: count for year, count in counts.items() if year in wanted}

    def year_url(self, year: int) -> str:
        return self.in_list.setting(year_min=str(year), year_max=str(year))

    def recorded(self, what: Recorded) -> BitMap:
        return self.hits & self.snapshot.having(Facet.RECORDED, [Recorded.values.index(what) + 1])

    def recorded_part(self, what: Recorded) -> Part:
        """Without an address where this one names something recorded already: two would mean either."""
        url = "" if Facet.RECORDED in self.selection.include else self.in_list.setting(recorded=what.value)
        return Part(str(what.label), len(self.recorded(what)), url, what.value)

    @property
    def funding_stated(self) -> Part:
        """Those that say who paid."""
        unstated = self.spec("funding").values.number(self.reference, FundingKind.NOT_STATED)
        count = len(self.hits - self.snapshot.having(Facet.FUNDING, [unstated]))
        return Part(_("Source of funding"), count, self.in_list.adding("not_funding", FundingKind.NOT_STATED), "source")

    @property
    def verified_part(self) -> Part:
        count = len(self.hits & self.verified)
        return Part(str(self.filters.VERIFIED["12"]), count, self.in_list.setting(verified="12"), "verified")

    def missing(self, what: Recorded) -> Part:
        """Those that do not say it, with their address."""
        count = self.count - len(self.recorded(what))
        return Part("", count, self.in_list.adding("not_recorded", what.value) if count else "", what.value)
