"""What curators decide on a submission: each decision is a move and the mail that tells of it, in one transaction.

Nothing is decided before the curator has seen that very mail. It is not imitated: the decision is carried out, the mail
it wrote is read, and the transaction takes it all back, until what is about to happen is what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.submission import confirmations, mails, moves, publication
from partnerships.submission.models import Answer, Submission
from portal.core import reference
from portal.core.curation import MoveRefused
from portal.core.models import Mail, User

State = Submission.State


@dataclass(frozen=True)
class Decision:
    """``carry_out(submission, by, site, words)``: ``words`` are what its form on the desk asks for."""

    label: Promise
    lead: Promise  # what it does, on its own page
    carry_out: Callable[[Submission, User, str, dict], None]
    from_states: frozenset[str]
    to: str = ""  # "": the state stays
    mail: str = ""
    answers: tuple[Answer, ...] = ()
    asks: bool = True  # for a reason


@dataclass(frozen=True)
class Told:
    """The mail of a decision, and whether the decision stands."""

    mail: Mail | None
    digest: str
    is_done: bool


def possible(submission: Submission) -> dict[str, Decision]:
    return {name: each for name, each in DECISIONS.items() if submission.state in each.from_states}


def decide(submission: Submission, decision: Decision, *, by: User, site: str, words: dict, seen: str = "") -> Told:
    """Carry it out if ``seen`` is the digest of the mail it writes; else only find out. Raises MoveRefused."""
    with transaction.atomic():
        # A copy of its own: what is taken back must not stay in memory.
        copy = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        state_seen = copy.state_since.isoformat()
        decision.carry_out(copy, by, site, words)
        mail = _written(copy, decision)
        digest = salted_hmac("submission.decision", f"{state_seen}\n{mail.text if mail else ''}").hexdigest()
        is_done = seen == digest
        transaction.set_rollback(not is_done)
    if not is_done:
        reference.forget()  # what was read inside is as if it had never been
    return Told(mail, digest, is_done)


def _written(submission: Submission, decision: Decision) -> Mail | None:
    return (
        Mail.objects.filter(name=decision.mail, to=submission.email).order_by("-pk").first() if decision.mail else None
    )


def is_decided_by(submission: Submission, decision: Decision, by: User, words: dict) -> bool:
    """Whether this very decision stands already: the button was pressed twice."""
    now = Submission.objects.get(pk=submission.pk)
    said = (words.get("answer", ""), words.get("reason", "").strip())
    return (now.state, now.state_by_id) == (decision.to, by.pk) and (now.state_answer, now.state_reason) == said


# --- One by one -------------------------------------------------------------------------------------------------------
def _accept(submission: Submission, by: User, site: str, words: dict) -> None:
    publication.accept(submission, by=by, site=site)


def _ask_for_changes(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.ask_for_changes(submission, by=by, **words)
    mails.changes_asked(submission, site=site)


def _ask_partners(submission: Submission, by: User, site: str, words: dict) -> None:
    confirmations.ask_partners(submission, by=by, site=site)


def _reject(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.reject(submission, by=by, **words)
    mails.rejected(submission, site=site)


def _mark_duplicate(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.mark_duplicate(submission, by=by, **words)
    mails.duplicate(submission, site=site)


def _take_back(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.take_back_to_review(submission, by=by, **words)
    mails.reopened(submission, site=site)


def _say(submission: Submission, by: User, site: str, words: dict) -> None:
    last = submission.messages.last()
    if last and (last.by_id, last.answer, last.text) == (by.pk, words["answer"], words["reason"]):
        raise MoveRefused(_("This is already the last message of the conversation."), code="said")
    message = moves.say(submission, by=by, answer=words["answer"], text=words["reason"])
    mails.message(message, site=site)


DECISIONS = {  # in the order a curator would want them
    "accept": Decision(
        gettext_lazy("Accept and publish"),
        gettext_lazy("A record is made of what was typed and published at once. You can edit it afterwards."),
        _accept, moves.REVIEWED, to=State.ACCEPTED, mail="submission_accepted", asks=False,
    ),
    "ask-for-changes": Decision(
        gettext_lazy("Ask for changes"),
        gettext_lazy("The submitter can change what you name here, and only that, and then send it again."),
        _ask_for_changes, moves.REVIEWED, to=State.CHANGES_REQUESTED, mail="submission_changes_asked",
        answers=(Answer.UNCLEAR, Answer.ROLES, Answer.SOURCE, Answer.DATES, Answer.CONSENT),
    ),
    "ask-partners": Decision(
        gettext_lazy("Ask the partners"),
        gettext_lazy("Each partner named gets a link to confirm, correct or object."),
        _ask_partners, frozenset({State.IN_REVIEW}), to=State.PARTNERS_CONFIRMING, asks=False,
    ),
    "reject": Decision(
        gettext_lazy("Reject"),
        gettext_lazy("It is not published. The submitter learns why, and can answer you."),
        _reject, moves.REVIEWED, to=State.REJECTED, mail="submission_rejected",
        answers=(Answer.SCOPE, Answer.NO_SOURCE, Answer.PROMOTION, Answer.PLANNED),
    ),
    "duplicate": Decision(
        gettext_lazy("Duplicate of"),
        gettext_lazy("The portal knows it already. If that record is public, the submitter gets its link."),
        _mark_duplicate, moves.REVIEWED, to=State.DUPLICATE, mail="submission_duplicate",
        answers=(Answer.KNOWN, Answer.PART),
    ),
    "back-to-review": Decision(
        gettext_lazy("Back to review"),
        gettext_lazy("It waits in the queue again, and the submitter learns of it."),
        _take_back, frozenset({State.PARTNERS_CONFIRMING, State.REJECTED, State.DUPLICATE}), to=State.IN_REVIEW,
        mail="submission_reopened",
    ),
    "message": Decision(
        gettext_lazy("Write to the submitter"),
        gettext_lazy("The state stays as it is. The message joins the conversation and goes out by mail."),
        _say, frozenset(State) - Submission.UNREAD, mail="submission_message",
        answers=(Answer.SOURCE, Answer.DATES, Answer.ROLES),
    ),
}  # fmt: skip
