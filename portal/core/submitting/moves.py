"""The only doors between the states of a submission: pages, links in mails and the desk come through here.

    draft → confirmed (e-mail) ┐
    draft → sent ──────────────┴→ in review ⇄ changes requested
                                  in review → accepted
                                  in review ⇄ rejected

A room with other states has doors of its own, which lead through ``decide``.

Each locks the row, so that of two who press at once the second is told what the first did. ``by`` is the curator; the
submitter's own moves take none. Whoever also wants to write a mail or make a record calls a move inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.curation import MoveRefused
from portal.core.models import Exchanged, Submitted, User, next_references


def start(model: type[Submitted], *, key: UUID, language: str) -> Submitted:
    """The draft begun with this key: the same one however often it is asked for, also by two requests at once."""
    if found := model.objects.filter(start_key=key).first():
        return found
    with transaction.atomic():
        [ref] = next_references(model.REF_PREFIX, timezone.localdate().year)
        found, _is_new = model.objects.get_or_create(start_key=key, defaults={"ref": ref, "language": language})
    return found


def confirm_email(submission: Submitted, *, email: str) -> bool:
    """The link in the mail was followed and its button pressed. False if the address is no longer this one."""
    with transaction.atomic():
        locked = lock(submission)
        if not email or locked.email != email:
            return False
        if locked.email_confirmed_at is None:
            written = {"email_confirmed_at": timezone.now()}
            if new := {"draft": "confirmed", "sent": "in_review"}.get(locked.state):
                written |= {"state": new, "state_since": timezone.now()}
            _write(submission, written, move="confirm e-mail")
    return True


def send(submission: Submitted) -> bool:
    """Hand it to the curators; without a confirmed address it waits for that. False if that was done before."""
    with transaction.atomic():
        locked = lock(submission)
        if not locked.is_editable:
            submission.state = locked.state
            return False
        confirmed = locked.email_confirmed_at is not None
        written = {
            "state": "in_review" if confirmed else "sent",
            "state_since": timezone.now(),
            "state_by": None,
            "state_answer": "",
            "state_reason": "",
            "asked": [],
            "submitted_at": locked.submitted_at or timezone.now(),
        }
        _write(submission, written, move="send")
    return True


def ask_for_changes(
    submission: Submitted, *, by: User, reason: str = "", answer: str = "", asked: Iterable[str] = ()
) -> None:
    """Open it to its writer again: the fields asked for, such as "snapshot.title"; without any, the whole form."""
    why = Why(by, reason, answer).required()
    decide(submission, why, "ask for changes", submission.REVIEWED, "changes_requested", {"asked": list(asked)})


def take_back_to_review(
    submission: Submitted, *, by: User | None, reason: str = "", answer: str = "", **values
) -> None:
    """A curator wants to look again, or somebody who was asked objected. ``values``: other columns to write."""
    decide(submission, Why(by, reason, answer), "take back to review", submission.RETURNING, "in_review", values)


def accept(submission: Submitted, *, by: User) -> None:
    if not submission.has_consent:
        raise MoveRefused(_("The submitter has not agreed to publication yet: ask for it."), code="consent")
    decide(submission, Why(by), "accept", submission.REVIEWED, "accepted")


def reject(submission: Submitted, *, by: User, reason: str = "", answer: str = "") -> None:
    decide(submission, Why(by, reason, answer).required(), "reject", submission.REVIEWED, "rejected")


def say(submission: Submitted, *, text: str = "", answer: str = "", by: User | None = None) -> Exchanged:
    """Add to the conversation; without an author it is the submitter who speaks, and waits for an answer."""
    waits_since = None if by else submission.unanswered_since or timezone.now()
    _of(submission).update(unanswered_since=waits_since)
    submission.unanswered_since = waits_since
    return submission.messages.create(by=by, text=text, answer=answer)


def settle(submission: Submitted) -> None:
    """What the submitter wrote last needs no answer."""
    _of(submission).update(unanswered_since=None)


@dataclass(frozen=True)
class Why:
    """Who decides, and the reason given: a ready answer, own words, or both."""

    by: User | None
    reason: str = ""
    answer: str = ""

    def required(self) -> Why:
        if not self.reason.strip() and not self.answer:
            raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
        return self


def decide(
    submission: Submitted, why: Why, move: str, from_states: Iterable[str], to: str, values: dict | None = None
) -> None:
    """A curator's move of a room: checked under lock, stamped if it decides, its reason put into the conversation."""
    decided, now, reason = to in submission.DECIDED, timezone.now(), why.reason.strip()
    with transaction.atomic():
        locked = lock(submission)
        if locked.state not in from_states:
            raise _refused(locked)
        written = {
            "state": to,
            "state_since": now,
            "state_by": why.by,
            "state_answer": why.answer,
            "state_reason": reason,
            "asked": [],
            "decided_at": now if decided else None,
            "decided_by": why.by if decided else None,
        }
        _write(submission, written | (values or {}), move=move, user=why.by.pk if why.by else None)
        if why.by:
            settle(submission)
        if why.by and (reason or why.answer):
            say(submission, text=reason, answer=why.answer, by=why.by)


def _refused(submission: Submitted) -> MoveRefused:
    """Whoever comes second is told what the first did."""
    params = {"ref": submission.ref, "state": submission.get_state_display(), "who": submission.state_by}
    message = gettext_lazy("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
    if submission.state_by:
        message = gettext_lazy(
            "%(ref)s is now in the state “%(state)s”, brought there by %(who)s: this step is not possible from there."
        )
    return MoveRefused(message, code="state", params=params)


def lock(submission: Submitted) -> Submitted:
    """As it is now; nobody else moves it before the transaction ends."""
    return type(submission).objects.select_for_update().get(pk=submission.pk)


def _of(submission: Submitted) -> QuerySet:
    return type(submission).objects.filter(pk=submission.pk)


def _write(submission: Submitted, written: dict, **context) -> None:
    """Only the columns of this move, so that a stale copy in memory overwrites nothing."""
    written |= {"updated_at": timezone.now()}
    with pghistory.context(**context):
        _of(submission).update(**written)
    for name, value in written.items():
        setattr(submission, name, value)
