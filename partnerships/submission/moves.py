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
                written["state"] = new
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
            "state_reason": "",
            "asked": [],
            "submitted_at": locked.submitted_at or timezone.now(),
        }
        _write(submission, written, move="send")
    return True


def ask_for_changes(submission: Submission, *, by: User, reason: str, asked: Iterable[str] = ()) -> None:
    """Open it to its writer again. ``asked`` names the fields, such as "snapshot.title"; the reason joins the talk."""
    written = {"asked": list(asked)}
    _decide(submission, by, "ask for changes", REVIEWED, State.CHANGES_REQUESTED, _required(reason), written)


def ask_partners(submission: Submission, *, by: User) -> None:
    _decide(submission, by, "ask partners", {State.IN_REVIEW}, State.PARTNERS_CONFIRMING)


def take_back_to_review(submission: Submission, *, by: User | None, reason: str = "") -> None:
    """A partner objected, or a curator wants to look again."""
    from_states = {State.PARTNERS_CONFIRMING, State.REJECTED, State.DUPLICATE}
    _decide(submission, by, "take back to review", from_states, State.IN_REVIEW, reason.strip())


def accept(submission: Submission, *, by: User) -> None:
    if not submission.has_consent:
        raise MoveRefused(_("The submitter has not agreed to publication yet: ask for it."), code="consent")
    _decide(submission, by, "accept", REVIEWED, State.ACCEPTED)


def reject(submission: Submission, *, by: User, reason: str) -> None:
    _decide(submission, by, "reject", REVIEWED, State.REJECTED, _required(reason))


def mark_duplicate(submission: Submission, *, by: User, reason: str, of: str) -> None:
    """``of`` is the reference of the record, or of the other submission, that tells of the same thing."""
    written = {"duplicate_of": of}
    _decide(submission, by, "duplicate", REVIEWED, State.DUPLICATE, _required(reason), written)


def say(submission: Submission, *, text: str, by: User | None = None) -> Message:
    """Add to the conversation; without an author it is the submitter who speaks."""
    return Message.objects.create(submission=submission, by=by, text=text)


def _decide(
    submission: Submission, by: User | None, move: str, from_states: Iterable[str], to: str, reason: str = "",
    values: dict | None = None,
) -> None:  # fmt: skip
    """A curator's move: checked under lock, stamped if it decides, its reason put into the conversation."""
    decided = to in Submission.DECIDED
    with transaction.atomic():
        state = _lock(submission).state
        if state not in from_states:
            message = gettext_lazy("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
            params = {"ref": submission.ref, "state": State(state).label}
            raise MoveRefused(message, code="state", params=params)
        written = {
            "state": to,
            "state_reason": reason,
            "asked": [],
            "duplicate_of": "",
            "decided_at": timezone.now() if decided else None,
            "decided_by": by if decided else None,
        }
        _write(submission, written | (values or {}), move=move, user=by.pk if by else None)
        if reason:
            say(submission, text=reason, by=by)


def _required(reason: str) -> str:
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    return reason.strip()


def _lock(submission: Submission) -> Submission:
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _write(submission: Submission, written: dict, **context) -> None:
    """Only the columns of this move, so that a stale copy in memory overwrites nothing."""
    written |= {"updated_at": timezone.now()}
    with pghistory.context(**context):
        Submission.objects.filter(pk=submission.pk).update(**written)
    for name, value in written.items():
        setattr(submission, name, value)
