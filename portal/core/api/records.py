"""Lists and single records of a room: found by the list's own grammar, said in the room's one representation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain

from django.db import connection
from django.db.models import Model
from django.http import Http404
from django.utils.text import format_lazy
from pyroaring import BitMap
from rest_framework import serializers

from portal.core import reference as reference_memory
from portal.core.api.addresses import NAME_OF
from portal.core.api.errors import Gone, Mistakes
from portal.core.api.parameters import LANG, NO_NULL, UPDATED_SINCE, Parameter, fields, whole
from portal.core.api.views import ApiView, ListView, chosen, names_of
from portal.core.facets import packed_integers
from portal.core.filters import (
    FIRST_YEAR,
    LAST_YEAR,
    ChoiceValues,
    CountryValues,
    FacetSpec,
    PortalFilterSet,
    VocabularyValues,
)
from portal.core.listing import Listing
from portal.core.models import Curated
from portal.core.tombstones import tombstone

CODE = "^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$"
Q = Parameter(
    "q",
    "Words to search for, accents ignored; “a phrase”, -without, this or that.",
    {"type": "string", "maxLength": 200, "pattern": NO_NULL},
    example="trademark",
)
YEAR_MIN = Parameter("year_min", "Under way in this year or later.", whole(FIRST_YEAR, LAST_YEAR), example=2015)
YEAR_MAX = Parameter("year_max", "Under way in this year or earlier.", whole(FIRST_YEAR, LAST_YEAR), example=2020)
ADDED = Parameter(
    "added", "Published in the last 7 or 30 days.", {"type": "string", "enum": list(PortalFilterSet.ADDED)}
)
SORT = Parameter(
    "sort",
    "Order: newest, oldest, title; with q also relevance, which then is the default.",
    {"type": "string", "enum": ["newest", "oldest", "title", "relevance"]},
)


class RecordListView(ListView):
    """The records that a page of the portal with the same filters shows, in the same order."""

    listing_class: type[Listing]
    records: Callable[..., Iterator[dict]]  # (user, ids, reference, base=…) → the room's representation
    serializer_class: type[serializers.Serializer]  # describes it
    moving = frozenset({"added"})
    sort = SORT

    @property
    def own_parameters(self) -> tuple[Parameter, ...]:
        return (*filter_parameters(self.listing_class), self.sort)

    @cached_property
    def listing(self) -> Listing:
        return self.listing_class(self.request)

    def further_mistakes(self) -> dict[str, list[str]]:
        """Those in the filters; what only the API has, such as ``fields``, a list of the portal does not know."""
        own = {parameter.name for parameter in self.parameters} - self.listing.filters.filters.keys() - {self.sort.name}
        return {name: said for name, said in self.listing.mistakes.items() if name not in own}

    def answer(self) -> dict:
        if mistakes := self.further_mistakes():
            raise Mistakes(mistakes)
        if since := self.asked(UPDATED_SINCE):
            self.listing.narrowed_to = changed_since(self.listing.filterset_class.Meta.model, since)
        return super().answer()

    def count(self) -> int:
        return self.listing.count

    def results(self, start: int, size: int) -> list[dict]:
        ids = self.listing.ids_from(start, size)
        return list(self.records(self.request.user, ids, self.listing.reference, base=self.base))


class RecordView(ApiView):
    """One record by its reference, which never changes and is never given to another."""

    model: type[Curated]
    records: Callable[..., Iterator[dict]]
    serializer_class: type[serializers.Serializer]
    leaves_tombstone = True

    @property
    def parameters(self) -> list[Parameter]:
        return [fields(names_of(self.serializer_class)), LANG]

    def answer(self, ref: str) -> dict:
        user = self.request.user
        ids = self.model.objects.visible_to(user).filter(ref=ref.upper()).values_list("pk", flat=True)[:1]
        found = list(self.records(user, ids, reference_memory.current(), base=self.base))
        if not found:
            raise absence(self.model, ref.upper()) if self.leaves_tombstone else Http404
        return self.framed(chosen(found, self.asked(self.parameters[0]))[0])


def absence(model: type[Model], key: str) -> Exception:
    """Why there is nothing for this reader: what was public is gone, of anything else nothing is told."""
    found = tombstone(model, key)
    return Gone(*found) if found else Http404()


@lru_cache(maxsize=100)  # the texts are lazy: whoever reads them decides on the language
def filter_parameters(listing: type[Listing]) -> tuple[Parameter, ...]:
    known = listing.filterset_class.base_filters
    years = [each for each in (YEAR_MIN, YEAR_MAX) if each.name in known]
    return (Q, *facet_parameters(listing), *years, *_recent_parameters(listing), ADDED, UPDATED_SINCE)


def facet_parameters(listing: type[Listing]) -> Iterator[Parameter]:
    """Each facet twice: with these values, and without them."""
    for spec in listing.filterset_class.facets:
        text = format_lazy("{}: {} Repeat it for any of several.", spec.label, _where(spec))
        schema = {"type": "array", "items": {"type": "string", "pattern": CODE, "maxLength": 80}}
        yield Parameter(spec.name, text, schema, repeated=True, codes=spec.values.codes)
        text = format_lazy("{}: leaves these out. As {}.", spec.label, spec.name)
        yield Parameter(f"not_{spec.name}", text, schema, repeated=True, codes=spec.values.codes)


def _recent_parameters(listing: type[Listing]) -> Iterator[Parameter]:
    """What a list offers beside its facets."""
    for name, choices in listing.filterset_class.RECENT.items():
        if name != ADDED.name:
            text = format_lazy("; ".join(["{}: {}"] * len(choices)) + ".", *chain.from_iterable(choices.items()))
            yield Parameter(name, text, {"type": "string", "enum": list(choices)})


def _where(spec: FacetSpec) -> str:
    """Where a reader of the schema finds the codes."""
    values = spec.values
    if isinstance(values, VocabularyValues):
        return f"a code of {NAME_OF[values.model]}/."
    if isinstance(values, CountryValues):
        return "a code of countries/ (also finds what its groups took part in) or of country-groups/."
    if isinstance(values, ChoiceValues):
        return "one of a fixed list."
    return "a code of organisations/."


def changed_since(model: type[Curated], moment: datetime) -> BitMap:
    """The records that changed at or after a moment, whoever may see them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(int4send(id::int), '') FROM {model._meta.db_table} WHERE updated_at >= %s",  # noqa: S608
            [moment],
        )
        return BitMap(packed_integers(cursor.fetchone()[0]))
