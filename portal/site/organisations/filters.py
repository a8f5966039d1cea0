"""What organisations can be filtered by. The grammar: portal/core/filters.py."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Role
from portal.core.facets import Facet
from portal.core.filters import ChoiceValues, CountryValues, FacetSpec, PortalFilterSet, VocabularyValues
from portal.core.models import Organisation, OrganisationType, Region
from portal.site.organisations.deeds import NamedIn
from portal.site.organisations.index import organisation_index

# As NamedIn, and what is left; the index counts in this order.
Found = models.TextChoices(
    "Found", [*((each.name, (each.value, each.label)) for each in NamedIn), ("NO", ("no", _("No record yet")))]
)


class OrganisationFilterSet(PortalFilterSet):
    facets = [
        FacetSpec(Facet.ORGANISATION_TYPE, "type", _("Type"), VocabularyValues(OrganisationType)),
        FacetSpec(Facet.ROLE, "role", _("Role in the records"), ChoiceValues(Role)),
        FacetSpec(Facet.NAMED_IN, "named_in", _("Named in"), ChoiceValues(Found)),
        FacetSpec(Facet.REGION, "region", _("Region"), VocabularyValues(Region)),
        FacetSpec(Facet.COUNTRY, "country", _("Country"), CountryValues()),
    ]
    year_min = year_max = None  # an organisation has no period

    class Meta:
        model = Organisation
        fields = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """What an organisation did stands in no column of its own: the bitmaps know."""
        snapshot = organisation_index.current()
        queryset = queryset.filter(pk__in=list(snapshot.hits(self.selection, snapshot.everything)))
        for name in {"q", "added"} & self.chosen.keys():
            queryset = self.filters[name].filter(queryset, self.chosen[name])
        return queryset
