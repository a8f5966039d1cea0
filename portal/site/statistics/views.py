"""The page of figures, and each figure as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core import kept
from portal.core.charts import Part
from portal.core.exports import csv_file
from portal.core.exports.answers import refusal, too_many
from portal.core.exports.columns import plain
from portal.core.freshness import conditional, stamp_of
from portal.core.lettering import Words
from portal.core.png import png_of
from portal.core.rate_limit import allowed, client_prefix
from portal.site.statistics.figure import Figure
from portal.site.statistics.figures import FIGURES, Statistics
from portal.site.statistics.picture import Picture
from portal.site.statistics.schema_org import dataset

PICTURES = 60  # of one network in an hour: each takes a quarter of a second


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    page = Statistics(request)
    said = "" if request.GET else _json_ld(request, page)
    response = render(request, "statistics/statistics.html", {"page": page, "asked": page.asked, "json_ld": said})
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _json_ld(request: HttpRequest, page: Statistics) -> SafeString:
    """Kept, because titles come from counting; they are the same whatever is counted."""

    def made() -> SafeString:
        files = [(str(each.title), reverse("statistics:figure", args=[each.name, "csv"])) for each in page.figures]
        return dataset(request, _("Figures"), page.description, files)

    return kept.part(("statistics-schema", request.build_absolute_uri()), made, {"any": bool(page.asked.count)})


@require_safe
def figure_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """One figure of the page at the same address, as a table or a picture. An address that is not understood makes
    none; who has the same file already is told so."""
    stamp, page = stamp_of(request), Statistics(request)
    if page.asked.mistakes:
        return refusal(page.asked.mistakes)
    if name not in FIGURES:
        raise Http404
    response = conditional(request, stamp, lambda: FORMS[form](request, page, name))
    if response.status_code == 200:
        response["Content-Disposition"] = f'attachment; filename="statistics-{name}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _csv(request: HttpRequest, page: Statistics, name: str) -> HttpResponse:
    table = FigureTable(page.figure(name), request.build_absolute_uri)
    return HttpResponse(b"".join(csv_file.stream(table)), content_type="text/csv; charset=utf-8")


def _svg(request: HttpRequest, page: Statistics, name: str) -> HttpResponse:
    return HttpResponse(_picture(request, page, name), content_type="image/svg+xml")


def _png(request: HttpRequest, page: Statistics, name: str) -> HttpResponse:
    """Drawing takes a while, so nobody has too many drawn."""
    if request.method == "HEAD":
        return HttpResponse(content_type="image/png")
    if not (answer := allowed("picture", client_prefix(request), limit=PICTURES, period=timedelta(hours=1))):
        return too_many(answer)
    return HttpResponse(png_of(_picture(request, page, name, knows_directions=False)), content_type="image/png")


FORMS = {"csv": _csv, "svg": _svg, "png": _png}


class FigureTable:
    """A figure as rows, each with the list of what it counts, and what the page says beside it. What is not recorded is
    a row of its own, without a label. An amount is a share of nothing, and has a currency."""

    columns = [plain(name, "") for name in ("code", "label", "count", "of", "currency", "url")]

    def __init__(self, figure: Figure, absolute: Callable[[str], str]) -> None:
        self.figure, self.absolute = figure, absolute

    def records(self) -> Iterator[dict]:
        for part in self.figure.all_parts:
            yield self._row(part)
        for part in self.figure.further:
            yield self._row(part, currency=part.currency)
        if self.figure.missing:
            yield self._row(replace(self.figure.missing, code="not recorded", label=""))

    def _row(self, part: Part, currency: str = "") -> dict:
        return {
            "code": part.code,
            "label": part.label,
            "count": part.count,
            "of": "" if currency else self.figure.of or "",
            "currency": currency,
            "url": self.absolute(part.url) if part.url else "",
        }


def _picture(request: HttpRequest, page: Statistics, name: str, *, knows_directions: bool = True) -> str:
    url = request.build_absolute_uri(page.asked.list_url)
    words = Words(get_language_bidi(), knows_directions)
    picture = Picture(page.figure(name), url, list(page.asked.chips), words)
    return render_to_string("statistics/figure.svg", {"picture": picture})
