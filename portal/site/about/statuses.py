"""What each country is and was, by which list and since when: the facts that the classification rule judges by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from operator import itemgetter

from django import forms
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import reference as reference_memory
from portal.core.addresses import Address
from portal.core.dates import day_text, labelled_text, number_text
from portal.core.exports import csv_file
from portal.core.exports.columns import plain
from portal.core.models import CountryStatus

Scheme = CountryStatus.Scheme
FIELDS = ("country_id", "scheme", "value", "valid_from", "valid_to", "scheduled_to", "source", "note")


class StatusFilter(forms.Form):
    """The address, read: what is not understood is said, and filters nothing."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    list = forms.ChoiceField(label=gettext_lazy("List"), required=False)
    on = forms.DateField(
        label=gettext_lazy("True on"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"], error_messages={"invalid": gettext_lazy("Write a day as 2015-06-30.")},
    )  # fmt: skip
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), required=False, choices=[("", ""), ("csv", "CSV")], widget=forms.HiddenInput
    )

    def __init__(self, data, countries: dict[str, str]) -> None:
        super().__init__(data, auto_id="status-%s")
        self.fields["country"].choices = [("", _("All countries")), *countries.items()]
        self.fields["list"].choices = [("", _("All lists")), *Scheme.choices]


class Statuses:
    """The page: the rows that its address asks for, with every source written out once."""

    columns = [
        plain("country", gettext_lazy("ISO 3166 alpha-2")),
        plain("country_label", gettext_lazy("The column before, in words")),
        plain("list", gettext_lazy("Which list")),
        plain("list_label", gettext_lazy("The column before, in words")),
        plain("value", gettext_lazy("What the list says")),
        plain("value_label", gettext_lazy("The column before, in words")),
        plain("valid_from", gettext_lazy("First day; empty: as far back as known"), is_date=True),
        plain("valid_to", gettext_lazy("First day on which it is no longer true; empty: still true"), is_date=True),
        plain("scheduled_to", gettext_lazy("Announced end, which changes nothing yet"), is_date=True),
        plain("source", gettext_lazy("Where it is published")),
        plain("note", gettext_lazy("What else is known")),
    ]

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.reference = reference_memory.current()
        names = {iso2: self.reference.countries[iso2].label for iso2 in self.reference.statuses}
        self.form = StatusFilter(request.GET, dict(sorted(names.items(), key=itemgetter(1))))
        self.form.is_valid()
        self.address = Address(request.path, request.GET, known=["country", "list", "on"])

    @property
    def crumbs(self) -> list[dict]:
        return [
            {"label": _("About"), "url": reverse("about")},
            {"label": _("How cooperation is classified"), "url": reverse("about:page", args=["classification"])},
            {"label": _("Statuses of countries")},
        ]

    # The rows ---------------------------------------------------------------------------------------------------------
    @cached_property
    def found(self) -> list[dict]:
        """By the country's name in the reader's language, then as the lists are named."""
        wanted = self.form.cleaned_data
        rows = CountryStatus.objects.values(*FIELDS)
        if wanted.get("country"):
            rows = rows.filter(country=wanted["country"])
        if wanted.get("list"):
            rows = rows.filter(scheme=wanted["list"])
        found = [self._worded(row) for row in rows]
        if day := wanted.get("on"):
            found = [row for row in found if (row["valid_from"] or day) <= day < (row["valid_to"] or day.max)]
        order = Scheme.values.index
        return sorted(found, key=lambda row: (row["country_label"], order(row["list"]), str(row["valid_from"] or "")))

    def _worded(self, row: dict) -> dict:
        return {
            "country": row["country_id"],
            "country_label": self.reference.countries[row["country_id"]].label,
            "list": row["scheme"],
            "list_label": self.reference.labels(Scheme)[row["scheme"]],
            "value": row["value"],
            "value_label": self.reference.labels(CountryStatus.Value)[row["value"]],
            **{name: row[name] for name in ("valid_from", "valid_to", "scheduled_to", "source", "note")},
        }

    @cached_property
    def sources(self) -> dict[str, int]:
        """Each source with the number it has on the page: a dozen of them stand behind hundreds of rows."""
        return {source: number for number, source in enumerate(dict.fromkeys(row["source"] for row in self.found), 1)}

    @property
    def rows(self) -> Iterator[dict]:
        for row in self.found:
            yield row | {
                "since": day_text(row["valid_from"]),
                "until": day_text(row["valid_to"]) or self._announced(row["scheduled_to"]),
                "number": self.sources[row["source"]],
            }

    def _announced(self, day: date | None) -> str:
        if not day:
            return ""
        words = _("planned: %(day)s") if day > timezone.localdate() else _("planned: %(day)s, not confirmed")
        return words % {"day": day_text(day)}

    @property
    def count_text(self) -> str:
        return number_text(len(self.found))

    @cached_property
    def errors(self) -> list[str]:
        """Every mistake in the address as a sentence."""
        found = [
            labelled_text(self.form[name].label, each) for name, errors in self.form.errors.items() for each in errors
        ]
        unknown = [name for name in self.request.GET if name not in self.form.fields]
        return found + [_("“%(name)s” is no filter of this table.") % {"name": name[:60]} for name in unknown]

    # The file ---------------------------------------------------------------------------------------------------------
    @property
    def csv_url(self) -> str:
        return self.address.setting(format="csv")

    @property
    def is_file(self) -> bool:
        """A file of something else than what was asked for would be worse than none."""
        return not self.errors and self.form.cleaned_data["format"] == "csv"

    @property
    def status_code(self) -> int:
        return 400 if "format" in self.request.GET and not self.is_file else 200

    def records(self) -> list[dict]:
        return self.found

    def file(self) -> StreamingHttpResponse:
        response = StreamingHttpResponse(csv_file.stream(self), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, "country-statuses.csv")
        response["X-Robots-Tag"] = "noindex"
        return response


def lists_today() -> list[dict]:
    """Each list with the number of countries on it today."""
    reference, day = reference_memory.current(), timezone.localdate()
    standing = [reference.statuses_on(country, day) for country in reference.statuses]
    url = reverse("about:statuses")
    schemes, values = reference.labels(Scheme), reference.labels(CountryStatus.Value)

    def line(scheme: str, value: str, label: str) -> dict:
        count = sum(each.get(scheme) == value for each in standing)
        return {"label": label, "count": number_text(count), "url": f"{url}?list={scheme}&on={day.isoformat()}"}

    development = [
        line(Scheme.DEVELOPMENT, value, values[value]) for value in ("developing", "transition", "developed")
    ]
    return development + [line(scheme, "yes", schemes[scheme]) for scheme in Scheme.values[1:]]
