"""The form with which an organisation proposes an activity of its own. Fields bear the names of the activity's."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.classification import Role
from portal.core.form_fields import (
    CountryField,
    OrganisationField,
    Select,
    TermField,
    TermsField,
    WhenField,
    check_modality,
    check_period,
    text,
)
from portal.core.lined_forms import LineForm, Lines, StepForm
from portal.core.models import Costed, FundingKind, Language, LinkedDocument, Modality, Topic
from tad.models import Activity

STORY, LINKS = 6000, 5  # letters, links
CHOOSE = ("", gettext_lazy("Choose …"))


def _number(label, hint="") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "field__short"})
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, max_value=10_000_000, widget=widget
    )


def _choice(label, choices, hint="", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, required=required, choices=[CHOOSE, *choices], widget=Select)


class Participant(LineForm):
    role = _choice(gettext_lazy("Role"), Role.choices)
    place = CountryField(label=gettext_lazy("Country or group"), or_group=True, required=False)
    organisation = OrganisationField(label=gettext_lazy("Organisation"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        place, organisation = cleaned.get("place"), cleaned.get("organisation")
        if not place and not organisation and not self.errors:
            raise ValidationError(_("Name a country, a group or an organisation."), code="required")
        if place and organisation and place.startswith("group:"):
            raise ValidationError(
                _("A group stands alone: list countries and organisations on their own lines."), code="group"
            )
        return cleaned


class Fund(LineForm):
    kind = TermField(FundingKind, label=gettext_lazy("Kind"))
    funder = OrganisationField(label=gettext_lazy("Who paid"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Currency"), required=False,
        error_messages={"invalid": gettext_lazy("Write the three letters of the currency, such as USD.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
    )  # fmt: skip
    band = _choice(gettext_lazy("Or roughly"), Costed.Band.choices, required=False)
    in_kind = text(gettext_lazy("In kind"), most=300, required=False)

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()

    def clean(self) -> dict:
        cleaned = super().clean()
        amount, band = cleaned.get("amount"), cleaned.get("band")
        if amount is not None and not cleaned.get("currency") and not self.has_error("currency"):
            self.add_error("currency", ValidationError(_("In which currency?"), code="currency"))
        if amount is not None and band:
            self.add_error("band", _("Give the amount or the rough size, not both."))
        if cleaned.get("currency") and amount is None and not band and not self.has_error("amount"):
            self.add_error("amount", _("An amount needs a currency code; a currency needs an amount or a band."))
        return cleaned


class WorkingLanguage(LineForm):
    language = TermField(Language, label=gettext_lazy("Language"))


class Link(LineForm):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    title = text(gettext_lazy("What it is"), most=250)
    kind = _choice(gettext_lazy("Kind"), LinkedDocument.Kind.choices)


def _story(label, hint) -> forms.CharField:
    return text(label, hint, most=STORY, links=LINKS, required=False, rows=5)


def _date(label, hint, *, required: bool) -> WhenField:
    box = forms.TextInput(attrs={"autocomplete": "off", "class": "field__short"})
    return WhenField(label=label, help_text=hint, required=required, widget=box)


class ProposalForm(StepForm):
    heading = gettext_lazy("An activity of yours")

    title = text(
        gettext_lazy("Title"),
        gettext_lazy("What an outsider would call it. For example: Workshop on geographical indications in Dakar"),
        most=400,
    )  # fmt: skip
    summary = text(
        gettext_lazy("In one sentence or two"),
        gettext_lazy("What lists show: who did what for whom; at most 500 letters."), most=500, rows=3,
    )  # fmt: skip
    language = TermField(
        Language, label=gettext_lazy("Language you write in"), required=False,
        help_text=gettext_lazy("Write in the one you know best. Left empty, it is the language of this page."),
    )  # fmt: skip
    modality = TermField(Modality, label=gettext_lazy("What kind of work it was"))
    modality_as_said = text(gettext_lazy("If none of them fits: what was it?"), most=120, required=False)
    topics = TermsField(Topic, most=8, label=gettext_lazy("Topics"))
    start = _date(
        gettext_lazy("When it began"),
        gettext_lazy("As exactly as you know: a year, a month and a year, or a whole date. For example: 2019, 03/2019 "
                     "or 17/03/2019"), required=True,
    )  # fmt: skip
    end = _date(gettext_lazy("When it ended"), gettext_lazy("Empty, if it is not over."), required=False)
    status = _choice(gettext_lazy("Where it stands"), Activity.Status.choices)
    delivery = _choice(gettext_lazy("How people met"), Activity.Delivery.choices, required=False)
    place = text(gettext_lazy("Place"), gettext_lazy("Town or venue."), most=200, required=False)
    objective = _story(gettext_lazy("Objective"), gettext_lazy("What it was for."))
    description = _story(gettext_lazy("What happened"), gettext_lazy("Who taught or showed what, and how."))
    expected_outcome = _story(gettext_lazy("Expected outcome"), gettext_lazy("What was to change."))
    outcome = _story(gettext_lazy("Outcome"), gettext_lazy("What did change. Better empty than a guess."))
    audience = text(
        gettext_lazy("For whom"), gettext_lazy("For example: trademark examiners"), most=300, required=False
    )
    participants = _number(gettext_lazy("Participants"))
    women = _number(gettext_lazy("Women among them"))
    men = _number(gettext_lazy("Men among them"))
    source_url = forms.URLField(
        label=gettext_lazy("Where can our curators check it?"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("A page or document of yours. It is shown as the source."),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip

    lines = {
        "participations": Lines(
            Participant,
            legend=gettext_lazy("Who took part, and as what"),
            hint=gettext_lazy("One line for each role: at least a provider or host, and a beneficiary."),
            add=gettext_lazy("Add another participant"),
            line=gettext_lazy("Participant %(number)d"),
            too_few=gettext_lazy("Name at least two: who gave, and who received."),
            least=2, shown=2, most=80, once=("role", "place", "organisation"),
        ),
        "working_languages": Lines(
            WorkingLanguage,
            legend=gettext_lazy("Working languages"),
            hint=gettext_lazy("Those that were spoken."),
            add=gettext_lazy("Add another language"),
            line=gettext_lazy("Language %(number)d"),
            most=12, once=("language",),
        ),
        "funding": Lines(
            Fund,
            legend=gettext_lazy("Who paid"),
            hint=gettext_lazy("An amount, a rough size, something in kind, or honestly “not stated”."),
            add=gettext_lazy("Add another funder"),
            line=gettext_lazy("Funding %(number)d"),
            most=20,
        ),
        "documents": Lines(
            Link,
            legend=gettext_lazy("Documents and links"),
            hint=gettext_lazy("Programme, report, material: on your website or another."),
            add=gettext_lazy("Add another link"),
            line=gettext_lazy("Link %(number)d"),
            most=20,
        ),
    }  # fmt: skip
    field_order = [
        "title", "summary", "language", "participations", "modality", "modality_as_said", "topics", "start", "end",
        "status", "delivery", "place", "working_languages", "objective", "description", "expected_outcome", "outcome",
        "audience", "participants", "women", "men", "funding", "documents", "source_url",
    ]  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        check_modality(self)
        check_period(self)
        everybody = cleaned.get("participants")
        if everybody is not None and everybody < (cleaned.get("women") or 0) + (cleaned.get("men") or 0):
            self.add_error("participants", _("There are more women and men than participants."))
        return cleaned
