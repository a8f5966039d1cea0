"""The only doors between the states of a record: admin, pages, imports and the API all come through here.

    draft → in review → published → archived → in review
                        published → in review
            in review → changes requested → in review
            in review → rejected

Each door takes the record, who acts (``by``) and, where somebody will want to know why, a reason. It locks the row, so
that of two curators pressing at once the second is told what the first did. docs/adr/0007-curation.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Reviewed, State, User

VERIFY_AFTER = timedelta(days=365)


class MoveRefused(ValidationError):
    """The record is not in a state from which this move goes, or the move lacks what it needs."""


@dataclass(frozen=True)
class Door:
    leads_from: frozenset[State]
    to: State
    stamp: str = ""  # which stamp it sets: "submitted", "published"
    verifies: bool = False  # says that the record is true today; the next look is due in a year
    needs_reason: bool = False


DOORS = {  # in the order a curator would want them
    "submit": Door(frozenset({State.DRAFT, State.CHANGES_REQUESTED}), State.IN_REVIEW, stamp="submitted"),
    "publish": Door(frozenset({State.IN_REVIEW}), State.PUBLISHED, stamp="published", verifies=True),
    "send_back": Door(frozenset({State.IN_REVIEW}), State.CHANGES_REQUESTED, needs_reason=True),
    "reject": Door(frozenset({State.IN_REVIEW}), State.REJECTED, needs_reason=True),
    "verify": Door(frozenset({State.PUBLISHED}), State.PUBLISHED, verifies=True),
    "question": Door(frozenset({State.PUBLISHED}), State.IN_REVIEW, needs_reason=True),
    "archive": Door(frozenset({State.PUBLISHED}), State.ARCHIVED, needs_reason=True),
    "reopen": Door(frozenset({State.ARCHIVED, State.REJECTED}), State.IN_REVIEW, needs_reason=True),
}
NEEDS_REASON = frozenset(name for name, door in DOORS.items() if door.needs_reason)


def submit(record: Reviewed, *, by: User) -> None:
    """Hand a draft, or a record sent back for changes, to the curators."""
    _move(record, "submit", by)


def publish(record: Reviewed, *, by: User) -> None:
    """Show the record to everyone. Publishing says that a curator found it true today."""
    _move(record, "publish", by)


def send_back(record: Reviewed, *, by: User, reason: str) -> None:
    """Ask whoever wrote the record for changes; the reason tells them which."""
    _move(record, "send_back", by, reason)


def reject(record: Reviewed, *, by: User, reason: str) -> None:
    _move(record, "reject", by, reason)


def archive(record: Reviewed, *, by: User, reason: str) -> None:
    """Take a published record from public view. It keeps its reference, its history and its address for curators."""
    _move(record, "archive", by, reason)


def question(record: Reviewed, *, by: User | None, reason: str) -> None:
    """Take a published record from public view until a curator has looked at it again. Without ``by`` it is somebody
    without an account who should know, such as a partner that objects."""
    _move(record, "question", by, reason)


def reopen(record: Reviewed, *, by: User, reason: str) -> None:
    """Bring an archived or rejected record back to review: nothing a curator did is final."""
    _move(record, "reopen", by, reason)


def verify(record: Reviewed, *, by: User) -> None:
    """Say that the record is still true today; the next look is due in a year."""
    _move(record, "verify", by)


@dataclass(frozen=True)
class Prospect:
    """What a move of many does to one of them."""

    record: Reviewed
    refusal: str = ""  # why it stays as it is


def prospects(records: Iterable[Reviewed], move: str) -> list[Prospect]:
    """Which of these records the move takes along, and why not the others."""
    return [Prospect(record, _why_not(record, move)) for record in records]


def move_many(records: QuerySet, move: str, *, by: User, reason: str = "") -> list[Prospect]:
    """Through one door together: those that it is open for, all or none of them, in a fixed number of queries.

    The rows are locked in one order, so that two curators with overlapping choices wait for each other. Doing it twice
    is doing it once: whoever has gone through is refused the second time.
    """
    written = _written(move, by, reason)
    with transaction.atomic(), pghistory.context(user=by.pk, move=move.replace("_", " ")):
        chosen = records.model._default_manager.filter(pk__in=records.order_by().values("pk"))
        found = prospects(chosen.order_by("pk").select_for_update(of=["self"]), move)
        moving = [each.record.pk for each in found if not each.refusal]
        records.model._default_manager.filter(pk__in=moving).update(**written)
    return found


def _why_not(record: Reviewed, move: str) -> str:
    if record.state not in DOORS[move].leads_from:
        return " ".join(_closed(record, record.state).messages)
    if hindrance := record.hindrance(move):
        return hindrance
    if move == "verify" and record.last_verified_on == timezone.localdate():
        return _("%(ref)s was found true today already.") % {"ref": record.ref}
    return ""


def _closed(record: Reviewed, state: str) -> MoveRefused:
    message = gettext_lazy("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
    return MoveRefused(message, code="state", params={"ref": record.ref, "state": State(state).label})


def _written(move: str, by: User | None, reason: str) -> dict:
    """The columns that a move writes."""
    door, today = DOORS[move], timezone.localdate()
    if door.needs_reason and not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    written = {"state": door.to, "state_reason": reason.strip(), "updated_at": timezone.now(), "updated_by": by}
    if door.verifies:
        written |= {"last_verified_on": today, "verify_due_on": today + VERIFY_AFTER}
    if door.stamp:
        written |= {f"{door.stamp}_at": written["updated_at"], f"{door.stamp}_by": by}
    return written


def _move(record: Reviewed, move: str, by: User | None, reason: str = "") -> None:
    """Check under lock, write state, stamps and audit in one transaction, and bring ``record`` up to date."""
    written = _written(move, by, reason)
    with transaction.atomic(), pghistory.context(user=by and by.pk, move=move.replace("_", " ")):
        now_state = type(record).objects.select_for_update().values_list("state", flat=True).get(pk=record.pk)
        if now_state not in DOORS[move].leads_from:
            raise _closed(record, now_state)
        if hindrance := record.hindrance(move):
            raise MoveRefused(hindrance, code="hindrance")
        type(record).objects.filter(pk=record.pk).update(**written)
    for name, value in written.items():
        setattr(record, name, value)


def moves_from(state: str) -> list[str]:
    """The names of the doors that are open from a state, in the order a curator would want them."""
    return [name for name, door in DOORS.items() if state in door.leads_from]
