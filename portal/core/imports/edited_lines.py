"""A record's lines (who took part, topics, documents …) from the edited cells of an export.

A cell holds codes only, so a line that stays keeps what no column shows, such as the words of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from portal.core.classification import Role
from portal.core.imports.cells import Cells, listed
from portal.core.imports.draft import Draft
from portal.core.imports.importer import Change
from portal.core.models import Curated, LinkedDocument
from portal.core.writing import parent_of

if TYPE_CHECKING:
    from portal.core.imports.own_export import OwnExport

Lines = list[dict]
PARTIES = {f"{role}_{what}": role for role in Role.values for what in ("codes", "organisations")}


@dataclass(frozen=True)
class LineList:
    """One kind of line: its name, the columns that tell of it, and how they are read: (cells, lines stored) → lines."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Cells, Lines], Lines]


def stored_lines(layout: OwnExport, records: Iterable[Curated]) -> dict[int, dict[str, Lines]]:
    """{record: {kind of line: its lines, as writing takes them}}; one query for each kind of line."""
    found: dict[int, dict[str, Lines]] = {record.pk: {each.name: [] for each in layout.lists} for record in records}
    for each in layout.lists if found else ():
        model = layout.lines[each.name]
        owner = f"{parent_of(model, layout.model)}_id"
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", owner, "order"}]
        for line in model._default_manager.filter(**{f"{owner}__in": found}):
            found[getattr(line, owner)][each.name].append({name: getattr(line, name) for name in names})
    return found


def take(layout: OwnExport, cells: Cells, draft: Draft, edited: dict[str, str], lines: dict[str, Lines]) -> None:
    """Put into the draft the kinds of lines that edited columns make different from the record's own, ``lines``."""
    for each in layout.lists:
        touched = [column for column in each.columns if column in edited]
        if not touched:
            continue
        stored = lines.get(each.name, [])
        wanted = each.read(cells, stored)
        if wanted != stored:
            draft.lines[each.name] = wanted
            draft.changes += [Change(column, edited[column], cells.row[column]) for column in touched]


def kept_and_new(stored: Lines, key: str, wanted: Iterable[int], **blank: object) -> Lines:
    """Stored lines that are still wanted, in their order, then the new ones."""
    wanted = list(wanted)
    kept = [line for line in stored if line[key] in wanted]
    there = {line[key] for line in kept}
    return kept + [{key: each} | blank for each in wanted if each not in there]


def tagged(name: str, column: str, key: str, vocabulary: type, **blank: object) -> LineList:
    """Lines that name a term of a vocabulary each."""

    def read(cells: Cells, stored: Lines) -> Lines:
        return kept_and_new(stored, key, [term.id for term in cells.codes(column, vocabulary)], **blank)

    return LineList(name, (column,), read)


def _participations(cells: Cells, stored: Lines) -> Lines:
    """Of each role, countries and groups stand in one column, organisations in another; either may be missing. Who is
    known by a name only stands in neither, and stays."""
    wanted = [_who(line) for line in stored if _is_name_only(line)]
    for column, role in PARTIES.items():
        if column not in cells.row.cells:
            is_about = _is_organisation if column.endswith("_organisations") else _is_country_or_group
            wanted += [_who(line) for line in stored if line["role"] == role and is_about(line)]
        elif column.endswith("_organisations"):
            wanted += [(role, *each) for each in _organisations(cells, column)]
        else:
            parties = [cells.party(column, text) for text in listed(cells.row[column])]
            wanted += [_who({"role": role} | party) for party in parties if party]
    wanted = list(dict.fromkeys(wanted))
    kept = [line for line in stored if _who(line) in wanted]
    there = {_who(line) for line in kept}
    names = ("role", "country_id", "group_id", "organisation_id")
    return kept + [dict(zip(names, who, strict=True)) | {"as_said": ""} for who in wanted if who not in there]


def _is_organisation(line: dict) -> bool:
    return line["organisation_id"] is not None


def _is_country_or_group(line: dict) -> bool:
    return line["organisation_id"] is None and not _is_name_only(line)


def _is_name_only(line: dict) -> bool:
    return not any(_who(line)[1:])


def _who(line: dict) -> tuple:
    return line["role"], line.get("country_id"), line.get("group_id"), line.get("organisation_id")


def _organisations(cells: Cells, column: str) -> list[tuple]:
    """ "wipo; university@KE" → (country, no group, organisation)."""
    found = []
    for text in listed(cells.row[column]):
        slug, at, code = text.partition("@")
        institution = cells.organisation(column, slug)
        country = cells.country(column, code) if at else None
        if institution and (country or not at):
            found.append((country.code if country else None, None, institution.id))
    return found


def _positions(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")] if text else []


def side_by_side(cells: Cells, leading: str, columns: Iterable[str]) -> list[dict[str, str]]:
    """Columns that agree by position, as one dict a line; ``leading`` says how many lines there are."""
    first = _positions(cells.row[leading])
    for place, text in enumerate(first, start=1):
        if not text:
            cells.wrong(leading, _("Value %(place)d of this cell is empty.") % {"place": place})
    lines = [{leading: text} for text in first]
    for column in columns:
        if column == leading or column not in cells.row.cells:
            continue
        values = _positions(cells.row[column])
        if values and len(values) != len(first):
            text = _("This cell has %(found)d values, “%(leading)s” has %(wanted)d: they must agree.")
            cells.wrong(column, text % {"found": len(values), "leading": leading, "wanted": len(first)})
            continue
        for line, value in zip(lines, values or [""] * len(first), strict=True):
            line[column] = value
    return lines


def words(cells: Cells, column: str, text: str, stored: Lines, field: str, limit: int) -> str:
    """The export writes a comma for a semicolon; words that were not edited keep theirs."""
    as_exported = {line[field].replace(";", ","): line[field] for line in stored}
    return as_exported.get(text, cells.short(column, text, limit))


def _documents(cells: Cells, stored: Lines) -> Lines:
    if "document_urls" not in cells.row.cells:
        cells.wrong("document_titles", _("This column needs “document_urls” beside it."))
        return stored
    known = {line["url"]: line for line in stored}
    lines = []
    for said in side_by_side(cells, "document_urls", ["document_urls", "document_titles"]):
        url = cells.url("document_urls", said["document_urls"])
        same = known.get(url, {"kind": LinkedDocument.Kind.PAGE, "title": ""})
        title = words(cells, "document_titles", said.get("document_titles", same["title"]), stored, "title", 250)
        lines.append(same | {"title": title or urlsplit(url).netloc, "url": url})
    return lines


PARTICIPATIONS = LineList("participations", tuple(PARTIES), _participations)
DOCUMENTS = LineList("documents", ("document_urls", "document_titles"), _documents)
