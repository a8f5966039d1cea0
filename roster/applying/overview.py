"""What the pages about a whole application show: what the public would see of it, where it stands, the profile."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.submitting import overview
from roster.eligibility import in_words, southern
from roster.models import Application, Consent, Consultant

State = Application.State


class ReviewPage(overview.ReviewPage):
    @property
    def is_southern(self) -> bool:
        return bool(southern(self.submission.nationalities, timezone.localdate(), self.reference))

    @property
    def south_south(self) -> str:
        """Whether the roster is for this person, and why."""
        return in_words(self.submission.nationalities, timezone.localdate(), self.reference)

    @property
    def consent_url(self) -> str:
        return self.submission.url("step", "consent")

    @property
    def kept_back(self) -> list[str]:
        """What stays with the curators."""
        said = self.steps.forms["consent"].values
        fields = [str(field.label) for field in Consent.Field if said.get(field) != "yes"]
        return [*fields, _("E-mail address, year of birth and CV")]


class StatusPage(overview.StatusPage):
    @property
    def heading(self) -> str:
        return {
            State.DRAFT: _("Your draft is saved"),
            State.CONFIRMED: _("Your draft is saved"),
            State.SENT: _("One more thing: confirm your e-mail address"),
            State.IN_REVIEW: _("Your application has arrived"),
            State.CHANGES_REQUESTED: _("The curators ask you for something"),
            State.ACCEPTED: _("You are in the roster"),
            State.REJECTED: _("Your application was not accepted"),
        }[State(self.submission.state)]

    @property
    def next(self) -> list[str]:
        """What happens next, in order."""
        review = [
            _("A curator reads it, as a rule within ten working days."),
            _("If something is unclear, we ask you by mail and on this page; you can then change your answers."),
            _("If you are accepted, your profile is published as far as you released it, and we send you its address."),
        ]
        return {
            State.DRAFT: [
                _("Go on whenever you like, on this or another device: this page’s address is your key. Keep it."),
                _("When you have said who you are, what you know and what may be shown, you can send it."),
            ],
            State.CONFIRMED: [
                _("Your e-mail address is confirmed. When you have said who you are, what you know and what may be "
                  "shown, you can send it."),
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
            State.ACCEPTED: [_("You can change your profile, or take back what you released, at any time.")],
            State.REJECTED: [
                _("If this rests on a misunderstanding, or you know of something new, answer the curators below."),
                _("They can take it up again. What you wrote is still there: nothing has to be typed anew."),
            ],
        }[State(self.submission.state)]  # fmt: skip

    @property
    def profile(self) -> Consultant | None:
        """If everybody may see it."""
        made = self.submission.consultant
        return made if made and made.is_listed else None
