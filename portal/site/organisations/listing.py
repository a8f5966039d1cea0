"""The list of organisations."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.dates import number_text
from portal.core.listing import Listing
from portal.core.models import Organisation
from portal.site.organisations import deeds
from portal.site.organisations.cards import Card, cards_of
from portal.site.organisations.filters import OrganisationFilterSet
from portal.site.organisations.index import organisation_index, organisation_text


class OrganisationListing(Listing):
    filterset_class = OrganisationFilterSet
    index = organisation_index
    text = organisation_text
    room = "organisations"
    api = "organisations"
    table = "organisations/_table.html"
    formats = ("csv", "xlsx", "json", "atom")  # a calendar wants dates
    years = None

    @property
    def title(self) -> str:
        return _("Organisations")

    @property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Organisations"),
            "search": _("Search in names, acronyms and descriptions"),
            "placeholder": _("Search these organisations"),
            "nothing": _("No organisation matches all of this"),
        }

    def queryset(self):
        return Organisation.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        return cards_of(self.request.user, ids, self.reference, self._done)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": number_text(count)}

    @property
    def _sorts(self) -> dict[str, str]:
        sorts = {"title": _("Name"), "records": _("Named most often"), "newest": _("Latest first")}
        return ({"relevance": _("Relevance")} | sorts) if self.q else sorts

    def ids_from(self, start: int, size: int) -> list[int]:
        if self.sort == "newest":
            return self.text.latest_page(self.hits, start, size)
        if self.sort == "records":
            by_name = self.text.title_page(self.hits, 0, self.count)
            return sorted(by_name, key=lambda pk: -self._records(pk))[start : start + size]
        return super().ids_from(start, size)

    def _records(self, pk: int) -> int:
        return deeds.together(self._done.get(pk, deeds.NOTHING))

    @cached_property
    def _done(self) -> deeds.Deeds:
        _stamp, done = deeds.current(self.versions)
        return done

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext("%(count)s country", "%(count)s countries", self.country_count)
        return [text % {"count": number_text(self.country_count)}] if self.hits else []
