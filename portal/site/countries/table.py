"""The list of countries as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.exports import csv_file
from portal.core.exports.answers import refusal
from portal.core.exports.columns import Column, joined, plain
from portal.site.countries.listing import CountryList


class Table:
    """The rows of the page with the same address, in the same order."""

    columns: Sequence[Column] = [
        plain("code", gettext_lazy("ISO 3166 alpha-2 code")),
        plain("name", gettext_lazy("Name")),
        plain("url", gettext_lazy("Its page")),
        plain("region", gettext_lazy("Region, a code")),
        plain("statuses", gettext_lazy("Statuses of today")),
        plain("received", gettext_lazy("Activities that name it as beneficiary")),
        plain("given", gettext_lazy("Activities that name it as provider or host")),
        plain("consultants", gettext_lazy("Consultants, samples included where the portal shows some")),
        plain("needs", gettext_lazy("Open needs, samples included where the portal shows some")),
    ]

    def __init__(self, page: CountryList, base: str) -> None:
        self.page, self.base = page, base.rstrip("/")

    def records(self) -> Iterator[dict]:
        names = [name for name, _label, _parts in self.page.counts]
        for row in self.page.rows:
            counts = dict(zip(names, (part.count for part in row.parts), strict=True))
            yield counts | {
                "code": row.iso2,
                "name": row.label,
                "url": self.base + row.url,
                "region": row.region.code if row.region else "",
                "statuses": joined(f"{scheme}={value}" for scheme, value in row.statuses.items()),
            }


def answer(request: HttpRequest, page: CountryList) -> HttpResponseBase:
    """The file, or why there is none."""
    mistakes, wanted = dict(page.mistakes), request.GET["format"]
    if wanted != "csv":
        sentence = _("“%(format)s” is no format of this list; there are: %(known)s.")
        mistakes["format"] = [sentence % {"format": wanted[:60], "known": "csv"}]
    if mistakes:
        return refusal(mistakes)
    rows = csv_file.stream(Table(page, request.build_absolute_uri("/")))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "countries.csv")
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, no_cache=True, public=True)
    return response
