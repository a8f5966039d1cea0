"""A record's own fields, from the edited cells of an export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.core.imports.cells import Cells
from portal.core.imports.draft import Draft
from portal.core.imports.importer import Change
from portal.core.models import Country, Language

if TYPE_CHECKING:
    from portal.core.imports.own_export import OwnExport

CURRENCY = re.compile(r"[A-Z]{3}")
Named = dict[str, dict[str, int]]  # column → {reference: id} of the records that its cells name


def take(layout: OwnExport, cells: Cells, draft: Draft, edited: dict[str, str], named: Named) -> None:
    """Set in the draft what the edited columns (``{name: the cell as exported}``) say differently from the record."""
    for column, old in edited.items():
        if column not in layout.value_columns:
            continue
        values = _value(layout, cells, column, named)
        if draft.record and all(getattr(draft.record, name) == value for name, value in values.items()):
            continue  # said in another way: 007, 2013-10-05T00:00
        draft.values |= values
        draft.changes.append(Change(column, old, cells.row[column]))
    if draft.record is None and not cells.row["title"]:
        cells.wrong("title", _("A title is needed."))


def _value(layout: OwnExport, cells: Cells, column: str, named: Named) -> dict:
    """The fields of the record that a cell sets."""
    if column in layout.required and not cells.row[column]:
        cells.wrong(column, _("This cell cannot be empty."))
        return {}
    if column in layout.texts:
        return {column: cells.text(column, column)}
    if column in layout.numbers:
        return {column: cells.number(column)}
    if column in layout.amounts:
        return {column: cells.amount(column)}
    if column in layout.flags:
        return {column: cells.choice(column, ["yes", "no"]) == "yes"}
    if column in layout.choices:
        return {layout.called.get(column, column): cells.choice(column, layout.choices[column].values)}
    if column in layout.days:
        day, precision = cells.day(column, last=layout.days[column])
        return {column: day, column.replace("_on", "_precision"): precision}
    if column in layout.terms:
        field, vocabulary = layout.terms[column]
        return {field: _key(cells, column, vocabulary)}
    if column == "language":
        term = cells.code(column, Language)
        return {"language_id": term.code} if term else {}
    if column in layout.records:
        field, _model = layout.records[column]
        return {field: _record(cells, column, named[column])}
    return {column: cells.url(column)}


def _key(cells: Cells, column: str, vocabulary: type) -> int | str | None:
    """What the record keeps of a term: its id; of a country its code."""
    if vocabulary is Country:
        country = cells.country(column, cells.row[column]) if cells.row[column] else None
        return country.code if country else None
    term = cells.code(column, vocabulary)
    return term.id if term else None


def _record(cells: Cells, column: str, known: dict[str, int]) -> int | None:
    ref = cells.row[column]
    if ref and ref not in known:
        cells.wrong(column, _("No record has the reference “%(ref)s”.") % {"ref": ref[:40]})
    return known.get(ref)


def check_span(cells: Cells, draft: Draft) -> None:
    starts_on, ends_on = draft.final("starts_on"), draft.final("ends_on")
    if {"starts_on", "ends_on"} & draft.values.keys() and starts_on and ends_on and ends_on < starts_on:
        cells.wrong("ends_on", _("The end lies before the start."))


def check_money(cells: Cells, money: dict, *, currency: str, band: str) -> None:
    """An amount with its currency, or a band. ``currency`` and ``band`` name the columns in which they stand."""
    if money["currency"] and not CURRENCY.fullmatch(money["currency"]):
        text = _("“%(text)s” is no currency code of ISO 4217, such as USD.")
        cells.wrong(currency, text % {"text": money["currency"][:20]})
    elif (money["amount"] is not None and not money["currency"]) or (
        money["currency"] and money["amount"] is None and not money["band"]
    ):
        cells.wrong(currency, _("An amount needs a currency code; a currency needs an amount or a band."))
    if money["amount"] is not None and money["band"]:
        cells.wrong(band, _("Give the amount or a band, not both."))


def check_other(cells: Cells, draft: Draft, *, is_other: bool, words: str, touched: set[str]) -> None:
    """A term "other" needs ``words``, the field that says what it was, wherever one of ``touched`` is set."""
    if is_other and touched & draft.values.keys() | touched & draft.lines.keys() and not draft.final(words):
        cells.wrong(words, _("Say in the source's words what “other” was."))
