"""The real meetings becoming records: once, however often the collection is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from portal.core.collected import Outcome, load, party, published
from portal.core.meetings import record_meeting
from portal.core.models import Language, Meeting, MeetingSeries, MeetingSource, Topic, User
from portal.core.reference import Reference
from portal.site.meetings.search_rows import MEETING_ROWS
from portal.site.meetings.shipped import COMPILED_ON, ShippedMeeting
from tad.models import Source


def load_meetings(meetings: Iterable[ShippedMeeting], *, by: User) -> Outcome:
    """Each with the activity that tells the same event, if that is here: it was found in the same row."""
    same = dict(Source.objects.values_list("record", "activity__ref"))

    def create(meeting: ShippedMeeting, known: Reference) -> Meeting:
        series = known[MeetingSeries].by_code[meeting.series].id if meeting.series else None
        ref = same.get(meeting.key)
        return record_meeting(
            by=by,
            values=meeting.values | published(by, COMPILED_ON) | {"series_id": series},
            participations=[party(line, known) for line in meeting.participations],
            topics=[{"topic_id": known[Topic].by_code[code].id} for code in meeting.topics],
            working_languages=[{"language_id": known[Language].by_code[code].id} for code in meeting.working_languages],
            activities=[{"ref": ref, "is_same": True}] if ref else [],
            documents=meeting.documents,
            sources=[meeting.source],
        )

    return load(meetings, MeetingSource, MEETING_ROWS, create, by=by, reason="import_meetings")
