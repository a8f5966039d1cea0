"""A list taken away: everything a writer of files may ask about it.

A room subclasses ``Export`` and says which list it is, what its records are, and how one of them reads as an entry of a
feed and as an event of a calendar. Everything that is worded is worded when the export is made, because the writers
run later, when another language may be active.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.dates import clauses_text
from portal.core.exports import json_file
from portal.core.exports.columns import Column
from portal.core.exports.licence import LICENCE_URL, attribution
from portal.core.exports.spreadsheet import Book, Progress
from portal.core.listing import Listing


@dataclass(frozen=True)
class Entry:
    """A record in a feed."""

    ref: str
    url: str
    title: str
    summary: str
    language: str
    published: datetime | None
    updated: datetime
    categories: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Event:
    """A dated record in a calendar: whole days, both included."""

    entry: Entry
    first: date
    last: date
    place: str = ""
    is_exact: bool = True  # False: somewhere between these days, which are those of a month or a year
    is_cancelled: bool = False
    is_planned: bool = False


class Export:
    listing_class: type[Listing]
    name: str  # begins the file's name
    columns: Sequence[Column]

    def __init__(self, request: HttpRequest, *, base: str = "") -> None:
        """``base``: how absolute addresses begin, where there is neither SITE_URL nor a real request."""
        self.listing = self.listing_class(request)
        self.user = request.user
        self.base = (settings.SITE_URL or base).rstrip("/") or f"{request.scheme}://{request.get_host()}"
        self.language = get_language() or settings.LANGUAGE_CODE
        self.generated_at = timezone.now().replace(microsecond=0)
        self.title = self.listing.title
        self.publisher = str(settings.SITE_NAME)
        self.attribution = attribution()
        self.inexact = _("The exact days are not known: some time within these.")

    @classmethod
    def people(cls) -> str:
        """The version that counts up when people change what the list shows of them; "" where it names nobody."""
        return cls.listing_class.index.name if cls.listing_class.names_people else ""

    # What a room says ------------------------------------------------------------------------------------------------
    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        """The records with these ids in this order, as far as the reader may see them, streamed."""
        raise NotImplementedError

    def entry(self, record: dict) -> Entry:
        raise NotImplementedError

    def event(self, record: dict) -> Event | None:
        """None where no date is known."""
        raise NotImplementedError

    def iati(self, record: dict, publisher) -> Element | None:
        """None where the standard has no place for the record. Only lists that offer the format are asked."""
        raise NotImplementedError

    @cached_property
    def withdrawn(self) -> list[Event]:
        """Of a calendar that people subscribe to: what was in it and is public no more."""
        return []

    @cached_property
    def gone(self) -> list[tuple[str, datetime]]:
        """Of a feed that people follow: references of what was public in it and is no more, and since when."""
        return []

    # What writers ask ------------------------------------------------------------------------------------------------
    @property
    def count(self) -> int:
        return self.listing.count

    @cached_property
    def ids(self) -> array:
        """Every hit in the list's order; packed, because a million Python integers would be 36 MB."""
        return array("I", self.listing.ids_from(0, self.count))

    def records(self) -> Iterator[dict]:
        return self.records_of(self.ids)

    @property
    def page(self) -> int:
        """Which page of a feed; the other formats have only one."""
        wanted = self.listing.request.GET.get("page", "1")
        return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0

    @property
    def undated(self) -> int:
        """How many records no calendar can show."""
        days = self.listing.snapshot.days
        return sum(not days[pk] for pk in self.listing.hits)

    @property
    def url(self) -> str:
        """The list as a page; how it is shown there does not matter."""
        return self.base + self.listing.address.setting(view="")

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or "localhost"

    @cached_property
    def conditions(self) -> list[str]:
        """What the list was filtered by, in words."""
        return [chip.text for chip in self.listing.chips]

    def json(self) -> Iterator[bytes]:
        return json_file.stream(self)

    def fill(self, book: Book, progress: Progress) -> None:
        """The sheets of a spreadsheet."""
        book.records(self.title, self.columns, self.records(), progress)
        book.facts(_("About this file"), self.about())
        book.fields(self.columns)

    def about(self) -> list[tuple[str, object]]:
        return [
            (_("What"), self.title),
            (_("Address of the search"), self.url),
            (_("Filtered by"), clauses_text(self.conditions) or _("nothing: all records")),
            (_("Records"), self.count),
            *source_lines(self),
        ]

    def file_name(self, extension: str) -> str:
        """ "activities-trademarks-kenya-2026-11-22.csv": what, of which kind, as of when."""
        words = slugify(" ".join(chip.label for chip in self.listing.chips if not chip.excluded))[:60].strip("-")
        parts = [self.name, words, self.generated_at.date().isoformat()]
        return "-".join(part for part in parts if part) + f".{extension}"


def source_lines(export) -> list[tuple[str, object]]:
    """What a sheet says of any file: as of when, under which terms, what is cut short."""
    return [
        (_("As of"), export.generated_at.strftime("%Y-%m-%d %H:%M UTC")),
        (_("Licence"), LICENCE_URL),
        (_("To be named as source"), export.attribution),
        (_("Longest text of a cell"), _("Longer texts end with “…”; the JSON export has them whole.")),
    ]
