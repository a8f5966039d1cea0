"""Which columns of our own export of meetings set what; the layout itself: portal/core/imports/own_export.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from portal.core.imports.cells import Cells, listed
from portal.core.imports.draft import Draft
from portal.core.imports.edited_lines import DOCUMENTS, PARTICIPATIONS, LineList, Lines, kept_and_new, tagged
from portal.core.imports.edited_values import check_span
from portal.core.imports.own_export import READER, OwnExport
from portal.core.meetings import LINES
from portal.core.models import Attendance, Country, Language, Meeting, MeetingActivity, MeetingSeries, Topic
from portal.core.reference import Reference
from portal.site.meetings import open_data

REF = MeetingActivity._meta.get_field("ref")


def _activities(cells: Cells, stored: Lines) -> Lines:
    """One that stays keeps whether it is the same event; a new one only belongs to the meeting."""
    wanted = []
    for text in dict.fromkeys(listed(cells.row["activities"])):
        try:
            wanted.append(REF.clean(text, None))
        except ValidationError as error:
            cells.wrong("activities", " ".join(error.messages))
    return kept_and_new(stored, "ref", wanted, is_same=False)


class MeetingSheet(OwnExport):
    model, exported, lines = Meeting, open_data.COLUMNS, LINES
    texts = (
        "title", "summary", "kind_as_said", "date_note", "place", "description", "outcome", "note", "source",
    )  # fmt: skip
    choices = {"status": Meeting.Status, "attendance": Attendance}
    called = {"attendance": "delivery"}
    terms = {"series_code": ("series_id", MeetingSeries), "country": ("country_id", Country)}
    days = {"starts_on": False, "ends_on": True}
    addresses = ("source_url", "website")
    required = ("title", "language", "status")
    lists = (
        PARTICIPATIONS,
        tagged("topics", "topic_codes", "topic_id", Topic),
        tagged("working_languages", "working_language_codes", "language_id", Language),
        LineList("activities", ("activities",), _activities),
        DOCUMENTS,
    )
    labels = {
        "language_label": ("language", Language),
        "series": ("series_code", MeetingSeries),
        "status_label": ("status", Meeting.Status),
        "country_label": ("country", Country),
        "attendance_label": ("attendance", Attendance),
        "topics": ("topic_codes", Topic),
        "working_languages": ("working_language_codes", Language),
    }
    kept_by_the_portal = ("paper_kinds", "source_symbols", "is_sample", "last_verified_on")

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        return open_data.meetings(READER, ids, reference)

    def check(self, cells: Cells, draft: Draft) -> None:
        check_span(cells, draft)
