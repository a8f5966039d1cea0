"""The vocabularies: codes that records and filters use, with their labels in every language."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.core.api.parameters import LANG, Parameter, fields
from portal.core.api.views import ApiView, ListView, chosen, names_of
from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
)


def code_of(**kwargs) -> serializers.SlugRelatedField:
    """The public code of what a record points to."""
    return serializers.SlugRelatedField(slug_field="code", read_only=True, **kwargs)


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}, "required": ["en"]})
class LabelsField(serializers.JSONField):
    """The name by interface language; English is always there."""


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class DefinitionsField(serializers.JSONField):
    """What the term means, by interface language; empty where that is not said."""


class TermSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="What filters and records use. Never reused, never renamed.")
    label = serializers.CharField(help_text="The name in the language of the answer.")
    labels = LabelsField(help_text="The name by interface language; English is always there.")
    definition = serializers.CharField(help_text="In the language of the answer, in English where it has none.")
    definitions = DefinitionsField(help_text="What the term means, by interface language; {} where that is not said.")
    is_active = serializers.BooleanField(help_text="False: kept for old records, not offered for new ones.")


class GoalSerializer(TermSerializer):
    colour = serializers.CharField(help_text="As the United Nations print it, #rrggbb.")
    source = serializers.CharField()


class RecommendationSerializer(TermSerializer):
    cluster = serializers.CharField(help_text="A to F.")
    cluster_title = serializers.CharField()
    immediate = serializers.BooleanField(help_text="Adopted for immediate implementation.")
    source = serializers.CharField()


class LanguageSerializer(TermSerializer):
    direction = serializers.ChoiceField(["ltr", "rtl"])


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
    label = serializers.CharField(help_text="The name in the language of the answer.")
    labels = LabelsField(help_text="The name by interface language; English is always there.")
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
    kind = serializers.ChoiceField(CountryGroup.Kind.values)
    rule = serializers.CharField(help_text="What makes a country a member, if a rule does: m49_region=Africa;ldc=yes.")
    provisional = serializers.BooleanField()
    members = MemberSerializer(many=True, source="memberships")
    note = serializers.CharField()
    source = serializers.CharField()


class VocabularyView(ListView):
    """All terms of a vocabulary, in its own order. Filters of records take their ``code``."""

    queryset: QuerySet = Topic.objects.none()
    serializer_class: type[serializers.Serializer] = TermSerializer
    tag = "Vocabularies"

    def count(self) -> int:
        return self.queryset.count()

    def results(self, start: int, size: int) -> list[dict]:
        return self.serializer_class(self.queryset.all()[start : start + size], many=True).data


class TermView(ApiView):
    """One term by its code, as its vocabulary lists it."""

    queryset: QuerySet = Topic.objects.none()
    serializer_class: type[serializers.Serializer] = TermSerializer
    tag = "Vocabularies"

    @property
    def parameters(self) -> list[Parameter]:
        return [fields(names_of(self.serializer_class)), LANG]

    def answer(self, code: str) -> dict:
        field = self.serializer_class().fields["code"].source
        found = self.serializer_class(self.queryset.filter(**{field: code})[:1], many=True).data
        if not found:
            raise Http404
        return self.framed(chosen(found, self.asked(self.parameters[0]))[0])


_members = Prefetch("memberships", CountryGroupMember.objects.select_related("country"))
_groups = Prefetch("group_memberships", CountryGroupMember.objects.select_related("group").order_by("group__code"))
VOCABULARIES = {
    Country: (
        "Countries and areas, with dated statuses and groups",
        Country.objects.select_related("region").prefetch_related("statuses", _groups),
        CountrySerializer,
    ),
    CountryGroup: (
        "Groups of countries, with dated members",
        CountryGroup.objects.prefetch_related(_members),
        CountryGroupSerializer,
    ),
    Topic: ("Topics", Topic.objects.all(), TermSerializer),
    Modality: ("Modalities", Modality.objects.all(), TermSerializer),
    Instrument: ("Instruments of partnerships", Instrument.objects.all(), TermSerializer),
    Sector: ("Sectors", Sector.objects.all(), TermSerializer),
    MeetingSeries: ("Series of meetings", MeetingSeries.objects.all(), TermSerializer),
    Focus: ("Focuses of case studies", Focus.objects.all(), TermSerializer),
    Pillar: ("Pillars of development cooperation", Pillar.objects.all(), TermSerializer),
    Recommendation: (
        "Recommendations of the WIPO Development Agenda", Recommendation.objects.all(), RecommendationSerializer,
    ),
    Goal: ("Sustainable Development Goals", Goal.objects.all(), GoalSerializer),
    Language: ("Languages people work in", Language.objects.all(), LanguageSerializer),
    FundingKind: ("Kinds of funding", FundingKind.objects.all(), TermSerializer),
    Region: ("Regions", Region.objects.all(), TermSerializer),
    OrganisationType: ("Types of organisation", OrganisationType.objects.all(), TermSerializer),
}  # fmt: skip


def views_of(vocabulary: type) -> tuple[Callable[..., HttpResponse], Callable[..., HttpResponse]]:
    """Of its list, and of one term."""
    summary, queryset, serializer = VOCABULARIES[vocabulary]
    made = {"queryset": queryset, "serializer_class": serializer}
    return VocabularyView.as_view(summary=summary, **made), TermView.as_view(summary=f"{summary}: one of them", **made)
