"""Which columns of our own export of activities set what; the layout itself: portal/core/imports/own_export.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from portal.core.imports.cells import Cells
from portal.core.imports.draft import Draft
from portal.core.imports.edited_lines import (
    DOCUMENTS,
    PARTICIPATIONS,
    LineList,
    Lines,
    kept_and_new,
    side_by_side,
    tagged,
    words,
)
from portal.core.imports.edited_values import check_money, check_other, check_span
from portal.core.imports.own_export import READER, OwnExport
from portal.core.models import FundingKind, Goal, Language, Modality, Pillar, Recommendation, Topic
from portal.core.reference import Reference
from tad import open_data
from tad.actions import LINES
from tad.models import Activity, Funding
from tad.open_columns import COLUMNS

PAID = ("funding_codes", "funding_organisations", "funding_amounts", "funding_currencies", "funding_bands",
        "funding_in_kind", "funding_as_said")  # fmt: skip
NUMBERS = ("participants", "women", "men")


def _goals(cells: Cells, stored: Lines) -> Lines:
    main = next((line["goal_id"] for line in stored if line["is_main"]), None)
    if "main_goal_code" in cells.row.cells:
        term = cells.code("main_goal_code", Goal)
        main = term.id if term else None
    goals = [line["goal_id"] for line in stored]
    if "goal_codes" in cells.row.cells:
        goals = [term.id for term in cells.codes("goal_codes", Goal)]
    if main is not None and main not in goals:
        cells.wrong("main_goal_code", _("The main goal must be one of the goals in “goal_codes”."))
    lines = kept_and_new(stored, "goal_id", goals)
    return [line | {"is_main": line["goal_id"] == main} for line in lines]


def _funding(cells: Cells, stored: Lines) -> Lines:
    """What has no column in the sheet stays with the line at the same place, if it is still the same kind."""
    if "funding_codes" not in cells.row.cells:
        cells.wrong("", _("Columns about funding need “funding_codes” beside them."))
        return stored
    lines = []
    for place, said in enumerate(side_by_side(cells, "funding_codes", PAID)):
        kind = cells.code("funding_codes", FundingKind, said["funding_codes"])
        same = stored[place] if place < len(stored) and kind and stored[place]["kind_id"] == kind.id else {}
        read = {name: value for name, value in _payment(cells, said, stored).items() if value is not ABSENT}
        blank = {"funder_id": None, "amount": None, "currency": "", "band": "", "is_estimate": False, "in_kind": "",
                 "as_said": ""}  # fmt: skip
        line = blank | same | read | {"kind_id": kind.id if kind else None}
        check_money(cells, line, currency="funding_currencies", band="funding_bands")
        lines.append(line)
    return lines


ABSENT = object()


def _payment(cells: Cells, said: dict[str, str], stored: Lines) -> dict:
    def read(column: str, value: Callable[[str], object]) -> object:
        return value(said[column]) if column in said else ABSENT

    def funder(slug: str) -> int | None:
        institution = cells.organisation("funding_organisations", slug) if slug else None
        return institution.id if institution else None

    return {
        "funder_id": read("funding_organisations", funder),
        "amount": read("funding_amounts", lambda text: cells.amount("funding_amounts", text)),
        "currency": read("funding_currencies", str),
        "band": read("funding_bands", lambda text: cells.choice("funding_bands", Funding.Band.values, text)),
        "in_kind": read("funding_in_kind", lambda text: words(cells, "funding_in_kind", text, stored, "in_kind", 300)),
        "as_said": read("funding_as_said", lambda text: words(cells, "funding_as_said", text, stored, "as_said", 250)),
    }


class ActivityExport(OwnExport):
    model, exported, lines = Activity, COLUMNS, LINES
    texts = ("title", "summary", "modality_as_said", "date_note", "place", "audience", "objective", "description",
             "expected_outcome", "outcome", "note", "source")  # fmt: skip
    numbers = NUMBERS
    choices = {"status": Activity.Status, "scope": Activity.Scope, "delivery": Activity.Delivery}
    terms = {"modality_code": ("modality_id", Modality), "pillar_code": ("pillar_id", Pillar)}
    days = {"starts_on": False, "ends_on": True}
    records = {"parent": ("parent_id", Activity)}
    required = ("title", "language", "status")
    lists = (
        PARTICIPATIONS,
        tagged("topics", "topic_codes", "topic_id", Topic, as_said=""),
        LineList("goals", ("goal_codes", "main_goal_code"), _goals),
        tagged("recommendations", "recommendation_codes", "recommendation_id", Recommendation),
        tagged("working_languages", "working_language_codes", "language_id", Language),
        LineList("funding", PAID, _funding),
        DOCUMENTS,
    )
    labels = {
        "language_label": ("language", Language),
        "modality": ("modality_code", Modality),
        "pillar": ("pillar_code", Pillar),
        "topics": ("topic_codes", Topic),
        "goals": ("goal_codes", Goal),
        "recommendations": ("recommendation_codes", Recommendation),
        "working_languages": ("working_language_codes", Language),
        "funding": ("funding_codes", FundingKind),
        "status_label": ("status", Activity.Status),
        "scope_label": ("scope", Activity.Scope),
        "delivery_label": ("delivery", Activity.Delivery),
    }
    kept_by_the_portal = ("kind", "kind_overridden", "state", "source_records", "is_sample", "last_verified_on",
                          "verify_due_on")  # fmt: skip

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        return open_data.records(READER, ids, reference)

    def check(self, cells: Cells, draft: Draft) -> None:
        check_span(cells, draft)
        participants, women, men = (draft.final(name) for name in NUMBERS)
        if set(NUMBERS) & draft.values.keys() and participants is not None and participants < (women or 0) + (men or 0):
            cells.wrong("participants", _("There are more women and men than participants."))
        is_other = draft.final("modality_id") == cells.reference[Modality].by_code["other"].id
        touched = {"modality_id", "modality_as_said"}
        check_other(cells, draft, is_other=is_other, words="modality_as_said", touched=touched)
