"""Meetings in the API. What is said of one is ``open_data``; this describes it."""

from __future__ import annotations

from rest_framework import serializers

from portal.core.api.records import RecordListView, RecordView
from portal.core.api.serializers import (
    CodeSerializer,
    DocumentSerializer,
    ParticipationSerializer,
    SourceSerializer,
    choice,
    partial_date,
    text,
)
from portal.core.models import Attendance, Meeting, MeetingPaper, State
from portal.site.meetings import open_data
from portal.site.meetings.listing import MeetingListing


class MeetingActivitySerializer(serializers.Serializer):
    ref = serializers.CharField(help_text="Reference of an activity.")
    is_same = serializers.BooleanField(help_text="It tells the same event; the calendar shows the meeting alone.")


class PaperSerializer(serializers.Serializer):
    kind = choice(MeetingPaper.What)
    kind_label = text()
    title = text("As on the paper.")
    language = text("A code of languages/, ISO 639-1.")
    language_label = text()
    media_type = text("What the file holds, as a MIME type.")
    bytes = serializers.IntegerField()
    url = serializers.URLField(help_text="Where the file can be fetched.")


class MeetingSerializer(serializers.Serializer):
    """A meeting. What is not recorded is an empty text, an empty list, or null where the value is no text."""

    ref = serializers.CharField(help_text="Never changes and is never given to another record.")
    url = serializers.URLField(help_text="Its page.")
    title = text()
    summary = text()
    language = text("Language of the texts: a code of languages/, ISO 639-1.")
    language_label = text()
    series = CodeSerializer(allow_null=True, help_text="A code of meeting-series/.")
    kind_as_said = text("What it calls itself.")
    status = choice(Meeting.Status)
    status_label = text()
    starts_on = partial_date()
    ends_on = partial_date()
    date_note = text()
    place = text("Town or venue.")
    country = text("Of the place: a code of countries/, ISO 3166 alpha-2.")
    country_label = text()
    attendance = choice(Attendance, empty=True)
    attendance_label = text()
    website = text()
    description = text()
    outcome = text()
    participations = ParticipationSerializer(many=True, help_text="Who organises it, and whom it is for.")
    topics = CodeSerializer(many=True)
    working_languages = CodeSerializer(many=True)
    activities = MeetingActivitySerializer(many=True, help_text="Activities that belong to it.")
    papers = PaperSerializer(many=True, help_text="The agenda, programme, report …, kept here.")
    documents = DocumentSerializer(many=True, help_text="What else can be read, elsewhere.")
    sources = SourceSerializer(many=True, help_text="Collections the record was found in.")
    note = text("What is inferred, where sources differ.")
    source = text()
    source_url = text()
    last_verified_on = partial_date()
    verify_due_on = partial_date()
    is_sample = serializers.BooleanField(help_text="Invented, for trying the portal out.")
    state = choice(State)
    published_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()


class MeetingListView(RecordListView):
    summary = "Meetings: conferences, sessions, weeks for officials"
    tag = "Meetings"
    listing_class = MeetingListing
    records = staticmethod(open_data.meetings)
    serializer_class = MeetingSerializer


class MeetingView(RecordView):
    summary = "One meeting"
    tag = "Meetings"
    model = Meeting
    records = staticmethod(open_data.meetings)
    serializer_class = MeetingSerializer
