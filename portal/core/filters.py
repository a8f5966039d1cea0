"""One querystring grammar for pages, exports, feeds, API and alerts.

A repeated parameter is OR inside a facet, different parameters are AND, ``not_topic=x`` leaves a value out. Values are
public codes. A room declares its facets; from them come the form that checks an address, the sentence for every
mistake in it, the ``Selection`` for the bitmaps (facets.py) and, the same thing in SQL, the filtered queryset.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.dates import labelled_text
from portal.core.facets import GROUP_OFFSET, Facet, Selection, code
from portal.core.reference import Reference, country_number
from portal.core.search import Question

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Values:
    """The values of a facet: public code ↔ number in the index, and the label a reader sees."""

    def number(self, reference: Reference, public_code: str) -> int | None:
        raise NotImplementedError

    def describe(self, reference: Reference, number: int) -> tuple[str, str]:
        """``(public code, label)``."""
        raise NotImplementedError

    def codes(self, reference: Reference) -> list[str]:
        """Every public code, for the description of the parameter; empty where there are too many to list."""
        return []


@dataclass(frozen=True)
class VocabularyValues(Values):
    model: type

    def number(self, reference, public_code):
        term = reference[self.model].by_code.get(public_code)
        return term.id if term else None

    def describe(self, reference, number):
        term = reference[self.model].by_id[number]
        return term.code, term.label

    def codes(self, reference):
        return list(reference[self.model].by_code)


@dataclass(frozen=True)
class ChoiceValues(Values):
    """A fixed list in the code; numbers count from 1 in its order, as the SQL function's arrays do."""

    choices: type

    def number(self, reference, public_code):
        values = self.choices.values
        return values.index(public_code) + 1 if public_code in values else None

    def describe(self, reference, number):
        value = self.choices.values[number - 1]
        return value, reference.labels(self.choices)[value]

    def codes(self, reference):
        return list(self.choices.values)


class CountryValues(Values):
    """Countries by ISO 3166 alpha-2 code, and the groups that records name instead, by their code."""

    def number(self, reference, public_code):
        if public_code in reference.countries:
            return country_number(public_code)
        group = reference.groups.by_code.get(public_code)
        return GROUP_OFFSET + group.id if group else None

    def describe(self, reference, number):
        if number >= GROUP_OFFSET:
            group = reference.groups.by_id[number - GROUP_OFFSET]
            return group.code, group.label
        country = reference.country_by_number[number]
        return country.code, country.label

    def codes(self, reference):
        return [*sorted(reference.countries), *sorted(reference.groups.by_code)]


class OrganisationValues(Values):
    def number(self, reference, public_code):
        institution = reference.organisation_by_slug.get(public_code)
        return institution.id if institution else None

    def describe(self, reference, number):
        institution = reference.organisations[number]
        return institution.slug, institution.name


@dataclass(frozen=True)
class FacetSpec:
    facet: Facet
    name: str  # the parameter
    label: str | Promise
    values: Values
    shown: bool = True  # in the panel; some parameters only arrive by link
    further: bool = False  # asks for a value beside the one that another parameter of the same facet asks for

    @property
    def key(self) -> Facet | str:
        """Its condition's in a ``Selection``."""
        return self.name if self.further else self.facet


class CodesField(forms.Field):
    """Public codes → the codes of the index. An unknown one is named in the message."""

    widget = forms.SelectMultiple

    def __init__(self, *, spec: FacetSpec, reference: Reference | None = None, **kwargs) -> None:
        self.spec, self.reference = spec, reference
        super().__init__(**kwargs)

    def clean(self, value: list[str] | None) -> frozenset[int]:
        numbers = {each: self.spec.values.number(self.reference, each) for each in value or []}
        if unknown := [each for each, number in numbers.items() if number is None]:
            message = _("%(facet)s: there is no “%(value)s”.")
            raise ValidationError(
                [ValidationError(message, params={"facet": self.spec.label, "value": each[:60]}) for each in unknown]
            )
        return frozenset(code(self.spec.facet, number) for number in numbers.values())


class CodesFilter(django_filters.Filter):
    field_class = CodesField

    def __deepcopy__(self, memo: dict) -> CodesFilter:
        """Every request gets filters of its own; copying what never changes took longer than counting."""
        return copy(self)

    def filter(self, qs: QuerySet, value: frozenset[int]) -> QuerySet:
        if not value:
            return qs
        return self.get_method(qs)(search__codes__overlap=sorted(value))


