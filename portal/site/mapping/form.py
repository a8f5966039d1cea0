"""The small form of a mapping: what it may be narrowed to, as the address has it now. All else that the address says is
carried along."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.core.chips import Chip
from portal.core.classification import Kind
from portal.core.facets import Facet, value_of
from portal.core.models import Region, Topic
from portal.site.mapping.asked import Mapping

OWN = ("kind", "region", "topic", "country", "year_min", "year_max")  # parameters that the form has boxes for
LONGEST = 20  # characters of a mistake that a box repeats


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    is_chosen: bool


class Form:
    def __init__(self, asked: Mapping) -> None:
        self.asked = asked

    @property
    def kinds(self) -> list[Choice]:
        return self._choices("kind", self.asked.reference.labels(Kind))

    @property
    def regions(self) -> list[Choice]:
        return self._choices("region", _labels(self.asked.reference[Region].by_code))

    @property
    def topics(self) -> list[Choice]:
        return self._choices("topic", _labels(self.asked.reference[Topic].by_code))

    @property
    def countries(self) -> list[Choice]:
        """Those that any activity has; those chosen first, as boxes, the others are to be added."""
        numbers = self.asked.snapshot.counts(Facet.COUNTRY, self.asked.readable).keys()
        numbers |= set(map(value_of, self.asked.selection.include.get(Facet.COUNTRY, ())))
        described = (self.asked.spec("country").values.describe(self.asked.reference, number) for number in numbers)
        return self._choices("country", dict(sorted(described, key=lambda each: each[1])))

    def _choices(self, name: str, labels: dict[str, str]) -> list[Choice]:
        chosen = self.asked.request.GET.getlist(name)
        return [Choice(code, label, code in chosen) for code, label in labels.items()]

    @property
    def years(self) -> list[dict]:
        typed = self.asked.request.GET
        labels = {"year_min": _("From year"), "year_max": _("To year")}
        return [
            {
                "name": name,
                "label": label,
                "value": typed.get(name, "")[:LONGEST],
                "error": " ".join(self.asked.mistakes.get(name, [])),
            }
            for name, label in labels.items()
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        return self.asked.address.without(*OWN, "sort", "view")

    @property
    def carried_chips(self) -> list[Chip]:
        """What is carried along, in words."""
        own = {str(self.asked.spec(name).label) for name in OWN[:4]} | {_("Years")}
        return [chip for chip in self.asked.chips if chip.excluded or chip.facet_label not in own]


def _labels(terms: dict) -> dict[str, str]:
    return {code: term.label for code, term in terms.items()}
