"""Fetching and permitting in one breath: a stranger gets "not found", a reader who may not edit gets "forbidden"."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from pyroaring import BitMap

from portal.core.facets import Snapshot
from portal.core.models import Curated, CuratedQuerySet, Membership, State

WITH_AUTHORS = frozenset({State.DRAFT, State.CHANGES_REQUESTED})  # states in which curators wait for them


def get_visible(records: CuratedQuerySet, user, **lookup) -> Curated:
    """The record if this user may see it; otherwise 404, as if it did not exist."""
    return get_object_or_404(records.visible_to(user), **lookup)


def readable_by(user, snapshot: Snapshot) -> BitMap:
    """The bitmap form of ``visible_to``."""
    if getattr(user, "is_curator", False):
        return snapshot.readable(everything=True)
    if not user.is_authenticated:
        return snapshot.readable()
    return snapshot.readable(author=user.pk, owners=user.memberships.values_list("organisation_id", flat=True))


def get_editable(records: CuratedQuerySet, user, **lookup) -> Curated:
    """The record if this user may change it; 404 to whom it is invisible, 403 to whom it is only visible."""
    record = get_visible(records, user, **lookup)
    if not editable_by(record, user):
        raise PermissionDenied
    return record


def editable_by(record: Curated, user) -> bool:
    """Curators change anything; authors and editors of the owning organisation, until it is with the curators."""
    if getattr(user, "is_curator", False):
        return True
    if not user.is_authenticated or record.state not in WITH_AUTHORS:
        return False
    if record.owner_id is None:
        return record.created_by_id == user.pk
    return user.memberships.filter(
        organisation=record.owner_id, role__in=[Membership.Role.ADMIN, Membership.Role.EDITOR]
    ).exists()
