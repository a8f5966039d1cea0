"""Activities in the API. What is said of one is ``tad.open_data``; here stands only what describes it."""

from __future__ import annotations

from rest_framework import serializers

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
from tad import open_data
from tad.listing import ActivityListing
from tad.models import Activity, Evaluation, Funding, Quantity


class GoalOfActivitySerializer(CodeSerializer):
    is_main = serializers.BooleanField()


class FundingSerializer(serializers.Serializer):
    kind = CodeSerializer()
    funder = text("A code of organisations/.")
    funder_label = text()
    amount = serializers.FloatField(allow_null=True)
    currency = text("ISO 4217.")
    band = choice(Funding.Band, empty=True)
    band_label = text()
    is_estimate = serializers.BooleanField()
    in_kind = text()
    as_said = text("In the source's words.")


class QuantitySerializer(serializers.Serializer):
    unit = choice(Quantity.Unit)
    unit_label = text()
    number = serializers.IntegerField()
    what = text()


class EvaluationSerializer(serializers.Serializer):
    kind = choice(Evaluation.Kind)
    kind_label = text()
    date = serializers.DateField(allow_null=True)
    indicator = text()
    baseline = text()
    target = text()
    result = text()


class ActivitySerializer(serializers.Serializer):
    """An activity. What is not recorded is an empty text, an empty list, or null where the value is no text."""

    ref = serializers.CharField(help_text="Never changes and is never given to another record.")
    url = serializers.URLField(help_text="Its page.")
    title = text()
    summary = text()
    language = text("Language of the texts, ISO 639-1.")
    language_label = text()
    kind = choice(Kind)
    kind_label = text()
    kind_reason = text("Why it is of this kind, in words.")
    kind_overridden = serializers.BooleanField(help_text="A curator decided otherwise than the rule.")
    status = choice(Activity.Status)
    status_label = text()
    modality = CodeSerializer(allow_null=True)
    modality_as_said = text("In the source's words.")
    pillar = CodeSerializer(allow_null=True)
    scope = choice(Activity.Scope, empty=True)
    scope_label = text()
    delivery = choice(Activity.Delivery, empty=True)
    delivery_label = text()
    starts_on = partial_date()
    ends_on = partial_date()
    date_note = text()
    place = text()
    audience = text()
    topics = TopicTagSerializer(many=True)
    goals = GoalOfActivitySerializer(many=True)
    recommendations = CodeSerializer(many=True)
    working_languages = CodeSerializer(many=True)
    participations = ParticipationSerializer(many=True, help_text="Who took part, and as what.")
    objective = text()
    description = text()
    expected_outcome = text()
    outcome = text()
    participants = serializers.IntegerField(allow_null=True)
    women = serializers.IntegerField(allow_null=True)
    men = serializers.IntegerField(allow_null=True)
    note = text("What is inferred, where sources differ.")
    funding = FundingSerializer(many=True)
    quantities = QuantitySerializer(many=True)
    evaluations = EvaluationSerializer(many=True)
    documents = DocumentSerializer(many=True)
    sources = SourceSerializer(many=True, help_text="Collections the activity was found in.")
    parent = serializers.CharField(allow_null=True, help_text="Reference of the activity this is a part of.")
    source = text()
    source_url = text()
    last_verified_on = partial_date()
    verify_due_on = partial_date()
    is_sample = serializers.BooleanField(help_text="Invented, for trying the portal out.")
    state = choice(State)
    published_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class ActivityListView(RecordListView):
    summary = "Technical-assistance activities"
    tag = "Activities"
    listing_class = ActivityListing
    records = staticmethod(open_data.records)
    serializer_class = ActivitySerializer


class ActivityView(RecordView):
    summary = "One activity"
    tag = "Activities"
    model = Activity
    records = staticmethod(open_data.records)
    serializer_class = ActivitySerializer
