"""An activity's own fields, from the edited cells of an export."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.imports.importer import Change
from portal.core.models import Language, Modality, Pillar
from tad.imports.cells import Cells
from tad.imports.draft import Draft
from tad.models import Activity

TEXTS = ("title", "summary", "modality_as_said", "date_note", "place", "audience", "objective", "description",
         "expected_outcome", "outcome", "note", "source")  # fmt: skip
NUMBERS = ("participants", "women", "men")
CHOICES = {"status": Activity.Status, "scope": Activity.Scope, "delivery": Activity.Delivery}
TERMS = {"modality_code": ("modality_id", Modality), "pillar_code": ("pillar_id", Pillar)}
DAYS = {"starts_on": False, "ends_on": True}  # column → does it mean the last day of its month or year
REQUIRED = ("title", "language", "status")
COLUMNS = (*TEXTS, *NUMBERS, *CHOICES, *TERMS, *DAYS, "language", "source_url", "parent")


def take(cells: Cells, draft: Draft, edited: dict[str, str], parents: dict[str, int]) -> None:
    """Set in the draft what the edited columns (``{name: the cell as exported}``) say differently from the record."""
    for column, old in edited.items():
        if column not in COLUMNS:
            continue
        values = _value(cells, column, parents)
        if draft.activity and all(getattr(draft.activity, name) == value for name, value in values.items()):
            continue  # said in another way: 007, 2013-10-05T00:00
        draft.values |= values
        draft.changes.append(Change(column, old, cells.row[column]))
    _check(cells, draft)


def _value(cells: Cells, column: str, parents: dict[str, int]) -> dict:
    """The fields of Activity that a cell sets."""
    if column in REQUIRED and not cells.row[column]:
        cells.wrong(column, _("This cell cannot be empty."))
        return {}
    if column in TEXTS:
        return {column: cells.text(column, column)}
    if column in NUMBERS:
        return {column: cells.number(column)}
    if column in CHOICES:
        return {column: cells.choice(column, CHOICES[column].values)}
    if column in DAYS:
        day, precision = cells.day(column, last=DAYS[column])
        return {column: day, column.replace("_on", "_precision"): precision}
    if column in TERMS:
        field, vocabulary = TERMS[column]
        term = cells.code(column, vocabulary)
        return {field: term.id if term else None}
    if column == "language":
        term = cells.code(column, Language)
        return {"language_id": term.code} if term else {}
    if column == "parent":
        return {"parent_id": _parent(cells, parents)}
    return {column: cells.url(column)}


def _parent(cells: Cells, parents: dict[str, int]) -> int | None:
    ref = cells.row["parent"]
    if ref and ref not in parents:
        cells.wrong("parent", _("No record has the reference “%(ref)s”.") % {"ref": ref[:40]})
    return parents.get(ref)


def _check(cells: Cells, draft: Draft) -> None:
    """What must agree between fields, whichever of them the sheet sets."""

    def final(name: str):
        return draft.values.get(name, getattr(draft.activity, name, None))

    if draft.activity is None and not cells.row["title"]:
        cells.wrong("title", _("A title is needed."))
    starts_on, ends_on = final("starts_on"), final("ends_on")
    if {"starts_on", "ends_on"} & draft.values.keys() and starts_on and ends_on and ends_on < starts_on:
        cells.wrong("ends_on", _("The end lies before the start."))
    participants, women, men = (final(name) for name in NUMBERS)
    if set(NUMBERS) & draft.values.keys() and participants is not None and participants < (women or 0) + (men or 0):
        cells.wrong("participants", _("There are more women and men than participants."))
    is_other = final("modality_id") == cells.reference[Modality].by_code["other"].id
    if is_other and {"modality_id", "modality_as_said"} & draft.values.keys() and not final("modality_as_said"):
        cells.wrong("modality_as_said", _("Say in the source's words what “other” was."))
