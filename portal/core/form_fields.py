"""The boxes of the form: texts with limits that say so, choices from the vocabularies, dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.dates import joined_text
from portal.core.forms import few_links
from portal.core.reference import Reference

INTERNATIONAL = "international"  # in place of a country: an organisation that is no nation's own


def text(
    label, hint="", *, most: int, links: int = 0, required: bool = True, rows: int = 0, **attrs
) -> forms.CharField:
    """One line, or a box of ``rows`` lines. No maxlength: browsers cut a long text that is pasted, without a word."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"} | attrs) if rows else forms.TextInput(
        attrs={"dir": "auto"} | attrs
    )  # fmt: skip
    field = forms.CharField(
        label=label, help_text=hint, required=required, max_length=most, validators=[few_links(links)], widget=widget
    )
    field.widget.attrs.pop("maxlength", None)
    return field


class Select(forms.Select):
    """Writes its options itself: through a template each, the countries of a long list took seconds."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen, attributes = self.format_value(value), {"name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html("<select{}>{}</select>", flatatt(attributes), _options(list(self.choices), chosen))


def _options(choices: Sequence[tuple], chosen: list[str]) -> SafeString:
    """A choice whose label is a list is a group of choices; groups come last."""
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, _SELECTED if str(code) in chosen else "", label) for code, label in choices if not _is_group(label)),
    )
    groups = ((name, _options(some, chosen)) for name, some in choices if _is_group(some))
    return options + format_html_join("", '<optgroup label="{}">{}</optgroup>', groups)


def _is_group(label: object) -> bool:
    return isinstance(label, list | tuple)


_SELECTED = mark_safe(" selected")


class Offered:
    """A field whose choices come from the vocabularies in memory."""

    def offer(self, reference: Reference) -> None:
        raise NotImplementedError


class TermField(Offered, forms.ChoiceField):
    widget = Select

    def __init__(self, vocabulary: type, **kwargs):
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def offer(self, reference: Reference) -> None:
        self.choices = [("", _("Choose …")), *_terms(reference, self.vocabulary)]


class TermsField(Offered, forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, vocabulary: type, *, most: int, **kwargs):
        super().__init__(**kwargs)
        self.vocabulary, self.most = vocabulary, most

    def offer(self, reference: Reference) -> None:
        self.choices = _terms(reference, self.vocabulary)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(_("Choose at most %(most)d."), code="many", params={"most": self.most})


class CountryField(Offered, forms.ChoiceField):
    """A country; with ``or_group`` also a group as records name them. The value is "KE" or "group:aripo"."""

    widget = Select

    def __init__(self, *, or_international: bool = False, or_group: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.or_international, self.or_group = or_international, or_group

    def offer(self, reference: Reference) -> None:
        first = [(INTERNATIONAL, _("International or regional organisation"))] if self.or_international else []
        countries = _countries(reference)
        if self.or_group:
            countries = [(_("Countries"), countries), (_("Groups of countries"), _groups(reference))]
        self.choices = [("", _("Choose …")), *first, *countries]


def _groups(reference: Reference) -> list[tuple[str, str]]:
    """By name; coded as parties are: "group:aripo"."""
    named = ((f"group:{code}", term.label) for code, term in reference.groups.by_code.items())
    return sorted(named, key=lambda pair: _sort_key(pair[1]))


_in_order: dict[str, tuple[Reference, list[tuple[str, str]]]] = {}  # by language; sorting took longer than the rest


def _countries(reference: Reference) -> list[tuple[str, str]]:
    """Codes and names in the order of the names."""
    language = get_language() or "en"
    known, names = _in_order.get(language, (None, []))
    if known is not reference:
        pairs = ((code, term.label) for code, term in reference.countries.items())
        names = sorted(pairs, key=lambda pair: _sort_key(pair[1]))
        _in_order[language] = (reference, names)
    return names


def _terms(reference: Reference, vocabulary: type) -> list[tuple[str, str]]:
    return [(term.code, term.label) for term in reference[vocabulary].by_code.values()]


def _sort_key(name: str) -> str:
    plain = (letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter))
    return "".join(plain)


@dataclass(frozen=True)
class When:
    """A date as exactly as it is known: the first day it can mean, and the last."""

    first: date
    last: date
    precision: str  # "day", "month" or "year"


class WhenField(forms.CharField):
    """ "2019", "03/2019" or "17/3/2019" in one box; also "2019-03-17" and "2019-03", and digits of any script."""

    PATTERNS = (
        r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?)?",
        r"(?:(?:(?P<day>\d{1,2})[-./\s])?(?P<month>\d{1,2})[-./\s])?(?P<year>\d{4})",
    )

    def to_python(self, value) -> When | None:
        written = super().to_python(value)
        if not written:
            return None
        found = next((hit for pattern in self.PATTERNS if (hit := re.fullmatch(pattern, written))), None)
        try:
            return _when(**{name: int(part) for name, part in found.groupdict().items() if part})
        except (AttributeError, ValueError):
            message = _("Write a year, a month and a year, or a whole date: 2019, 03/2019 or 17/03/2019.")
            raise ValidationError(message, code="date") from None


def _when(year: int, month: int = 0, day: int = 0) -> When:
    if not 1900 <= year <= 2199:
        raise ValueError(year)
    if not month:
        return When(date(year, 1, 1), date(year, 12, 31), "year")
    if not day:
        return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    return When(date(year, month, day), date(year, month, day), "day")


class OrganisationField(Offered, forms.CharField):
    """An organisation by its name, or by an acronym that only one has; ``datalist`` is the id of a list of names.

    Cleaned it is the organisation's id, or None. Those that share a name are told apart by their address code.
    """

    def __init__(self, *, datalist: str = "organisation-names", **kwargs):
        widget = forms.TextInput(attrs={"list": datalist, "dir": "auto", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=300, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def offer(self, reference: Reference) -> None:
        self.known = [each for each in reference.organisations.values() if each.is_verified]

    def clean(self, value) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        key = typed.casefold()
        by_name = [each for each in self.known if key in {each.name.casefold(), each.slug}]
        found = by_name or [each for each in self.known if key == each.acronym.casefold()]
        if len(found) == 1:
            return found[0].id
        if found:
            several = joined_text(f"{each.name} ({each.slug})" for each in found)
            message = _("Several have this name. Write one of the codes in brackets: %(several)s")
            raise ValidationError(message, code="several", params={"several": several})
        raise ValidationError(
            _("The portal does not know this organisation. Choose one from the list, or propose it first."),
            code="unknown",
        )


# --- Rules of forms that have modality and modality_as_said, start and end --------------------------------------------
def check_modality(form: forms.Form) -> None:
    """ "Other" needs words."""
    if form.cleaned_data.get("modality") == "other" and not form.cleaned_data.get("modality_as_said"):
        form.add_error("modality_as_said", ValidationError(_("Say in your own words what it was."), code="required"))


def check_period(form: forms.Form) -> None:
    start, end = form.cleaned_data.get("start"), form.cleaned_data.get("end")
    if start and end and end.last < start.first:
        form.add_error("end", _("It cannot end before it begins."))