class PortalFilterSet(django_filters.FilterSet):
    """The grammar every list shares; a room's subclass declares ``facets`` and its model."""

    facets: list[FacetSpec] = []
    # Parameters that say how a list is shown, not what is in it.
    PRESENTATION = frozenset({"sort", "page", "view", "open", "within", "format"})
    ADDED = {"7": gettext_lazy("Added in the last 7 days"), "30": gettext_lazy("Added in the last 30 days")}

    RECENT = {"added": ADDED}  # parameters that ask for what is recent, offered above the facets

    q = django_filters.CharFilter(max_length=200, label=gettext_lazy("Words"), method="filter_words")
    year_min = django_filters.NumberFilter(label=gettext_lazy("From year"), method="filter_nothing")
    year_max = django_filters.NumberFilter(label=gettext_lazy("To year"), method="filter_nothing")
    added = django_filters.ChoiceFilter(choices=list(ADDED.items()), label=gettext_lazy("Added"), method="filter_added")

    def __init__(self, data, queryset: QuerySet, *, reference: Reference, **kwargs) -> None:
        """Only of the filters that the address names it gets copies of its own: copying all took a third of a list."""
        self.reference, every = reference, self.base_filters
        self.base_filters = {name: each for name, each in every.items() if name in (data or ())}
        super().__init__(data, queryset, **kwargs)
        self.filters = every | self.filters

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        filters = super().get_filters()
        for spec in cls.facets:
            filters[spec.name] = CodesFilter(spec=spec, label=spec.label, required=False)
            filters[f"not_{spec.name}"] = CodesFilter(spec=spec, label=spec.label, required=False, exclude=True)
        return filters

    def get_form_class(self) -> type[forms.Form]:
        """With the fields that the address names: thirty would take longer to build and check than facets to count."""
        named = {name: each.field for name, each in self.filters.items() if name in self.data}
        return type("FilterForm", (FilterForm,), named)

    @cached_property
    def form(self) -> forms.Form:
        form = self.get_form_class()(self.data)
        for field in form.fields.values():
            if isinstance(field, CodesField):
                field.reference = self.reference
        return form

    @cached_property
    def chosen(self) -> dict:
        """What the address says, as far as it is valid: ``{parameter: clean value}`` without the empty ones."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", frozenset())}

    @cached_property
    def mistakes(self) -> dict[str, list[str]]:
        """Every mistake in the address as a sentence, by parameter."""
        known = self.filters.keys() | self.PRESENTATION
        found = {
            name: [_("This list does not know the filter “%(name)s”.") % {"name": name[:60]}]
            for name in self.data
            if name not in known
        }
        for name, errors in self.form.errors.items():
            label = self.filters[name].label if name in self.filters else ""
            wants_label = name in self.filters and not isinstance(self.filters[name], CodesFilter)
            found[name] = [labelled_text(label, error) if wants_label else str(error) for error in errors]
        return found

    @property
    def years(self) -> range | None:
        """The chosen years, both ends included; None when there is no such condition."""
        first, last = self.chosen.get("year_min"), self.chosen.get("year_max")
        if first is None and last is None:
            return None
        return range(int(first or FIRST_YEAR), int(last or LAST_YEAR) + 1)

    @cached_property
    def selection(self) -> Selection:
        """The same conditions for the bitmaps, without text and date of entry, which only the database knows."""
        include = {spec.key: self.chosen[spec.name] for spec in self.facets if spec.name in self.chosen}
        if self.years is not None:
            include[Facet.YEAR] = frozenset(code(Facet.YEAR, year) for year in self.years)
        excluded = (self.chosen.get(f"not_{spec.name}", frozenset()) for spec in self.facets)
        return Selection(include, frozenset().union(*excluded))

    @property
    def added_since(self):
        days = self.chosen.get("added")
        return timezone.now() - timedelta(days=int(days)) if days else None

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        for name, value in self.chosen.items():
            queryset = self.filters[name].filter(queryset, value)
        if self.years is not None:
            queryset = queryset.filter(search__codes__overlap=[code(Facet.YEAR, year) for year in self.years])
        return queryset

    def filter_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(search__document=Question(value))

    def filter_added(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(search__added_at__gte=self.added_since)

    def filter_nothing(self, queryset: QuerySet, name: str, value) -> QuerySet:
        return queryset  # the two ends of the years are one condition: filter_queryset

    def chosen_values(self) -> Iterator[tuple[FacetSpec, bool, str, str]]:
        """Each chosen facet value in the panel's order: spec, excluded?, public code, label."""
        for spec in self.facets:
            for excluded in (False, True):
                codes = self.chosen.get(f"not_{spec.name}" if excluded else spec.name, frozenset())
                for each in sorted(codes):
                    yield spec, excluded, *spec.values.describe(self.reference, each & 0xFFFFFF)


class FilterForm(forms.Form):
    """Checks an address; years are checked against each other."""

    def clean(self) -> dict:
        values = super().clean()
        for name in ("year_min", "year_max"):
            year = values.get(name)
            if year is not None and (year != int(year) or not FIRST_YEAR <= year <= LAST_YEAR):
                self.add_error(name, _("“%(year)s” is not a year.") % {"year": year})
        first, last = values.get("year_min"), values.get("year_max")
        if first is not None and last is not None and first > last:
            self.add_error("year_max", _("The range of years ends before it begins."))
            del values["year_min"]  # half of a range that makes no sense is no condition either
        return values
