"""The countries of a map and of its table: several hundred, hence not written by a template."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.template import Library
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from portal.core.dates import number_text
from portal.core.flow_map import Arrow
from portal.core.maps import Place
from portal.core.shapes import SHAPES, drawing

register = Library()


@register.simple_tag
def map_shapes(places: Iterable[Place]) -> SafeString:
    """A link for each, out of the way of keyboards: the table below says the same to everybody."""
    file = static(SHAPES)
    return mark_safe("".join(_shape(place, file) for place in places))  # noqa: S308 -- escaped piece by piece


def _shape(place: Place, file: str) -> str:
    dot = " map__dot" if drawing().shapes[place.iso2].is_dot else ""
    drawn = (
        f"<title>{escape(place.name)}: {escape(place.said)}</title>"
        f'<use class="map__{place.step}{dot}" href="{file}#{place.iso2}"/>'
    )
    return f'<a href="{escape(place.leads_to)}" tabindex="-1">{drawn}</a>\n'


@register.simple_tag
def map_land(name: str) -> SafeString:
    """All shapes together, for what is drawn on top of them."""
    return mark_safe(f'<use class="map__0" href="{static(SHAPES)}#{name}"/>')  # noqa: S308 -- a name of ours


@register.simple_tag
def map_arrows(arrows: Iterable[Arrow]) -> SafeString:
    return mark_safe("".join(map(_arrow, arrows)))  # noqa: S308 -- escaped piece by piece


def _arrow(arrow: Arrow) -> str:
    part = arrow.part
    return (
        f'<a href="{escape(part.url)}" tabindex="-1" rel="nofollow">'
        f'<title>{escape(part.label)}: {escape(part.count_text)}</title><path d="{arrow.path}"/></a>\n'
    )


@register.simple_tag
def map_rows(places: Iterable[Place]) -> SafeString:
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        "".join(
            f'<tr><th scope="row"><a href="{escape(place.page)}">{escape(place.name)}</a></th>'
            f'<td><a href="{escape(place.records)}" rel="nofollow">{escape(number_text(place.count))}</a></td></tr>\n'
            for place in places
        )
    )
