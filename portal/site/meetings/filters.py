"""What meetings can be filtered by. The grammar: portal/core/filters.py; the codes: portal/core/sql/."""

from django.utils.translation import gettext_lazy as _

from portal.core.facets import Facet
from portal.core.filters import (
    ChoiceValues,
    CountryValues,
    FacetSpec,
    OrganisationValues,
    PortalFilterSet,
    VocabularyValues,
)
from portal.core.models import Attendance, Language, Meeting, MeetingSeries, Region, Topic


class MeetingFilterSet(PortalFilterSet):
    facets = [
        FacetSpec(Facet.SERIES, "series", _("Series"), VocabularyValues(MeetingSeries)),
        FacetSpec(Facet.TOPIC, "topic", _("Topic"), VocabularyValues(Topic)),
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.ORGANISATION, "organisation", _("Organisation"), OrganisationValues()),
        FacetSpec(Facet.DELIVERY, "attendance", _("Attendance"), ChoiceValues(Attendance)),
        FacetSpec(Facet.LANGUAGE, "language", _("Working language"), VocabularyValues(Language)),
        FacetSpec(Facet.STATUS, "status", _("Status"), ChoiceValues(Meeting.Status)),
    ]

    class Meta:
        model = Meeting
        fields = []
