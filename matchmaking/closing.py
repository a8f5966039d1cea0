"""The doors by which an open listing ends, and the one by which it comes back.

    open → matched | closed | withdrawn          open, expired or ended → open, until another day (renew)

*Expired* needs no door: the day says it. Until it is published a listing goes through those of portal/core/curation.py,
and stays published while it is ended, except that a withdrawn one is no longer shown. Whether somebody may go through
is asked before, by ``permissions.may_steer``.
"""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Ending, Listing
from portal.core.curation import MoveRefused
from portal.core.models import State, User


def mark_matched(listing: Listing, *, by: User, reason: str) -> None:
    """What was asked for or offered has found its partner; the reason says whom, or in which match."""
    _end(listing, Ending.MATCHED, by, reason)


def close(listing: Listing, *, by: User, reason: str) -> None:
    """It is over without a match: no longer needed, or no longer to be had. It stays in sight."""
    _end(listing, Ending.CLOSED, by, reason)


def withdraw(listing: Listing, *, by: User, reason: str) -> None:
    """Take it from view: its owner, its author and curators see it still."""
    _end(listing, Ending.WITHDRAWN, by, reason)


def renew(listing: Listing, *, by: User, until: date, reason: str = "") -> None:
    """Open until another day: longer than was said, or again. The reason is kept in the audit."""
    if until < timezone.localdate():
        raise MoveRefused(_("It cannot be open until a day that is past."), code="until")
    with transaction.atomic(), pghistory.context(user=by.pk, move="renew", reason=reason.strip()):
        now = _locked(listing)
        deadline = None if now.deadline and now.deadline < timezone.localdate() else now.deadline
        if deadline and deadline > until:
            raise MoveRefused(_("Answers cannot be wanted by a day on which it is no longer open."), code="until")
        _write(
            listing, by, expires_on=until, deadline=deadline, ending="", ending_reason="", ended_at=None, ended_by=None
        )


def _end(listing: Listing, ending: Ending, by: User, reason: str) -> None:
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    with transaction.atomic(), pghistory.context(user=by.pk, move=ending.value):
        now = _locked(listing)
        if now.ending:
            message = _("%(ref)s is %(status)s already.")
            raise MoveRefused(message % {"ref": now.ref, "status": now.status.label.lower()}, code="state")
        _write(
            listing, by, ending=ending, ending_reason=reason.strip(), ended_at=timezone.now(), ended_by=by
        )  # fmt: skip


def _locked(listing: Listing) -> Listing:
    """As it is now, so that of two people at once the second is told what the first did."""
    now = type(listing).objects.select_for_update(of=["self"]).get(pk=listing.pk)
    if now.state != State.PUBLISHED:
        message = _("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
        raise MoveRefused(message % {"ref": now.ref, "state": now.get_state_display()}, code="state")
    return now


def _write(listing: Listing, by: User, **written) -> None:
    written |= {"updated_at": timezone.now(), "updated_by": by}
    type(listing).objects.filter(pk=listing.pk).update(**written)
    for name, value in written.items():
        setattr(listing, name, value)
