"""Needs and offers in the API: real ones. What is said of one is ``matchmaking.open_data``; this describes it."""

from __future__ import annotations

from rest_framework import serializers

from matchmaking import open_data
from matchmaking.lists import RealNeeds, RealOffers
from matchmaking.models import Condition, MatchType, Need, Offer, Status, Visibility
from portal.core.api.parameters import Parameter
from portal.core.api.records import RecordListView, RecordView
from portal.core.api.serializers import CodeSerializer, TopicTagSerializer, choice, partial_date, text
from portal.core.models import State

SORT = Parameter(
    "sort",
    "Order: newest, closing (those first that close next), oldest, title; with q also relevance, which then is the "
    "default.",
    {"type": "string", "enum": ["newest", "closing", "oldest", "title", "relevance"]},
)


class MatchTypeSerializer(serializers.Serializer):
    code = choice(MatchType)
    label = text()


class ConditionSerializer(serializers.Serializer):
    code = choice(Condition)
    label = text()


class ListingSerializer(serializers.Serializer):
    """What needs and offers have in common."""

    ref = serializers.CharField(help_text="Never changes and is never given to another record.")
    url = serializers.URLField(help_text="Its page.")
    title = text()
    summary = text()
    language = text("Language of the texts: a code of languages/, ISO 639-1.")
    language_label = text()
    status = choice(Status, empty=True)
    status_label = text()
    status_reason = text("Why it ended.")
    owner = CodeSerializer(allow_null=True, help_text="The organisation whose it is.")
    countries = CodeSerializer(many=True, help_text="That it is for. See also groups and regions.")
    groups = CodeSerializer(many=True)
    regions = CodeSerializer(many=True)
    topics = TopicTagSerializer(many=True)
    modalities = CodeSerializer(many=True)
    modality_as_said = text("In the owner's words.")
    match_types = MatchTypeSerializer(many=True, help_text="Which kind of match would serve.")
    pillar = CodeSerializer(allow_null=True)
    recommendations = CodeSerializer(many=True)
    goals = CodeSerializer(many=True)
    working_languages = CodeSerializer(many=True)
    starts_on = partial_date()
    ends_on = partial_date()
    date_note = text()
    deadline = serializers.DateField(allow_null=True, help_text="By which answers are wanted.")
    expires_on = serializers.DateField(allow_null=True, help_text="The last day on which it is open.")
    description = text()
    expected_result = text()
    visibility = choice(Visibility)
    visibility_label = text()
    note = text("What is inferred, where sources differ.")
    source = text()
    source_url = text()
    last_verified_on = partial_date()
    verify_due_on = partial_date()
    state = choice(State)
    published_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class NeedSerializer(ListingSerializer):
    """A need. What is not recorded is an empty text, an empty list, or null where the value is no text. A need for no
    place is for its owner's country."""

    contribution = text("What the owner contributes.")


class OfferSerializer(ListingSerializer):
    """An offer. What is not recorded is an empty text, an empty list, or null where the value is no text. An offer for
    no place is for any country."""

    conditions = ConditionSerializer(many=True)
    conditions_note = text()
    capacity = text("How much of it there is.")


class NeedListView(RecordListView):
    summary = "Needs: what institutions ask for. Samples are left out"
    tag = "Needs and offers"
    listing_class = RealNeeds
    records = staticmethod(open_data.needs)
    serializer_class = NeedSerializer
    sort = SORT


class NeedView(RecordView):
    summary = "One need"
    tag = "Needs and offers"
    model = Need
    records = staticmethod(open_data.needs)
    serializer_class = NeedSerializer


class OfferListView(RecordListView):
    summary = "Offers: what institutions can give. Samples are left out"
    tag = "Needs and offers"
    listing_class = RealOffers
    records = staticmethod(open_data.offers)
    serializer_class = OfferSerializer
    sort = SORT


class OfferView(RecordView):
    summary = "One offer"
    tag = "Needs and offers"
    model = Offer
    records = staticmethod(open_data.offers)
    serializer_class = OfferSerializer
