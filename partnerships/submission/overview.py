"""What the pages about a whole submission show: before it is sent, and ever after."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from partnerships.lookalikes import look_alikes
from partnerships.models import Initiative
from partnerships.submission.answers import shown_documents
from partnerships.submission.judgement import kind_in_words, sketch
from partnerships.submission.known import public_record
from partnerships.submission.models import Message, Submission
from partnerships.submission.pages import Steps, asked_for, review_url, step_url
from portal.core.answers import answers
from portal.core.lookalikes import LookAlike
from portal.core.reference import Reference

State = Submission.State


class ReviewPage:
    """Before sending: the answers, the kind and why, what looks alike, what is missing."""

    is_review = True  # the progress list marks it

    def __init__(self, submission: Submission, reference: Reference):
        self.submission, self.reference = submission, reference
        self.steps = Steps(submission, reference)
        self.problem, self.is_paused = "", False
        self._snapshot = self.steps.forms["snapshot"].answers

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
        return shown_documents(self.submission) if name == "reuse" else []

    @property
    def consent_url(self) -> str:
        return step_url(self.submission, "consent")

    @cached_property
    def kind(self) -> dict:
        return kind_in_words(self._snapshot, self.reference)

    @cached_property
    def look_alikes(self) -> list[LookAlike]:
        wanted = sketch(self._snapshot)
        return look_alikes([wanted], AnonymousUser())[0] if wanted.title else []


class StatusPage:
    """The private page: where it stands, what is next, the conversation, what was sent."""

    def __init__(self, submission: Submission, reference: Reference, told: Mapping | None = None):
        self.submission = submission
        self.steps = Steps(submission, reference)
        self.told = told or {}
        self.link_problem = self.link_typed = self.message_problem = self.message_typed = ""

    @property
    def heading(self) -> str:
        return {
            State.DRAFT: _("Your draft is saved"),
            State.CONFIRMED: _("Your draft is saved"),
            State.SENT: _("One more thing: confirm your e-mail address"),
            State.IN_REVIEW: _("Your partnership has arrived"),
            State.CHANGES_REQUESTED: _("The curators ask you for something"),
            State.PARTNERS_CONFIRMING: _("Your partners are asked to confirm"),
            State.ACCEPTED: _("Your partnership was accepted"),
            State.REJECTED: _("Your partnership was not accepted"),
            State.DUPLICATE: _("The portal knows this partnership already"),
        }[State(self.submission.state)]

    @property
    def next(self) -> list[str]:
        """What happens next, in order."""
        review = [
            _("A curator reads it, as a rule within ten working days, and compares it with what the portal knows."),
            _("If something is unclear, we ask you by mail and on this page; you can then change your answers."),
            _("If you named partners, we ask them to confirm. Then it is published, and we send you its address."),
        ]
        return {
            State.DRAFT: [
                _("Go on whenever you like, on this or another device: this page’s address is your key. Keep it."),
                _("When the first two steps are done you can send it."),
            ],
            State.CONFIRMED: [
                _("Your e-mail address is confirmed. When the first two steps are done you can send it.")
            ],
            State.SENT: [
                _("Open the mail we sent to %(email)s and press the button in it. Nobody reads it before that.")
                % {"email": self.submission.email},
                *review,
            ],
            State.IN_REVIEW: review,
            State.CHANGES_REQUESTED: [
                _("Change the answers asked for, then send it again from the page “Check and send”."),
            ],
            State.PARTNERS_CONFIRMING: [_("We wait for the partners you named. You need not do anything.")],
            State.ACCEPTED: [_("Thank you. If something in it changes, report it on the record’s own page.")],
            State.REJECTED: [
                _("If this rests on a misunderstanding, or you know of something new, answer the curators below."),
                _("They can take it up again. What you wrote is still there: nothing has to be typed anew."),
            ],
            State.DUPLICATE: [
                _("What you know and the record does not say: report it on the record’s own page."),
                _("If yours is another partnership, tell the curators below: they can take it up again."),
            ],
        }[State(self.submission.state)]

    @cached_property
    def record(self) -> Initiative | None:
        """The public record: the one made of it, or the one that tells of the same."""
        refs = {State.ACCEPTED: self.submission.ref, State.DUPLICATE: self.submission.duplicate_of}
        return public_record(refs.get(self.submission.state, ""))

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
    def messages(self) -> list[Message]:
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
        return review_url(self.submission)

    @property
    def can_talk(self) -> bool:
        return self.submission.submitted_at is not None and self.submission.email_confirmed_at is not None
