"""The countries of a map and of its table: several hundred, hence not written by a template."""

from __future__ import annotations

from collections.abc import Iterable

from django.template import Library
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.core.dates import number_text
from portal.core.maps import SHAPES, Place

register = Library()


@register.simple_tag
def map_shapes(places: Iterable[Place]) -> SafeString:
    """A link for each, out of the way of keyboards: the table below says the same to everybody."""
    drawing = static(SHAPES)
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        "".join(
            f'<a href="{escape(place.page)}" tabindex="-1"><title>{escape(place.name)}: {escape(place.said)}</title>'
            f'<use class="map__{place.step}" href="{drawing}#{place.iso2}"/></a>\n'
            for place in places
        )
    )


@register.simple_tag
def map_rows(places: Iterable[Place]) -> SafeString:
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        "".join(
            f'<tr><th scope="row"><a href="{escape(place.page)}">{escape(place.name)}</a></th>'
            f'<td><a href="{escape(place.records)}" rel="nofollow">{escape(number_text(place.count))}'
            f'<span class="vh">: {escape(place.name)}</span></a></td></tr>\n'
            for place in places
        )
    )
