"""Who may do what with a listing, beyond seeing it (``visible_to``) and writing it (portal/core/permissions.py)."""

from __future__ import annotations

from django.db.models import Q

from matchmaking.models import Listing
from matchmaking.models.match import FAILED
from portal.core.models import Membership, Organisation


def may_read_confidential(user, listing: Listing) -> bool:
    """Curators, the owner's members, and members of verified parties: organisations that are invited to it, and those
    of its matches that did not fail. Of a listing that nobody owns yet, its author."""
    if getattr(user, "is_curator", False):
        return True
    if not user.is_authenticated:
        return False
    if listing.owner_id is None:
        return listing.created_by_id == user.pk
    member = Organisation.objects.filter(memberships__user=user)
    invited = listing.invitations.values("organisation")
    if member.filter(Q(pk=listing.owner_id) | Q(pk__in=invited, state=Organisation.State.VERIFIED)).exists():
        return True
    verified = member.filter(state=Organisation.State.VERIFIED).values("pk")
    return listing.matches.of(verified).exclude(state__in=FAILED).exists()


def may_see_suggestions(user, listing: Listing) -> bool:
    """Curators, and members of the owner in any role; of a listing that nobody owns yet, its author."""
    if getattr(user, "is_curator", False):
        return True
    if not user.is_authenticated:
        return False
    if listing.owner_id is None:
        return listing.created_by_id == user.pk
    return user.memberships.filter(organisation=listing.owner_id).exists()


def may_steer(user, listing: Listing) -> bool:
    """Answer its questions, end it and renew it: curators, the owner's administrators and editors."""
    if getattr(user, "is_curator", False):
        return True
    if not user.is_authenticated or listing.owner_id is None:
        return False
    entitled = [Membership.Role.ADMIN, Membership.Role.EDITOR]
    return user.memberships.filter(organisation=listing.owner_id, role__in=entitled).exists()
