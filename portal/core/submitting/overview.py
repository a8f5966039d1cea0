"""What the pages about a whole submission show: before it is sent, and ever after. Rooms add what they make of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import cached_property

from portal.core.answers import answers
from portal.core.models import Exchanged, Submitted
from portal.core.reference import Reference
from portal.core.submitting.pages import Steps, asked_for
from portal.core.submitting.shown import shown_documents


class ReviewPage:
    """Before sending: the answers, what the portal makes of them, what is missing."""

    is_review = True  # the progress list marks it

    def __init__(self, submission: Submitted, reference: Reference):
        self.submission, self.reference = submission, reference
        self.steps = Steps(submission, reference)
        self.problem, self.is_paused = "", False

    @property
    def can_send(self) -> bool:
        return not self.steps.missing

    @property
    def parts(self) -> list[dict]:
        return [
            {"link": link, "answers": answers(self.steps.forms[link.name]), "documents": self._documents(link.name)}
            for link in self.steps
        ]

    def _documents(self, name: str) -> list[dict]:
        return shown_documents(self.submission) if name == self.submission.DOCUMENTS_IN else []


class StatusPage:
    """The private page: where it stands, what is next, the conversation, what was sent."""

    def __init__(self, submission: Submitted, reference: Reference, told: Mapping | None = None):
        self.submission, self.reference = submission, reference
        self.steps = Steps(submission, reference)
        self.told = told or {}
        self.link_problem = self.link_typed = self.message_problem = self.message_typed = ""

    @property
    def heading(self) -> str:
        raise NotImplementedError

    @property
    def next(self) -> list[str]:
        """What happens next, in order."""
        raise NotImplementedError

    @property
    def is_to_confirm(self) -> bool:
        return bool(self.submission.email) and self.submission.email_confirmed_at is None

    @property
    def asked(self) -> list[tuple[str, str]]:
        return asked_for(self.submission, self.steps.forms)

    @cached_property
    def parts(self) -> list[dict]:
        found = [{"heading": link.heading, "answers": answers(self.steps.forms[link.name])} for link in self.steps]
        return [each for each in found if each["answers"]]

    @cached_property
    def messages(self) -> list[Exchanged]:
        return list(self.submission.messages.all())

    @cached_property
    def documents(self) -> list[dict]:
        return shown_documents(self.submission)

    @property
    def continue_url(self) -> str:
        """What the curators asked for first, or the first step that is not done."""
        if self.asked:
            return self.asked[0][0]
        unfinished = (link.url for link in self.steps if link.state in {"to_do", "problems"})
        return next(unfinished, self.review_url)

    @property
    def review_url(self) -> str:
        return self.submission.url("review")

    @property
    def message_url(self) -> str:
        return self.submission.url("message")

    @property
    def link_url(self) -> str:
        return self.submission.url("link")

    @property
    def can_talk(self) -> bool:
        return self.submission.submitted_at is not None and self.submission.email_confirmed_at is not None
