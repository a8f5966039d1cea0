"""What an invited person sees: the mailed address proves the mailbox, the button joins. Opening it does nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import invitations, mail
from portal.core.memberships import MembershipRefused, membership_of
from portal.core.models import Invitation
from portal.core.private import kept_private
from portal.core.rate_limit import mailbox
from portal.site.members.access import WRITABLE


@require_http_methods(WRITABLE)
def invitation(request: HttpRequest, token: UUID) -> HttpResponse:
    found = _known(token)
    if request.method != "POST":
        return _page(request, found)
    if "decline" in request.POST:
        invitations.decline(found, by=request.user if request.user.is_authenticated else None)
        return _page(request, _known(token))
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        invitations.accept(found, by=request.user, site=mail.origin(request))
    except MembershipRefused as refusal:
        return _page(request, _known(token), problem=" ".join(refusal.messages))
    messages.success(request, _("Welcome. You now act for %(name)s.") % {"name": found.organisation.name})
    return redirect("members:organisation", found.organisation.slug)


@csrf_exempt  # the address itself is the right to do this, and mail programs post to it (RFC 8058)
@require_http_methods(WRITABLE)
def stop(request: HttpRequest, token: UUID) -> HttpResponse:
    """No more invitations from this organisation: asked by GET, because programs open every link; done by POST."""
    found = _known(token)
    if request.method == "POST":
        invitations.decline(found, no_more=True)
    context = {"invitation": found, "organisation": found.organisation, "done": request.method == "POST"}
    return kept_private(render(request, "members/invitation_stop.html", context))


def _known(token: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.select_related("organisation", "created_by"), token=token)


def _page(request: HttpRequest, found: Invitation, problem: str = "") -> HttpResponse:
    signed_in = request.user.is_authenticated
    context = {
        "invitation": found,
        "organisation": found.organisation,
        "problem": problem,
        "is_other_mailbox": signed_in and mailbox(request.user.email) != found.mailbox,
        "member": membership_of(request.user, found.organisation) if signed_in else None,
    }
    return kept_private(render(request, "members/invitation.html", context))
