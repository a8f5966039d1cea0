"""The panel beside a list: each facet's values with the number of records a click would leave."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext as _

from portal.core.dates import number_text
from portal.core.facets import GROUP_OFFSET, Facet
from portal.core.filters import CountryValues, FacetSpec

if TYPE_CHECKING:
    from portal.core.listing import Listing

SHOWN = 8  # values of a facet before "show all"
SHOWN_WHEN_OPEN = 300
CHART_WIDTH, CHART_HEIGHT = 240, 56


class Choice(TypedDict):
    """A value of a facet. A dictionary, as is ``Bar``: there are hundreds, and templates look up keys first."""

    code: str
    label: str
    count: int
    count_text: str
    url: str
    not_url: str
    selected: bool
    excluded: bool
    dom_id: str
    note: str


@dataclass(slots=True)
class FacetView:
    code: str
    label: str
    choices: list[Choice]
    more_url: str
    less_url: str
    is_open: bool
    within: str
    hidden: list[tuple[str, str]]
    selected_count: int


class Bar(TypedDict):
    """A year's bar; its measures are texts, because a template would write a number's decimals as the reader does."""

    year: int
    count: str
    url: str
    x: str
    y: str
    width: str
    height: str
    selected: bool
    is_empty: bool


@dataclass(slots=True)
class YearRange:
    bars: list[Bar]
    low: int
    high: int
    year_min: int | None
    year_max: int | None
    hidden: list[tuple[str, str]]

    @property
    def rows(self) -> list[Bar]:
        return [bar for bar in reversed(self.bars) if not bar["is_empty"]]


class FacetPanel:
    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.address = listing.address
        self.open = listing.request.GET.get("open", "")
        self.within = listing.request.GET.get("within", "")[:60]

    def counts(self, facet: Facet) -> dict[int, int]:
        """A facet's counts leave out its own selection: the number shown is what one gets by choosing the value."""
        listing = self.listing
        if facet not in listing.selection.include:
            return listing.counts(facet)
        return listing.snapshot.counts(facet, listing.snapshot.hits(listing.selection.without(facet), listing.readable))

    def facets(self) -> list[FacetView]:
        views = (self._facet(spec) for spec in self.listing.filters.facets if spec.shown)
        return [view for view in views if view.choices or view.is_open]

    def _facet(self, spec: FacetSpec) -> FacetView:
        counts = self.counts(spec.facet)
        chosen = self.listing.filters.chosen
        selected = {each & 0xFFFFFF for each in chosen.get(spec.name, ())}
        excluded = {each & 0xFFFFFF for each in chosen.get(f"not_{spec.name}", ())}
        marked = selected | excluded
        # A chosen value stays in sight with its count, even when that is nought.
        counts = counts | dict.fromkeys(sorted(marked - counts.keys()), 0)
        is_open = self.open == spec.name
        frequent = sorted(counts, key=counts.get, reverse=True)  # equal ones stay in the order of their numbers
        numbers = [*(each for each in frequent if each in marked), *(each for each in frequent if each not in marked)]
        shown = self._narrowed(spec, numbers, marked) if is_open else numbers[: max(SHOWN, len(marked))]
        return FacetView(
            code=spec.name,
            label=str(spec.label),
            choices=[self._choice(spec, number, counts[number], selected, excluded) for number in shown],
            more_url=self.address.adding("open", spec.name) if len(numbers) > len(shown) and not is_open else "",
            less_url=str(self.address) if is_open else "",
            is_open=is_open,
            within=self.within if is_open else "",
            hidden=[*self.address.pairs, ("open", spec.name)] if is_open else [],
            selected_count=len(marked),
        )

    def _narrowed(self, spec: FacetSpec, numbers: list[int], marked: set[int]) -> list[int]:
        """The values whose label holds the letters typed into the facet's own search, accents ignored."""
        wanted = plain(self.within)
        if not wanted:
            return numbers[:SHOWN_WHEN_OPEN]
        describe, reference = spec.values.describe, self.listing.reference
        fitting = (number for number in numbers if number in marked or wanted in plain(describe(reference, number)[1]))
        return list(fitting)[:SHOWN_WHEN_OPEN]

    def _choice(self, spec: FacetSpec, number: int, count: int, selected: set[int], excluded: set[int]) -> Choice:
        public_code, label = spec.values.describe(self.listing.reference, number)
        name, not_name, address = spec.name, f"not_{spec.name}", self.address
        is_on, is_out = number in selected, number in excluded
        return Choice(
            code=public_code,
            label=label,
            count=count,
            count_text=number_text(count),
            url=address.removing(name, public_code) if is_on else address.adding(name, public_code),
            not_url=address.removing(not_name, public_code) if is_out else address.adding(not_name, public_code),
            selected=is_on,
            excluded=is_out,
            dom_id=f"f-{name}-{public_code}",
            note=_("group") if isinstance(spec.values, CountryValues) and number >= GROUP_OFFSET else "",
        )

    def years(self) -> YearRange | None:
        """Records a year, drawn as bars; a record that spans several years counts in each."""
        counts = self.counts(Facet.YEAR)
        if not counts:
            return None
        low, high, tallest = min(counts), max(counts), max(counts.values())
        chosen = self.listing.filters.chosen
        years = self.listing.filters.years
        step = CHART_WIDTH / (high - low + 1)
        bars = []
        for place, year in enumerate(range(low, high + 1)):
            count = counts.get(year, 0)
            height = max(CHART_HEIGHT * count / tallest, 2) if count else 0
            bars.append(
                Bar(
                    year=year,
                    count=number_text(count),
                    url=self.address.setting(year_min=str(year), year_max=str(year)),
                    x=f"{place * step:.4g}",
                    y=f"{CHART_HEIGHT - height:.4g}",
                    width=f"{step * 0.8:.4g}",
                    height=f"{height:.4g}",
                    selected=years is not None and year in years,
                    is_empty=not count,
                )
            )
        first, last = (chosen.get(name) for name in ("year_min", "year_max"))
        hidden = self.address.without("year_min", "year_max")
        return YearRange(
            bars, low, high, None if first is None else int(first), None if last is None else int(last), hidden
        )


def plain(text: str) -> str:
    """Small letters without accents, for comparing what a person typed."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()
