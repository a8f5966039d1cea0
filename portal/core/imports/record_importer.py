"""From a sheet to a plan, and from a plan to records: what the importers of all rooms share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from django.db import DataError, IntegrityError, models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.core import reference
from portal.core.collected import published
from portal.core.dates import joined_text
from portal.core.imports.alike import add_lookalikes, add_twins
from portal.core.imports.draft import Draft, Layout, about_columns, check_once
from portal.core.imports.importer import Outcome, PlannedRow, WriteRefused
from portal.core.imports.own_export import OwnExport
from portal.core.imports.words import Words
from portal.core.lookalikes import LookAlikes, Sketch
from portal.core.models import Curated, State, User
from portal.core.search_rows import SearchRows
from portal.core.sheets import Level, Problem, Sheet, Unreadable

BATCH = 500  # rows read with one set of queries


class RecordImporter:
    """A room says which layouts its sheets have, and how a record is written. An ``Importer`` (importer.py)."""

    label: str | Promise
    model: type[Curated]
    lines: Mapping[str, type[models.Model]]  # as ``record`` takes them
    own_export: OwnExport
    layouts: Sequence[Layout]
    search_rows: SearchRows
    lookalikes: LookAlikes
    example: Mapping[str, str]  # a real record, by column of the own export

    def record(self, *, by: User, values: dict, record: Curated | None, lines: dict) -> Curated:
        """Create or change one, by the one function of the room that writes it."""
        raise NotImplementedError

    def check_across(self, drafts: list[Draft]) -> None:
        """What only shows when all rows are seen together: problems are added to the drafts."""
        check_once("id", ((draft.key, draft) for draft in drafts if draft.key))
        check_once("ref", ((draft.ref, draft) for draft in drafts if draft.ref and not draft.is_known))

    def countries_of(self, draft: Draft) -> set[str]:
        """By which it is recognised."""
        return {code for line in draft.lines.get("participations", []) if (code := line.get("country_id"))}

    def about(self, sheet: Sheet) -> list[Problem]:
        return about_columns(self._layout_of(sheet.columns), sheet.columns)

    def plan(self, sheet: Sheet, *, lock: bool = False) -> list[PlannedRow]:
        layout, words = self._layout_of(sheet.columns), Words(reference.current())
        rows, drafts = iter(sheet.rows), []
        while batch := list(islice(rows, BATCH)):
            drafts += layout.read(batch, words, lock=lock)
        self.check_across(drafts)
        planned = [_planned(draft) for draft in drafts]
        for start in range(0, len(planned), BATCH):
            add_lookalikes(planned[start : start + BATCH], self.lookalikes, self._sketch)
        add_twins(planned, self._sketch)
        return planned

    def write(
        self, rows: list[PlannedRow], *, by: User, publish: bool, progress: Callable[[int], None]
    ) -> dict[int, str]:
        created, touched = {}, []
        new = published(by, timezone.localdate()) if publish else {"state": State.IN_REVIEW}
        with self.search_rows.deferred():
            for done, row in enumerate(rows, start=1):
                record = self._written(row, by, new)
                touched.append(record.pk)
                if row.outcome == Outcome.NEW:
                    created[row.number] = record.ref
                progress(done)
        self.search_rows.derive(touched)
        return created

    def address(self, ref: str) -> str:
        return self.model(ref=ref).get_absolute_url()

    def template(self) -> list[tuple[str, str | Promise, str]]:
        """The export's columns that an import reads; the examples tell of a real record."""
        layout = self.own_export
        read = [column for column in layout.exported if column.name in layout.columns]
        return [(column.name, column.meaning, self.example.get(column.name, "")) for column in read]

    def _layout_of(self, columns: list[str]) -> Layout:
        for layout in self.layouts:
            if layout.recognises(columns):
                return layout
        text = _("These columns belong to no known layout: %(columns)s. Compare them with the empty sheet.")
        raise Unreadable(Problem(1, "", text % {"columns": joined_text(columns)[:300]}))

    def _sketch(self, draft: Draft) -> Sketch:
        span = self.lookalikes.span_of(draft.values)
        return Sketch(title=draft.title, countries=frozenset(self.countries_of(draft)), **span)

    def _written(self, row: PlannedRow, by: User, new: dict) -> Curated:
        draft: Draft = row.work
        values = draft.values | (new if draft.record is None else {})
        try:
            return self.record(by=by, values=values, record=draft.record, lines=draft.lines)
        except (IntegrityError, DataError) as error:
            raise WriteRefused(Problem(row.number, "", self._refusal(error), Level.ERROR)) from error

    def _refusal(self, error: Exception) -> str:
        """The message of the constraint that had the last word."""
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for model in (self.model, *self.lines.values()):
            for constraint in model._meta.constraints:
                if constraint.name == name:
                    return str(constraint.get_violation_error_message() % {"name": name})
        return _("The database does not take this row: %(reason)s") % {"reason": str(error).splitlines()[0]}


def _planned(draft: Draft) -> PlannedRow:
    if draft.has_error:
        outcome = Outcome.ERROR
    elif draft.is_known or (draft.record and not draft.values and not draft.lines):
        outcome = Outcome.UNCHANGED
    else:
        outcome = Outcome.CHANGED if draft.record else Outcome.NEW
    seen_at = draft.record.updated_at if outcome == Outcome.CHANGED else None
    changes = draft.changes if draft.record else []  # a new record is nothing but changes
    return PlannedRow(
        draft.number, outcome, draft.title, draft.ref, seen_at, changes, draft.problems, work=draft
    )  # fmt: skip
