"""What a nominated person sees: who nominates them, for what, and three buttons. Opening the page does nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import mail, reference
from portal.core.curation import MoveRefused
from portal.core.models import Topic
from portal.core.submitting.private import kept_private
from roster.applying import nominations
from roster.models import Nomination


@csrf_exempt  # the address itself is the right to do this
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: HttpRequest, token: UUID) -> HttpResponse:
    found = _known(token)
    if request.method == "POST" and "accept" in request.POST:
        try:
            application = nominations.accept(found, reference=reference.current(), site=mail.origin(request))
        except MoveRefused:  # answered meanwhile: the page says how
            return redirect(found)
        return redirect(application.url("step", "who"))
    if request.method == "POST":
        nominations.decline(found, never="never" in request.POST)
        return redirect(found)
    return _page(request, found)


@csrf_exempt  # mail programs post to it (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def never(request: HttpRequest, token: UUID) -> HttpResponse:
    """No nominations any more: asked by GET, because programs open every link; done by POST."""
    found = _known(token)
    if request.method == "POST":
        nominations.decline(found, never=True)
    return _page(request, _known(token), asks_never=request.method != "POST", done_never=request.method == "POST")


def _known(token: UUID) -> Nomination:
    return get_object_or_404(Nomination.objects.select_related("organisation", "application"), token=token)


def _page(request: HttpRequest, found: Nomination, **more) -> HttpResponse:
    known = reference.current()[Topic].by_code
    topics = [known[code].label for code in found.topics if code in known]
    is_private_page = found.state == Nomination.State.ACCEPTED and found.application
    context = {"nomination": found, "topics": topics, "application": found.application if is_private_page else None}
    return kept_private(render(request, "roster/applying/nomination.html", context | more))
