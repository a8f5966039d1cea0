"""What an organisation did, as far as one room records it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from pyroaring import BitMap

from partnerships.cards import initiative_cards
from partnerships.models.search import initiative_index
from portal.core.addresses import encoded
from portal.core.dates import number_text
from portal.core.facets import GROUP_OFFSET, Facet, FacetIndex, Selection, code
from portal.core.models import Topic
from portal.site.organisations import cards
from portal.site.organisations.deeds import Named, NamedIn
from tad.cards import cards_of as activity_cards
from tad.models.search import activity_index

if TYPE_CHECKING:
    from portal.site.organisations.detail import OrganisationPage

LATEST = 3  # records of a room on the page
MOST = 12  # topics, countries and partners that are named; the list has all of them


class InRoom:
    """What an organisation did, as far as one room records it."""

    index: FacetIndex
    cards: Callable
    kind: NamedIn

    def __init__(self, page: OrganisationPage, named: Named) -> None:
        self.page, self.named, self.reference = page, named, page.reference
        self.snapshot = self.index.current(page.versions)
        chosen = {Facet.ORGANISATION: frozenset([code(Facet.ORGANISATION, page.record.pk)])}
        self.hits: BitMap = self.snapshot.hits(Selection(chosen), self.snapshot.readable())

    @property
    def title(self) -> str:
        return str(self.kind.label)

    @property
    def count_text(self) -> str:
        return cards.counted(self.kind, len(self.hits))

    @property
    def roles(self) -> str:
        return cards.in_roles(self.named.in_order().items())

    @property
    def url(self) -> str:
        """The list of all of them."""
        return f"{reverse(f'{self.kind.value}:list')}?{encoded('organisation', self.page.record.slug)}"

    @property
    def all_text(self) -> str:
        return _("All of them: %(count)s") % {"count": self.count_text}

    @cached_property
    def latest(self) -> list[dict]:
        ids = self.snapshot.page(self.hits, 0, LATEST)
        return type(self).cards(self.page.request.user, ids, self.reference)

    @property
    def topics(self) -> list[dict]:
        names = self.reference[Topic].by_id
        return self._links(Facet.TOPIC, "topic", lambda number: (names[number].code, names[number].label))

    @property
    def countries(self) -> list[dict]:
        """Those that have a part in the same records, other than its own."""
        home = self.page.record.country_id

        def named(number: int) -> tuple[str, str] | None:
            if number >= GROUP_OFFSET or self.reference.country_by_number[number].code == home:
                return None
            country = self.reference.country_by_number[number]
            return country.code, country.label

        return self._links(Facet.COUNTRY, "country", named)

    @property
    def years(self) -> str:
        """ "2009–2024"."""
        years = self.snapshot.counts(Facet.YEAR, self.hits)
        return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else ""

    def partners(self) -> Counter[int]:
        """Other organisations in the same records, and in how many."""
        counts = Counter(self.snapshot.counts(Facet.ORGANISATION, self.hits))
        del counts[self.page.record.pk]
        return counts

    def _links(self, facet: Facet, name: str, describe: Callable[[int], tuple[str, str] | None]) -> list[dict]:
        found = []
        for number, count in Counter(self.snapshot.counts(facet, self.hits)).most_common():
            if described := describe(number):
                url = f"{self.url}&{encoded(name, described[0])}"
                found.append({"label": described[1], "count": number_text(count), "url": url})
        return found[:MOST]


class InActivities(InRoom):
    index, cards, kind = activity_index, staticmethod(activity_cards), NamedIn.ACTIVITIES


class InPartnerships(InRoom):
    index, cards, kind = initiative_index, staticmethod(initiative_cards), NamedIn.PARTNERSHIPS
