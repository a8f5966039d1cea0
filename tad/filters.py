"""What activities can be filtered by. The grammar: portal/core/filters.py; the codes: tad/sql."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Kind
from portal.core.facets import Facet
from portal.core.filters import (
    ChoiceValues,
    CountryValues,
    FacetSpec,
    OrganisationValues,
    PortalFilterSet,
    VocabularyValues,
)
from portal.core.models import FundingKind, Goal, Language, Modality, Recommendation, Region, Topic
from portal.core.verification import verified_lately
from tad.models import Activity
from tad.models.search import Recorded, Unpaired


class ActivityFilterSet(PortalFilterSet):
    # In the order of the panel.
    facets = [
        FacetSpec(Facet.KIND, "kind", _("Kind of cooperation"), ChoiceValues(Kind)),
        FacetSpec(Facet.TOPIC, "topic", _("Topic"), VocabularyValues(Topic)),
        FacetSpec(Facet.BENEFICIARY, "beneficiary", _("Beneficiary"), CountryValues()),
        FacetSpec(Facet.PROVIDER, "provider", _("Provider or host"), CountryValues()),
        FacetSpec(Facet.MODALITY, "modality", _("Modality"), VocabularyValues(Modality)),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.ORGANISATION, "organisation", _("Organisation"), OrganisationValues()),
        FacetSpec(Facet.FUNDING, "funding", _("Funding"), VocabularyValues(FundingKind)),
        FacetSpec(Facet.LANGUAGE, "language", _("Working language"), VocabularyValues(Language)),
        FacetSpec(Facet.GOAL, "goal", _("Development goal"), VocabularyValues(Goal)),
        FacetSpec(Facet.RECOMMENDATION, "recommendation", _("Recommendation"), VocabularyValues(Recommendation)),
        FacetSpec(Facet.STATUS, "status", _("Status"), ChoiceValues(Activity.Status)),
        # Either side of the activity: country pages and search results link to it, the panel would only repeat itself.
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues(), shown=False),
        # So do these, from the pages of countries. Without members of the groups that a record names.
        FacetSpec(Facet.NAMED, "named", _("Country that is named"), CountryValues(), shown=False),
        FacetSpec(
            Facet.NAMED_BENEFICIARY, "named_beneficiary", _("Beneficiary that is named"), CountryValues(), shown=False
        ),
        FacetSpec(Facet.NAMED_PROVIDER, "named_provider", _("Provider that is named"), CountryValues(), shown=False),
        FacetSpec(Facet.HOST, "host", _("Host"), CountryValues(), shown=False),
        FacetSpec(Facet.SUPPORTER, "supporter", _("Facilitator or funder"), CountryValues(), shown=False),
        # This from the pages of topics, for what is about two of them.
        FacetSpec(Facet.TOPIC, "also_topic", _("Also about"), VocabularyValues(Topic), shown=False, further=True),
        # And these from figures: what is missing is half of what they say.
        FacetSpec(Facet.RECORDED, "recorded", _("Recorded"), ChoiceValues(Recorded), shown=False),
        FacetSpec(Facet.UNPAIRED, "unpaired", _("From whom to whom"), ChoiceValues(Unpaired), shown=False),
    ]

    VERIFIED = {"12": _("Found true in the last 12 months")}
    RECENT = PortalFilterSet.RECENT | {"verified": VERIFIED}

    verified = django_filters.ChoiceFilter(
        choices=list(VERIFIED.items()), label=_("Last verified"), method="filter_verified"
    )

    class Meta:
        model = Activity
        fields = []

    def filter_verified(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(verified_lately())
