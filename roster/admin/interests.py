"""Where interests may conflict, as a table to read and to take away. roster/interests.py"""

from __future__ import annotations

from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.exports import csv_file
from roster import interests
from roster.admin.pages import allowed, page

LINES_A_PAGE = 50


def list_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    allowed(desk, request)
    marked = request.GET.get("only") == "marked"
    if request.GET.get("format") == "csv":
        table = interests.InterestsTable(marked=marked)
        name = f"interests-{timezone.localdate().isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(csv_file.stream(table), content_type="text/csv; charset=utf-8", headers=headers)
    shown = Paginator(interests.profiles(marked=marked), LINES_A_PAGE).get_page(request.GET.get("page"))
    title = _("Where interests may conflict")
    return page(desk, request, "interests", title, lines=interests.lines(shown), page=shown, marked=marked)
