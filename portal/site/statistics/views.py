"""The page of figures, and each figure as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.exports import csv_file
from portal.core.exports.answers import refusal
from portal.core.exports.columns import plain
from portal.site.statistics.figures import Figure, Statistics
from portal.site.statistics.picture import Picture
from portal.site.statistics.schema_org import dataset


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    page = Statistics(request)
    said = "" if request.GET else _json_ld(request, page)
    response = render(request, "statistics/statistics.html", {"page": page, "asked": page.asked, "json_ld": said})
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _json_ld(request: HttpRequest, page: Statistics) -> SafeString:
    files = [(str(each.title), reverse("statistics:figure", args=[each.name, "csv"])) for each in page.figures]
    return dataset(request, _("Figures"), page.description, files)


@require_safe
def figure_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """One figure of the page at the same address, as a table or a picture. An address that is not understood makes
    none."""
    page = Statistics(request)
    if page.asked.mistakes:
        return refusal(page.asked.mistakes)
    figure = page.figure(name)
    if figure is None:
        raise Http404
    response = _table(figure) if form == "csv" else _picture(request, figure, page)
    response["Content-Disposition"] = f'attachment; filename="statistics-{name}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _table(figure: Figure) -> HttpResponse:
    return HttpResponse(b"".join(csv_file.stream(FigureTable(figure))), content_type="text/csv; charset=utf-8")


class FigureTable:
    """A figure as rows. What is not recorded is a row of its own, without a label."""

    columns = [plain(name, "") for name in ("code", "label", "count", "of")]

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def records(self):
        of = self.figure.of or ""
        for part in self.figure.parts:
            yield {"code": part.code, "label": part.label, "count": part.count, "of": of}
        if self.figure.missing:
            yield {"code": "not recorded", "label": "", "count": self.figure.missing.count, "of": of}


def _picture(request: HttpRequest, figure: Figure, page: Statistics) -> HttpResponse:
    picture = Picture(figure, request.build_absolute_uri(page.asked.list_url), list(page.asked.chips))
    return render(request, "statistics/figure.svg", {"picture": picture}, content_type="image/svg+xml")
