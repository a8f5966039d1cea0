"""A map of the world shaded by one number a country: made by the server, readable without scripts and without colours.

The shapes are a file that browsers keep (static/img/world.svg, made by maps/world.mjs); a page only names them, so it
stays small. docs/adr/0029-world-map.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from portal.core.classification import list_in_words
from portal.core.dates import number_text
from portal.core.facet_panel import plain
from portal.core.reference import Reference
from portal.core.shapes import ALL, drawing

STEPS = 5  # of lightness: more could not be told apart
NAMED = 3  # countries that the description names


@dataclass(frozen=True)
class Place:
    """A country or area with its number, as map and table show it."""

    iso2: str
    name: str
    count: int
    step: int  # 0 for none, STEPS for the most
    said: str  # the number in words, for whoever points at it
    page: str
    records: str  # what was counted
    leads_to: str  # where the shape leads


@dataclass(frozen=True)
class WorldMap:
    """``numbers`` by ISO 3166 alpha-2 code; a country without one has no records. ``said`` words a number of records,
    ``page`` is the address of a country's page, ``records`` that of what was counted for it, and ``leads`` says which
    of both its shape leads to."""

    numbers: Mapping[str, int]
    reference: Reference
    title: str
    counted: str  # what is counted: the head of the table's second column
    said: Callable[[int], str]
    page: Callable[[str], str]
    records: Callable[[str], str]
    leads: str = "page"  # or "records"

    whole = ALL

    @property
    def view_box(self) -> str:
        return drawing().view_box

    @cached_property
    def bounds(self) -> list[int]:
        """The lowest number of each step, so that about as many countries stand in each; fewer steps where numbers are
        few."""
        found = sorted(count for count in self.numbers.values() if count)
        return sorted({found[len(found) * step // STEPS] for step in range(STEPS)}) if found else []

    def step(self, count: int) -> int:
        """The lightest step that is used is 1; the darkest is always the same, however few there are."""
        return bisect_right(self.bounds, count) + STEPS - len(self.bounds) if count else 0

    @property
    def legend(self) -> Iterator[dict]:
        """``{step, text}``: the numbers that really occur in each step."""
        yield {"step": 0, "text": _("nothing recorded")}
        for step, same in groupby(sorted(set(self.numbers.values()) - {0}), key=self.step):
            counts = list(same)
            yield {"step": step, "text": "–".join(number_text(end) for end in sorted({counts[0], counts[-1]}))}

    @property
    def drawn(self) -> Iterator[Place]:
        """Land first, so that no dot is hidden by it."""
        return (self._counted.get(iso2) or self._place(iso2, 0) for iso2 in drawing().shapes if iso2 in self._names)

    @property
    def drawn_apart(self) -> Iterator[Place]:
        """Where only what was counted leads anywhere, all other shapes are drawn as one, which makes a page lighter."""
        return (self._counted[iso2] for iso2 in drawing().shapes if iso2 in self._counted)

    @cached_property
    def rows(self) -> list[Place]:
        """The table: countries with a number, the largest first."""
        return sorted(self._counted.values(), key=lambda place: (-place.count, plain(place.name)))

    @property
    def description(self) -> str:
        if not self.rows:
            return _("Nothing is recorded for any country.")
        most = [_("%(country)s, %(count)s") % {"country": each.name, "count": each.said} for each in self.rows[:NAMED]]
        return _("The stronger the colour, the more. Most: %(countries)s. The table has all of them.") % {
            "countries": list_in_words(most, most=NAMED)
        }

    @property
    def _names(self) -> Mapping:
        return self.reference.countries

    @cached_property
    def _counted(self) -> dict[str, Place]:
        """Those with a number, which both map and table show."""
        numbers = self.numbers.items()
        return {iso2: self._place(iso2, count) for iso2, count in numbers if count and iso2 in self._names}

    def _place(self, iso2: str, count: int) -> Place:
        urls = {"page": self.page(iso2), "records": self.records(iso2) if count else ""}
        return Place(
            iso2=iso2,
            name=self._names[iso2].label,
            count=count,
            step=self.step(count),
            said=self.said(count) if count else _("nothing recorded"),
            leads_to=urls[self.leads],
            **urls,
        )
