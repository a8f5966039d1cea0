"""Who may act for an institution, and how that changes. Invitations and requests to join are in invitations.py.

An organisation that somebody administers never loses its last administrator here. All changes of one organisation's
members wait for each other under its row's lock: of two administrators who leave at once the second is told that nobody
else is left. docs/adr/0021-memberships.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from portal.core import membership_mails, organisations
from portal.core.models import Membership, Organisation, User

Role = Membership.Role
EDITING = (Role.ADMIN, Role.EDITOR)


class MembershipRefused(ValidationError):
    """It cannot be done as things are; the message says why, to whoever tried."""


def membership_of(user: User, organisation: Organisation) -> Membership | None:
    return Membership.objects.filter(user=user.pk, organisation=organisation.pk).first()


def has_admin(organisation: Organisation) -> bool:
    return Membership.objects.filter(organisation=organisation.pk, role=Role.ADMIN, user__is_active=True).exists()


def propose(*, by: User, **words) -> Organisation:
    """Propose an organisation that is missing, and administer it; ``words`` are those of ``organisations.propose``."""
    with transaction.atomic():
        organisation = organisations.propose(by=by, **words)
        with pghistory.context(user=by.pk, move="propose"):
            Membership.objects.get_or_create(user=by, organisation=organisation, defaults={"role": Role.ADMIN})
    return organisation


def change_role(membership: Membership, *, by: User, role: str, site: str) -> None:
    """Make somebody administrator, editor or reader; told to them by mail, if it was somebody else who did it."""
    if role not in Role.values:
        raise MembershipRefused(_("There is no such role."), code="role")
    with administering(membership.organisation, by, move="change role"):
        now = _lock(membership)
        if now.role == role:
            return
        if now.role == Role.ADMIN:
            _keep_an_admin(now)
        now.role = membership.role = role
        now.save(update_fields=["role"])
        if now.user_id != by.pk:
            membership_mails.role_changed(now, site=site)


def remove(membership: Membership, *, by: User, site: str) -> None:
    """Take somebody out; whoever wants to go uses ``leave``."""
    with administering(membership.organisation, by, move="remove"):
        now = _lock(membership)
        if now.user_id == by.pk:
            raise MembershipRefused(_("To go yourself, leave the organisation."), code="self")
        membership_mails.removed(now, site=site)
        now.delete()


def leave(organisation: Organisation, *, by: User) -> None:
    with changing(organisation, by, move="leave"):
        membership = membership_of(by, organisation)
        if membership is None:
            raise MembershipRefused(_("You do not act for this organisation any more."), code="gone")
        if membership.role == Role.ADMIN:
            _keep_an_admin(membership)
        membership.delete()


def hand_over(organisation: Organisation, *, by: User, to: Membership, site: str) -> None:
    """Make ``to`` an administrator and become an editor oneself, in one step: then one can also leave."""
    with administering(organisation, by, move="hand over") as own:
        heir = _lock(to)
        if heir.organisation_id != organisation.pk or heir.pk == own.pk:
            raise MembershipRefused(_("Choose another member of the organisation."), code="heir")
        if heir.role != Role.ADMIN:
            heir.role = Role.ADMIN
            heir.save(update_fields=["role"])
            membership_mails.role_changed(heir, site=site)
        own.role = Role.EDITOR
        own.save(update_fields=["role"])


def administered_alone(user: User) -> list[Organisation]:
    """Organisations that would be left without an administrator if this person went."""
    others = Membership.objects.filter(organisation=OuterRef("pk"), role=Role.ADMIN, user__is_active=True)
    own = Membership.objects.filter(organisation=OuterRef("pk"), role=Role.ADMIN, user=user)
    return list(Organisation.objects.filter(Exists(own), ~Exists(others.exclude(user=user))).order_by("name"))


@contextmanager
def changing(organisation: Organisation, by: User | None, *, move: str) -> Iterator[None]:
    """A change of an organisation's members: one at a time, in one transaction, with its author in the audit."""
    with transaction.atomic(), pghistory.context(user=by.pk if by else None, move=move):
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        yield


@contextmanager
def administering(organisation: Organisation, by: User, *, move: str) -> Iterator[Membership]:
    """The same by one of its administrators, who must still be one; anybody else is refused."""
    with changing(organisation, by, move=move):
        own = membership_of(by, organisation)
        if own is None or own.role != Role.ADMIN:
            raise PermissionDenied
        yield own


def _lock(membership: Membership) -> Membership:
    """As it is now; the organisation's lock keeps it so."""
    now = Membership.objects.select_related("organisation", "user").filter(pk=membership.pk).first()
    if now is None:
        raise MembershipRefused(_("This person does not act for the organisation any more."), code="gone")
    return now


def _keep_an_admin(going: Membership) -> None:
    others = Membership.objects.filter(organisation=going.organisation_id, role=Role.ADMIN, user__is_active=True)
    if not others.exclude(pk=going.pk).exists():
        raise MembershipRefused(
            _("An organisation keeps an administrator: make another member one first."), code="last_admin"
        )
