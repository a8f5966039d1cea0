"""What an organisation did, as far as one room records it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.charts import Part
from portal.core.facets import Facet
from portal.site.counted import ACTIVITIES, PARTNERSHIPS, Room
from portal.site.organisations import cards
from portal.site.organisations.deeds import Named, NamedIn

if TYPE_CHECKING:
    from portal.site.organisations.detail import OrganisationPage

LATEST = 3  # records of a room on the page
MOST = 12  # topics, countries and partners that are named; the list has all of them
ROOMS: dict[NamedIn, Room] = {NamedIn.ACTIVITIES: ACTIVITIES, NamedIn.PARTNERSHIPS: PARTNERSHIPS}


class InRoom:
    """What an organisation did, as far as one room records it."""

    def __init__(self, page: OrganisationPage, kind: NamedIn, named: Named) -> None:
        self.page, self.kind, self.named = page, kind, named
        self.records = page.records(ROOMS[kind])

    @property
    def title(self) -> str:
        return str(self.kind.label)

    @property
    def roles(self) -> str:
        return cards.in_roles(self.named.in_order().items())

    @property
    def url(self) -> str:
        """The list of all of them."""
        return self.records.url

    @property
    def all_text(self) -> str:
        return _("All of them: %(count)s") % {"count": cards.counted(self.kind, len(self.records))}

    @cached_property
    def latest(self) -> SafeString:
        """Cards."""
        return self.records.section(self.title, LATEST, self.page.stamps)["cards"]

    @cached_property
    def topics(self) -> list[Part]:
        return self.records.by("topic", most=MOST)

    @cached_property
    def countries(self) -> list[Part]:
        """Those that have a part in the same records, other than its own."""
        others = self.page.reference.countries.keys() - {self.page.record.country_id}
        return self.records.by("country", only=others, most=MOST)

    @property
    def years(self) -> str:
        """ "2009–2024"."""
        years = self.records.by_year()
        return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else ""

    def partners(self) -> Counter[int]:
        """Other organisations in the same records, and in how many."""
        counts = Counter(self.records.snapshot.counts(Facet.ORGANISATION, self.records.hits))
        del counts[self.page.record.pk]
        return counts
