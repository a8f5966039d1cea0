"""The real meetings that ship with the portal.

``tad/data/meetings.csv`` says what the sources say, word for word; the database of activities ships the same events
with who took part, how and about what, so that is read there and not said again. What only a meeting has stands in
``data/meetings.csv`` beside this file: its series, whether it was held, and each doubt as a note.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from portal.core.collected import Row, cited, listed, rows_of, span_of
from tad import shipped
from tad.records import Record

FACTS = Path(__file__).resolve().parent / "data" / "meetings.csv"
COMPILED_ON = shipped.COMPILED_ON


@dataclass(frozen=True)
class ShippedMeeting:
    """A meeting as the collection tells it, in public codes. ``key`` is its row's name ("M10")."""

    key: str
    values: dict  # fields of Meeting that are plain values
    series: str
    source: dict
    participations: list[dict] = field(default_factory=list)  # role, country | group | organisation, as_said
    topics: list[str] = field(default_factory=list)
    working_languages: list[str] = field(default_factory=list)
    documents: list[dict] = field(default_factory=list)


def read() -> list[ShippedMeeting]:
    facts = {row["record"]: row for row in rows_of(FACTS)}
    told = {source["record"]: record for record in shipped.read() for source in record.sources}
    rows = rows_of(shipped.FOLDER / "meetings.csv")
    return [_meeting(row, facts[row["id"]], told.get(row["id"])) for row in rows]


def _meeting(row: Row, fact: Row, activity: Record | None) -> ShippedMeeting:
    """``activity`` tells the same event; the meeting without a date is none."""
    citation, address = cited(row["source"])
    values = {
        "title": row["title"],
        "summary": fact["summary"] or row["topics"][:1].upper() + row["topics"][1:],
        "kind_as_said": row["kind"],
        "status": fact["status"],
        "place": row["city"],
        "country_id": row["country"] or None,
        "note": fact["note"],
        "date_note": fact["date_note"],
        "source": citation,
        "source_url": address,
    }
    source = {"record": row["id"], "citation": citation, "url": address, "title_as_said": row["title"]}
    source["symbol"] = row["document_symbol"]
    values |= span_of(row["start_date"], row["end_date"])
    if activity is None:
        return ShippedMeeting(row["id"], values, fact["series"], source)
    return ShippedMeeting(
        key=row["id"],
        values=values | {"delivery": activity.values["delivery"]},
        series=fact["series"],
        source=source,
        participations=activity.participations,
        topics=list(activity.topics),
        working_languages=listed(fact["languages"], ";") or activity.working_languages,
        documents=activity.documents,
    )
