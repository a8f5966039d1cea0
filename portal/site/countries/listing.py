"""All countries with what is recorded of each: filtered and sorted in memory, counted from the bitmaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import reference as reference_memory
from portal.core.addresses import Address
from portal.core.charts import NONE, Part
from portal.core.dates import joined_text, number_text
from portal.core.facet_panel import plain
from portal.core.listing import Option
from portal.core.models import CountryStatus, Region, current_versions
from portal.core.reference import Reference, Term
from portal.site import counted
from portal.site.countries.standing import status_text

ANY = "REF"  # stands for the code in the address that all rows share
PARAMETERS = ("q", "region", "status", "sort")
LISTED = ("ldc", "lldc", "sids")  # lists that the table names; most countries are on the others


@dataclass(frozen=True)
class Row:
    term: Term
    url: str
    region: Term | None
    statuses: dict[str, str]  # of today, {list: value}
    note: str  # the same in a few words
    parts: list[Part]  # in the order of CountryList.counts

    @property
    def iso2(self) -> str:
        return self.term.code

    @property
    def label(self) -> str:
        return self.term.label


class CountryList:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.versions = current_versions()
        self.reference: Reference = reference_memory.current(self.versions)
        self.address = Address(request.path, request.GET, known=PARAMETERS)
        self.form = QuestionForm(request.GET, page=self)
        self.form.is_valid()
        self.asked = self.form.cleaned_data

    @property
    def mistakes(self) -> dict[str, list[str]]:
        """Every mistake in the address as a sentence, by parameter."""
        known = {*PARAMETERS, "format"}
        strange = _("This list does not know the filter “%(name)s”.")
        found = {name: [strange % {"name": name[:60]}] for name in self.request.GET if name not in known}
        return found | {name: [str(error) for error in errors] for name, errors in self.form.errors.items()}

    @property
    def errors(self) -> list[str]:
        return [sentence for sentences in self.mistakes.values() for sentence in sentences]

    # What can be asked for --------------------------------------------------------------------------------------------
    @cached_property
    def regions(self) -> dict[str, str]:
        return {term.code: term.label for term in self.reference[Region].by_id.values()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        values = {
            f"{scheme}-{value}": (scheme, value)
            for scheme, them in CountryStatus.VALUES.items()
            for value in sorted(them)
        }
        return {name.removesuffix("-yes"): status_text(*status) for name, status in values.items()}

    def _note(self, statuses: dict[str, str]) -> str:
        """The lists that most countries are not on; of a country on none of them, its development."""
        special = [self.statuses[scheme] for scheme in LISTED if scheme in statuses]
        development = statuses.get("development")
        return joined_text(special) or (self.statuses[f"development-{development}"] if development else "")

    @cached_property
    def sorts(self) -> dict[str, str]:
        return {"name": _("Name"), **{name: str(label) for name, label, _part in self.counts}}

    @property
    def sort(self) -> str:
        return self.asked.get("sort") or "name"

    @property
    def sort_options(self) -> list[Option]:
        return [
            Option(label, self.address.setting(sort="" if name == "name" else name), name == self.sort)
            for name, label in self.sorts.items()
        ]

    # What is counted --------------------------------------------------------------------------------------------------
    @cached_property
    def counts(self) -> list[tuple[str, str, dict[str, Part]]]:
        """``(name, heading, {country: number})`` of each column."""
        activities, consultants, needs = (
            room.public(self.versions, self.reference)
            for room in (counted.ACTIVITIES, counted.CONSULTANTS, counted.OPEN_NEEDS)
        )
        found = [
            ("received", _("Received"), activities.by("named_beneficiary")),
            ("given", _("Given"), activities.by("named_provider")),
            ("consultants", _("Consultants"), consultants.by("country")),
            ("needs", _("Open needs"), needs.by("country")),
        ]
        return [(name, label, {part.code: part for part in parts}) for name, label, parts in found]

    @cached_property
    def rows(self) -> list[Row]:
        """Those asked for, in the order asked for; equal numbers by name."""
        rows = [row for row in self._every() if self._is_meant(row)]
        rows.sort(key=lambda row: plain(row.label))
        if self.sort != "name":
            place = [name for name, _label, _parts in self.counts].index(self.sort)
            rows.sort(key=lambda row: -row.parts[place].count)
        return rows

    def _every(self) -> Iterator[Row]:
        reference, today = self.reference, timezone.localdate()
        address, regions = reverse("countries:detail", args=[ANY]), reference[Region].by_id
        for iso2, term in reference.countries.items():
            statuses = reference.statuses_on(iso2, today)
            parts = [parts.get(iso2, NONE) for _name, _label, parts in self.counts]
            region = regions.get(reference.region_of[iso2])
            yield Row(term, address.replace(ANY, iso2), region, statuses, self._note(statuses), parts)

    def _is_meant(self, row: Row) -> bool:
        """Words are looked for in the names in every language; region and status of today are compared."""
        words, region = plain(self.asked.get("q", "")), self.asked.get("region")
        scheme, _dash, value = self.asked.get("status", "").partition("-")
        return (
            (not words or words == row.iso2.lower() or any(words in plain(name) for name in row.term.labels.values()))
            and (not region or (row.region is not None and row.region.code == region))
            and (not scheme or row.statuses.get(scheme) == (value or "yes"))
        )

    # What the template shows ------------------------------------------------------------------------------------------
    @property
    def count_text(self) -> str:
        text = ngettext("%(count)s country or area", "%(count)s countries and areas", len(self.rows))
        return text % {"count": number_text(len(self.rows))}

    @property
    def headings(self) -> list[str]:
        return [label for _name, label, _parts in self.counts]

    @property
    def regions_with_rows(self) -> list[tuple[str, list[Row]]]:
        """Under the regions when sorted by name, those of none last; else one list."""
        if self.sort != "name":
            return [("", self.rows)]
        order = {code: place for place, code in enumerate(self.regions)}

        def place(row: Row) -> int:
            return order[row.region.code] if row.region else len(order)

        grouped = groupby(sorted(self.rows, key=place), key=lambda row: row.region)
        return [(region.label if region else _("Of no region"), list(rows)) for region, rows in grouped]

    @property
    def csv_url(self) -> str:
        return self.address.setting(format="csv")


class QuestionForm(forms.Form):
    """Checks an address."""

    q = forms.CharField(required=False, max_length=100)

    def __init__(self, *args, page: CountryList, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = {"region": page.regions, "status": page.statuses, "sort": page.sorts}
        for name, values in choices.items():
            message = {"invalid_choice": _("“%(value)s” is not possible for “{name}”.").format(name=name)}
            self.fields[name] = forms.ChoiceField(required=False, choices=list(values.items()), error_messages=message)
