"""The conditions of a list as removable tags."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.core.addresses import Address
from portal.core.dates import labelled_text
from portal.core.filters import PortalFilterSet


@dataclass
class Chip:
    facet_label: str
    label: str
    excluded: bool
    url: str  # the same list without this condition

    @property
    def value(self) -> str:
        """ "not Kenya" """
        return _("not %(value)s") % {"value": self.label} if self.excluded else self.label

    @property
    def text(self) -> str:
        """ "Country: not Kenya" """
        return labelled_text(self.facet_label, self.value) if self.facet_label else self.value


def chips_of(filters: PortalFilterSet, address: Address) -> list[Chip]:
    chips = [
        Chip(
            str(spec.label), label, excluded,
            address.removing(f"not_{spec.name}" if excluded else spec.name, public_code),
        )
        for spec, excluded, public_code, label in filters.chosen_values()
    ]  # fmt: skip
    if words := filters.chosen.get("q"):
        chips.insert(0, Chip(_("Words"), words, False, address.dropping("q")))
    if filters.years is not None:
        chips.append(Chip(_("Years"), years_text(filters), False, address.dropping("year_min", "year_max")))
    for name, choices in filters.RECENT.items():
        if chosen := filters.chosen.get(name):
            chips.append(Chip("", str(choices[chosen]), False, address.dropping(name)))
    return chips


def years_text(filters: PortalFilterSet) -> str:
    first, last = (filters.chosen.get(name) for name in ("year_min", "year_max"))
    if first is None:
        return _("to %(year)d") % {"year": last}
    if last is None:
        return _("from %(year)d") % {"year": first}
    return str(int(first)) if first == last else f"{int(first)}–{int(last)}"
