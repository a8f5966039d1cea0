"""The layout of a collection: rows with an id of their own, in the words of their source, that nobody has read yet.

What the shipped collections say in files beside theirs is taken from the sheet's own words as far as they are known;
what is not known is kept in words on the record and listed as a warning. A row whose ``id`` is already here is left
alone: from then on it is curated in the portal.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from portal.core.classification import Kind, classify, in_words
from portal.core.collected import cited
from portal.core.imports.cells import UNKNOWN, Cells
from portal.core.imports.draft import Draft
from portal.core.imports.words import Words, folded
from portal.core.models import Curated, FoundIn, party_of
from portal.core.sheets import Level, Row

TOLD = {"yes": True, "no": False}
PARTY = ("role", "country_id", "group_id", "organisation_id")


class Collection:
    """A room says by which columns its collection is recognised, and how a row is read."""

    columns: tuple[str, ...]
    passed_over: frozenset[str] = frozenset()
    telling: frozenset[str]  # columns that no other layout has together
    model: type[Curated]
    sources: type[FoundIn]
    title = "title"  # the column that holds it
    reading: type[CollectedRow]

    def recognises(self, found: list[str]) -> bool:
        return self.telling <= set(found) and "ref" not in found

    def read(self, rows: list[Row], words: Words, *, lock: bool = False) -> list[Draft]:
        here = self._here({row["id"] for row in rows})
        return [
            self._known(row, here[row["id"]], words) if row["id"] in here
            else self.reading(Cells(row, words, self.model), self.title).draft()
            for row in rows
        ]  # fmt: skip

    def _here(self, keys: Iterable[str]) -> dict[str, str]:
        """{row of a collection: the reference of the record that it is}."""
        record = next(field.name for field in self.sources._meta.concrete_fields if field.related_model is self.model)
        return dict(self.sources.objects.filter(record__in=keys).values_list("record", f"{record}__ref"))

    def _known(self, row: Row, ref: str, words: Words) -> Draft:
        cells = Cells(row, words, self.model)
        text = _("Already here as %(ref)s, and left as it is. To change it, edit an export of the list.")
        cells.wrong("id", text % {"ref": ref}, Level.NOTE)
        return Draft(row.number, row[self.title], key=row["id"], problems=cells.problems, ref=ref, is_known=True)


class CollectedRow:
    """One new row. What is not understood and not wrong collects in ``unread``, for the record's note."""

    def __init__(self, cells: Cells, title: str) -> None:
        self.cells, self.row, self.words = cells, cells.row, cells.words
        self.title_column = title
        self.unread: list[str] = []

    def values_and_lines(self) -> tuple[dict, dict[str, list[dict]]]:
        """What the row says beside title, summary and source."""
        raise NotImplementedError

    def draft(self) -> Draft:
        told = self._told()
        values, lines = self.values_and_lines()
        source = self._source()
        values = told | values | {"source": source["citation"], "source_url": source["url"]}
        values["note"] = " ".join(filter(None, [values.get("note", ""), *self.unread]))
        lines["sources"] = [source]
        return Draft(self.row.number, values["title"], values, lines, self.cells.problems, key=source["record"])

    def grade(self) -> str:
        """Of the source, a value of FoundIn.Grade, if the collection says."""
        return ""

    def compare_kind(self, participations: list[dict], day) -> None:
        """The sheet's word "triangular" is kept where it differs from what the rule makes of the same row."""
        word = self.row["triangular"].lower()
        if word in UNKNOWN:
            return
        if word not in TOLD:
            text = _("“%(text)s” is not known here. Possible: %(known)s.")
            self.cells.wrong("triangular", text % {"text": word[:60], "known": "yes, no, unknown"})
            return
        reference = self.words.reference
        parties = [party_of(reference, day, *(line.get(name) for name in PARTY)) for line in participations]
        verdict = classify(parties, day)
        if TOLD[word] == (verdict.kind == Kind.TRIANGULAR):
            return
        said = {"word": word, "kind": verdict.kind.label}
        text = _("The sheet says “triangular: %(word)s”; by the rule it is %(kind)s, which counts.") % said
        reason = in_words(verdict.grounds, reference.name_of)
        self.cells.wrong("triangular", f"{text} {reason}", Level.WARNING)
        self.unread.append(f"“Triangular: {word}” in the words of the collection.")

    def _told(self) -> dict:
        title = self.cells.text(self.title_column, "title")
        if not title:
            self.cells.wrong(self.title_column, _("A title is needed."))
        summary = self.cells.text("summary", "summary")
        return {"title": title, "summary": summary[:1].upper() + summary[1:], "language_id": "en"}

    def _source(self) -> dict:
        key = self.cells.short("id", self.row["id"], 20)
        if not key:
            self.cells.wrong("id", _("An id is needed: by it the portal knows the row when the sheet comes again."))
        if not self.row["source"]:
            self.cells.wrong("source", _("A source is needed: readers must be able to look it up."))
        citation, address = cited(self.row["source"])
        return {
            "record": key,
            "citation": citation,
            "url": self.cells.url("source", address),
            "grade": self.grade(),
            "title_as_said": self.row[self.title_column][:400],
        }


@cache
def mapped(file: Path) -> dict[str, str]:
    """A list that ships with a room: the source's words, folded → public code."""
    with file.open(encoding="utf-8", newline="") as opened:
        return {folded(word): code for word, code in list(csv.reader(opened))[1:]}
