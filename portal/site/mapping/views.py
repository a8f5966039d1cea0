"""A mapping as a page and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.exports import formats
from portal.core.exports.answers import answer
from portal.site.mapping.form import Form
from portal.site.mapping.report import PageReport, Report


@require_safe
def report(request: HttpRequest) -> HttpResponseBase:
    """An address that is not understood whole makes no report, only the form with what was typed."""
    if "format" in request.GET:
        return answer(request, Report)
    made = PageReport(request)
    asked = made.listing
    context = {"asked": asked, "form": Form(asked)}
    if not asked.mistakes:
        files = formats.choices(asked.address, asked.count, asked.formats)
        context |= {"document": made.document, "files": files}
    response = render(request, "mapping/report.html", context)
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response
