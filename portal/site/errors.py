"""Error pages that say what happened, that nothing was lost, and where to go."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _

from portal.core.api.errors import is_for_the_api, refusal
from portal.core.dates import day_text
from portal.core.listing import NoSuchPage
from portal.core.missing_files import FileGone
from portal.site.open_data.tombstones import gone_from


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_the_api(request):
        return refusal(400, _("This request cannot be read."))
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where a record was public, that it is gone. The exception's text is shown only where a page wrote it for the
    reader."""
    if is_for_the_api(request):
        return refusal(404, _("There is nothing at this address."))
    if isinstance(exception, FileGone):
        return render(request, "file_gone.html", {"what": str(exception)}, status=404)
    if since := gone_from(request):
        return render(request, "410.html", {"since": day_text(since)}, status=410)
    reason = str(exception) if isinstance(exception, NoSuchPage) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def too_many_requests(request: HttpRequest, *, retry_after: int = 0) -> HttpResponse:
    """For views that limit a rate: ``retry_after`` in seconds, 0 if nobody knows."""
    response = render(request, "429.html", {"retry_after": retry_after}, status=429)
    response["Retry-After"] = str(retry_after or 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context and database: whatever broke must not break this page too."""
    if is_for_the_api(request):
        return refusal(500, "Something went wrong on our side. Nothing was changed.")
    from django.template.loader import render_to_string  # templates may be what broke; import as late as possible

    return HttpResponse(render_to_string("500.html", {"stylesheet": _stylesheet()}), status=500)


def _stylesheet() -> str:
    """Nothing where it has no address: a plain page says the same."""
    try:
        return static("css/portal.css")
    except (OSError, ValueError):
        return ""
