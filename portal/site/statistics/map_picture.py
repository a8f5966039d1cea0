"""The maps of the figures as pictures: shapes, their key, and the largest numbers in words: no table is beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.core.dates import labelled_text, number_text
from portal.core.flow_map import FlowMap
from portal.core.lettering import Words, cut, width_of
from portal.core.maps import WorldMap
from portal.core.shapes import drawing
from portal.site.statistics.figure import Figure

STEPS = ["#e6e0d4", "#c3d6d0", "#93bfb7", "#55978f", "#0a6660", "#06302d"]  # darker with each: read without colours
ARROWS = "#084844"
KEY, LINE, LETTERS, SAMPLE = 34, 18, 12, 22  # pixels: heights of the key, of a line, of letters; width of a sample
LISTED = 10  # countries or arrows that are named


def height(width: int) -> int:
    return _map_height(width) + KEY + LINE * (LISTED // 2)


def borders() -> str:
    return _(
        "The borders, names and colours on this map say nothing about the legal status of any country, territory or "
        "area. Shapes: Natural Earth."
    )


def drawn(figure: Figure, width: int, words: Words) -> SafeString:
    shown = figure.world or figure.flow
    land, key, named = _world(shown) if isinstance(shown, WorldMap) else _flow(shown)
    high = _map_height(width)
    pieces = [
        f'<svg width="{width}" height="{high}" viewBox="{drawing().view_box}">{"".join(land)}</svg>',
        *_key(key, width, high + 20, words),
        *_named(named[:LISTED], width, high + KEY + LINE, words),
    ]
    return mark_safe("\n".join(pieces))  # noqa: S308 -- escaped piece by piece


def _map_height(width: int) -> int:
    return round(width * drawing().height / drawing().width)


def _world(shown: WorldMap) -> tuple[Iterator[str], list[tuple[str, str]], list[str]]:
    land = (
        _shape(place.iso2, STEPS[place.step], f"<title>{escape(labelled_text(place.name, place.said))}</title>")
        for place in shown.drawn
    )
    swatch = '<rect y="-11" width="22" height="14" fill="{}" stroke="#4b5b63" stroke-width="0.5"/>'
    key = [(each["text"], swatch.format(STEPS[each["step"]])) for each in shown.legend]
    return land, key, [labelled_text(place.name, number_text(place.count)) for place in shown.rows]


def _flow(shown: FlowMap) -> tuple[Iterable[str], list[tuple[str, str]], list[str]]:
    land = [_shape(iso2, STEPS[0]) for iso2 in drawing().shapes]
    arrows = [
        f'<path fill="{ARROWS}" fill-opacity="0.62" stroke="{ARROWS}" stroke-opacity="0.62" d="{each.path}">'
        f"<title>{escape(labelled_text(each.part.label, each.part.count_text))}</title></path>"
        for each in shown.arrows
    ]
    pointed = '<path transform="translate(0 -12) scale(0.37 0.5)" fill="{}" d="{}"/>'
    key = [(each["text"], pointed.format(ARROWS, each["path"])) for each in shown.legend]
    key.append((_("wide end: gives; point: receives"), ""))
    return [*land, *arrows], key, [labelled_text(each.part.label, each.part.count_text) for each in shown.arrows]


def _shape(iso2: str, fill: str, inside: str = "") -> str:
    shape = drawing().shapes[iso2]
    return (
        f'<{shape.element} {shape.attributes} fill="{fill}" stroke="#fff" stroke-width="1.2">{inside}</{shape.element}>'
    )


def _key(entries: Iterable[tuple[str, str]], width: int, y: int, words: Words) -> Iterator[str]:
    """One beside the other, each with what is drawn before it."""
    x = 0
    for text, sample in entries:
        wide = SAMPLE + 6 if sample else 0
        if sample:
            yield f'<g transform="translate({width - x - SAMPLE if words.is_mirrored else x} {y})">{sample}</g>'
        yield _text(text, x + wide, y, width, words)
        x += wide + round(width_of(text, LETTERS)) + 20


def _named(names: list[str], width: int, y: int, words: Words) -> Iterator[str]:
    """In two columns, read from above."""
    for place, name in enumerate(names):
        column, row = divmod(place, LISTED // 2)
        yield _text(cut(name, LETTERS, width // 2 - 12), column * width // 2, y + row * LINE, width, words)


def _text(text: str, x: int, y: int, width: int, words: Words) -> str:
    place = f'x="{width - x if words.is_mirrored else x}" y="{y}" font-size="{LETTERS}" text-anchor="{words.start}"'
    return f"<text {place}>{escape(words.turned(text))}</text>"
