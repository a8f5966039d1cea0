"""A shaded table as a picture: each number stands in its cell, so that the shades are read without colours, too.

Column heads are slanted, because names of countries are longer than a cell is wide. All is laid out from the left, and
mirrored for readers from the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from math import sqrt

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.core.charts import Cell, Heat, Part
from portal.core.lettering import Words, width_of, wrapped

SHADES = ["#f4f1ea", "#d5e4e0", "#a9cdc6", "#74ada5", "#0a6660"]  # by level, each darker
INK, SOFT, PAPER = "#1d2b33", "#4b5b63", "#fff"
# Pixels: widths of the names, of a cell, and of what keeps the totals apart; the height of a row.
NAMES, CELL, APART, ROW = 178, 50, 8, 40
LETTERS, LINE, LINES = 11, 12, 3  # pixels: heights of letters and of a line of a name; how many lines it may have
HEAD = 160  # pixels: the longest line of a head, before it is slanted


@dataclass(frozen=True)
class MatrixPicture:
    heat: Heat
    heading: str  # of the column of names
    width: int
    words: Words

    @property
    def height(self) -> int:
        return self._top + ROW * len(self.heat.rows)

    @property
    def drawn(self) -> SafeString:
        return mark_safe("\n".join(self._pieces()))  # noqa: S308 -- escaped piece by piece

    def _pieces(self) -> Iterator[str]:
        yield self._lines(wrapped(self.heading, LETTERS, NAMES, most=1), self._mirrored(0), self._top - 8)
        for column, name in enumerate(self._heads):
            yield self._head(name, column)
        for place, (about, cells) in enumerate(self.heat.rows):
            yield f"<g>{''.join(self._row(about, cells, self._top + ROW * place))}</g>"

    # Heads of columns -------------------------------------------------------------------------------------------------
    @cached_property
    def _heads(self) -> list[list[str]]:
        return [wrapped(name, LETTERS, HEAD, most=LINES) for name in [*self.heat.columns, _("All")]]

    @cached_property
    def _top(self) -> int:
        """Where the first row begins: below the highest head."""
        return round(max(width_of(line, LETTERS) + LINE * len(head) for head in self._heads for line in head) / sqrt(2))

    def _head(self, lines: list[str], column: int) -> str:
        """Its lines lie on both sides of the slanted line that leads to the middle of the column."""
        middle, aside = self._mirrored(self._left(column) + CELL // 2), LINE * (len(lines) - 1) // 2
        place = f"translate({middle} {self._top - 6 - round(aside / sqrt(2))})"
        angle = 45 if self.words.is_mirrored else -45
        return f'<g transform="{place} rotate({angle})">{self._lines(lines, 0, aside + 4)}</g>'

    # Rows -------------------------------------------------------------------------------------------------------------
    def _row(self, about: Part, cells: list[Cell], top: int) -> Iterator[str]:
        name = wrapped(about.label, LETTERS, NAMES - 10, most=LINES)
        yield self._lines(name, self._mirrored(0), top + ROW // 2 + 4 + LINE * (len(name) - 1) // 2)
        for column, cell in enumerate(cells):
            left = self._left(column)
            yield (
                f'<rect x="{self._mirrored(left, CELL)}" y="{top}" width="{CELL}" height="{ROW}" stroke="{PAPER}" '
                f'fill="{SHADES[cell.level]}"><title>{escape(cell.part.label)}: {cell.part.count_text}</title></rect>'
            )
            fill = PAPER if SHADES[cell.level] == SHADES[-1] else INK if cell.part.count else SOFT
            yield self._number(cell.part, left, top, f'fill="{fill}"')
        yield self._number(about, self._left(len(cells)), top, 'font-weight="700"')

    def _number(self, part: Part, left: int, top: int, looks: str) -> str:
        place = f'x="{self._mirrored(left + CELL // 2)}" y="{top + ROW // 2 + 4}" font-size="12" text-anchor="middle"'
        return f"<text {place} {looks}>{part.count_text}</text>"

    # Places -----------------------------------------------------------------------------------------------------------
    def _left(self, column: int) -> int:
        return NAMES + CELL * column + APART * (column == len(self.heat.columns))

    def _mirrored(self, left: int, wide: int = 0) -> int:
        """Where something ``wide`` begins that begins ``left`` for readers from the left."""
        return self.width - left - wide if self.words.is_mirrored else left

    def _lines(self, lines: list[str], x: int, bottom: int) -> str:
        """One under the other, the last one on ``bottom``."""
        return "".join(
            f'<text x="{x}" y="{bottom - LINE * (len(lines) - 1 - place)}" font-size="{LETTERS}" '
            f'text-anchor="{self.words.start}">{escape(self.words.turned(line))}</text>'
            for place, line in enumerate(lines)
        )
