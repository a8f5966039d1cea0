"""The labelled set: needs, candidates, and for each pair a grade from 0 to 3 with its reason. README.md says how made.

A grade says how much the candidate would help those who wrote the need:
3  the one to approach first   2  useful   1  of some use, with effort   0  not
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from matchmaking.scoring import Asked, Candidate, Period

HERE = Path(__file__).parent / "data"
EVERYWHERE = "everywhere"
RECORDS = frozenset({"activity", "initiative"})


@dataclass(frozen=True)
class Text:
    """What words can find of a need or candidate, as far as its search row has it."""

    ref: str
    language: str
    title: str
    text: str
    topics: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True)
class Entry(Text):
    kind: str  # need, offer, consultant, activity or initiative
    about: str  # a subject of subjects.csv, given by reading the text; no ranking knows it
    facts: Asked | Candidate


@dataclass(frozen=True)
class Subject:
    field: str
    kin: frozenset[str]
    in_words: str


@dataclass(frozen=True)
class Grade:
    value: int
    reason: str
    by_reading: bool = False


class LabelledSet:
    """``regions``: the region of each country, by ISO 3166 code, as the portal's vocabulary has it."""

    def __init__(self, regions: dict[str, str]) -> None:
        self.regions = regions

    @cached_property
    def needs(self) -> list[Entry]:
        return [_entry(row, "need", self._asked(row)) for row in _rows("needs")]

    @cached_property
    def candidates(self) -> list[Entry]:
        return [_entry(row, row["kind"], self._candidate(row)) for row in _rows("candidates")]

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        return {row["subject"]: Subject(row["field"], _codes(row["kin"]), row["in_words"]) for row in _rows("subjects")}

    @cached_property
    def read(self) -> dict[tuple[str, str], Grade]:
        """What was judged by reading both texts; it stands above the rule."""
        rows = _rows("read")
        return {(row["need"], row["candidate"]): Grade(int(row["grade"]), row["reason"], True) for row in rows}

    def grade(self, need: Entry, candidate: Entry) -> Grade:
        return self.read.get((need.ref, candidate.ref)) or self._by_rule(need, candidate)

    def _by_rule(self, need: Entry, candidate: Entry) -> Grade:
        """What it is about decides, then each obstacle sets a ceiling: a thing that cannot be had is of no use, however
        many other things fit. The score adds up instead, and knows nothing of subjects."""
        found = self._nearness(need, candidate)
        for ceiling, obstacle in obstacles(need, candidate):
            if ceiling < found.value:
                found = Grade(ceiling, f"{found.reason}; but {obstacle}")
        return found

    def _nearness(self, need: Entry, candidate: Entry) -> Grade:
        wanted, there = self.subjects[need.about], self.subjects[candidate.about]
        if need.about == candidate.about:
            return Grade(3, f"both: {wanted.in_words}")
        if candidate.about in wanted.kin:
            return Grade(2, f"near to it: {there.in_words}")
        if wanted.field == there.field:
            return Grade(1, f"the same field, another question: {there.in_words}")
        return Grade(0, f"about something else: {there.in_words}")

    def _asked(self, row: dict[str, str]) -> Asked:
        countries = _codes(row["countries"])
        return Asked(
            **_shared(row),
            countries=countries,
            regions=frozenset(self.regions[country] for country in countries),
            period=_period(row),
        )

    def _candidate(self, row: dict[str, str]) -> Candidate:
        return Candidate(
            **_shared(row),
            countries=_codes(row["countries"]),
            regions=_codes(row["regions"]) - {EVERYWHERE},
            everywhere=EVERYWHERE in _codes(row["regions"]),
            period=None if row["kind"] in RECORDS else _period(row),
            experience=_codes(row["experience"]),
        )


def obstacles(need: Entry, candidate: Entry) -> Iterable[tuple[int, str]]:
    """What stands in the way, each with the best grade that it leaves."""
    asked, there = need.facts, candidate.facts
    if candidate.kind in RECORDS:
        yield 2, "it is over: an example, and a way to those who took part"
    elif not asked.languages & there.languages:
        yield 1, "they have no language in common"
    if there.period is not None and not there.period.overlaps(asked.period):
        yield 1, "it is over, or begins too late"
    if not (there.everywhere or asked.countries & there.countries or asked.regions & there.regions):
        yield 2, "it is meant for other regions"
    if there.modalities and not asked.modalities & there.modalities:
        yield 2, "it is another way of working than was asked for"


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _codes(cell: str) -> frozenset[str]:
    return frozenset(cell.split())


def _period(row: dict[str, str]) -> Period:
    return Period(*(date.fromisoformat(row[end]) if row[end] else None for end in ("starts_on", "ends_on")))


def _shared(row: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: _codes(row[name]) for name in ("topics", "modalities", "languages", "support", "recommendations")}


def _entry(row: dict[str, str], kind: str, facts: Asked | Candidate) -> Entry:
    return Entry(
        row["ref"], row["language"], row["title"], row["text"], facts.topics, facts.countries, kind, row["about"], facts
    )
