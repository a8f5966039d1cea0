"""Forms of the consultant's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import User
from roster import consents
from roster.models import Consent, Consultant

LONGEST_AWAY = timedelta(days=730)


class AwayForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("First day on which you are back"),
        error_messages={
            "required": gettext_lazy("Say on which day you are back."),
            "invalid": gettext_lazy("Write a day, such as 2027-03-17."),
        },
        widget=forms.DateInput(attrs={"type": "date", "class": "field__short"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> date:
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until <= today:
            raise ValidationError(_("This day is over, or today. Write a later one."), code="past")
        if until > today + LONGEST_AWAY:
            raise ValidationError(_("At most two years. For longer, leave the roster and come back."), code="far")
        return until


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    is_given: bool  # or ticked, where the page shows again what was chosen
    since: date | None  # of the open consent


class Choices:
    """Each field with its yes or no. A page carries along what was released when it was opened, so that an old tab
    never releases again what another one took back."""

    def __init__(self, consultant: Consultant):
        self.consultant = consultant
        self.chosen: frozenset[str] | None = None
        self.is_stale = False

    @cached_property
    def since(self) -> dict[str, date]:
        opened = self.consultant.consents.open().values_list("field", "given_at")
        return {field: timezone.localdate(moment) for field, moment in opened}

    @property
    def seen(self) -> str:
        return ",".join(sorted(self.since))

    def take(self, sent: QueryDict) -> None:
        self.chosen = frozenset(sent.getlist("released")) & frozenset(Consent.Field.values)
        self.is_stale = sent.get("seen", "") != self.seen

    def settle(self, *, by: User) -> None:
        consents.settle(self.consultant, self.chosen, how=Consent.How.OWN_PAGE, by=by)

    @property
    def rows(self) -> list[Choice]:
        ticked = self.since if self.chosen is None else self.chosen
        return [
            Choice(field.value, field.label, field.value in ticked, self.since.get(field.value))
            for field in Consent.Field
        ]

    @cached_property
    def history(self) -> list[Consent]:
        """What was taken back since, latest first."""
        return list(self.consultant.consents.exclude(withdrawn_at=None).order_by("-withdrawn_at", "-pk"))
