"""Meetings' search rows by the thousand. One at a time, triggers derive them (portal/core/sql/)."""

from portal.core.search_rows import SearchRows
from portal.site.meetings.index import meeting_index

MEETING_ROWS = SearchRows(meeting_index, records="core_meeting", prefix="core_meeting")
