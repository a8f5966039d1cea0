"""What the desk shows of an application besides what was typed, and what accepting it asks for."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.core.admin.decision_forms import ChangesForm, NoWords
from portal.core.admin.moves import address
from portal.core.submitting import desk
from roster.applying.alike import alike
from roster.eligibility import in_words, southern
from roster.models import Consent, Consultant

Basis = Consultant.Basis


class DeskPage(desk.DeskPage):
    @property
    def is_southern(self) -> bool:
        return bool(southern(self.submission.nationalities, timezone.localdate(), self.reference))

    @property
    def south_south(self) -> str:
        """Whether the roster is for this person, and why."""
        return in_words(self.submission.nationalities, timezone.localdate(), self.reference)

    @property
    def consents(self) -> list[tuple[str, bool]]:
        """What would be shown to everybody."""
        said = self.forms["consent"].values
        return [(str(field.label), said.get(field) == "yes") for field in Consent.Field]

    @cached_property
    def alike(self) -> list[dict]:
        """Profiles and other applications that may be of the same person, each with its page on the desk."""
        return [{"found": each, "url": address(each.thing)} for each in alike(self.submission)]

    @property
    def nominated_by(self) -> str:
        nomination = getattr(self.submission, "nomination", None)
        return str(nomination.organisation) if nomination else ""

    @property
    def profile(self) -> dict | None:
        made = self.submission.consultant
        return {"thing": made, "url": address(made)} if made else None


class AcceptForm(NoWords):
    """Nominated is only who was."""

    basis = forms.ChoiceField(label=_("Why listed"), widget=forms.RadioSelect, help_text=_("Shown to everybody."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        nominated = [Basis.NOMINATED] if self.page.nominated_by else []
        self.fields["basis"].choices = [(each.value, each.label) for each in [*nominated, Basis.VERIFIED, Basis.WORKED]]
        self.fields["basis"].initial = self.fields["basis"].choices[0][0]


FORMS = {"accept": AcceptForm, "ask-for-changes": ChangesForm}
