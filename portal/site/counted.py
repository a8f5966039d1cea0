"""How many public records a room has on something, and the address of exactly those records.

The pages of a country, a topic or an organisation are made of such numbers. A number and its link come from the same
conditions, written as addresses write them, so the list always shows what was counted. Counting asks the bitmaps and no
database, and for every reader what a visitor may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from matchmaking.cards import need_cards, offer_cards
from matchmaking.lists import NeedList, OfferList
from partnerships.cards import case_study_cards, initiative_cards
from partnerships.listing import CaseStudyListing, InitiativeListing
from portal.core import kept
from portal.core.addresses import encoded
from portal.core.charts import Heat, Part, Series, heat, period_text, periods
from portal.core.dates import number_text
from portal.core.facets import Facet, Snapshot, code
from portal.core.filters import FacetSpec
from portal.core.listing import Listing
from portal.core.models.versions import REFERENCE, Stamp
from portal.core.reference import Reference
from roster.cards import cards_of as consultant_cards
from roster.listing import ConsultantListing
from tad.cards import cards_of as activity_cards
from tad.listing import ActivityListing

CARDS = kept.Shelf(600)  # some 5 kB each
NUMBERS = kept.Shelf(kept.MOST)


@dataclass(frozen=True)
class Room:
    """A list of the portal, as other pages count in it and show its newest."""

    title: str | Promise
    listing: type[Listing]
    cards: Callable[..., list]  # (user, ids, reference) → cards
    conditions: tuple[tuple[str, str], ...] = ()  # that every record counted meets, as its address says them

    @property
    def name(self) -> str:
        return self.listing.room

    @property
    def subjects(self) -> tuple[str, ...]:
        """What its cards are made of, as stamps name it: what consultants released speaks of activities, too."""
        own = (REFERENCE, self.listing.index.name)
        return (*own, ActivityListing.index.name) if self.listing is ConsultantListing else own

    def spec(self, name: str) -> FacetSpec:
        """LookupError for a filter that the list does not have."""
        for spec in self.listing.filterset_class.facets:
            if spec.name == name:
                return spec
        raise LookupError(f"{self.name} has no filter {name}")

    def public(self, versions: dict[str, Stamp], reference: Reference) -> Records:
        """Everything in it that everybody may see."""
        snapshot = self.listing.index.current(versions)
        records = Records(self, snapshot, reference, snapshot.readable())
        return records.having(**dict(self.conditions))


ACTIVITIES = Room(_("Activities"), ActivityListing, activity_cards)
PARTNERSHIPS = Room(_("Partnerships"), InitiativeListing, initiative_cards)
CASE_STUDIES = Room(_("Case studies"), CaseStudyListing, case_study_cards)
CONSULTANTS = Room(_("Consultants"), ConsultantListing, consultant_cards)
OPEN_NEEDS = Room(_("Open needs"), NeedList, need_cards, (("status", "open"),))
OPEN_OFFERS = Room(_("Open offers"), OfferList, offer_cards, (("status", "open"),))
ROOMS = [ACTIVITIES, PARTNERSHIPS, CASE_STUDIES, CONSULTANTS, OPEN_NEEDS, OPEN_OFFERS]


@dataclass(frozen=True)
class Records:
    """Public records of one room that meet some conditions."""

    room: Room
    snapshot: Snapshot
    reference: Reference
    hits: BitMap
    conditions: tuple[tuple[str, str], ...] = ()
    code: int | None = None  # that all of them have, the one asked for last

    @property
    def stamp(self) -> tuple:
        """Another one as soon as one of them changes, comes or goes, as far as lists can tell."""
        return self.snapshot.stamp if self.code is None else self.snapshot.stamp_of(self.code)

    def having(self, **conditions: str) -> Records:
        """Those of them that meet these, too: ``having(topic="patents", not_region="africa")``.

        ValueError for a parameter that the conditions have already: an address would mean either, not both.
        LookupError for what the list does not know: an address with it would show everything.
        """
        hits, common = self.hits, self.code
        for name, value in conditions.items():
            if any(name == known for known, _value in self.conditions):
                raise ValueError(f"{name} is a condition already")
            asked = self._code(self.room.spec(name.removeprefix("not_")), value)
            having = self.snapshot.bitmaps.get(asked, BitMap())
            if name.startswith("not_"):
                hits = hits - having
            else:
                hits, common = hits & having, asked
        return replace(self, hits=hits, conditions=(*self.conditions, *conditions.items()), code=common)

    def _code(self, spec: FacetSpec, value: str) -> int:
        number = spec.values.number(self.reference, value)
        if number is None:
            raise LookupError(f"{spec.name} knows no {value}")
        return code(spec.facet, number)

    def during(self, years: range) -> Records:
        """Those of them whose days fall into one of these years, each once."""
        hits = self.hits & self.snapshot.having(Facet.YEAR, years)
        return replace(self, hits=hits, conditions=(*self.conditions, *_span(years)))

    # What a page says of them -----------------------------------------------------------------------------------------
    def __len__(self) -> int:
        return len(self.hits)

    @property
    def count_text(self) -> str:
        return number_text(len(self.hits))

    @cached_property
    def url(self) -> str:
        path = reverse(f"{self.room.name}:list")
        query = "&".join(encoded(*condition) for condition in self.conditions)
        return f"{path}?{query}" if query else path

    def _url_with(self, *further: tuple[str, str]) -> str:
        query = "&".join(encoded(*condition) for condition in further)
        return f"{self.url}{'&' if self.conditions else '?'}{query}"

    @property
    def feed_url(self) -> str:
        return self._url_with(("format", "atom"))

    def opened(self, name: str) -> str:
        """The list with all values of a filter in sight."""
        return self._url_with(("open", name))

    def part(self, label: str) -> Part:
        return Part(label, len(self), self.url)

    def by(self, name: str, *, only: Iterable[str] | None = None, most: int | None = None) -> list[Part]:
        """How many have each value of a filter, most first; each with the address of those, too, unless the filter is a
        condition already: an address would mean either. ``only`` are the values that are wanted, ``most`` how many."""
        spec = self.room.spec(name)
        counts = self.snapshot.counts(spec.facet, self.hits) if only is None else self._counts_of(spec, only)
        if most is not None and len(counts) > most:  # names cost more than numbers
            least = sorted(counts.values(), reverse=True)[most - 1]
            counts = {number: count for number, count in counts.items() if count >= least}
        wanted = [(count, *spec.values.describe(self.reference, number)) for number, count in counts.items()]
        wanted.sort(key=lambda each: (-each[0], each[2].casefold()))
        url_of = (lambda code: "") if name in dict(self.conditions) else (lambda code: self._url_with((name, code)))
        return [Part(label, count, url_of(code), code) for count, code, label in wanted[:most]]

    def _counts_of(self, spec: FacetSpec, codes: Iterable[str]) -> dict[int, int]:
        """Of these values alone: of all of them, most would be counted for nothing."""
        numbers = (spec.values.number(self.reference, code) for code in codes)
        found = {each: self.hits.intersection_cardinality(self.snapshot.having(spec.facet, [each])) for each in numbers}
        return {number: count for number, count in found.items() if count}

    def by_year(self) -> dict[int, int]:
        """One that spans several years counts in each."""
        return dict(self.snapshot.counts(Facet.YEAR, self.hits))

    def series(self, label: str) -> Series:
        """For columns by year."""
        return Series(label, self.by_year(), lambda year: self._url_with(*_span(range(year, year + 1))))

    def over_time(self, name: str, *, most: int = 10) -> Heat | None:
        """For a shaded table: the values of a filter that most have, by periods; None where nothing is dated."""
        spans = periods(self.by_year())
        if not spans:
            return None
        within = [self.during(years) for years in spans]
        rows = []
        for value in self.by(name, most=most):
            cells = [each.having(**{name: value.code}) for each in within]
            rows.append((value, [each.part(value.label) for each in cells]))
        return heat([period_text(years) for years in spans], rows)

    def newest(self, user, most: int) -> list:
        """Cards of the newest; one query, none where there are none."""
        ids = self.snapshot.page(self.hits, 0, most)
        return self.room.cards(user, ids, self.reference) if ids else []

    def section(self, title: str | Promise, most: int, stamps: dict) -> dict:
        """What a page shows every reader of them: a title, and the newest cards as they are written. These are kept
        until something of the room changes; ``stamps`` were asked for before the records were counted."""
        listing = self.room.listing
        ids = self.snapshot.page(self.hits, 0, most)

        def made() -> SafeString:
            cards = self.room.cards(AnonymousUser(), ids, self.reference)
            return render_to_string(listing.as_cards, {"cards": cards})

        cards = CARDS.part((self.room.name, *ids), made, {each: stamps.get(each) for each in self.room.subjects})
        return {"id": listing.room.replace("_", "-"), "title": title, "records": self, "cards": cards}


def part(name: tuple, make: Callable[[], SafeString], stamps: dict, made_of: Callable[[], tuple]) -> SafeString:
    """A part of a page that is kept while nothing at all has changed; after that, while neither a name nor what it is
    made of has: stamps of records, and what else it shows."""

    def made() -> SafeString:
        return NUMBERS.part(name, make, {REFERENCE: stamps.get(REFERENCE), "made of": made_of()})

    return kept.part(name, made, stamps)


def _span(years: range) -> tuple[tuple[str, str], ...]:
    return (("year_min", str(years[0])), ("year_max", str(years[-1])))


def every(versions: dict[str, Stamp], reference: Reference) -> Iterator[Records]:
    """All rooms."""
    return (room.public(versions, reference) for room in ROOMS)
