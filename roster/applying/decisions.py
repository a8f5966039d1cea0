"""What curators decide on an application. portal/core/submitting/decisions.py shows each before it is made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from portal.core.models import User
from portal.core.submitting.decisions import Decision, ask_for_changes, reject, say, take_back
from roster.applying import publication
from roster.models import Answer, Application

State = Application.State


def _accept(application: Application, by: User, site: str, words: dict) -> None:
    publication.accept(application, by=by, basis=words["basis"], site=site)


DECISIONS = {  # in the order a curator would want them
    "accept": Decision(
        gettext_lazy("Accept and list"),
        gettext_lazy("A profile is made of what was typed and published at once, as far as the applicant released it."),
        _accept, Application.REVIEWED, to=State.ACCEPTED, mail="accepted", asks=False,
    ),
    "ask-for-changes": Decision(
        gettext_lazy("Ask for changes"),
        gettext_lazy("The applicant can change what you name here, and only that, and then send it again."),
        ask_for_changes, Application.REVIEWED, to=State.CHANGES_REQUESTED, mail="changes_asked",
        answers=(Answer.UNCLEAR, Answer.ASSIGNMENTS, Answer.INTERESTS, Answer.CV, Answer.LISTING),
    ),
    "reject": Decision(
        gettext_lazy("Reject"),
        gettext_lazy("The person is not listed, learns why, and can answer you."),
        reject, Application.REVIEWED, to=State.REJECTED, mail="rejected",
        answers=(Answer.NATIONALITY, Answer.SCOPE, Answer.UNPROVEN, Answer.KNOWN, Answer.COMPANY),
    ),
    "back-to-review": Decision(
        gettext_lazy("Back to review"),
        gettext_lazy("It waits in the queue again, and the applicant learns of it."),
        take_back, Application.RETURNING, to=State.IN_REVIEW, mail="reopened",
    ),
    "message": Decision(
        gettext_lazy("Write to the applicant"),
        gettext_lazy("The state stays as it is. The message joins the conversation and goes out by mail."),
        say, frozenset(State) - Application.UNREAD, mail="message",
        answers=(Answer.ASSIGNMENTS, Answer.INTERESTS, Answer.CV),
    ),
}  # fmt: skip
