"""The five steps of an application: what each asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.form_fields import CountryField, Select, TermField, TermsField, text
from portal.core.lined_forms import LineForm, Lines, Problem, StepForm
from portal.core.models import Language, Modality, Topic
from portal.core.reference import Reference
from roster.applying.activities import Resolved, resolve
from roster.eligibility import in_words, southern
from roster.models.consultant import Consultant
from roster.models.particulars import Expertise, LanguageSkill

STORY, LINKS_IN_STORY = 4000, 5  # letters, links


def year_field(label, hint="", *, required: bool = False, least: int = 1900) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=least, max_value=2199,
        error_messages={"invalid": _("Write a year in four figures.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "field__short"}),
    )  # fmt: skip


class NationalityLine(LineForm):
    country = CountryField(label=_("Country"))


class Who(StepForm):
    heading = _("Who you are")
    lead = _("So that we can ask you, and tell people of one name apart. You need no account.")

    name = text(_("Your name"), _("As on your passport. For example: Ana Souza"), most=200, autocomplete="name")
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Your own, not your office's: whoever reads it decides about the profile. It is never published. "
                     "For example: ana@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip
    residence = CountryField(label=_("Where you live"), required=False)
    birth_year = year_field(
        _("Year of birth"), _("It is never published: it tells people of one name apart. For example: 1978")
    )

    lines = {
        "nationalities": Lines(
            NationalityLine,
            legend=_("Nationalities"),
            hint=_("All you have. At least one must be of a developing country, a least developed country or a country "
                    "in transition: that is what this roster is for."),
            add=_("Add another nationality"),
            line=_("Nationality %(number)d"),
            too_few=_("Name at least one nationality."),
            least=1, most=5, once=("country",),
        )
    }  # fmt: skip
    field_order = ["name", "email", "nationalities", "residence", "birth_year"]

    def problems(self) -> list[Problem]:
        """Whom the roster is not for learns it here, before writing more."""
        found, listed = super().problems(), self.line_lists["nationalities"]
        countries = [line["country"] for line in listed.cleaned]
        today = timezone.localdate()
        if countries and not southern(countries, today, self.reference):
            listed.problem = in_words(countries, today, self.reference)
            anchor = next(iter(listed.filled[0])).auto_id
            self.found = [*found, Problem(anchor, str(listed.spec.legend), listed.problem, is_missing=False)]
        return self.found


class ExpertiseLine(LineForm):
    topic = TermField(Topic, label=_("Topic"))
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Choose …")), *Expertise.Level.choices], widget=Select
    )  # fmt: skip
    years = forms.IntegerField(
        label=_("Years of experience"), required=False, min_value=0, max_value=70,
        error_messages={"invalid": _("Write a whole number.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "field__short"}),
    )  # fmt: skip


class LanguageLine(LineForm):
    language = TermField(Language, label=_("Language"))
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Choose …")), *LanguageSkill.Level.choices], widget=Select
    )  # fmt: skip


class Know(StepForm):
    heading = _("What you know")

    modalities = TermsField(
        Modality, most=12, required=False, label=_("What kind of work you have done"),
        help_text=_("As somebody who gave it, not as a participant."),
    )  # fmt: skip
    lines = {
        "expertise": Lines(
            ExpertiseLine,
            legend=_("Your expertise"),
            hint=_("Topics on which you could advise an office tomorrow. For example: Trademarks, expert, 15 years"),
            add=_("Add another topic"),
            line=_("Topic %(number)d"),
            too_few=_("Name at least one topic with its level."),
            least=1, most=10, once=("topic",),
        ),
        "languages": Lines(
            LanguageLine,
            legend=_("Languages in which you work"),
            hint=_("For example: Portuguese, native; English, fluent"),
            add=_("Add another language"),
            line=_("Language %(number)d"),
            too_few=_("Name at least one language with its level."),
            least=1, shown=2, most=10, once=("language",),
        ),
    }  # fmt: skip
    field_order = ["expertise", "modalities", "languages"]


class AssignmentLine(LineForm):
    activity = text(
        _("Activity of this portal"), _("Its reference or its title, if it is here. For example: TA-2019-0042"),
        most=400, required=False,
    )  # fmt: skip
    as_said = text(
        _("Or what it was, in your words"), _("For example: Study visit of trademark examiners to Rio de Janeiro"),
        most=300, required=False,
    )  # fmt: skip
    role = text(_("What you did there"), _("For example: Lecturer on opposition procedures"), most=200, required=False)
    from_year = year_field(_("From year"))
    to_year = year_field(_("To year"))
    country = CountryField(label=_("For which country"), required=False)
    output = text(
        _("What came of it"), _("For example: A manual that the office still uses"), most=600, required=False,
        links=1, rows=2,
    )  # fmt: skip
    resolved: Resolved | None = None  # what the line's activity was found to be

    def clean(self) -> dict:
        cleaned = super().clean()
        named = cleaned.get("activity")
        if named and self.resolved and self.resolved.problem:
            self.add_error("activity", self.resolved.problem)
        elif not named and not cleaned.get("as_said") and not self.has_error("as_said"):
            self.add_error("as_said", ValidationError(_("Say what it was."), code="required"))
        began, ended = cleaned.get("from_year"), cleaned.get("to_year")
        if began and ended and ended < began:
            self.add_error("to_year", _("It cannot end before it begins."))
        return cleaned | {"activity_id": self.resolved and self.resolved.pk}


class Did(StepForm):
    heading = _("What you did")
    lead = _("Assignments tell more than titles. Curators compare them with the activities that this portal records.")
    is_optional = True

    lines = {
        "assignments": Lines(
            AssignmentLine,
            legend=_("Assignments"),
            hint=_("The ones you would mention first. If an activity is in this portal, name it by its reference: you "
                    "find it under “Activities”."),
            add=_("Add another assignment"),
            line=_("Assignment %(number)d"),
            most=20,
        )
    }  # fmt: skip
    field_order = ["assignments"]

    def __init__(self, values: Mapping, reference: Reference):
        super().__init__(values, reference)
        listed = self.line_lists["assignments"].forms
        named = [form.data.get(form.add_prefix("activity"), "").strip() for form in listed]
        for form, found in zip(listed, resolve(named), strict=True):
            form.resolved = found


class BiographyLine(LineForm):
    language = TermField(Language, label=_("Language"))
    text = text(_("Text"), _("Who you are, in three to ten sentences."), most=STORY, links=LINKS_IN_STORY, rows=6)


class About(StepForm):
    heading = _("About you")
    is_optional = True

    position = text(
        _("Position"), _("For example: Head of trademark examination"), most=200, required=False,
        autocomplete="organization-title",
    )  # fmt: skip
    employer = text(
        _("Where you work"), _("In full. For example: Industrial Property Institute, Mozambique"), most=250,
        required=False, autocomplete="organization",
    )  # fmt: skip
    availability = forms.ChoiceField(
        label=_("Availability"), required=False, widget=Select,
        choices=[("", _("Not stated")), *(each for each in Consultant.Availability.choices if each[0] != "away")],
    )  # fmt: skip
    remote = forms.BooleanField(label=_("I also work remotely"), required=False)
    no_interests = forms.BooleanField(label=_("I have no interests to declare"), required=False)
    interests = text(
        _("Declaration of interests"),
        _("Employers, clients, holdings and offices that could bear on your advice. For example: I advise the Fruit "
          "Growers' Association of Mozambique on their collective mark."),
        most=STORY, links=LINKS_IN_STORY, required=False, rows=4,
    )  # fmt: skip
    lines = {
        "biographies": Lines(
            BiographyLine,
            legend=_("Biography"),
            hint=_("In as many languages as you like; the reader gets the one that fits."),
            add=_("Add another language"),
            line=_("Biography %(number)d"),
            most=7, once=("language",),
        )
    }  # fmt: skip
    field_order = ["position", "employer", "availability", "remote", "biographies", "interests", "no_interests"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("interests") and cleaned.get("no_interests"):
            self.add_error("no_interests", _("Either there are interests or there are none."))
        return cleaned


class YesNo(forms.RadioSelect):
    """Nothing said is "no"."""

    def format_value(self, value):
        return super().format_value(value or "no")


class ConsentField(forms.ChoiceField):
    def to_python(self, value) -> str:
        return super().to_python(value) or "no"


def consent(label, hint, field: type[forms.ChoiceField] = ConsentField, widget=YesNo) -> forms.ChoiceField:
    choices = [("yes", _("Yes")), ("no", _("No"))]
    return field(label=label, help_text=hint, choices=choices, widget=widget(attrs={"class": "in-a-row"}))


class Consents(StepForm):
    """A question for each of Consent.Field, by its code. What is not released only curators read."""

    heading = _("What may be shown")
    lead = _("Each part on its own. You can take back any of it later, at once and without a reason. Your e-mail "
             "address, year of birth and CV are never shown, whatever you choose.")  # fmt: skip

    listing = consent(
        _("May we list you?"),
        _("Everybody then sees your nationalities, expertise, languages and kinds of work, why you are listed and when "
          "you last confirmed the profile; without your name, if you say no below. Without this nothing is shown, and "
          "there is nothing to send."),
        forms.ChoiceField, forms.RadioSelect,
    )  # fmt: skip
    name = consent(_("Your name"), _("Everybody sees it. With no, you are shown as “Consultant” with a number."))
    residence = consent(_("Where you live"), _("Everybody sees the country."))
    position = consent(_("Your position and employer"), _("Everybody sees them."))
    biography = consent(_("Your biography"), _("Everybody reads it, in all languages in which you wrote it."))
    availability = consent(
        _("Your availability"), _("Everybody sees whether you are available, and whether you work remotely.")
    )
    assignments = consent(
        _("Your assignments"), _("Everybody sees them, with links to the activities that this portal records.")
    )
    interests = consent(_("Your declaration of interests"), _("Everybody reads it, with its day."))

    def clean_listing(self) -> str:
        if self.cleaned_data["listing"] != "yes":
            raise ValidationError(_("Without it you cannot be listed. What you wrote stays a draft, and is deleted."))
        return "yes"


STEPS: dict[str, type[StepForm]] = {"who": Who, "know": Know, "did": Did, "about": About, "consent": Consents}
NEEDED = ("who", "know", "consent")  # enough to send
TOGETHER = {"about": (("interests", "no_interests"),)}
