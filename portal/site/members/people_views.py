"""The members of an organisation: who they are, and what its administrators decide about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.core import acting, invitations, mail, memberships
from portal.core.memberships import MembershipRefused
from portal.core.models import Invitation, JoinRequest, Membership
from portal.core.rate_limit import Answer, allowed, mailbox
from portal.site.members.access import READABLE, WRITABLE, for_members
from portal.site.members.forms import InviteForm, RoleForm

ADMINS = (Membership.Role.ADMIN,)
DAY = timedelta(days=1)


@for_members(*READABLE)
def organisation(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everybody in it sees who is in it; administrators also who is invited, and who asks."""
    found = membership.organisation
    administers = membership.role == Membership.Role.ADMIN
    waiting = found.invitations.open().select_related("created_by").order_by("-sent_at")
    asking = found.join_requests.filter(state=JoinRequest.State.OPEN).select_related("user")
    members = found.memberships.filter(user__is_active=True).select_related("user")
    context = {
        "membership": membership,
        "organisation": found,
        "members": members.order_by("user__name", "user__email"),
        "invitations": waiting if administers else [],
        "requests": asking if administers else [],
        "administers": administers,
        "acting": acting.of(request),
    }
    return render(request, "members/organisation.html", context)


@for_members(*WRITABLE, roles=ADMINS)
def invite(request: HttpRequest, membership: Membership) -> HttpResponse:
    form, status = InviteForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        if not _may_mail(membership, form.cleaned_data["email"]):
            form.add_error(None, _("Many invitations were sent today. Please go on tomorrow."))
            status = 429
        elif _done(request, form, invitations.invite, membership.organisation, **form.cleaned_data):
            text = _("The invitation is on its way to %(email)s. It is open for a fortnight.")
            messages.success(request, text % {"email": form.cleaned_data["email"]})
            return redirect("members:organisation", membership.organisation.slug)
    context = {"membership": membership, "organisation": membership.organisation, "form": form}
    return render(request, "members/invite.html", context, status=status)


def _may_mail(membership: Membership, email: str) -> Answer:
    """Few mails from one organisation, and to one mailbox from all of them: it may be that of a stranger."""
    answer = allowed("invitations", str(membership.organisation_id), limit=30, period=DAY)
    return answer and allowed("invitation mail", mailbox(email), limit=5, period=DAY)


def _done(request: HttpRequest, form, move: Callable, subject, **words) -> bool:
    """Whether it could be done; if not, the form says why."""
    try:
        move(subject, by=request.user, site=mail.origin(request), **words)
    except MembershipRefused as refusal:
        form.add_error(None, refusal)
        return False
    return True


@for_members("POST", roles=ADMINS)
def invitation(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Send one again, or withdraw it."""
    sent = get_object_or_404(Invitation.objects.open(), pk=pk, organisation=membership.organisation)
    try:
        if "withdraw" in request.POST:
            invitations.withdraw(sent, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link does nothing any more."))
        elif not _may_mail(membership, sent.email) or not allowed("invitation again", str(pk), limit=3, period=DAY):
            messages.error(request, _("It was sent several times today. Please wait until tomorrow."))
        else:
            invitations.resend(sent, by=request.user, site=mail.origin(request))
            messages.success(request, _("The invitation is sent again."))
    except MembershipRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("members:organisation", membership.organisation.slug)


@for_members("POST", roles=ADMINS)
def request_to_join(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    asked = get_object_or_404(JoinRequest, pk=pk, organisation=membership.organisation)
    site = mail.origin(request)
    try:
        if "decline" in request.POST:
            invitations.turn_down(asked, by=request.user, site=site)
            messages.success(request, _("The request is declined. The person is told by mail."))
        else:
            invitations.let_in(asked, by=request.user, role=request.POST.get("role", ""), site=site)
            messages.success(request, _("The person is in, and is told by mail."))
    except MembershipRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("members:organisation", membership.organisation.slug)


@for_members(*WRITABLE, roles=ADMINS)
def member(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """One member: another role, the whole office handed over, or out."""
    other = get_object_or_404(membership.organisation.memberships.select_related("user"), pk=pk)
    form = RoleForm(request.POST if "role" in request.POST else None, initial={"role": other.role})
    if request.method == "POST" and _changed(request, membership, other, form):
        return redirect("members:organisation", membership.organisation.slug)
    context = {"membership": membership, "organisation": membership.organisation, "member": other, "form": form}
    return render(request, "members/member.html", context)


def _changed(request: HttpRequest, own: Membership, other: Membership, form: RoleForm) -> bool:
    site = mail.origin(request)
    try:
        if "remove" in request.POST:
            memberships.remove(other, by=request.user, site=site)
            messages.success(request, _("%(person)s is out. What was done stays.") % {"person": other.user})
        elif "hand_over" in request.POST:
            memberships.hand_over(own.organisation, by=request.user, to=other, site=site)
            messages.success(request, _("%(person)s administers now; you are an editor.") % {"person": other.user})
        elif not form.is_valid():
            return False
        else:
            memberships.change_role(other, by=request.user, role=form.cleaned_data["role"], site=site)
            label = dict(Membership.Role.choices)[form.cleaned_data["role"]]
            messages.success(request, _("%(person)s: %(role)s.") % {"person": other.user, "role": label})
    except MembershipRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return True


@for_members(*WRITABLE)
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    if request.method == "POST":
        try:
            memberships.leave(membership.organisation, by=request.user)
        except MembershipRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("members:organisation", membership.organisation.slug)
        messages.success(request, _("You no longer act for %(name)s.") % {"name": membership.organisation.name})
        return redirect("members:list")
    alone = membership.organisation in memberships.administered_alone(request.user)
    context = {"membership": membership, "organisation": membership.organisation, "is_alone": alone}
    return render(request, "members/leave.html", context)
