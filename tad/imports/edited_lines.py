"""An activity's lines (who took part, topics, funding …) from the edited cells of an export.

A cell holds codes only, so a line that stays keeps what no column shows, such as the words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _

from portal.core.classification import Role
from portal.core.imports.importer import Change
from portal.core.models import FundingKind, Goal, Language, Recommendation, Topic
from tad.imports.cells import Cells, listed
from tad.imports.draft import Draft
from tad.models import Activity, Document, Funding

STORED_LINES = (
    "participations", "taggings", "goal_links", "recommendations", "working_languages", "funding", "documents",
)  # fmt: skip
PARTIES = {f"{role}_{what}": role for role in Role.values for what in ("codes", "organisations")}
PAID = ("funding_codes", "funding_organisations", "funding_amounts", "funding_currencies", "funding_bands",
        "funding_in_kind", "funding_as_said")  # fmt: skip
AMOUNT = re.compile(r"\d{1,12}([.]\d{1,2})?", re.ASCII)


def take(cells: Cells, draft: Draft, edited: dict[str, str]) -> None:
    """Put into the draft the lists of lines that edited columns make different from the record's."""
    for name, columns, read in LISTS:
        touched = [column for column in columns if column in edited]
        if not touched:
            continue
        stored = _stored(draft.activity, name)
        wanted = read(cells, stored)
        if wanted != stored:
            draft.lines[name] = wanted
            draft.changes += [Change(column, edited[column], cells.row[column]) for column in touched]


def _stored(activity: Activity | None, name: str) -> list[dict]:
    """As record_activity takes them."""
    if activity is None:
        return []
    if name in {"recommendations", "working_languages"}:
        key = {"recommendations": "recommendation_id", "working_languages": "language_id"}[name]
        return [{key: term.pk} for term in getattr(activity, name).all()]
    related = {"topics": "taggings", "goals": "goal_links"}.get(name, name)
    return [_columns(line) for line in getattr(activity, related).all()]


def _columns(line: models.Model) -> dict:
    left_out = {"id", "activity_id", "order"}
    names = [field.attname for field in line._meta.concrete_fields if field.attname not in left_out]
    return {name: getattr(line, name) for name in names}


def _kept_and_new(stored: list[dict], key: str, wanted: Iterable[int], **blank: object) -> list[dict]:
    """Stored lines that are still wanted, in their order, then the new ones."""
    wanted = list(wanted)
    kept = [line for line in stored if line[key] in wanted]
    there = {line[key] for line in kept}
    return kept + [{key: each} | blank for each in wanted if each not in there]


def _terms(column: str, key: str, vocabulary: type, **blank: object) -> Callable[[Cells, list[dict]], list[dict]]:
    def read(cells: Cells, stored: list[dict]) -> list[dict]:
        return _kept_and_new(stored, key, [term.id for term in cells.codes(column, vocabulary)], **blank)

    return read


def _goals(cells: Cells, stored: list[dict]) -> list[dict]:
    main = next((line["goal_id"] for line in stored if line["is_main"]), None)
    if "main_goal_code" in cells.row.cells:
        term = cells.code("main_goal_code", Goal)
        main = term.id if term else None
    goals = [line["goal_id"] for line in stored]
    if "goal_codes" in cells.row.cells:
        goals = [term.id for term in cells.codes("goal_codes", Goal)]
    if main is not None and main not in goals:
        cells.wrong("main_goal_code", _("The main goal must be one of the goals in “goal_codes”."))
    lines = _kept_and_new(stored, "goal_id", goals)
    return [line | {"is_main": line["goal_id"] == main} for line in lines]


def _participations(cells: Cells, stored: list[dict]) -> list[dict]:
    """Of each role, countries and groups stand in one column, organisations in another; either may be missing."""
    wanted = []
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
    return line["organisation_id"] is None


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


