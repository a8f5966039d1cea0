"""The layout of the real records that ship with the portal: tad/data.

``activities.csv`` and ``meetings.csv`` say what the sources say, word for word; the other files say what that means
here: ``parties.csv`` who took part in which role, ``facts.csv`` language, place, funding and the like, and two lists
that map the sources' words to modalities and topics. A meeting that tells an activity again (``same_as``) becomes a
second source of that activity.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections import defaultdict
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from tad.models.activity import Precision
from tad.models.particulars import Document, Source
from tad.records import Record

FOLDER = Path(__file__).resolve().parent / "data"
COMPILED_ON = date(2026, 11, 22)  # the day somebody last looked at all of the sources

GRADES = {
    "organiser or official body": Source.Grade.OFFICIAL,
    "official document on a mirror site": Source.Grade.MIRROR,
    "press, blog or other": Source.Grade.OTHER,
}
CITED = re.compile(r"^(?P<text>.*?)(?:\s+–\s+)?(?P<url>https?://\S+)?$")

Row = dict[str, str]


def recognises(columns: list[str]) -> bool:
    """Is a file with these columns the ``activities.csv`` of this layout?"""
    return {"id", "activity_type", "beneficiary_group", "ip_fields", "source_kind"} <= set(columns)


def read(path: Path = FOLDER / "activities.csv") -> list[Record]:
    """The records of the folder that ``path`` lies in: activities first, then the meetings, in the files' order."""
    return Collection(path.parent).records()


class Collection:
    def __init__(self, folder: Path) -> None:
        self.activities = _rows(folder / "activities.csv")
        self.meetings = {row["id"]: row for row in _rows(folder / "meetings.csv")}
        self.facts = {row["record"]: row for row in _rows(folder / "facts.csv")}
        self.modalities = {row["activity_type"]: row["modality"] for row in _rows(folder / "activity_types.csv")}
        self.topics = {row["ip_field"]: row["topic"] for row in _rows(folder / "ip_fields.csv")}
        self.parties: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(folder / "parties.csv"):
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
            values=values | _dates(row),
            verified_on=COMPILED_ON,
            modality=self.modalities[said],
            participations=self.parties[key],
            topics=self._topics(row, fact),
            working_languages=_listed(fact["working_languages"], ";"),
            funding=self._funding(key, fact),
            documents=_documents(fact, told),
            sources=[_source(each) for each in told],
        )

    def _topics(self, row: Row, fact: Row) -> dict[str, str]:
        fields = _listed(row.get("ip_fields", ""), "; ")
        return {self.topics[each]: each for each in fields} | dict.fromkeys(_listed(fact["topics"], ";"), "")

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


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed(text: str, separator: str) -> list[str]:
    return [item for item in text.split(separator) if item]


def day_of(text: str, *, last: bool = False) -> tuple[date | None, Precision]:
    """ "2013-10" → the first (or last) day it can mean, and how exactly it is known."""
    if not text:
        return None, Precision.DAY
    numbers = [int(part) for part in text.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(numbers) - 1]
    year, month, day = [*numbers, *([12, 0] if last else [1, 1])[len(numbers) - 1 :]][:3]
    return date(year, month, day or monthrange(year, month)[1]), precision


def _dates(row: Row) -> dict:
    starts_on, starts_precision = day_of(row["start_date"])
    ends_on, ends_precision = day_of(row["end_date"], last=True)
    return {
        "starts_on": starts_on,
        "starts_precision": starts_precision,
        "ends_on": ends_on,
        "ends_precision": ends_precision,
    }


def citations(source: str) -> list[tuple[str, str]]:
    """ "text – https://… ; text – https://…" → [(text, address)]; either may be missing."""
    matches = [CITED.match(part.strip()) for part in source.split(" ; ")]
    return [(match["text"], match["url"] or "") for match in matches if match]


def cited(source: str) -> tuple[str, str]:
    """What is cited, in words, and its first address. Where only an address was noted, its host speaks for it."""
    parts = citations(source)
    address = next((url for _text, url in parts if url), "")
    return "; ".join(text for text, _url in parts if text) or urlsplit(address).netloc, address


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
        for url in _listed(fact["extra_source_url"], "|")
    ]
