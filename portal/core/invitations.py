"""How people come to act for an organisation: its administrators invite a mailbox, or somebody asks them.

    invited → accepted, declined, withdrawn        asked → accepted, declined, withdrawn

Only a verified organisation invites: strangers get no mail in a name that nobody has checked. ``site`` is what links in
mails begin with (``mail.origin``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import membership_mails
from portal.core.memberships import MembershipRefused, administering, changing, has_admin, membership_of
from portal.core.models import Invitation, JoinRequest, Membership, Organisation, User
from portal.core.rate_limit import mailbox

OPEN_FOR = timedelta(days=14)
MOST_OPEN = 50  # invitations and requests of one organisation that wait at the same time


def invite(organisation: Organisation, *, by: User, email: str, role: str, site: str) -> Invitation:
    """Ask whoever reads the mailbox, by mail. An invitation that ran out is renewed, one that waits is refused."""
    validate_email(email)
    if role not in Membership.Role.values:
        raise MembershipRefused(_("There is no such role."), code="role")
    with administering(organisation, by, move="invite"):
        _must_be_verified(organisation)
        box, now = mailbox(email), timezone.now()
        earlier = organisation.invitations.filter(mailbox=box)
        waiting = earlier.open().first()
        _refuse_needless(organisation, earlier, waiting, box)
        values = {
            "email": email, "role": role, "language": get_language(), "created_by": by, "sent_at": now,
            "expires_at": now + OPEN_FOR,
        }  # fmt: skip
        if waiting:
            Invitation.objects.filter(pk=waiting.pk).update(**values)
            waiting.refresh_from_db()
        invitation = waiting or Invitation.objects.create(organisation=organisation, mailbox=box, **values)
        membership_mails.invitation(invitation, site=site)
    return invitation


def _refuse_needless(organisation: Organisation, earlier, waiting: Invitation | None, box: str) -> None:
    members = organisation.memberships.values_list(Lower("user__email"), flat=True)
    if box in map(mailbox, members):
        raise MembershipRefused(_("Whoever reads this mailbox acts for the organisation already."), code="member")
    if earlier.filter(wants_no_more=True).exists():
        raise MembershipRefused(_("This address asked for no more invitations from you."), code="no_more")
    if waiting and not waiting.is_expired:
        raise MembershipRefused(
            _("This mailbox is invited already. You can send the invitation again or withdraw it."), code="open"
        )
    if not waiting and organisation.invitations.open().count() >= MOST_OPEN:
        raise MembershipRefused(_("Many invitations wait for an answer. Withdraw some first."), code="many")


def resend(invitation: Invitation, *, by: User, site: str) -> None:
    """The same mail with the same link once more, open for another fortnight."""
    with administering(invitation.organisation, by, move="resend invitation"):
        _must_be_verified(invitation.organisation)
        now = _locked(invitation)
        now.sent_at, now.expires_at = timezone.now(), timezone.now() + OPEN_FOR
        now.save(update_fields=["sent_at", "expires_at"])
        membership_mails.invitation(now, site=site)


def withdraw(invitation: Invitation, *, by: User) -> None:
    with administering(invitation.organisation, by, move="withdraw invitation"):
        _answer(_locked(invitation), Invitation.State.WITHDRAWN, by)


def accept(invitation: Invitation, *, by: User, site: str) -> Membership:
    """Act for the organisation from now on. Pressed twice it is one; a second person with the link is refused."""
    with changing(invitation.organisation, by, move="accept invitation"):
        now, member = Invitation.objects.get(pk=invitation.pk), membership_of(by, invitation.organisation)
        if member and now.state == Invitation.State.ACCEPTED and now.answered_by_id == by.pk:
            return member
        now = _locked(invitation)
        _must_be_verified(now.organisation)
        if now.is_expired:
            raise MembershipRefused(_("This invitation has run out. Ask for a new one."), code="expired")
        if member:
            raise MembershipRefused(_("You act for this organisation already."), code="member")
        _answer(now, Invitation.State.ACCEPTED, by)
        JoinRequest.objects.filter(organisation=now.organisation, user=by, state=JoinRequest.State.OPEN).update(
            state=JoinRequest.State.ACCEPTED, decided_at=timezone.now(), decided_by=now.created_by
        )
        member = Membership.objects.create(user=by, organisation=now.organisation, role=now.role)
        membership_mails.invitation_accepted(now, site=site)
    return member


def decline(invitation: Invitation, *, by: User | None = None, no_more: bool = False) -> None:
    """Whoever has the link may, signed in or not; with ``no_more`` the organisation cannot invite the mailbox again."""
    with changing(invitation.organisation, by, move="decline invitation"):
        now = Invitation.objects.get(pk=invitation.pk)
        if no_more:
            now.wants_no_more = True
            now.save(update_fields=["wants_no_more"])
        if now.state == Invitation.State.OPEN:
            _answer(now, Invitation.State.DECLINED, by)


def ask_to_join(organisation: Organisation, *, by: User, message: str, site: str) -> JoinRequest:
    """Tell the administrators of a verified organisation that somebody wants to act for it. Twice is once."""
    with changing(organisation, by, move="ask to join"):
        _must_be_verified(organisation)
        if membership_of(by, organisation):
            raise MembershipRefused(_("You act for this organisation already."), code="member")
        waiting = organisation.join_requests.filter(state=JoinRequest.State.OPEN)
        if request := waiting.filter(user=by).first():
            return request
        if waiting.count() >= MOST_OPEN:
            raise MembershipRefused(_("Many people wait for an answer. Please try again later."), code="many")
        request = JoinRequest.objects.create(organisation=organisation, user=by, message=message)
        membership_mails.join_requested(request, site=site)
    return request


def let_in(request: JoinRequest, *, by: User, role: str, site: str) -> Membership:
    if role not in Membership.Role.values:
        raise MembershipRefused(_("There is no such role."), code="role")
    with _deciding(request.organisation, by, move="let in"):
        _must_be_verified(request.organisation)
        now = _decide(request, JoinRequest.State.ACCEPTED, by)
        member, is_new = Membership.objects.get_or_create(
            user=now.user, organisation=now.organisation, defaults={"role": role}
        )
        if is_new:
            membership_mails.let_in(member, site=site)
    return member


def turn_down(request: JoinRequest, *, by: User, site: str) -> None:
    with _deciding(request.organisation, by, move="turn down"):
        membership_mails.turned_down(_decide(request, JoinRequest.State.DECLINED, by), site=site)


def take_back(request: JoinRequest, *, by: User) -> None:
    """Whoever asked does not want to any more."""
    with changing(request.organisation, by, move="take back"):
        _decide(request, JoinRequest.State.WITHDRAWN, by)


@contextmanager
def _deciding(organisation: Organisation, by: User, *, move: str) -> Iterator[None]:
    """Its administrators decide who joins; curators only where it has none yet."""
    if not by.is_curator:
        with administering(organisation, by, move=move):
            yield
        return
    with changing(organisation, by, move=move):
        own = membership_of(by, organisation)
        if not (own and own.role == Membership.Role.ADMIN) and has_admin(organisation):
            raise PermissionDenied
        yield


def _must_be_verified(organisation: Organisation) -> None:
    state = Organisation.objects.values_list("state", flat=True).get(pk=organisation.pk)
    if state != Organisation.State.VERIFIED:
        raise MembershipRefused(_("This can be done once our curators have verified the organisation."), code="pending")


def _locked(invitation: Invitation) -> Invitation:
    """As it is now, if it is still open; the organisation's lock keeps it so."""
    now = Invitation.objects.select_related("organisation", "created_by").get(pk=invitation.pk)
    if now.state != Invitation.State.OPEN:
        message = _("This invitation is not open any more: “%(state)s”.")
        raise MembershipRefused(message, code="state", params={"state": now.get_state_display()})
    return now


def _answer(invitation: Invitation, state: str, by: User | None) -> None:
    invitation.state, invitation.answered_at, invitation.answered_by = state, timezone.now(), by
    invitation.save(update_fields=["state", "answered_at", "answered_by"])


def _decide(request: JoinRequest, state: str, by: User) -> JoinRequest:
    now = JoinRequest.objects.select_related("organisation", "user").get(pk=request.pk)
    if now.state != JoinRequest.State.OPEN:
        message = _("This was answered before: “%(state)s”.")
        raise MembershipRefused(message, code="state", params={"state": now.get_state_display()})
    now.state, now.decided_at, now.decided_by = state, timezone.now(), by
    now.save(update_fields=["state", "decided_at", "decided_by"])
    return now
