"""Mails about who acts for an organisation. None holds words that a person typed: of an organisation only the name that
curators verified, of a person only the address that they confirmed.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core.models import Invitation, JoinRequest, Membership, Organisation, User
from portal.core.outbox import queue


def invitation(invitation: Invitation, *, site: str) -> None:
    """To a mailbox that may be a stranger's: who asks, for what, until when, and how to hear no more of it."""
    with translation.override(invitation.language):
        page = site + invitation.get_absolute_url()
        queue(
            "invitation",
            to=invitation.email,
            cause=f"{invitation.pk} {invitation.sent_at.isoformat()}",
            why=_("You get this mail because an administrator of this organisation entered your address."),
            context={"invitation": invitation, "organisation": invitation.organisation, "page_url": page},
            stop_url=f"{page}stop/",
        )


def invitation_accepted(invitation: Invitation, *, site: str) -> None:
    """To whoever invited: the account that accepted may have another address than the one invited."""
    _tell(
        "invitation_accepted", invitation.created_by, invitation.organisation, cause=f"{invitation.pk}", site=site,
        why=_("You get this mail, once, because you sent the invitation."),
        invitation=invitation, person=invitation.answered_by,
    )  # fmt: skip


def join_requested(request: JoinRequest, *, site: str) -> None:
    """To each administrator."""
    admins = User.objects.filter(
        is_active=True, memberships__organisation=request.organisation, memberships__role=Membership.Role.ADMIN
    )
    for admin in admins.order_by("pk"):
        _tell(
            "join_requested", admin, request.organisation, cause=f"{request.pk}", site=site,
            why=_("You get this mail because you are an administrator of this organisation."), person=request.user,
        )  # fmt: skip


def let_in(member: Membership, *, site: str) -> None:
    _about_you(member, "let_in", site)


def role_changed(member: Membership, *, site: str) -> None:
    _about_you(member, "role", site)


def removed(member: Membership, *, site: str) -> None:
    _about_you(member, "removed", site)


def turned_down(request: JoinRequest, *, site: str) -> None:
    _about_you(Membership(user=request.user, organisation=request.organisation), "turned_down", site)


def _about_you(member: Membership, what: str, site: str) -> None:
    """Each change is told once; there is nothing else to stop."""
    _tell(
        "membership", member.user, member.organisation, site=site,
        cause=f"{member.user_id} {member.organisation_id} {what} {timezone.now().isoformat()}",
        why=_("You get this mail, once, because what you may do for this organisation was decided."),
        what=what, role=member.get_role_display(),
    )  # fmt: skip


def _tell(
    name: str, to: User, organisation: Organisation, *, cause: str, site: str, why: str, **context
) -> None:  # fmt: skip
    if not to.is_active:
        return
    page = reverse("members:organisation", args=[organisation.slug])
    context |= {"organisation": organisation, "page_url": site + page, "list_url": site + reverse("members:list")}
    queue(name, to=to.email, cause=cause, why=why, context=context)
