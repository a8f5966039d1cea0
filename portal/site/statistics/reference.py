"""Figures that others published: the file as it is, by document and topic, with what is doubtful about them.

They are quoted, not computed, and stay in English, the language in which they were noted.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.charts import Bar, Part
from portal.core.dates import number_text
from portal.core.exports import csv_file
from portal.core.exports.columns import plain
from portal.site.statistics.schema_org import dataset

FILE = Path(__file__).resolve().parent / "data" / "reference_figures.csv"
CENTRES, BY_REGION, ALL_CENTRES = (
    "WTO reference centres",
    "Reference centres by region",
    "Reference centres set up (total)",
)


@dataclass(frozen=True)
class Quoted:
    topic: str
    indicator: str
    value: str  # as the document has it: "more than 390"
    unit: str  # "year" and "month" are no units but say what the value is
    as_of: str
    area: str
    note: str
    place: str  # where in the document it stands
    document: str

    @property
    def value_text(self) -> str:
        """The value with its unit, as one reads it."""
        return self.value if self.unit in {"year", "month"} else f"{self.value} {self.unit}"


@cache
def quoted() -> list[Quoted]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Quoted(**row) for row in csv.DictReader(file)]


class ReferencePage:
    @property
    def documents(self) -> list[dict]:
        """``[{title, topics: [{title, figures}]}]`` in the order of the file."""
        found: dict[str, list[Quoted]] = {}
        for each in quoted():
            found.setdefault(each.document, []).append(each)
        return [{"title": title, "topics": _by_topic(figures)} for title, figures in found.items()]

    @property
    def centres(self) -> list[Bar]:
        """Reference centres by region, drawn."""
        parts = sorted((Part(each.area, int(each.value)) for each in _centres()), key=lambda part: -part.count)
        return [Bar(part, f"{100 * part.count / parts[0].count:.4g}", "") for part in parts]

    @property
    def description(self) -> str:
        return _(
            "Figures on South-South cooperation from documents of WTO, the World Bank Institute, JICA and WIPO, each "
            "with its document and place."
        )

    @property
    def doubt(self) -> str:
        """What does not add up, said with both numbers."""
        total = next(int(each.value) for each in quoted() if each.indicator == ALL_CENTRES)
        summed = sum(int(each.value) for each in _centres())
        if total == summed:
            return ""
        text = _(
            "The regions add up to %(sum)s; the same page says %(total)s in all. Both are shown as they stand there."
        )
        return text % {"sum": number_text(summed), "total": number_text(total)}

    # As a file --------------------------------------------------------------------------------------------------------
    columns = [
        plain(name, "")
        for name in ("topic", "indicator", "value", "unit", "as_of", "area", "note", "place", "document")
    ]

    def records(self) -> list[dict]:
        return [vars(each) for each in quoted()]


def _centres() -> list[Quoted]:
    return [each for each in quoted() if (each.topic, each.indicator) == (CENTRES, BY_REGION)]


def _by_topic(figures: list[Quoted]) -> list[dict]:
    return [{"title": topic, "figures": list(group)} for topic, group in groupby(figures, key=attrgetter("topic"))]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    page, wanted = ReferencePage(), request.GET.get("format", "")
    if wanted == "csv":
        response = HttpResponse(b"".join(csv_file.stream(page)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="reference-figures.csv"'
        return response
    if wanted:
        sentence = _("“%(format)s” is no format of this list; there are: %(known)s.")
        return HttpResponse(
            sentence % {"format": wanted[:60], "known": "csv"}, status=400, content_type="text/plain; charset=utf-8"
        )
    said = dataset(
        request, _("Figures that others published"), page.description, [(_("CSV"), f"{request.path}?format=csv")]
    )
    return render(request, "statistics/reference.html", {"page": page, "json_ld": said})
