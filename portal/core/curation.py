"""The only doors between the states of a record: admin, pages, imports and the API all come through here.

    draft → in review → published → archived → in review
            in review → changes requested → in review
            in review → rejected

Each door takes the record, who acts (``by``) and, where somebody will want to know why, a reason. It locks the row, so
that of two curators pressing at once the second is told what the first did. docs/adr/0007-curation.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Curated, State, User

VERIFY_AFTER = timedelta(days=365)


class MoveRefused(ValidationError):
    """The record is not in a state from which this move goes, or the move lacks what it needs."""


def submit(record: Curated, *, by: User) -> None:
    """Hand a draft, or a record sent back for changes, to the curators."""
    _move(record, by, "submit", {State.DRAFT, State.CHANGES_REQUESTED}, State.IN_REVIEW, stamp="submitted")


def publish(record: Curated, *, by: User) -> None:
    """Show the record to everyone. Publishing says that a curator found it true today."""
    today = timezone.localdate()
    verified = {"last_verified_on": today, "verify_due_on": today + VERIFY_AFTER}
    _move(record, by, "publish", {State.IN_REVIEW}, State.PUBLISHED, stamp="published", values=verified)


def send_back(record: Curated, *, by: User, reason: str) -> None:
    """Ask whoever wrote the record for changes; the reason tells them which."""
    _move(record, by, "send back", {State.IN_REVIEW}, State.CHANGES_REQUESTED, reason=_required(reason))


def reject(record: Curated, *, by: User, reason: str) -> None:
    _move(record, by, "reject", {State.IN_REVIEW}, State.REJECTED, reason=_required(reason))


def archive(record: Curated, *, by: User, reason: str) -> None:
    """Take a published record from public view. It keeps its reference, its history and its address for curators."""
    _move(record, by, "archive", {State.PUBLISHED}, State.ARCHIVED, reason=_required(reason))


def reopen(record: Curated, *, by: User, reason: str) -> None:
    """Bring an archived or rejected record back to review: nothing a curator did is final."""
    _move(record, by, "reopen", {State.ARCHIVED, State.REJECTED}, State.IN_REVIEW, reason=_required(reason))


def verify(record: Curated, *, by: User) -> None:
    """Say that the record is still true today; the next look is due in a year."""
    today = timezone.localdate()
    verified = {"last_verified_on": today, "verify_due_on": today + VERIFY_AFTER}
    _move(record, by, "verify", {State.PUBLISHED}, State.PUBLISHED, values=verified)


def _required(reason: str) -> str:
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    return reason.strip()


def _move(
    record: Curated, by: User, move: str, from_states: Iterable[State], to: State,
    *, stamp: str = "", reason: str = "", values: dict | None = None,
) -> None:  # fmt: skip
    """Check under lock, write state, stamps and audit in one transaction, and bring ``record`` up to date."""
    with transaction.atomic(), pghistory.context(user=by.pk, move=move):
        now_state = type(record).objects.select_for_update().values_list("state", flat=True).get(pk=record.pk)
        if now_state not in from_states:
            message = gettext_lazy("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
            raise MoveRefused(message, code="state", params={"ref": record.ref, "state": State(now_state).label})
        written = {"state": to, "state_reason": reason, "updated_at": timezone.now(), "updated_by": by} | (values or {})
        if stamp:
            written |= {f"{stamp}_at": written["updated_at"], f"{stamp}_by": by}
        type(record).objects.filter(pk=record.pk).update(**written)
    for name, value in written.items():
        setattr(record, name, value)


def moves_from(state: str) -> list[str]:
    """The names of the doors that are open from a state, in the order a curator would want them."""
    return {
        State.DRAFT: ["submit"],
        State.IN_REVIEW: ["publish", "send_back", "reject"],
        State.CHANGES_REQUESTED: ["submit"],
        State.PUBLISHED: ["verify", "archive"],
        State.REJECTED: ["reopen"],
        State.ARCHIVED: ["reopen"],
    }[State(state)]


NEEDS_REASON = frozenset({"send_back", "reject", "archive", "reopen"})
