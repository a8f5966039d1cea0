"""Initiatives and case studies in the API. What is said of one is ``partnerships.open_data``; this describes it."""

from __future__ import annotations

from rest_framework import serializers

from partnerships import open_data
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import CaseStudy, Initiative
from partnerships.models.initiative import Depth
from portal.core.api.records import RecordListView, RecordView
from portal.core.api.serializers import (
    CodeSerializer,
    DocumentSerializer,
    ParticipationSerializer,
    SourceSerializer,
    TopicTagSerializer,
    choice,
    partial_date,
    text,
)
from portal.core.classification import Kind
from portal.core.models import State


def refs(about: str) -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(), help_text=about)


class RecordSerializer(serializers.Serializer):
    """What both kinds have."""

    ref = serializers.CharField(help_text="Never changes and is never given to another record.")
    url = serializers.URLField(help_text="Its page.")
    title = text()
    summary = text()
    language = text("Language of the texts: a code of languages/, ISO 639-1.")
    language_label = text()
    topics = TopicTagSerializer(many=True)
    sectors = CodeSerializer(many=True)
    sector_as_said = text("In the source's words.")
    note = text("What is inferred, where sources differ.")
    documents = DocumentSerializer(many=True)
    sources = SourceSerializer(many=True, help_text="Collections the record was found in.")
    source = text()
    source_url = text()
    last_verified_on = partial_date()
    verify_due_on = partial_date()
    is_sample = serializers.BooleanField(help_text="Invented, for trying the portal out.")
    state = choice(State)
    published_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class FigureSerializer(serializers.Serializer):
    figure = serializers.FloatField()
    unit = text()
    what = text()


class PartnershipSerializer(RecordSerializer):
    """A partnership. What is not recorded is an empty text, an empty list, or null where the value is no text."""

    kind = choice(Kind)
    kind_label = text()
    kind_reason = text("Why it is of this kind, in words.")
    kind_overridden = serializers.BooleanField(help_text="A curator decided otherwise than the rule.")
    status = choice(Initiative.Status)
    status_label = text()
    support = choice(Initiative.Support)
    support_label = text("Whether WIPO supports it.")
    depth = choice(Depth)
    depth_label = text("Full: challenge, solution, exchange and a result are told.")
    partners_asked = serializers.IntegerField(help_text="How many partners were asked to confirm the record.")
    partners_confirmed = serializers.IntegerField()
    starts_on = partial_date()
    ends_on = partial_date()
    date_note = text()
    participations = ParticipationSerializer(many=True, help_text="Who takes part, and as what.")
    instruments = CodeSerializer(many=True)
    instrument_as_said = text("In the source's words.")
    modalities = CodeSerializer(many=True)
    modality_as_said = text("In the source's words.")
    challenge = text("What was to be solved, and for whom.")
    solution = text("What the partners did about it.")
    exchange = text("How the exchange worked.")
    results = text()
    innovation = text("What was new.")
    sustainability = text("What keeps it going.")
    replicability = text("What others need to do the same.")
    lessons = text()
    figures = FigureSerializer(many=True, help_text="Results that can be counted.")
    paid_by = text("Who pays, in words.")
    amount = serializers.FloatField(allow_null=True)
    currency = text("ISO 4217.")
    band = choice(Initiative.Band, empty=True)
    band_label = text()
    is_estimate = serializers.BooleanField()
    in_kind = text()
    related_partnerships = refs("References of partnerships that it continues, widens or is part of.")
    case_studies = refs("References of the case studies told of it.")


class CaseStudySerializer(RecordSerializer):
    """A case study. What is not recorded is an empty text, an empty list, or null where the value is no text."""

    countries = CodeSerializer(many=True)
    year = serializers.IntegerField(allow_null=True, help_text="In which what is told began.")
    year_note = text()
    focuses = CodeSerializer(many=True, help_text="What intellectual property is shown doing.")
    story = text()
    results = text()
    lessons = text()
    partnership = serializers.CharField(allow_null=True, help_text="Reference of the partnership it is told of.")


class PartnershipListView(RecordListView):
    summary = "South-South and triangular partnerships"
    tag = "Partnerships"
    listing_class = InitiativeListing
    records = staticmethod(open_data.initiatives)
    serializer_class = PartnershipSerializer


class PartnershipView(RecordView):
    summary = "One partnership"
    tag = "Partnerships"
    model = Initiative
    records = staticmethod(open_data.initiatives)
    serializer_class = PartnershipSerializer


class CaseStudyListView(RecordListView):
    summary = "Case studies of using intellectual property"
    tag = "Case studies"
    listing_class = CaseStudyListing
    records = staticmethod(open_data.case_studies)
    serializer_class = CaseStudySerializer


class CaseStudyView(RecordView):
    summary = "One case study"
    tag = "Case studies"
    model = CaseStudy
    records = staticmethod(open_data.case_studies)
    serializer_class = CaseStudySerializer
