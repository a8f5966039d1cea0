"""The only doors between the states of a submission: pages, links in mails and the desk come through here.

    draft → confirmed (e-mail) ┐
    draft → sent ──────────────┴→ in review ⇄ changes requested
                                  in review ⇄ partners confirming
                                  in review, partners confirming → accepted, rejected, duplicate
                                  rejected, duplicate → in review

Each locks the row, so that of two who press at once the second is told what the first did. ``by`` is the curator; the
submitter's own moves take none. Whoever also wants to write a mail or make a record calls a move inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.submission.models import Message, Submission
from portal.core.curation import MoveRefused
from portal.core.models import User, next_references

State = Submission.State
REVIEWED = frozenset({State.IN_REVIEW, State.PARTNERS_CONFIRMING})


def start(*, key: UUID, language: str) -> Submission:
    """The draft begun with this key: the same one however often it is asked for, also by two requests at once."""
    if found := Submission.objects.filter(start_key=key).first():
        return found
    with transaction.atomic():
        [ref] = next_references(Submission.REF_PREFIX, timezone.localdate().year)
        found, _is_new = Submission.objects.get_or_create(start_key=key, defaults={"ref": ref, "language": language})
    return found


def confirm_email(submission: Submission, *, email: str) -> bool:
    """The link in the mail was followed and its button pressed. False if the address is no longer this one."""
    with transaction.atomic():
        locked = _lock(submission)
        if not email or locked.email != email:
            return False
        if locked.email_confirmed_at is None:
            written = {"email_confirmed_at": timezone.now()}
            if new := {State.DRAFT: State.CONFIRMED, State.SENT: State.IN_REVIEW}.get(locked.state):
                written |= {"state": new, "state_since": timezone.now()}
            _write(submission, written, move="confirm e-mail")
    return True


def send(submission: Submission) -> bool:
    """Hand it to the curators; without a confirmed address it waits for that. False if that was done before."""
    with transaction.atomic():
        locked = _lock(submission)
        if not locked.is_editable:
            submission.state = locked.state
            return False
        confirmed = locked.email_confirmed_at is not None
        written = {
            "state": State.IN_REVIEW if confirmed else State.SENT,
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
    submission: Submission, *, by: User, reason: str = "", answer: str = "", asked: Iterable[str] = ()
) -> None:
    """Open it to its writer again: the fields asked for, such as "snapshot.title"; without any, the whole form."""
    why = _Why(by, reason, answer).required()
    _decide(submission, why, "ask for changes", REVIEWED, State.CHANGES_REQUESTED, {"asked": list(asked)})


def ask_partners(submission: Submission, *, by: User) -> None:
    _decide(submission, _Why(by), "ask partners", {State.IN_REVIEW}, State.PARTNERS_CONFIRMING)


def take_back_to_review(submission: Submission, *, by: User | None, reason: str = "", answer: str = "") -> None:
    """A partner objected, or a curator wants to look again."""
    from_states = {State.PARTNERS_CONFIRMING, State.REJECTED, State.DUPLICATE}
    _decide(submission, _Why(by, reason, answer), "take back to review", from_states, State.IN_REVIEW)


def accept(submission: Submission, *, by: User) -> None:
    if not submission.has_consent:
        raise MoveRefused(_("The submitter has not agreed to publication yet: ask for it."), code="consent")
    _decide(submission, _Why(by), "accept", REVIEWED, State.ACCEPTED)


def reject(submission: Submission, *, by: User, reason: str = "", answer: str = "") -> None:
    _decide(submission, _Why(by, reason, answer).required(), "reject", REVIEWED, State.REJECTED)


def mark_duplicate(submission: Submission, *, by: User, of: str, reason: str = "", answer: str = "") -> None:
    """``of`` is the reference of the record, or of the other submission, that tells of the same thing."""
    why = _Why(by, reason, answer).required()
    _decide(submission, why, "duplicate", REVIEWED, State.DUPLICATE, {"duplicate_of": of})


def say(submission: Submission, *, text: str = "", answer: str = "", by: User | None = None) -> Message:
    """Add to the conversation; without an author it is the submitter who speaks, and waits for an answer."""
    waits_since = None if by else submission.unanswered_since or timezone.now()
    Submission.objects.filter(pk=submission.pk).update(unanswered_since=waits_since)
    submission.unanswered_since = waits_since
    return Message.objects.create(submission=submission, by=by, text=text, answer=answer)


def settle(submission: Submission) -> None:
    """What the submitter wrote last needs no answer."""
    Submission.objects.filter(pk=submission.pk).update(unanswered_since=None)


@dataclass(frozen=True)
class _Why:
    """Who decides, and the reason given: a ready answer, own words, or both."""

    by: User | None
    reason: str = ""
    answer: str = ""

    def required(self) -> _Why:
        if not self.reason.strip() and not self.answer:
            raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
        return self


def _decide(
    submission: Submission, why: _Why, move: str, from_states: Iterable[str], to: str, values: dict | None = None
) -> None:
    """A curator's move: checked under lock, stamped if it decides, its reason put into the conversation."""
    decided, now, reason = to in Submission.DECIDED, timezone.now(), why.reason.strip()
    with transaction.atomic():
        locked = _lock(submission)
        if locked.state not in from_states:
            raise _refused(locked)
        written = {
            "state": to,
            "state_since": now,
            "state_by": why.by,
            "state_answer": why.answer,
            "state_reason": reason,
            "asked": [],
            "duplicate_of": "",
            "decided_at": now if decided else None,
            "decided_by": why.by if decided else None,
        }
        _write(submission, written | (values or {}), move=move, user=why.by.pk if why.by else None)
        if why.by:
            settle(submission)
        if why.by and (reason or why.answer):
            say(submission, text=reason, answer=why.answer, by=why.by)


def _refused(submission: Submission) -> MoveRefused:
    """Whoever comes second is told what the first did."""
    params = {"ref": submission.ref, "state": State(submission.state).label, "who": submission.state_by}
    message = gettext_lazy("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
    if submission.state_by:
        message = gettext_lazy(
            "%(ref)s is now in the state “%(state)s”, brought there by %(who)s: this step is not possible from there."
        )
    return MoveRefused(message, code="state", params=params)


def _lock(submission: Submission) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _write(submission: Submission, written: dict, **context) -> None:
    """Only the columns of this move, so that a stale copy in memory overwrites nothing."""
    written |= {"updated_at": timezone.now()}
    with pghistory.context(**context):
        Submission.objects.filter(pk=submission.pk).update(**written)
    for name, value in written.items():
        setattr(submission, name, value)
