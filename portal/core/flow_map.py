"""A map of who helps whom: from each giver to each receiver an arrow, as wide as the number where it begins.

An arrow tapers from the one who gives to the one who receives, so that its direction needs neither colour nor a head.
It bends to its left, so that two countries that help each other have two arrows side by side. A few strong ones are
drawn; the table has what is drawn, the file of the figure has all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot

from django.utils.translation import gettext as _

from portal.core.charts import Part, Row
from portal.core.classification import list_in_words
from portal.core.dates import number_text
from portal.core.shapes import ALL, Point, centre, drawing

DRAWN = 30  # arrows: more hide each other
NAMED = 3  # arrows that the description names
WIDEST, THINNEST = 26.0, 4.0  # units of the drawing
BEND = 0.22  # of its length, how far an arrow leaves the straight line


@dataclass(frozen=True)
class Arrow:
    part: Part
    path: str


@dataclass(frozen=True)
class FlowMap:
    """``parts`` with the most first, all of them or more than are drawn; the code of each is ``giver-receiver`` in ISO
    3166 alpha-2."""

    parts: Sequence[Part]
    title: str
    counted: str  # what is counted: the head of the table's second column

    whole = ALL

    @property
    def view_box(self) -> str:
        return drawing().view_box

    @cached_property
    def arrows(self) -> list[Arrow]:
        """The strongest, so that weaker ones lie on top of them."""
        drawn = [part for part in self.parts if ends(part)][:DRAWN]
        return [Arrow(part, arrow(*ends(part), self.width(part.count))) for part in drawn]

    @property
    def rows(self) -> list[Row]:
        return [Row(each.part.label, [each.part]) for each in self.arrows]

    def width(self, count: int) -> float:
        """Of the end where an arrow begins."""
        return max(WIDEST * count / self.parts[0].count, THINNEST)

    @property
    def legend(self) -> list[dict]:
        """``{path, text}``: an arrow of the least and of the largest number that are drawn."""
        counts = sorted({each.part.count for each in self.arrows})
        return [
            {"path": arrow((2, 14), (58, 14), self.width(count), bend=0), "text": number_text(count)}
            for count in dict.fromkeys([*counts[:1], *counts[-1:]])
        ]

    @property
    def description(self) -> str:
        if not self.arrows:
            return _("No arrow can be drawn.")
        most = [
            _("%(country)s, %(count)s") % {"country": each.part.label, "count": each.part.count_text}
            for each in self.arrows[:NAMED]
        ]
        sentence = _("Arrows begin wide at who gives and end in a point at who receives. Most: %(countries)s.")
        return sentence % {"countries": list_in_words(most, most=NAMED)}

    @property
    def left_out_text(self) -> str:
        """ "" where all are drawn."""
        if len(self.arrows) == len(self.parts):
            return ""
        sentence = _("The %(drawn)s strongest arrows are drawn, of equal ones the first by name; the CSV has all.")
        return sentence % {"drawn": number_text(len(self.arrows))}


def ends(part: Part) -> tuple[Point, Point] | None:
    """Where an arrow begins and ends; None for what has no place on the map."""
    giver, receiver = (centre(each) for each in part.code.split("-"))
    return (giver, receiver) if giver and receiver else None


def arrow(start: Point, end: Point, width: float, *, bend: float = BEND) -> str:
    """The path of an arrow, ``width`` wide where it begins."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1
    right = (y1 - y2) / length, (x2 - x1) / length  # one unit across
    middle = (x1 + x2) / 2 - right[0] * bend * length, (y1 + y2) / 2 - right[1] * bend * length

    def across(point: Point, by: float) -> str:
        return f"{point[0] + right[0] * by:.0f} {point[1] + right[1] * by:.0f}"

    half, quarter = width / 2, width / 4
    return (
        f"M{across(start, half)}Q{across(middle, quarter)} {x2:.0f} {y2:.0f}"
        f"Q{across(middle, -quarter)} {across(start, -half)}z"
    )
