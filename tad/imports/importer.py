"""Activities as the imports of the ground floor ask for them: from a sheet to a plan, from a plan to records."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from django.db import DataError, IntegrityError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import reference
from portal.core.imports.importer import Outcome, PlannedRow, WriteRefused
from portal.core.models import State, User
from portal.core.sheets import Level, Problem, Sheet, Unreadable
from tad import search_rows
from tad.actions import LINES, record_activity
from tad.imports import collection, own_export
from tad.imports.alike import add_lookalikes, add_twins
from tad.imports.checks import check_across
from tad.imports.draft import Draft, Layout, about_columns
from tad.imports.words import Words
from tad.models import Activity
from tad.open_columns import COLUMNS
from tad.records import published

LAYOUTS: list[Layout] = [own_export, collection]
BATCH = 500  # rows read with one set of queries


def layout_of(columns: list[str]) -> Layout:
    for layout in LAYOUTS:
        if layout.recognises(columns):
            return layout
    text = _("These columns belong to no known layout: %(columns)s. Compare them with the empty sheet.")
    raise Unreadable(Problem(1, "", text % {"columns": ", ".join(columns)[:300]}))


class ActivityImporter:
    label = gettext_lazy("activities")

    def about(self, sheet: Sheet) -> list[Problem]:
        return about_columns(layout_of(sheet.columns), sheet.columns)

    def plan(self, sheet: Sheet, *, lock: bool = False) -> list[PlannedRow]:
        layout, words = layout_of(sheet.columns), Words(reference.current())
        rows, drafts = iter(sheet.rows), []
        while batch := list(islice(rows, BATCH)):
            drafts += layout.read(batch, words, lock=lock)
        check_across(drafts)
        planned = [_planned(draft) for draft in drafts]
        for start in range(0, len(planned), BATCH):
            add_lookalikes(planned[start : start + BATCH])
        add_twins(planned)
        return planned

    def write(
        self, rows: list[PlannedRow], *, by: User, publish: bool, progress: Callable[[int], None]
    ) -> dict[int, str]:
        created, touched = {}, []
        new = published(by, timezone.localdate()) if publish else {"state": State.IN_REVIEW}
        with search_rows.deferred():
            for done, row in enumerate(rows, start=1):
                activity = _written(row, by, new)
                touched.append(activity.pk)
                if row.outcome == Outcome.NEW:
                    created[row.number] = activity.ref
                progress(done)
        search_rows.derive(touched)
        return created

    def address(self, ref: str) -> str:
        return reverse("activities:detail", args=[ref])

    def template(self) -> list[tuple[str, str, str]]:
        """The export's columns that an import reads; the examples tell of a real record."""
        return [
            (each.name, each.meaning, EXAMPLE.get(each.name, "")) for each in COLUMNS if each.name in own_export.columns
        ]


def _planned(draft: Draft) -> PlannedRow:
    if draft.has_error:
        outcome = Outcome.ERROR
    elif draft.is_known or (draft.activity and not draft.values and not draft.lines):
        outcome = Outcome.UNCHANGED
    else:
        outcome = Outcome.CHANGED if draft.activity else Outcome.NEW
    seen_at = draft.activity.updated_at if outcome == Outcome.CHANGED else None
    changes = draft.changes if draft.activity else []  # a new record is nothing but changes
    return PlannedRow(
        draft.number, outcome, draft.title, draft.ref, seen_at, changes, draft.problems, work=draft
    )  # fmt: skip


def _written(row: PlannedRow, by: User, new: dict) -> Activity:
    draft: Draft = row.work
    values = draft.values | (new if draft.activity is None else {})
    try:
        return record_activity(by=by, values=values, activity=draft.activity, **draft.lines)
    except (IntegrityError, DataError) as error:
        raise WriteRefused(Problem(row.number, "", _refusal(error), Level.ERROR)) from error


def _refusal(error: Exception) -> str:
    """The message of the constraint that had the last word."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in (Activity, *LINES.values()):
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message() % {"name": name})
    return _("The database does not take this row: %(reason)s") % {"reason": str(error).splitlines()[0]}


EXAMPLE = {
    "title": "Regional Workshop on Geographical Indications for Eastern African Countries",
    "summary": "Examiners of five offices compared how they register geographical indications.",
    "language": "en",
    "status": "completed",
    "modality_code": "workshop",
    "scope": "regional",
    "delivery": "in_person",
    "starts_on": "2013-10-07",
    "ends_on": "2013-10",
    "place": "Kampala",
    "topic_codes": "geographical-indications; trademarks",
    "beneficiary_codes": "KE; TZ; aripo",
    "provider_codes": "BR",
    "host_codes": "UG",
    "organiser_organisations": "wipo",
    "participants": "40",
    "source": "Name of the document or page",
    "source_url": "https://www.example.org/",
}
