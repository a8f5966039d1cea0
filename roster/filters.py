"""What consultants can be filtered by. The grammar: portal/core/filters.py; the codes: roster/sql/."""

from datetime import date, timedelta

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.facets import Facet
from portal.core.filters import ChoiceValues, CountryValues, FacetSpec, PortalFilterSet, VocabularyValues
from portal.core.models import Language, Modality, Region, Topic
from roster.models import Consultant


class Remote(models.TextChoices):
    YES = "yes", _("Works remotely")
    NO = "no", _("Only on the spot")


class Experience(models.TextChoices):
    """Of the topic that somebody has worked in longest."""

    SOME = "under-5", _("Less than 5 years")
    GOOD = "5-9", _("5 to 9 years")
    LONG = "10-19", _("10 to 19 years")
    LONGEST = "20-and-more", _("20 years and more")


class Worked(models.TextChoices):
    YES = "yes", _("On activities in this portal")


class ConsultantFilterSet(PortalFilterSet):
    # In the order of the panel.
    facets = [
        FacetSpec(Facet.TOPIC, "topic", _("Expertise"), VocabularyValues(Topic)),
        FacetSpec(Facet.LANGUAGE, "language", _("Language spoken"), VocabularyValues(Language)),
        FacetSpec(Facet.COUNTRY, "country", _("Country of nationality or residence"), CountryValues()),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.MODALITY, "modality", _("Has done"), VocabularyValues(Modality)),
        FacetSpec(Facet.EXPERIENCE, "experience", _("Experience"), ChoiceValues(Experience)),
        FacetSpec(Facet.AVAILABILITY, "availability", _("Availability"), ChoiceValues(Consultant.Availability)),
        FacetSpec(Facet.REMOTE, "remote", _("Remote work"), ChoiceValues(Remote)),
        FacetSpec(Facet.WORKED, "worked", _("Has worked"), ChoiceValues(Worked)),
        FacetSpec(Facet.BASIS, "basis", _("Why listed"), ChoiceValues(Consultant.Basis)),
    ]
    CONFIRMED = {"6": _("Confirmed in the last 6 months"), "12": _("Confirmed in the last 12 months")}
    RECENT = {"confirmed": CONFIRMED} | PortalFilterSet.RECENT
    year_min = year_max = None  # a person has no period

    confirmed = django_filters.ChoiceFilter(
        choices=list(CONFIRMED.items()), label=_("Confirmed"), method="filter_confirmed"
    )

    class Meta:
        model = Consultant
        fields = []

    @property
    def confirmed_since(self) -> date | None:
        months = self.chosen.get("confirmed")
        return timezone.localdate() - timedelta(days=int(months) * 365 // 12) if months else None

    def filter_confirmed(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(search__sort_date__gte=self.confirmed_since)
