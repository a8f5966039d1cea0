"""The tables of a mapping: those of the figures, and who helps whom in full. Each is a table of the document and rows
of the file of figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.charts import Part
from portal.core.dates import number_text
from portal.core.exports.columns import plain
from portal.core.exports.document import Cell, Table
from portal.site.mapping.asked import Mapping
from portal.site.statistics import figures, totals
from portal.site.statistics.figure import Figure, percent
from tad.models import Source

MOST = 100  # rows of the longest tables in the document; the file of figures has all
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Row:
    labels: tuple[str, ...]
    parts: list[Part]


@dataclass(frozen=True)
class Numbers:
    """``headings`` name the columns of words, ``measures`` those of numbers. ``of``: what the first of them is a share
    of; 0 for what is no share."""

    name: str
    caption: str
    headings: tuple[str, ...]
    measures: tuple[str, ...]
    rows: list[Row]
    of: int = 0
    notes: list[str] = field(default_factory=list)
    most: int = 0  # rows in the document; 0: all of them

    def table(self) -> Table:
        share = (pgettext("part of a whole", "Share"),) if self.of else ()
        shown = self.rows[: self.most] if self.most else self.rows
        notes = list(self.notes)
        if len(shown) < len(self.rows):
            more = _("The first %(shown)s of %(all)s rows; the file of tables (CSV) has them all.")
            notes.append(more % {"shown": number_text(len(shown)), "all": number_text(len(self.rows))})
        return Table(
            self.name, self.caption, [*self.headings, *self.measures, *share], list(map(self._cells, shown)),
            numbers=len(self.measures) + len(share), note=" ".join(notes),
        )  # fmt: skip

    def _cells(self, row: Row) -> list[Cell]:
        share = [Cell(percent(row.parts[0].count, self.of))] if self.of else []
        numbers = [Cell(part.count_text, part.url if part.count else "") for part in row.parts]
        return [*map(Cell, row.labels), *numbers, *share]


class FigureFile:
    """Every number of a mapping on a line of its own."""

    columns = [plain(name, "") for name in ("table", "code", "label", "measure", "count", "of", "url")]

    def __init__(self, tables: list[Numbers], base: str) -> None:
        self.tables, self.base = tables, base

    def records(self) -> Iterator[dict]:
        for table in self.tables:
            for row in table.rows:
                for measure, part in zip(table.measures, row.parts, strict=True):
                    yield {
                        "table": table.name, "code": part.code, "label": " – ".join(row.labels), "measure": measure,
                        "count": part.count, "of": table.of or "", "url": self.base + part.url if part.url else "",
                    }  # fmt: skip


# Each table -----------------------------------------------------------------------------------------------------------
def of_figure(figure: Figure) -> Numbers:
    """With what is not recorded as its last row."""
    rows = [Row((part.label,), [part]) for part in figure.parts]
    if figure.missing and figure.missing.count:
        missing = figure.missing
        rows.append(Row((_("Not recorded"),), [Part("", missing.count, missing.url, NOT_RECORDED)]))
    return Numbers(
        figure.name, figure.title, (figure.heading,), (figure.measure or _("Activities"),), rows, figure.of,
        [note for note in (figure.definition, figure.note) if note],
    )  # fmt: skip


def other_kinds(asked: Mapping) -> Numbers:
    note = _(
        "Activities that fit the period and the other conditions, but are of another kind: they are counted here and "
        "nowhere else. Of an unclassified one too little is recorded to say; it may be South-South."
    )
    rows = [Row((part.label,), [part]) for part in asked.other_kinds]
    return Numbers(
        "other-kinds",
        _("Not part of this mapping"),
        (_("Kind of cooperation"),),
        (_("Activities"),),
        rows,
        notes=[note],
    )


def countries(asked: Mapping, side: str) -> Numbers:
    """By country, named themselves, and with the members of groups that are named. The document has the former."""
    names = {"provider": ("giving", _("Who provides")), "beneficiary": ("receiving", _("Who benefits"))}
    named = {part.code: part for part in asked.parts(f"named_{side}")}
    only = asked.spec(f"named_{side}").facet in asked.selection.include
    every = [part for part in asked.parts(side) if part.code in asked.reference.countries]
    rows = [
        Row((part.label,), [named.get(part.code, Part(part.label, 0, code=part.code)), part])
        for part in every
        if part.code in named or not only
    ]
    rows.sort(key=lambda row: (-row.parts[0].count, -row.parts[1].count, row.labels))
    sums = [number_text(sum(row.parts[place].count for row in rows)) for place in (0, 1)]
    note = _(
        "An activity counts for each of its countries, so the rows do not add up to activities. Participations, added "
        "up over all countries: %(named)s; with members of groups %(every)s."
    )
    name, caption = names[side]
    return Numbers(
        name, caption, (_("Country"),), (_("Named"), _("With members of groups")), rows,
        notes=[note % {"named": sums[0], "every": sums[1]}], most=sum(bool(row.parts[0].count) for row in rows),
    )  # fmt: skip


def groups(asked: Mapping, side: str) -> Numbers:
    names = {
        "provider": ("giving-groups", _("Groups of countries that provide")),
        "beneficiary": ("receiving-groups", _("Groups of countries that benefit")),
    }
    name, caption = names[side]
    found = [part for part in asked.parts(side) if part.code not in asked.reference.countries]
    note = _("Groups that records name instead of their countries.")
    rows = [Row((part.label,), [part]) for part in found]
    return Numbers(name, caption, (_("Group"),), (_("Activities"),), rows, asked.count, [note])


def pairs(asked: Mapping) -> Numbers:
    rows = []
    for giver, receiver, count in asked.together():
        part = Part("", count, asked.pair_url(giver.code, receiver.code), f"{giver.code}-{receiver.code}")
        rows.append(Row((giver.label, receiver.label), [part]))
    note = _("Activities that name both countries. One counts for each pair; a country may stand on both sides.")
    return Numbers(
        "pairs", _("Who provides for whom"), (_("Provider"), _("Beneficiary")), (_("Activities"),), rows,
        notes=[note], most=MOST,
    )  # fmt: skip


def amounts(asked: Mapping) -> Numbers:
    rows = [
        Row((str(each.year or _("no year")), each.kind, each.currency), [Part("", each.amount, code=each.currency)])
        for each in totals.amounts(asked)
    ]
    note = _("Amounts are added up by currency, never across.")
    headings = (_("Year"), _("Source of funding"), _("Currency"))
    return Numbers("amounts", _("Amounts that are stated"), headings, (_("Amount"),), rows, notes=[note], most=MOST)


def sources(asked: Mapping) -> Numbers:
    labels = asked.reference.labels(Source.Grade) | {"": _("Not graded")}
    found = sorted(asked.checked.sourced.items(), key=lambda each: -each[1])
    rows = [Row((labels[grade],), [Part(labels[grade], count, code=grade)]) for grade, count in found]
    note = _("Activities that have at least one source of the grade. An activity may have several sources.")
    return Numbers(
        "sources", _("Where the records come from"), (_("Source"),), (_("Activities"),), rows, asked.count, [note]
    )


def by_chapter(asked: Mapping) -> dict[str, list[Numbers]]:
    """All that have rows, by the section in which they stand."""
    found = {
        "summary": [of_figure(figures.kinds(asked)), other_kinds(asked)],
        "countries": [
            countries(asked, "provider"), countries(asked, "beneficiary"), groups(asked, "provider"),
            groups(asked, "beneficiary"), pairs(asked),
        ],
        "what": [
            of_figure(make(asked)) for make in (figures.topics, figures.modalities, figures.regions, figures.years)
        ],
        "means": [
            of_figure(figures.funding(asked)), amounts(asked), of_figure(figures.people(asked)),
            of_figure(figures.coverage(asked)), sources(asked),
        ],
    }  # fmt: skip
    return {chapter: [table for table in tables if table.rows] for chapter, tables in found.items()}
