"""Figures drawn by the server: pure functions from plain numbers to what a template of ``_components/`` draws.

Nothing needs scripts, and nothing is said by the drawing alone: every name and number stands beside it as text of the
page, in a link or in a table. Words are no part of a scaled picture, so they stay readable on a phone. Lengths are told
in per cent, so that a figure is as wide as its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from portal.core.dates import number_text

DRAWN = 8  # parts on each side of a flow
LISTED = 40  # rows of its table
ROW, WIDTH = 40, 100  # a flow's units of height for one part, and from the names to the middle
THICKEST, THINNEST = 0.8 * ROW, 1.0
UNIT = 2.75  # em, the height of one part in the page: as --flow-row in flow.css
ROOM = 100  # per cent of the height of columns that the highest of both sides share
LEVELS = 4  # shades of a heat table
PERIODS = 6  # columns of a heat table that fit a phone
LABELS = 6  # years named below the columns
WIDEST = 8  # per cent of the figure: the bar of an only year is no wall


@dataclass(frozen=True)
class Part:
    """A number with its name, and the address of exactly the records counted; "" where there is no such list."""

    label: str
    count: int
    url: str = ""
    code: str = ""
    note: str = ""  # "group"

    @property
    def count_text(self) -> str:
        return number_text(self.count)


@dataclass(frozen=True)
class Row:
    """Of a figure's table: a name, and a number in each column."""

    label: str
    parts: Sequence[Part]
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Bar:
    part: Part
    width: str  # per cent of the longest
    share: str  # of what the figure is about, in words; "" of nothing


@dataclass(frozen=True)
class Beside(Part):
    """A number that is told in words beside a figure: of activities, or an amount of money."""

    currency: str = ""

    @property
    def text(self) -> str:
        return f"{self.count_text} {self.currency}".strip()


NONE = Part("", 0)


# Who helped, and whom -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ribbon:
    part: Part
    path: str  # in units of WIDTH and ROW, from the names (0) to the middle (WIDTH)
    bar: str  # the same number as a share of the longest bar of the figure, per cent


@dataclass(frozen=True)
class Side:
    """One side of a flow. The right side is the left one mirrored, which the stylesheet does."""

    ribbons: list[Ribbon]
    more: int  # parts that are not drawn
    stem: tuple[str, str]  # where the ribbons meet: top and height
    height: int  # in units

    @property
    def em(self) -> str:
        return f"{len(self.ribbons) * UNIT:g}em"


@dataclass(frozen=True)
class Flow:
    left: Side
    right: Side
    rows: list[Row]  # of the table, with a number from the left and one from the right
    missing: int  # parts that have no row: their list has them


def flow(left: Sequence[Part], right: Sequence[Part], *, most: int = DRAWN) -> Flow:
    """``left`` flows into ``right``; widths of both sides are of one scale. Largest parts are expected first."""
    drawn = left[:most], right[:most]
    largest = max((part.count for side in drawn for part in side), default=1)
    sides = [_side(parts, every, largest) for parts, every in zip(drawn, (left, right), strict=True)]
    rows = _rows(left, right)
    return Flow(*sides, rows[:LISTED], len(rows[LISTED:]))


def _side(parts: Sequence[Part], every: Sequence[Part], largest: int) -> Side:
    widths = [max(THICKEST * part.count / largest, THINNEST) for part in parts]
    height = len(parts) * ROW
    top = start = (height - sum(widths)) / 2
    ribbons = []
    for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
        ribbons.append(
            Ribbon(part, _ribbon(place * ROW + (ROW - width) / 2, top, width), f"{100 * part.count / largest:.4g}")
        )
        top += width
    return Side(ribbons, len(every) - len(parts), (f"{start:.4g}", f"{sum(widths):.4g}"), height)


def _ribbon(outer: float, inner: float, width: float) -> str:
    """From its name to its place in the stem, as one curve there and one back."""
    middle = WIDTH / 2
    return (
        f"M0 {outer:.4g}C{middle:g} {outer:.4g} {middle:g} {inner:.4g} {WIDTH} {inner:.4g}"
        f"v{width:.4g}C{middle:g} {inner + width:.4g} {middle:g} {outer + width:.4g} 0 {outer + width:.4g}z"
    )


