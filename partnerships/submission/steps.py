"""The six steps: what each asks for. Names of fields are those of the initiative that is made of them."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Role
from portal.core.form_fields import (
    CountryField,
    Select,
    TermField,
    TermsField,
    WhenField,
    check_modality,
    check_period,
    text,
)
from portal.core.lined_forms import LineForm, Lines, StepForm
from portal.core.models import Costed, Instrument, Language, Modality, Sector, Topic

ROLES = [("", _("Choose …")), *Role.choices]
STORY, LINKS_IN_STORY = 6000, 5  # letters, links


class Who(StepForm):
    heading = _("Who you are")
    lead = _("So that we can ask you, and tell you what became of it. You need no account.")

    name = text(_("Your name"), _("As you would sign a letter. For example: Ana Souza"), most=200, autocomplete="name")
    organisation = text(
        _("Your organisation"),
        _("In full, without abbreviations. Leave it empty if you write for yourself. For example: National Institute "
           "of Industrial Property"),
        most=250, required=False, autocomplete="organization",
    )  # fmt: skip
    country = CountryField(
        label=_("Your country"), required=False, help_text=_("Where you or your organisation are based.")
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send your private link and our answers there. It is never published. For example: "
                     "ana@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip
    has_right = forms.BooleanField(
        label=_("I may submit this partnership"),
        help_text=_("I took part in it, or one of its partners asked me to."),
    )
    shows_name = forms.BooleanField(
        label=_("My name and organisation may be shown beside the record"),
        help_text=_("If you leave this empty, only our curators know them."),
        required=False,
    )


class PartnerCountry(LineForm):
    country = CountryField(label=_("Country or group of countries"), or_group=True)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=Select)


class PartnerOrganisation(LineForm):
    name = text(_("Name of the organisation"), most=250)
    country = CountryField(label=_("Its country"), or_international=True)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=Select)


class Snapshot(StepForm):
    heading = _("The partnership in short")
    title = text(
        _("Title"),
        _("What an outsider would call it. For example: Trademark examiners of Brazil and Mozambique train each other"),
        most=200,
    )
    summary = text(
        _("In one sentence or two"),
        _("Who did what for whom, and what came of it; at most 300 letters. For example: Twelve examiners from "
           "Mozambique worked in Rio de Janeiro for a month and now examine marks themselves."),
        most=300, rows=3,
    )  # fmt: skip
    topics = TermsField(Topic, most=5, label=_("Topics"), help_text=_("One to five. For example: Trademarks"))
    modality = TermField(
        Modality, label=_("What kind of work it was"), help_text=_("The main one. For example: Study visit")
    )
    modality_as_said = text(
        _("If none of them fits: what was it?"), _("For example: a shared call centre"), most=120, required=False
    )
    start = WhenField(
        label=_("When it began"),
        help_text=_("As exactly as you know: a year, a month and a year, or a whole date. For example: 2019, 03/2019 "
                     "or 17/03/2019"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "field__short"}),
    )  # fmt: skip
    end = WhenField(
        label=_("When it ended"),
        help_text=_("In the same way. Leave it empty if it still goes on. For example: 12/2021"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "field__short"}),
    )
    ongoing = forms.BooleanField(label=_("It still goes on"), required=False)
    support = forms.ChoiceField(
        label=_("Did WIPO support it?"),
        help_text=_("With money, experts, a place or in another way."),
        choices=[("with", _("Yes")), ("without", _("No")), ("unknown", _("I do not know"))],
        widget=forms.RadioSelect,
    )
    language = TermField(
        Language, label=_("Language you write in"), required=False,
        help_text=_("Write in the one you know best. Left empty, it is the language of this page."),
    )  # fmt: skip

    lines = {
        "countries": Lines(
            PartnerCountry,
            legend=_("Countries"),
            hint=_("At least two, each with its role. Groups stand at the end of the list. For example: Brazil, "
                    "provider; ARIPO member states, beneficiary"),
            add=_("Add another country"),
            line=_("Country %(number)d"),
            too_few=_("Name at least two countries, each with its role."),
            least=2, shown=2, most=60,
        ),
        "organisations": Lines(
            PartnerOrganisation,
            legend=_("Organisations"),
            hint=_("Those that did the work or paid for it. For example: Industrial Property Institute, Mozambique, "
                    "beneficiary"),
            add=_("Add another organisation"),
            line=_("Organisation %(number)d"),
            too_few=_("Name at least one organisation."),
            least=1,
        ),
    }  # fmt: skip
    field_order = [
        "title", "summary", "countries", "organisations", "topics", "modality", "modality_as_said", "start", "end",
        "ongoing", "support", "language",
    ]  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        end, ongoing = cleaned.get("end"), cleaned.get("ongoing")
        check_modality(self)
        check_period(self)
        if end and ongoing:
            self.add_error("ongoing", _("Either it ended or it still goes on."))
        if not (end or ongoing or self.has_error("end")):
            message = _("Say when it ended, or that it still goes on.")
            self.add_error("end", ValidationError(message, code="required"))
        return cleaned


class Figure(LineForm):
    figure = forms.DecimalField(
        label=_("Figure"), min_value=0, max_digits=14, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "field__short"}),
    )  # fmt: skip
    unit = text(_("Of what"), _("For example: examiners"), most=60, required=False)
    what = text(_("What it shows"), _("For example: trained and still in office a year later"), most=200)


def _story(label, hint) -> forms.CharField:
    return text(label, hint, most=STORY, links=LINKS_IN_STORY, required=False, rows=7)


class Story(StepForm):
    heading = _("The story")
    lead = _("All of it can wait. A record that tells its story is read, cited and copied far more often.")
    is_optional = True

    challenge = _story(
        _("The challenge"),
        _("What was to be solved, and for whom. For example: marks waited four years, because nobody had been trained"),
    )
    solution = _story(_("The solution"), _("What the partners did about it. For example: a month of work side by side"))
    exchange = _story(
        _("How the exchange worked"),
        _("Who gave what to whom, how often, and by what means. For example: two visits a year, a call each week"),
    )
    results = _story(_("What came of it"), _("What changed. For example: marks now wait for seven months"))

    lines = {
        "figures": Lines(
            Figure,
            legend=_("Results in figures"),
            hint=_("Only those that you can show. For example: 12, examiners, trained"),
            add=_("Add another figure"),
            line=_("Figure %(number)d"),
        )
    }
    field_order = ["challenge", "solution", "exchange", "results", "figures"]


class Means(StepForm):
    heading = _("The means")
    lead = _("Who paid, how much, and what was given in kind. “Not stated” is an honest answer.")
    is_optional = True

    instruments = TermsField(
        Instrument, most=6, required=False, label=_("By what means"),
        help_text=_("What held the partners together. For example: Memorandum of understanding"),
    )  # fmt: skip
    sectors = TermsField(
        Sector,
        most=5,
        required=False,
        label=_("Sectors"),
        help_text=_("Which part of life it served. For example: Agriculture"),
    )
    paid_by = text(
        _("Who paid"), _("For example: each office its own travel; a fund-in-trust the teachers"), most=500,
        required=False, rows=2,
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("What it cost"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2,
        help_text=_("All partners together, in figures without separators. For example: 48000"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "field__short"}),
    )  # fmt: skip
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=_("Currency"), required=False, help_text=_("Three letters. For example: USD"),
        error_messages={"invalid": _("Write the three letters of the currency, such as USD.")},
        widget=forms.TextInput(attrs={"class": "field__short", "autocapitalize": "characters"}),
    )  # fmt: skip
    band = forms.ChoiceField(
        label=_("Or roughly"),
        help_text=_("If you know or may tell only the order of magnitude, in US dollars."),
        required=False,
        choices=[("", _("Not stated")), *Costed.Band.choices],
        widget=forms.RadioSelect,
    )
    in_kind = text(
        _("What was given in kind"), _("For example: rooms, teachers, a data base"), most=300, required=False, rows=2
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("amount") is not None and not cleaned.get("currency") and not self.has_error("currency"):
            self.add_error("currency", ValidationError(_("In which currency?"), code="required"))
        if cleaned.get("amount") is not None and cleaned.get("band"):
            self.add_error("band", _("Give the amount or the rough size, not both."))
        return cleaned


class Link(LineForm):
    url = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https",
        help_text=_("For example: https://www.example.org/report"), widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    title = text(_("What it is"), _("For example: final report"), most=200, required=False)


class Reuse(StepForm):
    heading = _("What others can learn")
    lead = _("What you would tell an office that wants to do the same.")
    is_optional = True

    lessons = _story(_("Lessons"), _("What you would do again, and what not. For example: plan for staff who leave"))
    innovation = _story(_("What was new"), _("For example: examiners taught examiners, without consultants"))
    sustainability = _story(_("What keeps it going"), _("For example: both offices pay for it from their budgets"))
    replicability = _story(_("What others need to do the same"), _("For example: two people who can be spared"))

    lines = {
        "links": Lines(
            Link,
            legend=_("Links"),
            hint=_("Pages that tell more, or that show what you say."),
            add=_("Add another link"),
            line=_("Link %(number)d"),
            most=10,
        )
    }
    field_order = ["lessons", "innovation", "sustainability", "replicability", "links"]


class Confirmer(LineForm):
    name = text(_("Name of the person"), most=200)
    organisation = text(_("Their organisation"), most=250, required=False)
    email = forms.EmailField(label=_("Their e-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr"}))


class Consent(StepForm):
    heading = _("Consent, and partners who can confirm")
    lead = _("You can send without this step. To be published, the record needs your consent.")
    is_optional = True

    has_consent = forms.BooleanField(
        label=_("What I wrote and uploaded may be published"),
        required=False,
        help_text=_("On this portal, under the licence Creative Commons Attribution 4.0: anyone may use it who names "
                     "the source. Curators may shorten and correct it."),
    )  # fmt: skip
    note = text(
        _("Anything the curators should know"),
        _("It is not published. For example: please wait until the minister has spoken in May"),
        most=2000, links=LINKS_IN_STORY, required=False, rows=4,
    )  # fmt: skip

    lines = {
        "partners": Lines(
            Confirmer,
            legend=_("Partners who can confirm it"),
            hint=_("We send each of them a link to confirm, correct or object. Name only people who agree to that. "
                    "For example: Carlos Macuácua, Industrial Property Institute, carlos@example.org"),
            add=_("Add another partner"),
            line=_("Partner %(number)d"),
            most=10,
        )
    }  # fmt: skip
    field_order = ["has_consent", "partners", "note"]


STEPS: dict[str, type[StepForm]] = {
    "who": Who,
    "snapshot": Snapshot,
    "story": Story,
    "means": Means,
    "reuse": Reuse,
    "consent": Consent,
}
NEEDED = ("who", "snapshot")  # enough to send
PUBLIC = ("snapshot", "story", "means", "reuse")  # what a record is made of
