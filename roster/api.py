"""Consultants in the API: real people who are listed. ``roster.open_data`` says what there is; this describes it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.api.parameters import Parameter
from portal.core.api.records import RecordListView, RecordView
from portal.core.api.serializers import CodeSerializer, choice, partial_date, text
from roster import open_data
from roster.listing import GivenAway
from roster.models import Consultant, Expertise, LanguageSkill
from roster.views import became

RELEASED = "Empty also where it is not released."


class KnowledgeSerializer(CodeSerializer):
    level = choice(Expertise.Level)
    level_label = text()
    years = serializers.IntegerField(allow_null=True, help_text="Of experience in it.")


class SpokenSerializer(CodeSerializer):
    level = choice(LanguageSkill.Level)
    level_label = text()


class BiographySerializer(serializers.Serializer):
    language = text("A code of languages/, ISO 639-1.")
    text = text()


class AssignmentSerializer(serializers.Serializer):
    activity = serializers.CharField(allow_null=True, help_text="Reference of an activity, where it is public.")
    title = text("Of the activity.")
    as_said = text("What it was, in the consultant's words.")
    role = text()
    from_year = serializers.IntegerField(allow_null=True)
    to_year = serializers.IntegerField(allow_null=True)
    country = CodeSerializer(allow_null=True)
    output = text("What came out of it.")
    verified_on = serializers.DateField(allow_null=True, help_text="When a curator compared it with the activity.")


class ConsultantSerializer(serializers.Serializer):
    """A consultant, as far as that person released it: what was not released is empty or null, as what was not told."""

    ref = serializers.CharField(help_text="Never changes and is never given to another consultant.")
    url = serializers.URLField(help_text="The profile's page.")
    title = text("The name, where it is released, else “Consultant” and the reference.")
    name = text(RELEASED)
    nationalities = CodeSerializer(many=True)
    south_reason = text("By which nationality the person is from the South, in words.")
    residence = CodeSerializer(allow_null=True)
    position = text(RELEASED)
    employer = CodeSerializer(allow_null=True, help_text="An organisation.")
    employer_as_said = text(RELEASED)
    expertise = KnowledgeSerializer(many=True)
    languages = SpokenSerializer(many=True)
    modalities = CodeSerializer(many=True, help_text="Kinds of assistance given.")
    availability = choice(Consultant.Availability, empty=True)
    availability_label = text(RELEASED)
    away_until = partial_date()
    remote = serializers.BooleanField(allow_null=True, help_text="Null where it is not released.")
    biographies = BiographySerializer(many=True)
    assignments = AssignmentSerializer(many=True)
    interests = text(RELEASED)
    interests_declared_on = partial_date()
    basis = choice(Consultant.Basis)
    basis_label = text("Why the consultant is listed.")
    nominator = CodeSerializer(allow_null=True, help_text="An organisation.")
    last_confirmed_on = partial_date()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ConsultantListView(RecordListView):
    """The consultants that the public page with the same filters shows, in the same order, without samples. Whoever
    asks gets what anybody gets; there is no address of anybody in it."""

    summary = "Consultants from the South"
    tag = "Consultants"
    listing_class = GivenAway
    records = staticmethod(open_data.consultants)
    serializer_class = ConsultantSerializer
    sort = Parameter(
        "sort",
        "Order: newest (confirmed last), assignments (most first), title (by name); with q also relevance, which then "
        "is the default.",
        {"type": "string", "enum": ["newest", "assignments", "title", "relevance"]},
    )


class ConsultantView(RecordView):
    """One consultant by reference, which never changes and is never given to another. The reference of a profile that
    was found to be the same person's leads to the one that was kept."""

    summary = "One consultant"
    tag = "Consultants"
    moved = "It is the same person's as the profile at this address."
    leaves_tombstone = False  # that somebody was listed is theirs to tell
    model = Consultant
    records = staticmethod(open_data.consultants)
    serializer_class = ConsultantSerializer

    def get(self, request: Request, *, ref: str) -> Response:
        try:
            return super().get(request, ref=ref)
        except Http404:
            return self.led_on(reverse("api:consultants-record", args=[became(ref, AnonymousUser()).ref]))
