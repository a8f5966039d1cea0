"""What can be taken away beside the lists: the figures, and tables that no list of records is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.addresses import asked_at
from portal.core.exports.formats import FORMATS, Format
from portal.site.open_data.formats import Distribution
from portal.site.statistics.figures import FIGURES, Statistics
from portal.site.statistics.reference import ReferencePage

SVG = Format("svg", "SVG", gettext_lazy("A picture"), "image/svg+xml")


@dataclass(frozen=True)
class Table:
    """To a catalogue the same as the dataset of a list, of which less is known."""

    id: str
    title: str
    description: str
    url: str
    distributions: list[Distribution]
    modified = years = None
    country_codes = ()


def tables(request: HttpRequest, base: str) -> Iterator[Table]:
    """``base`` begins their addresses. The same whatever is recorded; a figure says its title only by counting, though,
    so whoever needs them often keeps them."""
    yield _as_csv(
        "countries", _("Countries"), reverse("countries:list"), base,
        _(
            "What each country received and gave in cooperation on intellectual property, its consultants and its "
            "open needs."
        ),
    )  # fmt: skip
    yield _as_csv(
        "statuses", _("Statuses of countries"), reverse("about:statuses"), base,
        _(
            "Which country counted as developing, least developed, in transition or developed, by which list and "
            "since when, each with its source."
        ),
    )  # fmt: skip
    quoted = ReferencePage().description
    yield _as_csv("reference", _("Figures that others published"), reverse("statistics:reference"), base, quoted)
    page = reverse("statistics:page")
    statistics = Statistics(asked_at(page, request, user=AnonymousUser()))
    for figure in map(statistics.figure, FIGURES):
        id = f"figure-{figure.name}"
        files = [
            Distribution(each, base + reverse("statistics:figure", args=[figure.name, each.name]), f"{id}-{each.name}")
            for each in (FORMATS["csv"], SVG)
        ]
        title, url = str(figure.title), f"{base}{page}#{figure.name}"
        yield Table(id, _("Figure: %(title)s") % {"title": title}, str(figure.definition), url, files)


def _as_csv(id: str, title: str, path: str, base: str, description: str) -> Table:
    url = base + path
    return Table(id, title, description, url, [Distribution(FORMATS["csv"], f"{url}?format=csv", f"{id}-csv")])
