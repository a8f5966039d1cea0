"""What a consultant sees who is asked to claim a profile: the mailed address proves the mailbox, the button binds it to
an account. Opening it does nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import mail
from portal.core.rate_limit import allowed, mailbox
from portal.core.submitting.private import kept_private
from roster import claims
from roster.claims import ClaimRefused
from roster.models import Claim

METHODS = ("GET", "HEAD", "POST")


@require_http_methods(METHODS)
def claim(request: HttpRequest, token: UUID) -> HttpResponse:
    """The button says which account it binds: signed in with another one meanwhile, nothing is bound unasked."""
    found = _known(token)
    if request.method != "POST":
        return _page(request, found)
    if "again" in request.POST:
        return _send_again(request, found)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if request.POST.get("account") != str(request.user.pk):
        return _page(request, found, problem=_("You are signed in with another account now. Please look again."))
    try:
        claims.accept(found, by=request.user, site=mail.origin(request))
    except ClaimRefused as refusal:
        return _page(request, _known(token), problem=" ".join(refusal.messages))
    messages.success(request, _("The profile is yours now. Say what of it may be shown."))
    return redirect("profile:mine")


@csrf_exempt  # the address itself is the right to do this, and mail programs post to it (RFC 8058)
@require_http_methods(METHODS)
def decline(request: HttpRequest, token: UUID) -> HttpResponse:
    """No profile at all: asked by GET, because programs open every link; done by POST."""
    found = _known(token)
    if request.method == "POST":
        claims.decline(found)
        found = _known(token)
    context = {"claim": found, "may_decline": claims.may_decline(found)}
    return kept_private(render(request, "roster/own/decline.html", context))


def _send_again(request: HttpRequest, found: Claim) -> HttpResponse:
    """To the mailbox in the profile and to no other, so anybody with an old link may ask for it."""
    if not found.is_expired or found.state != Claim.State.OPEN:
        return _page(request, found)
    if not allowed("claim again", str(found.pk), limit=3, period=timedelta(days=1)):
        return _page(request, found, problem=_("The link was sent several times today. Please look into your mailbox."))
    try:
        claims.invite(found.consultant, by=None, site=mail.origin(request))
    except ClaimRefused as refusal:
        return _page(request, found, problem=" ".join(refusal.messages))
    messages.success(request, _("A new mail is on its way to the address in the profile."))
    return redirect(found)


def _known(token: UUID) -> Claim:
    return get_object_or_404(Claim.objects.select_related("consultant"), token=token)


def _page(request: HttpRequest, found: Claim, problem: str = "") -> HttpResponse:
    signed_in = request.user.is_authenticated
    context = {
        "claim": found,
        "consultant": found.consultant,
        "problem": problem,
        "is_other_mailbox": signed_in and mailbox(request.user.email) != found.mailbox,
        "is_mine": signed_in and found.consultant.account_id == request.user.pk,
        "may_decline": claims.may_decline(found),
    }
    return kept_private(render(request, "roster/own/claim.html", context))
