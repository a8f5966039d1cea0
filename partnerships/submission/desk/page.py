"""What the desk shows of a submission: all that was typed, what the portal makes of it, what it knows already."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property

from partnerships.submission import steps
from partnerships.submission.answers import shown_documents
from partnerships.submission.decisions import possible
from partnerships.submission.judgement import kind_in_words, sketch
from partnerships.submission.known import Known, alike_records, alike_submissions, named
from partnerships.submission.models import Confirmation, Document, Message, Submission
from partnerships.submission.pages import asked_for
from portal.core.admin.moves import address
from portal.core.answers import answers
from portal.core.models import User
from portal.core.reference import Reference


class DeskPage:
    def __init__(self, submission: Submission, user: User, reference: Reference):
        self.submission, self.user, self.reference = submission, user, reference
        self.forms = steps.filled(submission.data, reference)
        self._snapshot = self.forms["snapshot"].answers

    @cached_property
    def partners(self) -> list[Confirmation]:
        """Who was asked to confirm, and what they answered."""
        return list(self.submission.confirmations.all())

    @property
    def parts(self) -> list[dict]:
        """Step by step; what was left empty is not listed."""
        return [{"heading": str(form.heading), "answers": answers(form)} for form in self.forms.values()]

    @property
    def kind(self) -> dict[str, str]:
        return kind_in_words(self._snapshot, self.reference)

    @cached_property
    def documents(self) -> list[dict]:
        def download(document: Document) -> str:
            return reverse("admin:submission_submission_document", args=[self.submission.pk, document.pk])

        return shown_documents(self.submission, download)

    @cached_property
    def messages(self) -> list[Message]:
        return list(self.submission.messages.select_related("by"))

    @cached_property
    def alike(self) -> list[dict]:
        """Records and other submissions that may tell of the same, each with its page on the desk."""
        wanted = sketch(self._snapshot)
        found = [
            *alike_records(wanted, self.user, self.reference),
            *alike_submissions(self.submission, wanted, self.reference),
        ]
        return [shown(each) for each in found]

    @property
    def asked(self) -> list[str]:
        return [label for _url, label in asked_for(self.submission, self.forms)]

    @property
    def decisions(self) -> list[dict]:
        return [
            {"label": each.label, "url": decision_url(self.submission, name), "is_first": name == "accept"}
            for name, each in possible(self.submission).items()
        ]

    @property
    def record(self) -> dict | None:
        made = self.submission.initiative
        return {"thing": made, "url": address(made)} if made else None

    @cached_property
    def original(self) -> dict | None:
        """What this is a duplicate of."""
        found = named(self.submission.duplicate_of, self.user) if self.submission.duplicate_of else None
        return {"thing": found, "url": address(found)} if found else None


def shown(known: Known) -> dict:
    thing = known.thing
    is_record = not isinstance(thing, Submission)
    return {
        "known": known,
        "url": address(thing),
        "state": thing.get_state_display(),
        "state_code": thing.state,
        "public_url": thing.get_absolute_url() if is_record else "",
    }


def decision_url(submission: Submission, name: str) -> str:
    return reverse("admin:submission_submission_decide", args=[submission.pk, name])
