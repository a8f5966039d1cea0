"""Writing meetings with all their lines: the one way for imports, pages and samples."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from portal.core.lookalikes import LookAlikes
from portal.core.models import (
    Meeting,
    MeetingActivity,
    MeetingDocument,
    MeetingLanguage,
    MeetingParty,
    MeetingSearch,
    MeetingSource,
    MeetingTopic,
    User,
)
from portal.core.writing import write

LINES: dict[str, type[models.Model]] = {
    "participations": MeetingParty,
    "topics": MeetingTopic,
    "working_languages": MeetingLanguage,
    "activities": MeetingActivity,
    "documents": MeetingDocument,
    "sources": MeetingSource,
}
MEETINGS = LookAlikes(MeetingSearch)  # that may tell of the same event: for the desk and for whoever imports


def record_meeting(
    *, by: User, values: dict, meeting: Meeting | None = None, **lines: Iterable[dict] | None
) -> Meeting:
    """Create a meeting, or change ``meeting``; what the arguments mean is said in portal/core/writing.py."""
    record = meeting or Meeting(**values)
    year = (record.judged_on() or record.last_verified_on or timezone.localdate()).year
    write(record, LINES, by=by, values=values, year=year, lines=lines)
    return record
