"""What curators decide on a submitted partnership. portal/core/submitting/decisions.py shows each before it is made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from partnerships.submission import confirmations, mails, moves, publication
from partnerships.submission.models import Answer, Submission
from portal.core.models import User
from portal.core.submitting.decisions import Decision, ask_for_changes, reject, say

State = Submission.State


def _accept(submission: Submission, by: User, site: str, words: dict) -> None:
    publication.accept(submission, by=by, site=site)


def _ask_partners(submission: Submission, by: User, site: str, words: dict) -> None:
    confirmations.ask_partners(submission, by=by, site=site)


def _mark_duplicate(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.mark_duplicate(submission, by=by, **words)
    mails.duplicate(submission, site=site)


def _take_back(submission: Submission, by: User, site: str, words: dict) -> None:
    moves.take_back_to_review(submission, by=by, **words)  # and it is nobody's duplicate any more
    mails.reopened(submission, site=site)


DECISIONS = {  # in the order a curator would want them
    "accept": Decision(
        gettext_lazy("Accept and publish"),
        gettext_lazy("A record is made of what was typed and published at once. You can edit it afterwards."),
        _accept, Submission.REVIEWED, to=State.ACCEPTED, mail="accepted", asks=False,
    ),
    "ask-for-changes": Decision(
        gettext_lazy("Ask for changes"),
        gettext_lazy("The submitter can change what you name here, and only that, and then send it again."),
        ask_for_changes, Submission.REVIEWED, to=State.CHANGES_REQUESTED, mail="changes_asked",
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
        reject, Submission.REVIEWED, to=State.REJECTED, mail="rejected",
        answers=(Answer.SCOPE, Answer.NO_SOURCE, Answer.PROMOTION, Answer.PLANNED),
    ),
    "duplicate": Decision(
        gettext_lazy("Duplicate of"),
        gettext_lazy("The portal knows it already. If that record is public, the submitter gets its link."),
        _mark_duplicate, Submission.REVIEWED, to=State.DUPLICATE, mail="duplicate",
        answers=(Answer.KNOWN, Answer.PART),
    ),
    "back-to-review": Decision(
        gettext_lazy("Back to review"),
        gettext_lazy("It waits in the queue again, and the submitter learns of it."),
        _take_back, Submission.RETURNING, to=State.IN_REVIEW,
        mail="reopened",
    ),
    "message": Decision(
        gettext_lazy("Write to the submitter"),
        gettext_lazy("The state stays as it is. The message joins the conversation and goes out by mail."),
        say, frozenset(State) - Submission.UNREAD, mail="message",
        answers=(Answer.SOURCE, Answer.DATES, Answer.ROLES),
    ),
}  # fmt: skip
