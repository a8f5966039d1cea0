"""The page of a file that is being prepared: how far it is, then the file."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from portal.core.dates import day_text, number_text
from portal.core.exports import prepared
from portal.core.exports.answers import too_many
from portal.core.exports.formats import FORMATS
from portal.core.missing_files import FileGone, may_be_gone
from portal.core.models import PreparedFile


@require_safe
def prepared_file(request: HttpRequest, token: str) -> HttpResponse:
    file = _found(request, token)
    prepared.look_after(file)
    texts = {
        "total": number_text(file.total),
        "done": number_text(file.done),
        "until": day_text(file.expires_at.date()),
    }
    return _private(render(request, "exports/prepared_file.html", {"file": file, **texts}))


@require_safe
def download(request: HttpRequest, token: str) -> FileResponse:
    file = _found(request, token)
    if file.state != PreparedFile.State.READY:
        raise Http404
    try:
        with may_be_gone(file):
            response = FileResponse(file.file.open("rb"))
    except FileGone:
        prepared.give_up(file)  # its page offers to make it anew
        raise
    response["Content-Type"] = FORMATS[file.format].content_type
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Content-Encoding"] = "identity"  # it is compressed already
    return _private(response)


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    file = _found(request, token)
    limit = prepared.again(file, request)
    return redirect(file) if limit else too_many(limit)


def _found(request: HttpRequest, token: str) -> PreparedFile:
    """Whoever knows the address may look, except that what a person asked for while signed in is theirs."""
    file = get_object_or_404(PreparedFile, token=token, expires_at__gt=timezone.now())
    if file.user_id and (file.user_id != request.user.pk or request.user.is_unproven):
        raise Http404
    return file


def _private(response):
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response