def _rows(left: Iterable[Part], right: Iterable[Part]) -> list[Row]:
    """Everybody on either side once, whoever has most to do with the one in the middle first."""
    helped, was_helped = ({part.code or part.label: part for part in side} for side in (left, right))
    rows = []
    for key in dict.fromkeys([*helped, *was_helped]):
        parts = [side.get(key, NONE) for side in (helped, was_helped)]
        known = parts[0] if parts[0].count else parts[1]
        rows.append(Row(known.label, parts, note=known.note))
    return sorted(rows, key=lambda row: -sum(part.count for part in row.parts))


# By year --------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Series:
    """What is counted by year: ``{year: count}``, and the address of what was counted in one."""

    label: str
    counts: dict[int, int]
    url: Callable[[int], str] = field(default=lambda year: "")

    def part(self, year: int) -> Part:
        count = self.counts.get(year, 0)
        return Part(str(year), count, self.url(year) if count else "")


@dataclass(frozen=True)
class Column:
    """One number as a bar; all measures in per cent of the figure."""

    part: Part
    x: str
    width: str
    y: str
    height: str
    hit_y: str  # the whole height of its half: a low bar is hard to hit
    hit_height: str
    middle: str
    label_y: str  # the end of the bar, where its number stands


@dataclass(frozen=True)
class Columns:
    """One series stands on the base line, a second one hangs from it: nobody needs a colour to tell them apart."""

    above: Series
    below: Series | None
    columns: list[tuple[Column, ...]]  # those above, those below
    base: str  # where the line is
    years: list[tuple[str, int]]  # (place, year) of those that are named
    rows: list[Row]  # of the table
    numbered: bool  # few enough for a number at each bar


def columns(above: Series, below: Series | None = None, *, mirrored: bool = False) -> Columns | None:
    """None where there is no year. ``mirrored`` for readers whose time runs from right to left."""
    series = [each for each in (above, below) if each is not None]
    known = [year for each in series for year, count in each.counts.items() if count]
    if not known:
        return None
    span = range(min(known), max(known) + 1)
    peaks = [max(each.counts.values(), default=0) for each in series]
    base = ROOM * peaks[0] / sum(peaks)
    step = 100 / len(span)
    places = {year: (len(span) - 1 - place if mirrored else place) * step for place, year in enumerate(span)}
    drawn = [
        tuple(
            _column(each.part(year), places[year], step, base, sum(peaks), hanging=each is below)
            for year in span
            if each.counts.get(year)
        )
        for each in series
    ]
    every = max(1, ceil(len(span) / LABELS))
    return Columns(
        above, below, drawn, f"{base:.4g}",
        [(f"{places[year] + step / 2:.4g}", year) for year in span[::every]],
        [Row(str(year), [each.part(year) for each in series]) for year in span],
        numbered=len(span) <= 20,
    )  # fmt: skip


def _column(part: Part, x: float, step: float, base: float, scale: int, *, hanging: bool) -> Column:
    height = ROOM * part.count / scale
    end = base + height if hanging else base - height
    hit = (base, 100 - base) if hanging else (0, base)
    middle, width = x + step / 2, min(step * 0.76, WIDEST)
    measures = (middle - width / 2, width, min(base, end), height, *hit, middle, end)
    return Column(part, *(f"{measure:.4g}" for measure in measures))


# Over time ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cell:
    part: Part
    level: int  # 0 for nothing … LEVELS for the most of the whole table


@dataclass(frozen=True)
class Heat:
    """A table whose cells are shaded by their numbers, which stand in them."""

    columns: list[str]
    rows: list[tuple[Part, list[Cell]]]


def periods(years: Iterable[int], *, most: int = PERIODS) -> list[range]:
    """The years from the first to the last, in at most so many equal periods; the first may begin before any record."""
    known = list(years)
    if not known:
        return []
    first, last = min(known), max(known)
    length = ceil((last - first + 1) / most)
    count = ceil((last - first + 1) / length)
    start = last + 1 - count * length
    return [range(begin, begin + length) for begin in range(start, last + 1, length)]


def period_text(period: range) -> str:
    return str(period[0]) if len(period) == 1 else f"{period[0]}–{period[-1]}"


def heat(columns: Sequence[str], rows: Iterable[tuple[Part, Sequence[Part]]]) -> Heat:
    """Each row: what it is about with its total, and a part for each column."""
    rows = [(about, list(cells)) for about, cells in rows]
    largest = max((part.count for _about, cells in rows for part in cells), default=0)
    return Heat(
        list(columns), [(about, [Cell(part, _level(part.count, largest)) for part in cells]) for about, cells in rows]
    )


def _level(count: int, largest: int) -> int:
    return ceil(LEVELS * count / largest) if largest else 0
