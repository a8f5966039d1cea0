"""The tables of a document in a page, written by a function as those of rows.py: there are thousands of cells."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from portal.core.exports.document import Cell, Table
from portal.core.naming import direction

register = Library()


@register.simple_tag
def document_head(table: Table) -> SafeString:
    words = len(table.headings) - table.numbers
    cells = (
        f'<th scope="col"{" class=num" if place >= words else ""}>{escape(heading)}</th>'
        for place, heading in enumerate(table.headings)
    )
    return mark_safe("".join(cells))  # noqa: S308 -- escaped piece by piece


@register.simple_tag
def document_rows(table: Table) -> SafeString:
    words = len(table.headings) - table.numbers
    return mark_safe("".join(_row(cells, words) for cells in table.rows))  # noqa: S308 -- escaped piece by piece


@register.simple_tag
def said(cell: Cell) -> SafeString:
    return mark_safe(_said(cell))  # noqa: S308 -- escaped piece by piece


def _row(cells: Iterable[Cell], words: int) -> str:
    first, *rest = cells
    others = (_cell(cell, is_number=place >= words) for place, cell in enumerate(rest, start=1))
    return f'<tr><th scope="row">{_said(first)}</th>{"".join(others)}</tr>\n'


def _cell(cell: Cell, *, is_number: bool) -> str:
    language = f' lang="{escape(cell.language)}" dir="{direction(cell.language)}"' if cell.language else ""
    number = ' class="num"' if is_number else ""
    return f"<td{number}{language}>{_said(cell)}</td>"


def _said(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.url:
        nofollow = ' rel="nofollow"' if "?" in cell.url else ""  # lists without end: no place for crawlers
        text = f'<a href="{escape(cell.url)}"{nofollow}>{text}</a>'
    return text + (f" <small>{escape(cell.note)}</small>" if cell.note else "")
