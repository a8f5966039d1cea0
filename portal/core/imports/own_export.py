"""The layout of the portal's own exports: take one away, edit it in a spreadsheet, send it back.

A row is matched by ``ref``; a row without one is a new record. A cell counts as edited if it is not what the export
would write for the record today, so an unedited sheet changes nothing, and an edited one exactly what was edited.
A column that is missing leaves its field alone, an empty cell empties it. Codes are read; labels beside them are for
people, and a label that says something else than its code is mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _

from portal.core.exports.columns import Column
from portal.core.imports import edited_lines, edited_values
from portal.core.imports.cells import Cells
from portal.core.imports.draft import Draft
from portal.core.imports.labels import Beside, check_labels
from portal.core.imports.words import Words
from portal.core.models import Curated, User
from portal.core.reference import Reference
from portal.core.sheets import Level, Row
from portal.core.sheets.sheet import plain

READER = User(role=User.Role.CURATOR)  # plans are made for curators, who see every record


class OwnExport:
    """A room says which columns of its export set which fields and lines of its ``model``."""

    model: type[Curated]
    exported: Sequence[Column]
    lines: Mapping[str, type[models.Model]]  # as portal/core/writing.py takes them
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()  # yes or no
    addresses: tuple[str, ...] = ("source_url",)
    choices: Mapping[str, type[models.TextChoices]] = {}
    called: Mapping[str, str] = {}  # column of a choice → field, where the record calls it otherwise
    terms: Mapping[str, tuple[str, type]] = {}  # column → field, vocabulary
    days: Mapping[str, bool] = {}  # column → does it mean the last day of its month or year
    records: Mapping[str, tuple[str, type[Curated]]] = {}  # column → field, the kind of record whose reference it holds
    required: tuple[str, ...] = ("title", "language")
    lists: Sequence[edited_lines.LineList] = ()
    labels: Beside = {}
    # Told by the record itself, in every language alike: an edit would have no effect, and whoever made it is told so.
    kept_by_the_portal: tuple[str, ...] = ()

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        """The records as the columns take them."""
        raise NotImplementedError

    def check(self, cells: Cells, draft: Draft) -> None:
        """What must agree between fields, whichever of them the sheet sets."""

    @cached_property
    def value_columns(self) -> tuple[str, ...]:
        return (*self.texts, *self.numbers, *self.amounts, *self.flags, *self.choices, *self.terms, *self.days,
                "language", *self.addresses, *self.records)  # fmt: skip

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return ("ref", *self.value_columns, *(column for each in self.lists for column in each.columns))

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.exported}

    @cached_property
    def passed_over(self) -> frozenset[str]:
        return frozenset(self.by_name) - set(self.columns)

    def recognises(self, found: list[str]) -> bool:
        """A reference or a title, and for the greater part columns of ours."""
        known = sum(name in self.by_name for name in found)
        return ("ref" in found or "title" in found) and known * 2 > len(found)

    def read(self, rows: list[Row], words: Words, *, lock: bool = False) -> list[Draft]:
        stored = self._stored({row["ref"] for row in rows}, lock=lock)
        ids = [record.pk for record in stored.values()]
        exported = {record["ref"]: record for record in self.exports(ids, words.reference)}
        lines = edited_lines.stored_lines(self, stored.values())
        named = {column: _ids(model, {row[column] for row in rows}) for column, (_to, model) in self.records.items()}
        drafts = []
        for row in rows:
            cells, record = Cells(row, words, self.model), stored.get(row["ref"])
            draft = Draft(row.number, row["title"], ref=row["ref"], record=record, problems=cells.problems)
            if record:
                draft.title = draft.title or record.title
            if record or not draft.ref:
                edited = self._edited(row, exported.get(draft.ref))
                edited_values.take(self, cells, draft, edited, named)
                edited_lines.take(self, cells, draft, edited, lines[record.pk] if record else {})
                self._compare(cells, draft, edited)
            else:
                text = _("No record has the reference “%(ref)s”. For a new record leave the cell empty.")
                cells.wrong("ref", text % {"ref": draft.ref[:40]})
            drafts.append(draft)
        return drafts

    def _stored(self, refs: Iterable[str], *, lock: bool) -> dict[str, Curated]:
        """Under lock, in the order of their ids, so that two who lock never wait for each other."""
        found = self.model.objects.filter(ref__in=refs).order_by("pk")
        return {record.ref: record for record in (found.select_for_update() if lock else found)}

    def _edited(self, row: Row, exported: dict | None) -> dict[str, str]:
        """{column: the cell as exported} of the cells that are not what the export would write."""
        present = [name for name in row.cells if name in self.by_name]
        before = {name: _cell(self.by_name[name].value, exported) if exported else "" for name in present}
        return {name: before[name] for name in present if row[name] != before[name]}

    def _compare(self, cells: Cells, draft: Draft, edited: dict[str, str]) -> None:
        self.check(cells, draft)
        check_labels(cells, edited, self.labels, has_parties="participations" in self.lines)
        if draft.record:
            self._mention(cells, draft, edited)

    def _mention(self, cells: Cells, draft: Draft, edited: dict[str, str]) -> None:
        """What an editor may not expect: cells without effect, and changes that the sheet does not know of."""
        for name in (name for name in self.kept_by_the_portal if name in edited):
            text = _("The portal keeps this by itself (it says “%(value)s”): the cell is not taken over.")
            cells.wrong(name, text % {"value": edited[name]}, Level.WARNING)
        # A spreadsheet makes a date of the moment, and forgets its zone.
        if draft.changes and "updated_at" in edited and cells.row["updated_at"][:19] != edited["updated_at"][:19]:
            text = _("The record was changed after this sheet was exported. Make sure that nothing newer is undone.")
            cells.wrong("updated_at", text, Level.WARNING)


def _ids(model: type[Curated], refs: set[str]) -> dict[str, int]:
    refs = refs - {""}
    return dict(model.objects.filter(ref__in=refs).values_list("ref", "pk")) if refs else {}


def _cell(value: Callable[[dict], object], record: dict) -> str:
    """What the export writes, as reading gives it back."""
    said = value(record)
    return "" if said is None else plain(str(said))
