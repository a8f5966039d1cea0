"""Mark as met, renew, close, withdraw: each asks first, and is done by its button alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from matchmaking.models import Listing
from matchmaking.own.access import WRITABLE, for_steering
from matchmaking.own.kinds import Kind
from matchmaking.own.steering import STEPS
from portal.core.curation import MoveRefused


@for_steering(*WRITABLE)
def steer(request: HttpRequest, kind: Kind, listing: Listing, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404
    step = STEPS[name]
    if not step.is_open(listing):  # a second press, or somebody else was first
        status = listing.status.label if listing.status else listing.get_state_display()
        messages.info(request, _("%(ref)s: “%(status)s”.") % {"ref": listing.ref, "status": status})
        return redirect(listing)
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            form.do(listing, by=request.user)
        except MoveRefused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Done. %(ref)s: “%(status)s”.") % {
                "ref": listing.ref, "status": listing.status.label,
            })  # fmt: skip
            return redirect(listing)
    context = {"kind": kind, "listing": listing, "step": step, "form": form, "organisation": listing.owner}
    return render(request, "matchmaking/own/steer.html", context)
