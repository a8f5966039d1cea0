"""The activities that a mapping is about: an address in the grammar of their list, with what it leaves open settled."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import cached_property
from pyroaring import BitMap

from portal.core.addresses import Address
from portal.core.charts import Part
from portal.core.classification import Kind
from portal.core.facets import GROUP_OFFSET, Facet
from portal.site.statistics.asked import Asked
from tad.filters import ActivityFilterSet
from tad.models import Activity, Source
from tad.models.search import Recorded

MAPPED = (Kind.SOUTH_SOUTH, Kind.TRIANGULAR)  # what a mapping is of, unless the address names kinds
KEPT = 64  # answers: most visitors ask the same


@dataclass(frozen=True)
class Checked:
    """What the database alone knows of the activities."""

    stamp: str  # the same for as long as the same records are counted and none of them has changed
    changed_at: datetime | None  # the last change of any of them
    noted: int  # how many have a note on what is inferred or where sources differ
    sourced: dict[str, int]  # how many have a source of each grade


class Mapping(Asked):
    """For everybody what a visitor sees, without invented records: a mapping is made to be passed on."""

    filterset_class = ActivityFilterSet
    formats = ("docx", "csv", "figures")

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(_settled(request))
        self.address = Address(self.request.path, self.request.GET, known=self.filters.filters)

    @cached_property
    def readable(self) -> BitMap:
        return self.snapshot.readable() - self.invented

    @cached_property
    def invented(self) -> BitMap:
        return _invented(self.content_stamp)

    @property
    def left_out(self) -> int:
        """Invented records that would fit: lists show them, marked."""
        return len(self.snapshot.hits(self.selection, self.snapshot.readable() & self.invented))

    # What the address says --------------------------------------------------------------------------------------------
    @property
    def kinds(self) -> list[str]:
        """As the address names them; one that there is not is a mistake in it."""
        return [kind for kind in Kind.values if kind in self.request.GET.getlist("kind")]

    @property
    def is_of_the_south(self) -> bool:
        """Whether it is a mapping of South-South and triangular cooperation and of nothing else."""
        return set(self.kinds) <= set(MAPPED)

    # What is counted beside the figures -------------------------------------------------------------------------------
    @cached_property
    def other_kinds(self) -> list[Part]:
        """Activities that fit but for their kind, by kind: a mapping says what it passes over."""
        spec = self.spec("kind")
        every = self.snapshot.counts(spec.facet, self._apart_from(spec.facet))
        parts = [(spec.values.describe(self.reference, number), count) for number, count in every.items()]
        return [
            Part(label, count, self.in_list.setting(kind=code), code)
            for (code, label), count in sorted(parts, key=lambda part: -part[1])
            if code not in self.kinds
        ]

    @property
    def undated(self) -> Part | None:
        """Those that a period leaves out because nobody knows when they were."""
        if Facet.YEAR not in self.selection.include or Facet.RECORDED in self.selection.include:
            return None
        dated = self.snapshot.having(Facet.RECORDED, [Recorded.values.index(Recorded.DATE) + 1])
        known = self.filters.filters.keys() - {"year_min", "year_max"}
        whenever = Address(self.in_list.path, self.request.GET, known=known)
        url = whenever.adding("not_recorded", Recorded.DATE.value)
        return Part("", len(self._apart_from(Facet.YEAR) - dated), url)

    def together(self) -> list[tuple[Part, Part, int]]:
        """Every pair of countries that activities name on the two sides, most first."""
        sides = [
            (name, [part for part in self.parts(name) if part.code in self.reference.countries])
            for name in ("named_provider", "named_beneficiary")
        ]
        gave, received = sides
        columns, found = self._columns(received), []
        for giver, within in self._rows(gave, received):
            counts = ((receiver, within.intersection_cardinality(having)) for receiver, having in columns)
            found += [(giver, receiver, count) for receiver, count in counts if count]
        return sorted(found, key=lambda pair: (-pair[2], pair[0].label, pair[1].label))

    def pair_url(self, giver: str, receiver: str) -> str:
        return self.in_list.setting(named_provider=giver, named_beneficiary=receiver)

    @property
    def taking_part(self) -> list[str]:
        """Codes of the countries that activities name on either side."""
        numbers = (number for number in self.counts(Facet.NAMED) if number < GROUP_OFFSET)
        return [self.reference.country_by_number[number].code for number in numbers]

    @property
    def checked(self) -> Checked:
        return _checked(self.content_stamp, self.hits.serialize())


def _settled(request: HttpRequest) -> HttpRequest:
    """Kinds that are not named are those of a mapping; boxes of the form that were left empty say nothing."""
    found = copy(request)
    found.user, found.GET = AnonymousUser(), request.GET.copy()
    for name, values in request.GET.lists():
        said = [value for value in values if value.strip()]
        found.GET.setlist(name, said) if said else found.GET.pop(name)
    if not found.GET.getlist("kind"):
        found.GET.setlist("kind", [kind.value for kind in MAPPED])
    return found


@lru_cache(maxsize=2)
def _invented(_stamp: tuple) -> BitMap:
    return BitMap(Activity.objects.filter(is_sample=True).values_list("pk", flat=True))


@lru_cache(maxsize=KEPT)
def _checked(_stamp: tuple, counted: bytes) -> Checked:
    ids = list(BitMap.deserialize(counted))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(left(md5(string_agg("
            "    concat_ws('|', ref, kind, extract(epoch FROM updated_at)), ',' ORDER BY ref)), 12), ''),"
            " max(updated_at), count(*) FILTER (WHERE note <> '') FROM tad_activity WHERE id = ANY (%s)",
            [ids],
        )
        found = cursor.fetchone()
    graded = Source.objects.filter(activity__in=ids).values_list("grade").order_by()
    return Checked(*found, dict(graded.annotate(Count("activity", distinct=True))))
