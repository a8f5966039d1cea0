"""The doors between the states of a submitted partnership: those of every submission, and where partners come in.

in review ⇄ partners confirming
in review, partners confirming → accepted, rejected, duplicate
rejected, duplicate → in review
"""

from __future__ import annotations

from uuid import UUID

from partnerships.submission.models import Submission
from portal.core.models import User
from portal.core.submitting import moves
from portal.core.submitting.moves import (
    Why,
    accept,
    ask_for_changes,
    confirm_email,
    decide,
    reject,
    say,
    send,
    settle,
)

__all__ = [
    "accept",
    "ask_for_changes",
    "ask_partners",
    "confirm_email",
    "mark_duplicate",
    "reject",
    "say",
    "send",
    "settle",
    "start",
    "take_back_to_review",
]
State = Submission.State


def start(*, key: UUID, language: str) -> Submission:
    return moves.start(Submission, key=key, language=language)


def ask_partners(submission: Submission, *, by: User) -> None:
    decide(submission, Why(by), "ask partners", {State.IN_REVIEW}, State.PARTNERS_CONFIRMING)


def take_back_to_review(submission: Submission, *, by: User | None, reason: str = "", answer: str = "") -> None:
    """A partner objected, or a curator wants to look again."""
    moves.take_back_to_review(submission, by=by, reason=reason, answer=answer, duplicate_of="")


def mark_duplicate(submission: Submission, *, by: User, of: str, reason: str = "", answer: str = "") -> None:
    """``of`` is the reference of the record, or of the other submission, that tells of the same thing."""
    why = Why(by, reason, answer).required()
    decide(submission, why, "duplicate", submission.REVIEWED, State.DUPLICATE, {"duplicate_of": of})
