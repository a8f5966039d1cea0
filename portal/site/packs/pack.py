"""A reporting pack: what an IP office hands to its cooperation agency, as a spreadsheet with a sheet for each part, or
the same as JSON.

Everybody gets what a visitor sees: a pack is made to be passed on. Its records are those of the portal's lists, each
with all its columns, and its numbers are those that the lists show; the addresses beside them prove it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import orjson
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.addresses import asked_at
from portal.core.exports import json_file
from portal.core.exports.columns import Column, plain
from portal.core.exports.export import Export, source_lines
from portal.core.exports.licence import attribution
from portal.core.exports.spreadsheet import Book, Progress
from portal.core.models import Topic, current_versions
from portal.site.counted import CONSULTANTS, Records
from portal.site.packs import tables
from portal.site.packs.method import DEFINITIONS, OF_KIND
from portal.site.packs.subjects import Part, subject_of
from roster.exports import ConsultantExport

FIELDS = [
    plain("sheet", gettext_lazy("Sheet")),
    plain("column", gettext_lazy("Column")),
    plain("meaning", gettext_lazy("Meaning")),
]


class Pack:
    """Of the country, organisation or topic in the address of the request. The writers of files ask it what they ask
    an ``Export``."""

    def __init__(self, request: HttpRequest, *, base: str = "") -> None:
        """``base``: how absolute addresses begin, where there is neither SITE_URL nor a real request."""
        self.request = request
        self.versions = current_versions()
        self.reference = reference_memory.current(self.versions)
        asked = resolve(request.path).kwargs
        self.subject = subject_of(asked["kind"], asked["code"], self.reference)
        self.base = (settings.SITE_URL or base).rstrip("/") or f"{request.scheme}://{request.get_host()}"
        self.language = get_language() or settings.LANGUAGE_CODE
        self.generated_at = timezone.now().replace(microsecond=0)
        self.title = _("Reporting pack: %(name)s") % {"name": self.subject.label}
        self.attribution = attribution()

    @classmethod
    def people(cls) -> str:
        """Consultants are counted, and nobody is named."""
        return ""

    @property
    def url(self) -> str:
        return self.base + self.subject.url

    @property
    def count(self) -> int:
        """Rows of all lists."""
        return sum(export.count for _part, export in self.lists)

    def file_name(self, extension: str) -> str:
        return f"pack-{self.subject.code.lower()}-{self.generated_at.date().isoformat()}.{extension}"

    # What is in it ----------------------------------------------------------------------------------------------------
    def records(self, part: Part) -> Records:
        everything = part.room.public(self.versions, self.reference)
        return everything.having(**dict.fromkeys(part.filters, self.subject.code))

    @cached_property
    def lists(self) -> list[tuple[Part, Export]]:
        """As their own files have them, for a visitor."""
        return [(part, self._as_file(part.export, self.records(part).url)) for part in self.subject.kind.parts]

    def _as_file(self, export: type[Export], url: str) -> Export:
        return export(asked_at(url, self.request, user=AnonymousUser()), base=self.base)

    @cached_property
    def consultants(self) -> dict | None:
        """How many are listed, and where; samples, which are no people, are not counted."""
        if not (by := self.subject.kind.consultants):
            return None
        url = CONSULTANTS.public(self.versions, self.reference).having(**{by: self.subject.code}).url
        return {"count": self._as_file(ConsultantExport, url).count, "url": self.base + url}

    @cached_property
    def partners(self) -> list[dict]:
        parts = {part.name: part for part in self.subject.kind.parts}
        found = {count.name: self.records(parts[count.part]).by(count.of) for count in self.subject.kind.partners}
        return tables.partners(found, self.subject.code, self.base)

    @cached_property
    def topics_by_year(self) -> tables.ByYear:
        return tables.by_year(self.records(self.subject.kind.years), self.reference[Topic].by_id.values(), self.base)

    @property
    def definitions(self) -> list[tuple[str, str]]:
        return [(str(term), str(said)) for term, said in (*OF_KIND[self.subject.name], *DEFINITIONS)]

    # As a spreadsheet -------------------------------------------------------------------------------------------------
    def fill(self, book: Book, progress: Progress) -> None:
        book.facts(_("About this pack"), self.cover())
        book.facts(_("Definitions and method"), self.definitions)
        fields, sources, done = [], Sources(), 0

        def sheet(title: str, columns: Sequence[Column], rows: Iterable[dict], heard: Progress = lambda done: None):
            book.records(title, columns, rows, heard)
            fields.extend({"sheet": title, "column": each.name, "meaning": str(each.meaning)} for each in columns)

        sheet(_("Partners"), tables.partner_columns(self.subject.kind.partners), self.partners)
        sheet(_("Topics by year"), tables.year_columns(self.topics_by_year.years), self.topics_by_year.rows)
        for part, export in self.lists:
            sheet(
                str(part.title),
                export.columns,
                sources.of(export.records()),
                lambda more, before=done: progress(before + more),
            )
            done += export.count
        sheet(_("Sources"), tables.SOURCES, sources.rows())
        book.records(_("Fields"), FIELDS, fields)

    def cover(self) -> list[tuple[str, object]]:
        lists = [(str(part.title), export.count, export.url) for part, export in self.lists]
        numbers = [line for title, count, url in lists for line in ((title, count), ("", url))]
        if self.consultants:
            numbers += [(_("Consultants listed"), self.consultants["count"]), ("", self.consultants["url"])]
        return [(_("What"), self.title), (_("Address"), self.url), *numbers, *source_lines(self)]

    # As JSON ----------------------------------------------------------------------------------------------------------
    def json(self) -> Iterator[bytes]:
        """All that is worded is worded now: when the file is sent, another language may be active."""
        head = json_file.terms(self) | {
            "title": self.title,
            "subject": {"kind": self.subject.name, "code": self.subject.code, "label": self.subject.label},
            "definitions": [{"term": term, "meaning": said} for term, said in self.definitions],
            "partners": self.partners,
            "topics_by_year": self.topics_by_year.rows,
        }
        if self.consultants:
            head["consultants"] = self.consultants
        return _written(head, [(part.name, str(part.title), export) for part, export in self.lists])


def _written(head: dict, lists: list[tuple[str, str, Export]]) -> Iterator[bytes]:
    sources = Sources()
    yield orjson.dumps(head).removesuffix(b"}")
    for name, title, export in lists:
        said = {"title": title, "url": export.url, "count": export.count, "results": []}
        yield b",\n" + orjson.dumps(name) + b":" + orjson.dumps(said).removesuffix(b"]}")
        yield from json_file.listed(sources.of(export.records()))
        yield b"\n]}"
    yield b',\n"sources":' + orjson.dumps(sources.rows()) + b"}\n"


class Sources:
    """Where the records come from: noted while they are written, because there may be very many."""

    def __init__(self) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self.seen: set[str] = set()  # references: a record may stand in two parts

    def of(self, records: Iterable[dict]) -> Iterator[dict]:
        for record in records:
            if record["ref"] not in self.seen:
                self.seen.add(record["ref"])
                self.found.update(set(_sources(record)))
            yield record

    def rows(self) -> list[dict]:
        ordered = sorted(self.found.items(), key=lambda each: (-each[1], each[0]))
        return [{"source": source, "source_url": url, "records": count} for (source, url), count in ordered]


def _sources(record: dict) -> Iterator[tuple[str, str]]:
    if lines := record.get("sources"):
        yield from ((line["citation"], line["url"]) for line in lines)
    elif record["source"] or record["source_url"]:
        yield record["source"], record["source_url"]