def positions(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")] if text else []


def _side_by_side(cells: Cells, leading: str, columns: Iterable[str]) -> list[dict[str, str]]:
    """Columns that agree by position, as one dict a line; ``leading`` says how many lines there are."""
    first = positions(cells.row[leading])
    for place, text in enumerate(first, start=1):
        if not text:
            cells.wrong(leading, _("Value %(place)d of this cell is empty.") % {"place": place})
    lines = [{leading: text} for text in first]
    for column in columns:
        if column == leading or column not in cells.row.cells:
            continue
        values = positions(cells.row[column])
        if values and len(values) != len(first):
            text = _("This cell has %(found)d values, “%(leading)s” has %(wanted)d: they must agree.")
            cells.wrong(column, text % {"found": len(values), "leading": leading, "wanted": len(first)})
            continue
        for line, value in zip(lines, values or [""] * len(first), strict=True):
            line[column] = value
    return lines


def _funding(cells: Cells, stored: list[dict]) -> list[dict]:
    """What has no column in the sheet stays with the line at the same place, if it is still the same kind."""
    if "funding_codes" not in cells.row.cells:
        cells.wrong("", _("Columns about funding need “funding_codes” beside them."))
        return stored
    lines = []
    for place, said in enumerate(_side_by_side(cells, "funding_codes", PAID)):
        kind = cells.code("funding_codes", FundingKind, said["funding_codes"])
        same = stored[place] if place < len(stored) and kind and stored[place]["kind_id"] == kind.id else {}
        read = {name: value for name, value in _payment(cells, said, stored).items() if value is not ABSENT}
        blank = {"funder_id": None, "amount": None, "currency": "", "band": "", "is_estimate": False, "in_kind": "",
                 "as_said": ""}  # fmt: skip
        line = blank | same | read | {"kind_id": kind.id if kind else None}
        _check_payment(cells, line)
        lines.append(line)
    return lines


ABSENT = object()


def _payment(cells: Cells, said: dict[str, str], stored: list[dict]) -> dict:
    def read(column: str, value: Callable[[str], object]) -> object:
        return value(said[column]) if column in said else ABSENT

    def funder(slug: str) -> int | None:
        institution = cells.organisation("funding_organisations", slug) if slug else None
        return institution.id if institution else None

    return {
        "funder_id": read("funding_organisations", funder),
        "amount": read("funding_amounts", lambda text: _amount(cells, text)),
        "currency": read("funding_currencies", str),
        "band": read("funding_bands", lambda text: cells.choice("funding_bands", Funding.Band.values, text)),
        "in_kind": read("funding_in_kind", lambda text: _words(cells, "funding_in_kind", text, stored, "in_kind", 300)),
        "as_said": read("funding_as_said", lambda text: _words(cells, "funding_as_said", text, stored, "as_said", 250)),
    }


def _amount(cells: Cells, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = None
    if amount is None or not AMOUNT.fullmatch(text):
        message = _("“%(text)s” is no amount. Write 20000 or 20000.50.")
        cells.wrong("funding_amounts", message % {"text": text[:40]})
        return None
    return amount


def _words(cells: Cells, column: str, text: str, stored: list[dict], field: str, limit: int) -> str:
    """The export writes a comma for a semicolon; words that were not edited keep theirs."""
    as_exported = {line[field].replace(";", ","): line[field] for line in stored}
    return as_exported.get(text, cells.short(column, text, limit))


def _check_payment(cells: Cells, line: dict) -> None:
    if line["currency"] and not re.fullmatch(r"[A-Z]{3}", line["currency"]):
        text = _("“%(text)s” is no currency code of ISO 4217, such as USD.")
        cells.wrong("funding_currencies", text % {"text": line["currency"][:20]})
    elif (line["amount"] is not None and not line["currency"]) or (
        line["currency"] and line["amount"] is None and not line["band"]
    ):
        cells.wrong("funding_currencies", _("An amount needs a currency code; a currency needs an amount or a band."))
    if line["amount"] is not None and line["band"]:
        cells.wrong("funding_bands", _("Give the amount or a band, not both."))


def _documents(cells: Cells, stored: list[dict]) -> list[dict]:
    if "document_urls" not in cells.row.cells:
        cells.wrong("document_titles", _("This column needs “document_urls” beside it."))
        return stored
    known = {line["url"]: line for line in stored}
    lines = []
    for said in _side_by_side(cells, "document_urls", ["document_urls", "document_titles"]):
        url = cells.url("document_urls", said["document_urls"])
        same = known.get(url, {"kind": Document.Kind.PAGE, "title": ""})
        title = _words(cells, "document_titles", said.get("document_titles", same["title"]), stored, "title", 250)
        lines.append(same | {"title": title or urlsplit(url).netloc, "url": url})
    return lines


LISTS: list[tuple[str, tuple[str, ...], Callable[[Cells, list[dict]], list[dict]]]] = [
    ("participations", tuple(PARTIES), _participations),
    ("topics", ("topic_codes",), _terms("topic_codes", "topic_id", Topic, as_said="")),
    ("goals", ("goal_codes", "main_goal_code"), _goals),
    ("recommendations", ("recommendation_codes",), _terms("recommendation_codes", "recommendation_id", Recommendation)),
    ("working_languages", ("working_language_codes",), _terms("working_language_codes", "language_id", Language)),
    ("funding", PAID, _funding),
    ("documents", ("document_urls", "document_titles"), _documents),
]
COLUMNS = tuple(column for _name, columns, _read in LISTS for column in columns)
