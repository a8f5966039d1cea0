"""What needs and offers can be filtered by. The grammar: portal/core/filters.py; the codes: sql/ and index.py."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from matchmaking.index import ListingIndex, Waiting, need_index, offer_index
from matchmaking.models import Condition, MatchType, Need, Offer, Status
from portal.core.facets import Facet
from portal.core.filters import (
    ChoiceValues,
    CountryValues,
    FacetSpec,
    OrganisationValues,
    PortalFilterSet,
    VocabularyValues,
)
from portal.core.models import Goal, Language, Modality, Recommendation, Region, Topic


class ListingFilterSet(PortalFilterSet):
    index: ListingIndex

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """What is open depends on the day, which stands in no column: the bitmaps know."""
        snapshot = self.index.current()
        queryset = queryset.filter(pk__in=list(snapshot.hits(self.selection, snapshot.everything)))
        for name in {"q", "added"} & self.chosen.keys():
            queryset = self.filters[name].filter(queryset, self.chosen[name])
        return queryset


# In the order of the panel.
FIRST = [
    FacetSpec(Facet.STATUS, "status", _("Status"), ChoiceValues(Status)),
    FacetSpec(Facet.TOPIC, "topic", _("Topic"), VocabularyValues(Topic)),
    FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
    FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
    FacetSpec(Facet.MODALITY, "modality", _("Modality"), VocabularyValues(Modality)),
    FacetSpec(Facet.MATCH_TYPE, "match_type", _("Match wanted"), ChoiceValues(MatchType)),
]
LAST = [
    FacetSpec(Facet.LANGUAGE, "language", _("Working language"), VocabularyValues(Language)),
    FacetSpec(Facet.ORGANISATION, "organisation", _("Organisation"), OrganisationValues()),
    FacetSpec(Facet.GOAL, "goal", _("Goal"), VocabularyValues(Goal)),
    FacetSpec(Facet.RECOMMENDATION, "recommendation", _("Recommendation"), VocabularyValues(Recommendation)),
]


class NeedFilterSet(ListingFilterSet):
    index = need_index
    facets = [*FIRST, FacetSpec(Facet.WAITING, "waiting", _("Open for"), ChoiceValues(Waiting)), *LAST]

    class Meta:
        model = Need
        fields = []


class OfferFilterSet(ListingFilterSet):
    index = offer_index
    facets = [*FIRST, FacetSpec(Facet.CONDITION, "conditions", _("Conditions"), ChoiceValues(Condition)), *LAST]

    class Meta:
        model = Offer
        fields = []
