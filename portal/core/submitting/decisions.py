"""What curators decide on a submission: each decision is a move and the mail that tells of it, in one transaction.

Nothing is decided before the curator has seen that very mail. It is not imitated: the decision is carried out, the mail
it wrote is read, and the transaction takes it all back, until what is about to happen is what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextChoices
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.core import reference
from portal.core.curation import MoveRefused
from portal.core.models import Mail, Submitted, User
from portal.core.submitting import mails, moves


@dataclass(frozen=True)
class Decision:
    """``carry_out(submission, by, site, words)``: ``words`` are what its form on the desk asks for."""

    label: Promise
    lead: Promise  # what it does, on its own page
    carry_out: Callable[[Submitted, User, str, dict], None]
    from_states: frozenset[str]
    to: str = ""  # "": the state stays
    mail: str = ""  # by the last part of its name
    answers: tuple[TextChoices, ...] = ()  # ready ones
    asks: bool = True  # for a reason


@dataclass(frozen=True)
class Told:
    """The mail of a decision, and whether the decision stands."""

    mail: Mail | None
    digest: str
    is_done: bool


def decide(submission: Submitted, decision: Decision, *, by: User, site: str, words: dict, seen: str = "") -> Told:
    """Carry it out if ``seen`` is the digest of the mail it writes; else only find out. Raises MoveRefused."""
    with transaction.atomic():
        # A copy of its own: what is taken back must not stay in memory.
        copy = type(submission).objects.select_for_update(of=("self",)).get(pk=submission.pk)
        state_seen = copy.state_since.isoformat()
        decision.carry_out(copy, by, site, words)
        mail = _written(copy, decision)
        digest = salted_hmac("submission.decision", f"{state_seen}\n{mail.text if mail else ''}").hexdigest()
        is_done = seen == digest
        transaction.set_rollback(not is_done)
    if not is_done:
        reference.forget()  # what was read inside is as if it had never been
    return Told(mail, digest, is_done)


def _written(submission: Submitted, decision: Decision) -> Mail | None:
    if not decision.mail:
        return None
    found = Mail.objects.filter(name=f"{submission.NAME}_{decision.mail}", to=submission.email)
    return found.order_by("-pk").first()


def is_decided_by(submission: Submitted, decision: Decision, by: User, words: dict) -> bool:
    """Whether this very decision stands already: the button was pressed twice."""
    now = type(submission).objects.get(pk=submission.pk)
    said = (words.get("answer", ""), words.get("reason", "").strip())
    return (now.state, now.state_by_id) == (decision.to, by.pk) and (now.state_answer, now.state_reason) == said


# --- Those of every room ----------------------------------------------------------------------------------------------
def ask_for_changes(submission: Submitted, by: User, site: str, words: dict) -> None:
    moves.ask_for_changes(submission, by=by, **words)
    mails.changes_asked(submission, site=site)


def reject(submission: Submitted, by: User, site: str, words: dict) -> None:
    moves.reject(submission, by=by, **words)
    mails.rejected(submission, site=site)


def take_back(submission: Submitted, by: User, site: str, words: dict) -> None:
    moves.take_back_to_review(submission, by=by, **words)
    mails.reopened(submission, site=site)


def say(submission: Submitted, by: User, site: str, words: dict) -> None:
    last = submission.messages.last()
    if last and (last.by_id, last.answer, last.text) == (by.pk, words["answer"], words["reason"]):
        raise MoveRefused(_("This is already the last message of the conversation."), code="said")
    message = moves.say(submission, by=by, answer=words["answer"], text=words["reason"])
    mails.message(message, site=site)
