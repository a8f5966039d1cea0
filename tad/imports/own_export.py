"""The layout of the portal's own export (tad/open_columns.py): take it away, edit it in a spreadsheet, send it back.

A row is matched by ``ref``; a row without one is a new record. A cell counts as edited if it is not what the export
would write for the record today, so an unedited sheet changes nothing, and an edited one exactly what was edited.
A column that is missing leaves its field alone, an empty cell empties it. Codes are read; labels beside them are for
people, and a label that says something else than its code is mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.core.models import User
from portal.core.sheets import Level, Row
from portal.core.sheets.sheet import plain
from tad import open_data
from tad.imports import edited_lines, edited_values
from tad.imports.cells import Cells
from tad.imports.draft import Draft
from tad.imports.labels import check_labels
from tad.imports.words import Words
from tad.models import Activity
from tad.open_columns import COLUMNS

EXPORTED = {column.name: column for column in COLUMNS}
columns = ("ref", *edited_values.COLUMNS, *edited_lines.COLUMNS)
passed_over = frozenset(EXPORTED) - set(columns)
# Told by the record itself, in every language alike: an edit would have no effect, and whoever made it is told so.
KEPT_BY_THE_PORTAL = ("kind", "kind_overridden", "state", "source_records", "is_sample", "last_verified_on",
                      "verify_due_on")  # fmt: skip
READER = User(role=User.Role.CURATOR)  # plans are made for curators, who see every record


def recognises(found: list[str]) -> bool:
    """A reference or a title, and for the greater part columns of ours."""
    known = sum(name in EXPORTED for name in found)
    return ("ref" in found or "title" in found) and known * 2 > len(found)


def read(rows: list[Row], words: Words, *, lock: bool = False) -> list[Draft]:
    stored = _stored({row["ref"] for row in rows}, lock=lock)
    ids = [activity.pk for activity in stored.values()]
    exported = {record["ref"]: record for record in open_data.records(READER, ids, words.reference)}
    parents = {row["parent"] for row in rows} - {""}
    parents = dict(Activity.objects.filter(ref__in=parents).values_list("ref", "pk")) if parents else {}
    return [_draft(row, words, stored, exported, parents) for row in rows]


def _stored(refs: Iterable[str], *, lock: bool) -> dict[str, Activity]:
    """With all lines. Under lock, in the order of their ids, so that two who lock never wait for each other."""
    found = Activity.objects.filter(ref__in=refs).order_by("pk").prefetch_related(*edited_lines.STORED_LINES)
    return {activity.ref: activity for activity in (found.select_for_update() if lock else found)}


def _draft(row: Row, words: Words, stored: dict, exported: dict, parents: dict[str, int]) -> Draft:
    cells, ref = Cells(row, words), row["ref"]
    activity = stored.get(ref)
    draft = Draft(row.number, row["title"] or (activity.title if activity else ""), ref=ref, activity=activity)
    draft.problems = cells.problems
    if ref and activity is None:
        text = _("No record has the reference “%(ref)s”. For a new record leave the cell empty.")
        cells.wrong("ref", text % {"ref": ref[:40]})
        return draft
    present = [name for name in row.cells if name in EXPORTED]
    before = {name: plain(str(EXPORTED[name].value(exported[ref]) or "")) if activity else "" for name in present}
    edited = {name: before[name] for name in present if row[name] != before[name]}
    edited_values.take(cells, draft, edited, parents)
    edited_lines.take(cells, draft, edited)
    check_labels(cells, edited)
    if activity:
        _mention(cells, draft, edited)
    return draft


def _mention(cells: Cells, draft: Draft, edited: dict[str, str]) -> None:
    """What an editor may not expect: cells without effect, and changes that the sheet does not know of."""
    for name in (name for name in KEPT_BY_THE_PORTAL if name in edited):
        text = _("The portal keeps this by itself (it says “%(value)s”): the cell is not taken over.")
        cells.wrong(name, text % {"value": edited[name]}, Level.WARNING)
    # A spreadsheet makes a date of the moment, and forgets its zone.
    if draft.changes and "updated_at" in edited and cells.row["updated_at"][:19] != edited["updated_at"][:19]:
        text = _("The record was changed after this sheet was exported. Make sure that nothing newer is undone.")
        cells.wrong("updated_at", text, Level.WARNING)
