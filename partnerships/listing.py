"""The lists of initiatives and of case studies."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.cards import Card, case_study_cards, initiative_cards
from partnerships.filters import CaseStudyFilterSet, InitiativeFilterSet
from partnerships.models import CaseStudy, Initiative
from partnerships.models.search import case_study_index, initiative_index
from portal.core.dates import number_text
from portal.core.facets import GROUP_OFFSET, Facet, value_of
from portal.core.listing import Listing
from portal.core.search import TextSearch

initiative_text = TextSearch(initiative_index)
case_study_text = TextSearch(case_study_index)


class InitiativeListing(Listing):
    filterset_class = InitiativeFilterSet
    index = initiative_index
    text = initiative_text
    room = "partnerships"
    api = "partnerships"
    table = "partnerships/_initiative_table.html"

    @cached_property
    def title(self) -> str:
        return _("Partnerships")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Partnerships"),
            "search": _("Search in titles, stories, results and partners"),
            "placeholder": _("Search these partnerships"),
            "nothing": _("No partnership matches all of this"),
        }

    def queryset(self):
        return Initiative.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        asked = {
            value_of(each)
            for facet in (Facet.COUNTRY, Facet.BENEFICIARY, Facet.PROVIDER)
            for each in self.selection.include.get(facet, ())
        }
        countries = [self.reference.country_by_number[each].code for each in sorted(asked) if each < GROUP_OFFSET]
        return initiative_cards(self.request.user, ids, self.reference, countries=countries)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext(
            "%(count)s country, members of groups included", "%(count)s countries, members of groups included",
            self.country_count,
        )  # fmt: skip
        return [text % {"count": number_text(self.country_count)}] if self.hits else []


class CaseStudyListing(Listing):
    filterset_class = CaseStudyFilterSet
    index = case_study_index
    text = case_study_text
    room = "case_studies"
    api = "case-studies"
    table = "partnerships/_case_study_table.html"

    @cached_property
    def title(self) -> str:
        return _("Case studies")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Case studies"),
            "search": _("Search in titles, stories, results and lessons"),
            "placeholder": _("Search these case studies"),
            "nothing": _("No case study matches all of this"),
        }

    def queryset(self):
        return CaseStudy.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        return case_study_cards(self.request.user, ids, self.reference)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s case study", "%(count)s case studies", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext("%(count)s country", "%(count)s countries", self.country_count)
        return [text % {"count": number_text(self.country_count)}] if self.hits else []
