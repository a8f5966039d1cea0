"""What the pages about a whole submitted partnership show: its kind and look-alikes, where it stands, its record."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from partnerships.lookalikes import look_alikes
from partnerships.models import Initiative
from partnerships.submission.judgement import kind_in_words, sketch
from partnerships.submission.known import public_record
from partnerships.submission.models import Submission
from portal.core.lookalikes import LookAlike
from portal.core.submitting import overview

State = Submission.State


class ReviewPage(overview.ReviewPage):
    """Before sending: the kind and why, and what looks alike."""

    @cached_property
    def _snapshot(self) -> dict:
        return self.steps.forms["snapshot"].answers

    @property
    def consent_url(self) -> str:
        return self.submission.url("step", "consent")

    @cached_property
    def kind(self) -> dict:
        return kind_in_words(self._snapshot, self.reference)

    @cached_property
    def look_alikes(self) -> list[LookAlike]:
        wanted = sketch(self._snapshot)
        return look_alikes([wanted], AnonymousUser())[0] if wanted.title else []


class StatusPage(overview.StatusPage):
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
