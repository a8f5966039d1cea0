"""The vocabularies: codes that records and filters use, with their labels in every language."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.core.api.views import ListView
from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    FundingKind,
    Goal,
    Language,
    Modality,
    Organisation,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Topic,
)


def code_of(**kwargs) -> serializers.SlugRelatedField:
    """The public code of what a record points to."""
    return serializers.SlugRelatedField(slug_field="code", read_only=True, **kwargs)


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}, "required": ["en"]})
class LabelsField(serializers.JSONField):
    """The name by interface language; English is always there."""


class TermSerializer(serializers.ModelSerializer):
    label = serializers.CharField(help_text="The name in the language of the answer.")
    labels = LabelsField(help_text="The name by interface language; English is always there.")

    FIELDS = ["code", "label", "labels", "definition", "is_active"]


def described(model: type, *further: str) -> type[TermSerializer]:
    """The serializer of a plain vocabulary."""
    meta = type("Meta", (), {"model": model, "fields": [*TermSerializer.FIELDS, *further]})
    return type(f"{model.__name__}Serializer", (TermSerializer,), {"Meta": meta})


class SpanSerializer(serializers.ModelSerializer):
    """Half-open: from a day until before another; null is open."""


class StatusSerializer(SpanSerializer):
    class Meta:
        model = CountryStatus
        fields = ["scheme", "value", "valid_from", "valid_to", "scheduled_to", "note", "source"]


class GroupOfCountrySerializer(SpanSerializer):
    code = serializers.CharField(source="group.code")
    label = serializers.CharField(source="group.label")

    class Meta:
        model = CountryGroupMember
        fields = ["code", "label", "valid_from", "valid_to"]


class CountrySerializer(serializers.ModelSerializer):
    code = serializers.CharField(source="iso2", help_text="ISO 3166 alpha-2.")
    label = TermSerializer._declared_fields["label"]
    labels = TermSerializer._declared_fields["labels"]
    region = code_of(allow_null=True)
    statuses = StatusSerializer(many=True, help_text="What the country was, by which list, and when.")
    groups = GroupOfCountrySerializer(many=True, source="group_memberships")

    class Meta:
        model = Country
        fields = [
            "code", "iso3", "m49", "label", "labels", "everyday_name", "region", "m49_region", "m49_subregion",
            "m49_intermediate_region", "un_status", "statuses", "groups", "note", "source",
        ]  # fmt: skip


class MemberSerializer(SpanSerializer):
    country = serializers.CharField(source="country_id", help_text="ISO 3166 alpha-2.")
    label = serializers.CharField(source="country.label")

    class Meta:
        model = CountryGroupMember
        fields = ["country", "label", "valid_from", "valid_to", "by_rule", "source"]


class CountryGroupSerializer(TermSerializer):
    members = MemberSerializer(many=True, source="memberships")

    class Meta:
        model = CountryGroup
        fields = [*TermSerializer.FIELDS, "kind", "rule", "provisional", "members", "note", "source"]


class OrganisationSerializer(serializers.ModelSerializer):
    code = serializers.CharField(source="slug")
    type = code_of()
    country = serializers.CharField(source="country_id", allow_null=True, help_text="ISO 3166 alpha-2.")
    parent = serializers.CharField(source="parent.slug", allow_null=True, default=None)

    class Meta:
        model = Organisation
        fields = [
            "code", "name", "acronym", "type", "country", "parent", "aliases", "website", "note", "source", "is_sample",
        ]  # fmt: skip


class VocabularyView(ListView):
    """All terms of a vocabulary, in its own order. Filters of records take their ``code``."""

    queryset: QuerySet
    serializer_class: type[serializers.ModelSerializer]

    @property
    def names(self) -> list[str]:
        return list(self.serializer_class().fields)

    def count(self) -> int:
        return self.queryset.count()

    def results(self, start: int, size: int) -> list[dict]:
        return self.serializer_class(self.queryset.all()[start : start + size], many=True).data


def view_of(name: str, summary: str, queryset: QuerySet, serializer: type[serializers.ModelSerializer]) -> type:
    return type(
        f"{serializer.Meta.model.__name__}View",
        (VocabularyView,),
        {"name": name, "summary": summary, "queryset": queryset, "serializer_class": serializer,
         "__doc__": VocabularyView.__doc__},
    )  # fmt: skip


_members = Prefetch("memberships", CountryGroupMember.objects.select_related("country"))
_groups = Prefetch("group_memberships", CountryGroupMember.objects.select_related("group").order_by("group__code"))

VIEWS = [
    view_of(
        "countries", "Countries and areas, with dated statuses and groups",
        Country.objects.select_related("region").prefetch_related("statuses", _groups), CountrySerializer,
    ),
    view_of(
        "country-groups", "Groups of countries, with dated members",
        CountryGroup.objects.prefetch_related(_members), CountryGroupSerializer,
    ),
    view_of(
        "organisations", "Organisations",
        Organisation.objects.select_related("type", "parent").order_by("name", "slug"), OrganisationSerializer,
    ),
    view_of("topics", "Topics", Topic.objects.all(), described(Topic)),
    view_of("modalities", "Modalities", Modality.objects.all(), described(Modality)),
    view_of("pillars", "Pillars of development cooperation", Pillar.objects.all(), described(Pillar)),
    view_of(
        "recommendations", "Development Agenda recommendations", Recommendation.objects.all(),
        described(Recommendation, "cluster", "cluster_title", "immediate", "source"),
    ),
    view_of("goals", "Sustainable Development Goals", Goal.objects.all(), described(Goal, "colour", "source")),
    view_of("languages", "Languages people work in", Language.objects.all(), described(Language, "direction")),
    view_of("funding-kinds", "Kinds of funding", FundingKind.objects.all(), described(FundingKind)),
    view_of("regions", "Regions", Region.objects.all(), described(Region)),
    view_of("organisation-types", "Types of organisation", OrganisationType.objects.all(), described(OrganisationType)),
]  # fmt: skip
