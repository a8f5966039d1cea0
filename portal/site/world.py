"""Activities by country on a map of the world, received or given: what the home page and the figures share."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.addresses import Address
from portal.core.dates import number_text
from portal.core.facets import Facet
from portal.core.listing import Option
from tad.filters import ActivityFilterSet

MAP = "map"  # the parameter
SIDES = {"received": Facet.BENEFICIARY, "given": Facet.PROVIDER}  # what the map can show; the first unless asked
ANY_COUNTRY = "ZZ"  # ISO 3166 gives it to nobody: stands for the code in an address that all countries share


def side_of(request: HttpRequest) -> str:
    wanted = request.GET.get(MAP)
    return wanted if wanted in SIDES else next(iter(SIDES))


def mistake_in(request: HttpRequest) -> str:
    """An address that asks for another map is told so."""
    wanted = request.GET.get(MAP)
    sentence = _("“%(value)s” is not possible for “%(name)s”.") % {"value": (wanted or "")[:60], "name": MAP}
    return sentence if wanted and wanted not in SIDES else ""


def sides(current: str, address: Address, place: str) -> list[Option]:
    """The same page with each map; ``place`` is where on the page it stands."""
    labels = {"received": _("Support received"), "given": _("Support given")}
    first = next(iter(SIDES))
    return [
        Option(labels[name], address.setting(**{MAP: "" if name == first else name}) + place, name == current)
        for name in SIDES
    ]


def title_of(side: str) -> str:
    titles = {
        "received": _("The world by the number of activities that a country received"),
        "given": _("The world by the number of activities that a country gave"),
    }
    return titles[side]


def facet_name(side: str) -> str:
    """The parameter of the list of activities that asks for a country on this side."""
    return next(spec.name for spec in ActivityFilterSet.facets if spec.facet == SIDES[side])


def country_pages() -> Callable[[str], str]:
    """The address of each country's page; found once, because a map names 240."""
    page = reverse("countries:detail", args=[ANY_COUNTRY])
    return lambda iso2: page.replace(ANY_COUNTRY, iso2)


def activities(count: int) -> str:
    return ngettext("%(count)s activity", "%(count)s activities", count) % {"count": number_text(count)}
