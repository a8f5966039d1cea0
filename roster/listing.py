"""The list of consultants."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from portal.core.dates import number_text
from portal.core.listing import Listing
from portal.core.search import TextSearch, Titles
from roster.cards import PersonCard, cards_of
from roster.filters import ConsultantFilterSet
from roster.models import Consultant, consultant_index


class ConsultantText(TextSearch):
    def work_page(self, hits: BitMap, start: int, size: int) -> list[int]:
        """A page of ``hits``, those with the most assignments first."""
        order = f"ORDER BY assignments DESC, sort_date DESC NULLS LAST, {self.index.id_column} DESC"
        return list(self._among(hits, order)[start : start + size])


consultant_text = ConsultantText(
    consultant_index, titles=Titles("name", "is_listed AND name <> ''", "roster_released", "consultant_id")
)


class ConsultantListing(Listing):
    filterset_class = ConsultantFilterSet
    index = consultant_index
    text = consultant_text
    room = "roster"
    api = "consultants"
    names_people = True
    table, as_cards = "roster/_table.html", "roster/_cards.html"
    formats = ("csv", "xlsx", "json", "atom")  # nobody's days are known
    years = None

    @cached_property
    def title(self) -> str:
        return _("Consultants")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Consultants"),
            "search": _("Search in names, expertise, biographies and assignments"),
            "placeholder": _("Search these consultants"),
            "nothing": _("No consultant matches all of this"),
        }

    def queryset(self):
        return Consultant.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[PersonCard]:
        return cards_of(self.request.user, ids, self.reference)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s consultant", "%(count)s consultants", count) % {"count": number_text(count)}

    @cached_property
    def _sorts(self) -> dict[str, str]:
        sorts = {"newest": _("Last confirmed first"), "assignments": _("Most assignments"), "title": _("Name")}
        return ({"relevance": _("Relevance")} | sorts) if self.q else sorts

    def ids_from(self, start: int, size: int) -> list[int]:
        if self.sort == "assignments":
            return self.text.work_page(self.hits, start, size)
        return super().ids_from(start, size)

    def further_conditions(self) -> Iterator[BitMap]:
        if since := self.filters.confirmed_since:
            yield self.snapshot.since(since)

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext("%(count)s country", "%(count)s countries", self.country_count)
        return [text % {"count": number_text(self.country_count)}] if self.hits else []


class GivenAway(ConsultantListing):
    """What leaves the portal as a file, a feed or an answer of the API: real people who are listed, whoever asks."""

    @cached_property
    def readable(self) -> BitMap:
        return self.snapshot.real(self.snapshot.readable())
