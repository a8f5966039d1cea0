"""The layout of the real records that ship with the portal: tad/data.

``activities.csv`` and ``meetings.csv`` say what the sources say, word for word; the other files say what that means
here: ``parties.csv`` who took part in which role, ``facts.csv`` language, place, funding and the like, and two lists
that map the sources' words to modalities and topics. A meeting that tells an activity again (``same_as``) becomes a
second source of that activity.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from portal.core.collected import Row, citations, cited, listed, rows_of, span_of
from tad.models.particulars import Document, Source
from tad.records import Record

FOLDER = Path(__file__).resolve().parent / "data"
COMPILED_ON = date(2026, 11, 22)  # the day somebody last looked at all of the sources

GRADES = {
    "organiser or official body": Source.Grade.OFFICIAL,
    "official document on a mirror site": Source.Grade.MIRROR,
    "press, blog or other": Source.Grade.OTHER,
}


def recognises(columns: list[str]) -> bool:
    """Is a file with these columns the ``activities.csv`` of this layout?"""
    return {"id", "activity_type", "beneficiary_group", "ip_fields", "source_kind"} <= set(columns)


def read(path: Path = FOLDER / "activities.csv") -> list[Record]:
    """The records of the folder that ``path`` lies in: activities first, then the meetings, in the files' order."""
    return Collection(path.parent).records()


class Collection:
    def __init__(self, folder: Path) -> None:
        self.activities = rows_of(folder / "activities.csv")
        self.meetings = {row["id"]: row for row in rows_of(folder / "meetings.csv")}
        self.facts = {row["record"]: row for row in rows_of(folder / "facts.csv")}
        self.modalities = {row["activity_type"]: row["modality"] for row in rows_of(folder / "activity_types.csv")}
        self.topics = {row["ip_field"]: row["topic"] for row in rows_of(folder / "ip_fields.csv")}
        self.parties: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(folder / "parties.csv"):
            self.parties[row["record"]].append({name: text for name, text in row.items() if name != "record"})
        self.twins: dict[str, list[Row]] = defaultdict(list)
        for key, fact in self.facts.items():
            if fact["same_as"]:
                self.twins[fact["same_as"]].append(self.meetings[key])

    def records(self) -> list[Record]:
        """Meetings without facts are those whose date nobody knows; twins come with the activity they tell again."""
        own = [key for key, fact in self.facts.items() if key in self.meetings and not fact["same_as"]]
        meetings = [self._record(row, row["kind"], row["topics"]) for key, row in self.meetings.items() if key in own]
        activities = [self._record(row, row["activity_type"], row["summary"]) for row in self.activities]
        return activities + meetings

    def _record(self, row: Row, said: str, summary: str) -> Record:
        key, fact, told = row["id"], self.facts[row["id"]], [row, *self.twins[row["id"]]]
        citation, address = cited(row["source"])
        values = {
            "title": row["title"],
            "summary": summary[:1].upper() + summary[1:],
            "note": fact["note"],
            "language_id": fact["language"],
            "modality_as_said": said,
            "scope": fact["scope"],
            "status": fact["status"],
            "delivery": fact["delivery"],
            "place": fact["city"],
            "audience": fact["audience"],
            "outcome": fact["outcome"],
            "participants": int(fact["participants"]) if fact["participants"] else None,
            "date_note": row.get("date_note", ""),
            "source": citation,
            "source_url": address,
        }
        return Record(
            key=key,
            values=values | span_of(row["start_date"], row["end_date"]),
            verified_on=COMPILED_ON,
            modality=self.modalities[said],
            participations=self.parties[key],
            topics=self._topics(row, fact),
            working_languages=listed(fact["working_languages"], ";"),
            funding=self._funding(key, fact),
            documents=_documents(fact, told),
            sources=[_source(each) for each in told],
        )

    def _topics(self, row: Row, fact: Row) -> dict[str, str]:
        fields = listed(row.get("ip_fields", ""), "; ")
        return {self.topics[each]: each for each in fields} | dict.fromkeys(listed(fact["topics"], ";"), "")

    def _funding(self, key: str, fact: Row) -> list[dict]:
        """One line for each institution that paid; none where nothing was said, which reads as "not stated"."""
        if fact["funding_kind"] == "not-stated" and not fact["funding_note"]:
            return []
        funders = [row["organisation"] for row in self.parties[key] if row["role"] == "funder"]
        paid = {
            "kind": fact["funding_kind"],
            "amount": fact["funding_amount"] or None,
            "currency": fact["funding_currency"],
            "as_said": fact["funding_note"],
        }
        return [paid | {"funder": funder} for funder in funders or [""]]


def _source(row: Row) -> dict:
    citation, address = cited(row["source"])
    return {
        "record": row["id"],
        "citation": citation,
        "url": address,
        "grade": GRADES.get(row.get("source_kind", ""), ""),
        "title_as_said": row["title"],
        "symbol": row.get("document_symbol", ""),
    }


def _documents(fact: Row, told: list[Row]) -> list[dict]:
    """Further addresses of the sources, each under the words it was cited with."""
    words = {url: text for row in told for text, url in citations(row["source"])}
    return [
        {"kind": Document.Kind.PAGE, "title": words.get(url) or urlsplit(url).netloc, "url": url}
        for url in listed(fact["extra_source_url"], "|")
    ]
