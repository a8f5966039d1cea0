"""The formats a list can be taken away in, and the menu that offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import Address

AT_ONCE = 20_000  # records: a larger spreadsheet is prepared in the background


@dataclass(frozen=True)
class Format:
    name: str  # the value of ``format`` in the address
    label: str | Promise
    what: str | Promise
    content_type: str
    inline: bool = False  # shown by the browser where it can; else saved
    ending: str = ""  # of the file's name, if not the name of the format

    @property
    def extension(self) -> str:
        return self.ending or self.name


FORMATS = {
    each.name: each
    for each in (
        Format("csv", _("CSV"), _("One row a record, for any program"), "text/csv; charset=utf-8"),
        Format(
            "xlsx",
            _("Excel"),
            _("A spreadsheet, its columns explained"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Format("json", _("JSON"), _("Everything recorded, for programs"), "application/json", inline=True),
        Format("ics", _("Calendar"), _("Dated records, for your calendar"), "text/calendar; charset=utf-8"),
        Format(
            "atom",
            _("Feed"),
            _("Hear of new records in a news reader"),
            "application/atom+xml; charset=utf-8",
            inline=True,
        ),
        Format("iati", "IATI", _("XML in the standard of development cooperation"), "application/xml", ending="xml"),
        Format(
            "docx",
            _("Word"),
            _("The whole report as a document"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        Format(
            "figures",
            _("Tables (CSV)"),
            _("Every number of the report"),
            "text/csv; charset=utf-8",
            ending="figures.csv",
        ),
    )
}
EVERYWHERE = ("csv", "xlsx", "json", "ics", "atom")  # what a list has that does not say otherwise


@dataclass(frozen=True)
class Choice:
    """A line of the menu above a list."""

    label: str | Promise
    what: str | Promise
    url: str


def choices(address: Address, count: int, names: Iterable[str]) -> list[Choice]:
    """The list of this address in each of these formats; how it is shown as a page does not matter."""
    return [
        Choice(each.label, LATER if each.name == "xlsx" and count > AT_ONCE else each.what, url_of(address, each.name))
        for each in map(FORMATS.__getitem__, names)
    ]


def api_choice(url: str) -> Choice:
    return Choice("API", _("The same question to the API, page by page"), url)


def url_of(address: Address, format: str) -> str:
    return address.setting(view="", format=format)


LATER = _("A spreadsheet; so many records take a minute or two")
