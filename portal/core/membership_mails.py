"""Mails about who acts for an organisation. None holds words that a person typed: of an organisation only the name that
curators verified, of a person only the address that they confirmed.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Invitation, JoinRequest, Membership, Organisation, User
from portal.core.notifications import KINDS, Kind, notify
from portal.core.outbox import queue

KINDS["invitation_accepted"] = Kind(
    gettext_lazy("Your invitation was accepted"),
    gettext_lazy("When somebody whom you invited to your organisation joins it, and with which account."),
)
KINDS["join_requested"] = Kind(
    gettext_lazy("Somebody asks to join your organisation"), gettext_lazy("If you are an administrator of it.")
)


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
    inviter, organisation = invitation.created_by, invitation.organisation
    context = {"invitation": invitation, "person": invitation.answered_by}
    notify(
        inviter, "invitation_accepted", "invitation_accepted", cause=f"{invitation.pk}", site=site,
        why=gettext_lazy("You get this mail, once, because you sent the invitation."),
        context=context | _links(inviter, organisation, site),
    )  # fmt: skip


def join_requested(request: JoinRequest, *, site: str) -> None:
    """To each administrator."""
    admins = User.objects.filter(
        is_active=True, memberships__organisation=request.organisation, memberships__role=Membership.Role.ADMIN
    )
    for admin in admins.order_by("pk"):
        notify(
            admin, "join_requested", "join_requested", cause=f"{request.pk}", site=site,
            why=gettext_lazy("You get this mail because you are an administrator of this organisation."),
            context={"person": request.user} | _links(admin, request.organisation, site),
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
    """What somebody may do was decided: told once, and nothing that could be stopped."""
    person = member.user
    if not person.is_active:
        return
    with translation.override(person.language):
        queue(
            "membership", to=person.email,
            cause=f"{person.pk} {member.organisation_id} {what} {timezone.now().isoformat()}",
            why=_("You get this mail, once, because what you may do for this organisation was decided."),
            context={"what": what, "role": member.get_role_display()} | _links(person, member.organisation, site),
        )  # fmt: skip


def organisation_decided(organisation: Organisation, *, site: str) -> None:
    """To whoever proposed it: verified, or not and why. Its name stands there only once curators have read it."""
    person = organisation.proposed_by
    if person is None or not person.is_active:
        return
    with translation.override(person.language):
        queue(
            "organisation_decided", to=person.email,
            cause=f"{organisation.pk} {organisation.state} {organisation.decided_at.isoformat()}",
            why=_("You get this mail, once, because you proposed this organisation."),
            context={"is_verified": organisation.is_verified} | _links(person, organisation, site),
        )  # fmt: skip


def _links(person: User, organisation: Organisation, site: str) -> dict:
    """The organisation and its pages, in the person's language."""
    with translation.override(person.language):
        page = reverse("members:organisation", args=[organisation.slug])
        return {"organisation": organisation, "page_url": site + page, "list_url": site + reverse("members:list")}
