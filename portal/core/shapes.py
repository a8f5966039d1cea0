"""The shapes of countries, read from the file that pages name them in (static/img/world.svg, made by maps/world.mjs):
for pictures that stand alone, and for what is drawn from one country to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings

SHAPES = "img/world.svg"
ALL = "world"  # the name of all shapes together
_ELEMENT = re.compile(r'<(path|circle) id="(..)" ([^/]+)/>')
_STEP = re.compile(r"-?\d+")

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    element: str  # "path", or "circle" for what is too small to be drawn
    attributes: str

    @property
    def is_dot(self) -> bool:
        return self.element == "circle"

    @property
    def centre(self) -> Point:
        """Of a dot where it is, of land the middle of its largest part."""
        numbers = [int(each) for each in _STEP.findall(self.attributes)]
        if self.is_dot:
            return numbers[0], numbers[1]
        return max((_middle(ring) for ring in _rings(self.attributes)), key=lambda found: found[0])[1]


@dataclass(frozen=True)
class Drawing:
    view_box: str
    width: int
    height: int
    shapes: dict[str, Shape]  # by ISO 3166 alpha-2 code; land, then dots, so that none is hidden

    @property
    def codes(self) -> list[str]:
        return list(self.shapes)


@cache
def drawing() -> Drawing:
    text = (settings.BASE_DIR / "static" / SHAPES).read_text()
    view_box = re.search(r'viewBox="([^"]+)"', text)[1]
    found = [(iso2, Shape(element, attributes)) for element, iso2, attributes in _ELEMENT.findall(text)]
    *_start, width, height = map(int, view_box.split())
    return Drawing(view_box, width, height, dict(sorted(found, key=lambda each: each[1].is_dot)))


@cache
def centre(iso2: str) -> Point | None:
    """Where a country is on the map; None for what has no shape."""
    shape = drawing().shapes.get(iso2)
    return shape.centre if shape else None


def _rings(attributes: str) -> Iterator[list[Point]]:
    """``M`` a corner, ``l`` the way to each further one."""
    for part in re.findall(r"M([^Mz]+)z", attributes):
        numbers = [int(each) for each in _STEP.findall(part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        yield ring


def _middle(ring: list[Point]) -> tuple[float, Point]:
    """The area of a ring, and its centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not area:
        return 0.0, ring[0]
    return abs(area / 2), (round(x / (3 * area), 1), round(y / (3 * area), 1))
