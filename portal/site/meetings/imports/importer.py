"""Meetings as the imports of the ground floor ask for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.core.imports.record_importer import RecordImporter
from portal.core.meetings import LINES, MEETINGS, record_meeting
from portal.core.models import Meeting, User
from portal.site.meetings.imports.own_export import MeetingSheet
from portal.site.meetings.search_rows import MEETING_ROWS


class MeetingImporter(RecordImporter):
    label = _("meetings")
    model, lines, search_rows, lookalikes = Meeting, LINES, MEETING_ROWS, MEETINGS
    own_export = MeetingSheet()
    layouts = (own_export,)

    def record(self, *, by: User, values: dict, record: Meeting | None, lines: dict) -> Meeting:
        return record_meeting(by=by, values=values, meeting=record, **lines)

    example = {
        "title": "Third annual conference on South-South cooperation",
        "summary": "Offices of three regions compare how they help each other with geographical indications.",
        "language": "en",
        "series_code": "annual-conferences",
        "kind_as_said": "annual conference",
        "status": "planned",
        "starts_on": "2027-05-04",
        "ends_on": "2027-05-06",
        "place": "Nairobi",
        "country": "KE",
        "attendance": "hybrid",
        "website": "https://www.example.org/",
        "organiser_organisations": "wipo",
        "beneficiary_codes": "aripo",
        "topic_codes": "geographical-indications",
        "working_language_codes": "en; fr",
        "document_urls": "https://www.example.org/agenda",
        "document_titles": "Agenda",
        "source": "Name of the document or page",
        "source_url": "https://www.example.org/",
    }
