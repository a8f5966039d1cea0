"""What the calendar can be filtered by. The grammar: portal/core/filters.py."""

import re

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core.collected import day_of
from portal.core.facets import Facet
from portal.core.filters import (
    FIRST_YEAR,
    LAST_YEAR,
    ChoiceValues,
    CountryValues,
    FacetSpec,
    OrganisationValues,
    PortalFilterSet,
    VocabularyValues,
)
from portal.core.models import Attendance, Language, Meeting, MeetingSeries, Region, Topic
from portal.site.calendar.kinds import Entry, Span

MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)


def days_asked(text: str) -> Span:
    """ "2026-11" or "2026-11-05" as the days that it means. Raises ValueError."""
    if not MONTH_OR_DAY.fullmatch(text):
        raise ValueError(text)
    found = Span(day_of(text)[0], day_of(text, last=True)[0])
    if not FIRST_YEAR <= found.first.year <= LAST_YEAR:
        raise ValueError(text)
    return found


def month_or_day(text: str) -> None:
    try:
        days_asked(text)
    except ValueError:
        message = _("“%(text)s” is no month and no day. Write 2026-11 or 2026-11-05.")
        raise ValidationError(message, params={"text": text[:40]}) from None


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
    on = django_filters.CharFilter(label=_("Days"), method="filter_nothing", validators=[month_or_day])
    added = None  # what is new says nothing about when it is

    class Meta:
        model = Meeting
        fields = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        raise NotImplementedError("Entries stand in four tables: ask the listing.")
