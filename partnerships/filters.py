"""What initiatives and case studies can be filtered by. The grammar: portal/core/filters.py; the codes: sql/."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import CaseStudy, Initiative
from partnerships.models.initiative import Depth
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
from portal.core.models import Focus, Instrument, Language, Modality, Region, Sector, Topic


class Confirmed(models.TextChoices):
    ALL = "all", _("By every partner asked")
    SOME = "some", _("By some partners")
    NONE = "none", _("Not yet")


class InitiativeFilterSet(PortalFilterSet):
    # In the order of the panel.
    facets = [
        FacetSpec(Facet.KIND, "kind", _("Kind of cooperation"), ChoiceValues(Kind)),
        FacetSpec(Facet.TOPIC, "topic", _("Topic"), VocabularyValues(Topic)),
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
        FacetSpec(Facet.INSTRUMENT, "instrument", _("Instrument"), VocabularyValues(Instrument)),
        FacetSpec(Facet.SECTOR, "sector", _("Sector"), VocabularyValues(Sector)),
        FacetSpec(Facet.SUPPORT, "support", _("WIPO’s support"), ChoiceValues(Initiative.Support)),
        FacetSpec(Facet.MODALITY, "modality", _("Modality"), VocabularyValues(Modality)),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.ORGANISATION, "organisation", _("Organisation"), OrganisationValues()),
        FacetSpec(Facet.STATUS, "status", _("Status"), ChoiceValues(Initiative.Status)),
        FacetSpec(Facet.DEPTH, "depth", _("Depth"), ChoiceValues(Depth)),
        FacetSpec(Facet.CONFIRMED, "confirmed", _("Confirmed"), ChoiceValues(Confirmed)),
        FacetSpec(Facet.LANGUAGE, "language", _("Language of the text"), VocabularyValues(Language)),
        # Arrive by link, from the page of an initiative: partners mostly stand on both sides.
        FacetSpec(Facet.BENEFICIARY, "beneficiary", _("Beneficiary"), CountryValues(), shown=False),
        FacetSpec(Facet.PROVIDER, "provider", _("Provider or host"), CountryValues(), shown=False),
        # From the pages of countries; without members of the groups that a record names.
        FacetSpec(Facet.NAMED, "named", _("Country that is named"), CountryValues(), shown=False),
        # From the pages of topics, for what is about two of them.
        FacetSpec(Facet.TOPIC, "also_topic", _("Also about"), VocabularyValues(Topic), shown=False, further=True),
    ]

    class Meta:
        model = Initiative
        fields = []


class CaseStudyFilterSet(PortalFilterSet):
    facets = [
        FacetSpec(Facet.TOPIC, "topic", _("IP right"), VocabularyValues(Topic)),
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
        FacetSpec(Facet.SECTOR, "sector", _("Sector"), VocabularyValues(Sector)),
        FacetSpec(Facet.FOCUS, "focus", _("Focus"), VocabularyValues(Focus)),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.LANGUAGE, "language", _("Language of the text"), VocabularyValues(Language)),
    ]

    class Meta:
        model = CaseStudy
        fields = []
