"""Which columns of our own export of meetings set what; the layout itself: portal/core/imports/own_export.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from portal.core.imports.cells import Cells, listed
from portal.core.imports.draft import Draft
from portal.core.imports.edited_lines import DOCUMENTS, PARTICIPATIONS, LineList, Lines, kept_and_new, tagged
from portal.core.imports.edited_values import check_span
from portal.core.imports.own_export import READER, OwnExport
from portal.core.imports.words import Words
from portal.core.meetings import LINES
from portal.core.models import Attendance, Country, Language, Meeting, MeetingSeries, Topic
from portal.core.reference import Reference
from portal.core.sheets import Problem, Row
from portal.site.meetings import open_data
from tad.models import Activity


def _activities(cells: Cells, stored: Lines) -> Lines:
    """One that stays keeps whether it is the same event; a new one only belongs to the meeting."""
    return kept_and_new(stored, "ref", dict.fromkeys(listed(cells.row["activities"])), is_same=False)


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

    def read(self, rows: list[Row], words: Words, *, lock: bool = False) -> list[Draft]:
        """No constraint says that an activity is here: asked once for all that the sheet names."""
        drafts = super().read(rows, words, lock=lock)
        named = {(draft.number, line["ref"]): draft for draft in drafts for line in draft.lines.get("activities", ())}
        here = {*Activity.objects.filter(ref__in={ref for _number, ref in named}).values_list("ref", flat=True)}
        for (number, ref), draft in named.items():
            if ref not in here:
                text = _("“%(ref)s” is no activity of the portal. A reference reads like TA-2013-0042.")
                draft.problems.append(Problem(number, "activities", text % {"ref": ref[:40]}))
        return drafts

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        return open_data.meetings(READER, ids, reference)

    def check(self, cells: Cells, draft: Draft) -> None:
        check_span(cells, draft)
