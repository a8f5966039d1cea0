"""The layout of the real records that ship with the portal: partnerships/data.

``partnerships.csv`` and ``case_studies.csv`` say what the sources say, word for word. The other files say what that
means here, row by row: ``partners.csv`` who is a partner in which role, ``facts.csv`` and ``case_facts.csv`` dates,
support, vocabularies and doubts, ``figures.csv`` the results that a summary counts, ``ip_rights.csv`` the topics.

How roles were decided. A partner helps another only where the name or the summary says so. Where it says that partners
share, exchange or run something together, each stands on both sides. A developed country among them is a provider
only: what such a record is about is what developing countries gain. An organisation that pays is a funder, one under
whose name others meet an organiser, one that supports a facilitator. A seat is no partner. Each doubt is a note.

A file of the first two layouts that comes without the others is a sheet like any other (partnerships/imports).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from portal.core.collected import Row, citations, cited, listed, rows_of, span_of

FOLDER = Path(__file__).resolve().parent / "data"
COMPILED_ON = date(2026, 11, 22)  # the day somebody last looked at all of the sources
INITIATIVES = {"id", "name", "partner_countries", "year", "theme", "triangular", "summary", "source"}
CASE_STUDIES = {"id", "title", "country", "ip_rights", "sector", "summary", "source"}


@dataclass(frozen=True)
class Record:
    """An initiative or a case study as a collection tells it, in public codes. ``key`` is its row's name ("P14")."""

    key: str
    values: dict  # fields of the record that are plain values
    codes: dict[str, list[str]]  # kind of line → codes of its vocabulary
    topics: dict[str, str]  # code → the source's words
    source: dict
    documents: list[dict]
    participations: list[dict] = field(default_factory=list)  # role, country | group | organisation, as_said
    figures: list[dict] = field(default_factory=list)
    related: list[str] = field(default_factory=list)  # keys


def initiatives(path: Path = FOLDER / "partnerships.csv") -> list[Record]:
    facts, partners, figures = (_beside(path, name) for name in ("facts.csv", "partners.csv", "figures.csv"))
    found = _checked(path, INITIATIVES)
    return [_initiative(row, facts[row["id"]], partners[row["id"]], figures[row["id"]]) for row in found]


def case_studies(path: Path = FOLDER / "case_studies.csv") -> list[Record]:
    facts = _beside(path, "case_facts.csv")
    topics = {row["ip_right"]: row["topic"] for row in rows_of(FOLDER / "ip_rights.csv")}
    return [_case_study(row, facts[row["id"]], topics) for row in _checked(path, CASE_STUDIES)]


class UnknownLayout(ValueError):
    """The file has other columns than this layout; the message names those that are missing."""


def _checked(path: Path, columns: set[str]) -> list[Row]:
    found = rows_of(path)
    if missing := columns - (found[0].keys() if found else set()):
        raise UnknownLayout(f"{path}: no column {', '.join(sorted(missing))}")
    return found


def _beside(path: Path, name: str) -> dict[str, list[Row]]:
    """The rows of a file in the same folder, by the record they are about."""
    rows: dict[str, list[Row]] = defaultdict(list)
    beside = path.parent / name
    for row in rows_of(beside) if beside.exists() else ():
        rows[row["record"]].append(row)
    return rows


def _initiative(row: Row, facts: list[Row], partners: list[Row], figures: list[Row]) -> Record:
    [fact] = facts
    values = {
        "status": fact["status"] or "unknown",
        "support": fact["support"] or "unknown",
        "date_note": fact["date_note"],
        "sector_as_said": row["theme"],
        "amount": fact["amount"] or None,
        "currency": fact["currency"],
        "note": fact["note"],
    }
    return Record(
        key=row["id"],
        values=_told(row, row["name"]) | values | span_of(fact["starts_on"], fact["ends_on"]),
        codes={name: listed(fact[name], ";") for name in ("modalities", "instruments", "sectors")},
        topics=dict.fromkeys(listed(fact["topics"], ";"), ""),
        source=_source(row, row["name"]),
        documents=_documents(row),
        participations=partners,
        figures=[{name: line[name] for name in ("figure", "unit", "what")} for line in figures],
        related=listed(fact["related"], ";"),
    )


def _case_study(row: Row, facts: list[Row], topics: dict[str, str]) -> Record:
    [fact] = facts
    values = {name: fact[name] for name in ("year_note", "results", "lessons", "note")}
    values |= {"year": int(fact["year"]) if fact["year"] else None, "sector_as_said": row["sector"]}
    codes = {name: listed(fact[name], ";") for name in ("sectors", "focuses")}
    return Record(
        key=row["id"],
        values=_told(row, row["title"]) | values,
        codes=codes | {"countries": listed(row["country"], ";")},
        topics={topics.get(said, said): said for said in listed(row["ip_rights"], "; ")},
        source=_source(row, row["title"]),
        documents=_documents(row),
        related=listed(fact["initiative"], ";"),
    )


def _told(row: Row, title: str) -> dict:
    citation, address = cited(row["source"])
    return {"title": title, "summary": row["summary"], "source": citation, "source_url": address}


def _source(row: Row, title: str) -> dict:
    citation, address = cited(row["source"])
    return {"record": row["id"], "citation": citation, "url": address, "title_as_said": title}


def _documents(row: Row) -> list[dict]:
    """Further addresses of the source, each under the words it was cited with."""
    found = [(text, url) for text, url in citations(row["source"]) if url]
    return [{"title": text or urlsplit(url).netloc, "url": url} for text, url in found[1:]]
