"""What the calendar can be filtered by. The grammar: portal/core/filters.py."""

import django_filters
from django.db.models import QuerySet
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
from portal.site.calendar.kinds import Entry


class CalendarFilterSet(PortalFilterSet):
    WHEN = {"past": _("Past"), "around": _("Last 12 months and coming"), "always": _("Past and coming")}
    RECENT = {"when": WHEN}

    facets = [
        FacetSpec(Facet.ENTRY, "entry", _("Kind of entry"), ChoiceValues(Entry)),
        FacetSpec(Facet.TOPIC, "topic", _("Topic"), VocabularyValues(Topic)),
        FacetSpec(Facet.SERIES, "series", _("Series of meetings"), VocabularyValues(MeetingSeries)),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
        FacetSpec(Facet.DELIVERY, "attendance", _("Attendance"), ChoiceValues(Attendance)),
        FacetSpec(Facet.LANGUAGE, "language", _("Working language"), VocabularyValues(Language)),
        FacetSpec(Facet.ORGANISATION, "organisation", _("Organisation"), OrganisationValues()),
    ]
    when = django_filters.ChoiceFilter(choices=list(WHEN.items()), label=_("When"), method="filter_nothing")
    added = None  # what is new says nothing about when it is

    class Meta:
        model = Meeting
        fields = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        raise NotImplementedError("Entries stand in four tables: ask the listing.")
