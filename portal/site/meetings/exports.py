"""The list of meetings as a file, a feed and a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from portal.core.dates import joined_text
from portal.core.exports.export import Event
from portal.core.exports.record_export import RecordExport
from portal.core.exports.withdrawn import withdrawn
from portal.core.models import Attendance, Meeting
from portal.site.meetings.listing import MeetingListing
from portal.site.meetings.open_data import COLUMNS, meetings


class MeetingExport(RecordExport):
    listing_class = MeetingListing
    name = "meetings"
    columns = COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return meetings(self.user, ids, self.listing.reference, base=self.base)

    @cached_property
    def withdrawn(self) -> list[Event]:
        return list(withdrawn(Meeting, self.listing.unreadable, self.language))

    def event(self, record: dict) -> Event | None:
        online = record["attendance"] == Attendance.ONLINE and record["attendance_label"]
        return self.spanning(
            record,
            place=joined_text([record["place"], record["country_label"]]) or online or "",
            is_cancelled=record["status"] == Meeting.Status.CANCELLED,
            is_planned=record["status"] in {Meeting.Status.PLANNED, Meeting.Status.POSTPONED},
        )
