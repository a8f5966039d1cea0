"""The parts of figures and their tables that stand on a page by the hundred, written by functions as those of rows.py:
as templates they took most of the time of a page. What they write: portal/core/charts.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from portal.core.charts import Bar, Beside, Cell, Column, Columns, Heat, Part, Ribbon, Row, Side

register = Library()


@register.simple_tag
def number_rows(rows: Iterable[Row]) -> SafeString:
    """A name, and a number in each column that is the link to its records."""
    return mark_safe("".join(map(_row, rows)))  # noqa: S308 -- escaped piece by piece


def _row(row: Row) -> str:
    note = f" <small>{escape(row.note)}</small>" if row.note else ""
    name = f'<a href="{escape(row.url)}">{escape(row.label)}</a>' if row.url else escape(row.label)
    return f'<tr><th scope="row">{name}{note}</th>{"".join(map(_number, row.parts))}</tr>\n'


def _number(part: Part) -> str:
    return f'<td class="num">{_link(part)}</td>' if part.count else '<td class="num quiet">0</td>'


def _link(part: Part) -> str:
    return f'<a href="{escape(part.url)}" rel="nofollow">{escape(part.count_text)}</a>' if part.url else part.count_text


@register.simple_tag
def named_rows(rows: Iterable[Beside]) -> SafeString:
    """What stands beside a figure in words."""
    return mark_safe("".join(map(_named, rows)))  # noqa: S308 -- escaped piece by piece


def _named(row: Beside) -> str:
    label, said = escape(row.label), escape(row.text)
    if row.url:
        said = f'<a href="{escape(row.url)}" rel="nofollow">{said}<span class="vh"> {label}</span></a>'
    return f'<div><dt>{label}</dt><dd class="num">{said}</dd></div>'


@register.simple_tag
def bar_rows(bars: Iterable[Bar]) -> SafeString:
    """A name, its bar, and its number, which is the link to its records, with its share."""
    return mark_safe("".join(map(_bar_row, bars)))  # noqa: S308 -- escaped piece by piece


def _bar_row(bar: Bar) -> str:
    label, number = escape(bar.part.label), escape(bar.part.count_text)
    if bar.part.url:
        link = f'<a href="{escape(bar.part.url)}" rel="nofollow">'
        number = f'{link}{number}<span class="vh"> {label}</span></a>'
    share = f' <small class="quiet">{escape(bar.share)}</small>' if bar.share else ""
    return (
        f'<li class="bars__row">\n<span class="bars__label">{label}</span>\n'
        f'<svg class="bars__bar" width="100%" height="14" aria-hidden="true"><rect width="{bar.width}%" height="14"/>'
        f'</svg>\n<span class="bars__number num">{number}{share}</span>\n</li>\n'
    )


@register.simple_tag
def heat_rows(heat: Heat) -> SafeString:
    """What each row is about, its shaded cells, and its total."""
    rows = (
        f'<tr><th scope="row">{escape(about.label)}</th>{"".join(map(_cell, cells))}{_number(about)}</tr>\n'
        for about, cells in heat.rows
    )
    return mark_safe("".join(rows))  # noqa: S308 -- escaped piece by piece


def _cell(cell: Cell) -> str:
    said = _link(cell.part) if cell.part.count else '<span class="vh">0</span>'
    return f'<td class="num heat__cell heat__cell--{cell.level}">{said}</td>'


@register.simple_tag
def flow_parts(side: Side) -> SafeString:
    """The names of one side with their numbers, and a bar for screens on which no ribbon fits."""
    return mark_safe("".join(map(_ribbon, side.ribbons)))  # noqa: S308 -- escaped piece by piece


def _ribbon(ribbon: Ribbon) -> str:
    part = ribbon.part
    note = f" <small>{escape(part.note)}</small>" if part.note else ""
    return (
        f'<li><a href="{escape(part.url)}" rel="nofollow"><span class="flow__label">{escape(part.label)}{note}</span> '
        f'<span class="flow__count num">{escape(part.count_text)}</span></a>'
        f'<svg class="flow__bar" width="100%" height="6" aria-hidden="true"><rect width="{ribbon.bar}%" height="6"/>'
        "</svg></li>\n"
    )


@register.simple_tag
def column_bars(figure: Columns) -> SafeString:
    """Both series: for each number its bar, the whole height behind it, and the number where there is room."""
    sides = ""
    for side, css, away in zip(figure.columns, ("", " columns__side--below"), ("-0.35em", "1.05em"), strict=False):
        bars = "".join(_bar(each, away if figure.numbered else "") for each in side)
        sides += f'<g class="columns__side{css}">{bars}</g>\n'
    return mark_safe(sides)  # noqa: S308 -- escaped piece by piece


def _bar(column: Column, away: str) -> str:
    """``away`` is how far from the end of its bar a number stands, "" for none."""
    part, place = column.part, f'x="{column.x}%" width="{column.width}%"'
    number = f'<text x="{column.middle}%" y="{column.label_y}%" dy="{away}">{part.count_text}</text>' if away else ""
    return (
        f'<a href="{escape(part.url)}" tabindex="-1" rel="nofollow"><title>{part.label}: {part.count_text}</title>'
        f'<rect class="columns__hit" {place} y="{column.hit_y}%" height="{column.hit_height}%"/>'
        f'<rect class="columns__bar" {place} y="{column.y}%" height="{column.height}%"/>{number}</a>'
    )
