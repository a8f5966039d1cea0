"""How a published listing ends or is renewed, by its owner: what each step asks for, before closing.py does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking import closing
from matchmaking.models import Listing
from matchmaking.own.forms import LINKS
from partnerships.models import Initiative
from portal.core.dates import span_text
from portal.core.form_fields import WhenField, text
from portal.core.models import State, User
from tad.models import Activity

LONGEST = 2000  # letters of a reason
YEARS = 3  # for which a listing can be renewed, at most


class ButtonForm(forms.Form):
    """A form with one button, that crispy forms write whole."""

    button: Promise

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.add_input(Submit("", self.button))


class StepForm(ButtonForm):
    """``do`` is called once the form is valid. Raises MoveRefused."""

    def do(self, listing: Listing, *, by: User) -> None:
        raise NotImplementedError


def _reason(label, hint="") -> forms.CharField:
    return text(label, hint, most=LONGEST, links=LINKS, rows=4)


class MatchedForm(StepForm):
    button = gettext_lazy("Mark as met")

    partner = text(gettext_lazy("By whom"), gettext_lazy("The partner, as readers know it."), most=250)
    when = WhenField(
        label=gettext_lazy("When"), required=False,
        help_text=gettext_lazy("A year, a month and a year, or a whole date. For example: 03/2027"),
    )  # fmt: skip
    how = _reason(gettext_lazy("How"), gettext_lazy("What was agreed or done. Everybody who sees this page reads it."))
    ref = text(
        gettext_lazy("The activity or partnership that came of it"),
        gettext_lazy("Its reference, if the portal has it. For example: TA-2019-0001"), most=20, required=False,
    )  # fmt: skip

    def clean_ref(self) -> str:
        ref = self.cleaned_data["ref"].upper()
        if ref and not any(kind.objects.published().filter(ref=ref).exists() for kind in (Activity, Initiative)):
            raise ValidationError(_("The portal has no published activity or partnership with this reference."))
        return ref

    def do(self, listing: Listing, *, by: User) -> None:
        said = self.cleaned_data
        when = said["when"]
        head = [said["partner"], when and span_text(when.first, when.last, when.precision, when.precision), said["ref"]]
        closing.mark_matched(listing, by=by, reason=" · ".join(filter(None, head)) + f"\n{said['how']}")


class CloseForm(StepForm):
    button = gettext_lazy("Close")

    reason = _reason(gettext_lazy("Why"), gettext_lazy("Everybody who sees the page reads it."))

    def do(self, listing: Listing, *, by: User) -> None:
        closing.close(listing, by=by, reason=self.cleaned_data["reason"])


class WithdrawForm(StepForm):
    button = gettext_lazy("Withdraw")

    reason = _reason(gettext_lazy("Why"), gettext_lazy("Read by your organisation and the curators."))

    def do(self, listing: Listing, *, by: User) -> None:
        closing.withdraw(listing, by=by, reason=self.cleaned_data["reason"])


class RenewForm(StepForm):
    button = gettext_lazy("Renew")

    until = WhenField(label=gettext_lazy("Open until"), help_text=gettext_lazy("For example: 30/06/2028"))

    def clean_until(self) -> date:
        day, today = self.cleaned_data["until"].last, timezone.localdate()
        if day < today or day.year > today.year + YEARS:
            raise ValidationError(_("Choose a day from today on, within the next years."))
        return day

    def do(self, listing: Listing, *, by: User) -> None:
        closing.renew(listing, by=by, until=self.cleaned_data["until"])


@dataclass(frozen=True)
class Step:
    label: Promise
    consequence: Promise
    form: type[StepForm]
    is_open: Callable[[Listing], bool]


def _is_running(listing: Listing) -> bool:
    return listing.state == State.PUBLISHED and not listing.ending


STEPS = {
    "matched": Step(
        gettext_lazy("Mark as met"),
        gettext_lazy("It stays in sight, as an example for others. Nobody can answer any more."),
        MatchedForm, _is_running,
    ),
    "renew": Step(
        gettext_lazy("Renew"), gettext_lazy("It is open again, or longer."), RenewForm,
        lambda listing: listing.state == State.PUBLISHED and not listing.in_match,
    ),
    "close": Step(
        gettext_lazy("Close"), gettext_lazy("It stays in sight, with the reason. You can renew it later."),
        CloseForm, _is_running,
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw"),
        gettext_lazy("Only your organisation and the curators see it from then on. You can renew it later."),
        WithdrawForm, _is_running,
    ),
}  # fmt: skip


def steps_of(listing: Listing) -> dict[str, Step]:
    return {name: step for name, step in STEPS.items() if step.is_open(listing)}
