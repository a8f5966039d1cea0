"""The same list as one would first write it: filters over the relations, one GROUP BY a facet, ``prefetch_related``.

It does less than the real list: members of a named group are neither found nor counted, words are not highlighted.
"""

from __future__ import annotations

from functools import cached_property

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, Q, QuerySet

from portal.core.classification import PROVIDING, Kind, Role
from portal.core.facets import GROUP_OFFSET, Facet, Selection, value_of
from portal.core.listing import PAGE_SIZE
from portal.core.reference import country_number
from portal.core.search import Question
from tad.cards import Card, card_of
from tad.listing import ActivityListing
from tad.models import Activity

RELATIONS = {
    Facet.TOPIC: "taggings__topic",
    Facet.COUNTRY: "participations__country",
    Facet.BENEFICIARY: "participations__country",
    Facet.PROVIDER: "participations__country",
    Facet.REGION: "participations__country__region",
    Facet.MODALITY: "modality",
    Facet.KIND: "kind",
    Facet.YEAR: "starts_on__year",
    Facet.LANGUAGE: "working_languages",
    Facet.GOAL: "goals",
    Facet.RECOMMENDATION: "recommendations",
    Facet.ORGANISATION: "participations__organisation",
    Facet.FUNDING: "funding__kind",
    Facet.STATUS: "status",
}
ROLES = {Facet.BENEFICIARY: [Role.BENEFICIARY], Facet.PROVIDER: list(PROVIDING)}
GROUPED = {Facet.COUNTRY, Facet.BENEFICIARY, Facet.PROVIDER}
CHOICES = {Facet.KIND: Kind.values, Facet.STATUS: Activity.Status.values}


class Found:
    """A queryset whose length is asked once."""

    def __init__(self, records: QuerySet) -> None:
        self.records = records

    @cached_property
    def count(self) -> int:
        return self.records.count()

    def __len__(self) -> int:
        return self.count


class Tables:
    """Answers what a ``Snapshot`` answers, from the tables."""

    def __init__(self, listing: NaiveListing) -> None:
        self.listing = listing

    def hits(self, selection: Selection, readable: QuerySet) -> Found:
        records = readable
        for facet, codes in selection.include.items():
            records = records.filter(condition(facet, map(value_of, codes)))
        for excluded in selection.exclude:
            records = records.exclude(condition(Facet(excluded >> 24), [value_of(excluded)]))
        if self.listing.q:
            records = self.listing.filters.filter_words(records, "q", self.listing.q)
        return Found(records.distinct())

    def counts(self, facet: Facet, base: Found) -> dict[int, int]:
        found = Activity.objects.filter(pk__in=base.records.order_by().values("pk"))
        if facet in ROLES:
            found = found.filter(participations__role__in=ROLES[facet])
        relation = RELATIONS[facet]
        rows = found.order_by().values_list(relation).annotate(records=Count("pk", distinct=True))
        return {number(facet, value): count for value, count in rows if value is not None}


class NaiveListing(ActivityListing):
    def __init__(self, request) -> None:
        super().__init__(request)
        self.snapshot = Tables(self)

    @property
    def readable(self) -> QuerySet:
        return Activity.objects.visible_to(self.request.user)

    @property
    def selection(self) -> Selection:
        return self.filters.selection

    @property
    def meant(self) -> None:
        """No help with slips, either."""
        return None

    @cached_property
    def number(self) -> int:
        """Without the members of groups there may be fewer pages."""
        return min(int(self.request.GET.get("page", 1)), self.last)

    @cached_property
    def ids(self) -> list[int]:
        records, start = self.hits.records, (self.number - 1) * PAGE_SIZE
        if self.sort == "title":
            records = records.order_by("title", "pk")
        elif self.sort == "oldest":
            records = records.order_by(F("starts_on").asc(nulls_last=True), "pk")
        elif self.sort == "relevance":
            records = records.annotate(rank=SearchRank("search__document", Question(self.q))).order_by("-rank", "-pk")
        return [each.pk for each in records[start : start + PAGE_SIZE]]

    def cards_of(self, ids: list[int]) -> list[Card]:
        parties = [f"participations__{name}" for name in ("country", "group", "organisation__country")]
        records = self.readable.filter(pk__in=ids).select_related("modality").prefetch_related("topics", *parties)
        return [card_of(row_of(record), self.reference, record.get_absolute_url(), []) for record in records]

    marked_cards_of = cards_of


def condition(facet: Facet, values) -> Q:
    """A facet's values, as the index numbers them, as a condition on the tables."""
    values = list(values)
    if facet in CHOICES:
        return Q(**{f"{facet.name.lower()}__in": [CHOICES[facet][value - 1] for value in values]})
    if facet not in GROUPED:
        return Q(**{f"{RELATIONS[facet]}__in": values})
    groups = [value - GROUP_OFFSET for value in values if value >= GROUP_OFFSET]
    either = Q(participations__group__in=groups) | Q(participations__country__in=[iso2(v) for v in values])
    return either & Q(participations__role__in=ROLES[facet]) if facet in ROLES else either


def number(facet: Facet, value) -> int:
    """The number by which the index knows a value of the tables."""
    if facet in GROUPED:
        return country_number(value)
    return CHOICES[facet].index(value) + 1 if facet in CHOICES else value


def iso2(number: int) -> str:
    return chr(65 + number // 26) + chr(65 + number % 26) if number < GROUP_OFFSET else ""


def row_of(activity: Activity) -> dict:
    """A record as the list's own query returns it."""
    parties = [
        {"role": each.role, "country": each.country_id, "group": each.group_id, "organisation": each.organisation_id}
        for each in activity.participations.all()
    ]
    return vars(activity) | {"parties": parties, "topic_ids": [topic.pk for topic in activity.topics.all()]}
