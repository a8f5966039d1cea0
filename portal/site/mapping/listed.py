"""The activities of a mapping one by one, under the region of those who benefit, the earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.classification import PROVIDING, Role
from portal.core.dates import clauses_text, number_text, span_text
from portal.core.exports.columns import Column, first_day, joined, plain, yes_or_no
from portal.core.exports.document import Cell, Section, Table
from portal.core.exports.parties import name_of
from portal.core.models import FundingKind, Region
from portal.core.reference import Reference

SEVERAL, UNKNOWN = "several", ""
PRECISION = {4: "year", 7: "month", 10: "day"}  # by the length of what is known of a day
WIDTHS = (8, 17, 8, 12, 14, 12, 9, 23, 9)


class Told:
    """What a mapping says of a record beyond the record itself."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.regions = {term.id: term.code for term in reference[Region].by_id.values()}
        # Of rejected ones, too: records that name them stay as they are, and the tables count their countries.
        self.homes = {each.slug: each.country for each in reference.organisations.values()}

    def more(self, record: dict) -> dict:
        beneficiaries = self._lines(record, {Role.BENEFICIARY})
        return record | {
            "providing": self._countries(self._lines(record, PROVIDING)),
            "benefiting": self._countries(beneficiaries),
            "listed_under": self._region(record, beneficiaries),
            "outcome_recorded": bool(record["outcome"]),
        }

    def _lines(self, record: dict, roles: Iterable[str]) -> list[dict]:
        return [line for line in record["participations"] if line["role"] in roles]

    def _countries(self, lines: list[dict]) -> list[str]:
        """Countries that are named, themselves or by an organisation of theirs."""
        found = (line["country"] or self.homes.get(line["organisation"]) for line in lines)
        return sorted({country for country in found if country})

    def _region(self, record: dict, lines: list[dict]) -> str:
        """The region of all who benefit, the members of groups among them."""
        said = record["starts_on"] or record["ends_on"]
        day = first_day(said) if said else timezone.localdate()
        countries = set(self._countries(lines)).union(*(self._members(line["group"], day) for line in lines))
        regions = {self.reference.region_of.get(country) for country in countries} - {None}
        return SEVERAL if len(regions) > 1 else self.regions[regions.pop()] if regions else UNKNOWN

    def _members(self, group: str, day: date) -> set[str]:
        return self.reference.members_on(self.reference.groups.by_code[group].id, day) if group else set()


def _joined(name: str, record: dict) -> str:
    return joined(record[name])


def _funding_stated(record: dict) -> str:
    kinds = {line["kind"]["code"] for line in record["funding"]}
    return "yes" if kinds and FundingKind.NOT_STATED not in kinds else "no"


NAMED = {
    "providing": gettext_lazy("Countries that provide, host or send experts, as named"),
    "benefiting": gettext_lazy("Countries that benefit, as named"),
}
COLUMNS = [
    *(Column(name, meaning, partial(_joined, name)) for name, meaning in NAMED.items()),
    plain("listed_under", gettext_lazy("Region of those who benefit; “several”; empty: not known")),
    Column("funding_stated", gettext_lazy("Whether a source of funding is stated: yes or no"), _funding_stated),
    yes_or_no("outcome_recorded", gettext_lazy("Whether an outcome is recorded: yes or no")),
]  # fmt: skip


# In the document ------------------------------------------------------------------------------------------------------
def parts(records: Iterable[dict], reference: Reference, base: str) -> Iterator[Section]:
    """A part for each region that any of them is listed under."""
    found: dict[str, list[dict]] = {}
    for record in records:
        found.setdefault(record["listed_under"], []).append(record)
    titles = {term.code: term.label for term in reference[Region].by_id.values()}
    titles |= {SEVERAL: _("More than one region"), UNKNOWN: _("Region not known")}
    for code, title in titles.items():
        if code in found:
            caption = _("%(region)s: %(count)s") % {"region": title, "count": number_text(len(found[code]))}
            table = Table(
                f"activities-{code or 'unknown'}", caption, _headings(), [_cells(each, base) for each in found[code]],
                widths=WIDTHS,
            )  # fmt: skip
            yield Section(f"region-{code or 'unknown'}", title, tables=[table], is_part=True, is_wide=True)


def _headings() -> list[str]:
    return [
        _("Reference"), _("Title"), _("When"), _("Provider"), _("Beneficiary"), _("Topic"), _("Modality"),
        _("Kind, and why"), _("Source"),
    ]  # fmt: skip


def _cells(record: dict, base: str) -> list[Cell]:
    modality = record["modality"]["label"] if record["modality"] else record["modality_as_said"]
    return [
        Cell(record["ref"], record["url"].removeprefix(base)),
        Cell(record["title"], language=record["language"]),
        Cell(_when(record)),
        Cell(_names(record, PROVIDING)),
        Cell(_names(record, {Role.BENEFICIARY})),
        Cell(clauses_text(topic["label"] for topic in record["topics"])),
        Cell(modality),
        Cell(record["kind_label"], note=record["kind_reason"]),
        _source(record),
    ]


def _when(record: dict) -> str:
    starts, ends = record["starts_on"] or "", record["ends_on"] or ""
    days = [first_day(each) if each else None for each in (starts, ends)]
    return span_text(*days, *(PRECISION.get(len(each), "day") for each in (starts, ends))) or _("Not recorded")


def _names(record: dict, roles: Iterable[str]) -> str:
    names = (name_of(line) for line in record["participations"] if line["role"] in roles)
    return clauses_text(dict.fromkeys(names)) or _("Not recorded")


def _source(record: dict) -> Cell:
    said = [(line["citation"], line["url"]) for line in record["sources"]] or [(record["source"], record["source_url"])]
    citation, url = said[0]
    more = _("and %(count)s more") % {"count": number_text(len(said) - 1)} if len(said) > 1 else ""
    return Cell(citation or url or _("Not recorded"), url, more)
