"""How well a candidate fits what is asked for: 100 points, each given for something that a person can check.

Pure: no query, no clock, no language. The sum ranks, and the same points explain it, so that what is shown is what
decided; ``wording.py`` says each in the reader's language. What nobody asked for gives no points: a vague need is not a
good match for everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Codes = frozenset  # of a vocabulary's codes or of its numbers in the index, the same on both sides
NONE: Codes = frozenset()


class Criterion(StrEnum):
    TOPIC = "topic"
    MODALITY = "modality"
    LANGUAGE = "language"
    PLACE = "place"
    PERIOD = "period"
    SUPPORT = "support"
    RECOMMENDATION = "recommendation"
    EXPERIENCE = "experience"


# Chosen on the labelled needs with odd numbers: recall@10 rose from 0.83, with the weights drawn up beforehand
# (30, 20, 15, 10, 10, 5, 5, 5), to 0.90; on the even ones, which were kept out of it, from 0.78 to 0.84. docs/adr/0023.
WEIGHTS = {
    Criterion.TOPIC: 35,
    Criterion.MODALITY: 10,
    Criterion.LANGUAGE: 15,
    Criterion.PLACE: 15,
    Criterion.PERIOD: 5,
    Criterion.SUPPORT: 2,
    Criterion.RECOMMENDATION: 3,
    Criterion.EXPERIENCE: 15,
}
REGION_ONLY = 0.5  # of the points for the place, when the region is served but not named is the country


@dataclass(frozen=True)
class Period:
    """Both ends included; an end that is not known is open."""

    starts_on: date | None = None
    ends_on: date | None = None

    def overlaps(self, other: Period) -> bool:
        return not (_before(self.ends_on, other.starts_on) or _before(other.ends_on, self.starts_on))


ANY_TIME = Period()


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for. An empty set, or no period, is a thing they did not say."""

    topics: Codes = NONE
    modalities: Codes = NONE
    languages: Codes = NONE
    countries: Codes = NONE
    regions: Codes = NONE  # those of the countries, and those that were named
    period: Period | None = None
    support: Codes = NONE  # match types
    recommendations: Codes = NONE


@dataclass(frozen=True)
class Candidate:
    """What somebody has, with the same codes as what is asked."""

    topics: Codes = NONE
    modalities: Codes = NONE
    languages: Codes = NONE
    countries: Codes = NONE
    regions: Codes = NONE
    everywhere: bool = False
    period: Period | None = None  # ANY_TIME: said to be possible whenever wanted
    support: Codes = NONE
    recommendations: Codes = NONE
    experience: Codes = NONE  # topics on which they have completed an activity
    likeness: float = 0.0  # of the texts, at least 0: decides between equal scores, and nothing else


@dataclass(frozen=True)
class Point:
    """What one criterion gave, and the codes that were found on both sides."""

    criterion: Criterion
    points: int
    common: tuple = ()

    @property
    def of(self) -> int:
        return WEIGHTS[self.criterion]


@dataclass(frozen=True)
class Score:
    points: tuple[Point, ...]  # those that gave something, in the order of the criteria

    @property
    def total(self) -> int:
        """0 to 100."""
        return sum(point.points for point in self.points)


def score(asked: Asked, candidate: Candidate) -> Score:
    found = (
        _share(Criterion.TOPIC, asked.topics, candidate.topics),
        _any(Criterion.MODALITY, asked.modalities, candidate.modalities),
        _any(Criterion.LANGUAGE, asked.languages, candidate.languages),
        _place(asked, candidate),
        _period(asked.period, candidate.period),
        _any(Criterion.SUPPORT, asked.support, candidate.support),
        _any(Criterion.RECOMMENDATION, asked.recommendations, candidate.recommendations),
        _any(Criterion.EXPERIENCE, asked.topics, candidate.experience),
    )
    return Score(tuple(point for point in found if point.points))


def standing(found: Score, likeness: float, key) -> tuple:
    """Sorts the best first: by points, then by the likeness of the texts, then as the keys sort."""
    return (-found.total, -likeness, key)


def rank(asked: Asked, candidates: Iterable[tuple[object, Candidate]]) -> list[tuple[object, Score]]:
    """Keys and scores, the best first, whatever order they came in."""
    scored = [(key, score(asked, each), each.likeness) for key, each in candidates]
    scored.sort(key=lambda each: standing(each[1], each[2], each[0]))
    return [(key, found) for key, found, _likeness in scored]


def _share(criterion: Criterion, asked: Codes, there: Codes) -> Point:
    common = asked & there
    return _point(criterion, len(common) / len(asked) if asked else 0, common)


def _any(criterion: Criterion, asked: Codes, there: Codes) -> Point:
    common = asked & there
    return _point(criterion, bool(common), common)


def _place(asked: Asked, candidate: Candidate) -> Point:
    named = asked.countries & candidate.countries
    if named or (candidate.everywhere and (asked.countries or asked.regions)):
        return _point(Criterion.PLACE, 1, named)
    shared = asked.regions & candidate.regions
    return _point(Criterion.PLACE, REGION_ONLY if shared else 0, shared)


def _period(asked: Period | None, there: Period | None) -> Point:
    return _point(Criterion.PERIOD, asked is not None and there is not None and asked.overlaps(there))


def _point(criterion: Criterion, share: float, common: Iterable = ()) -> Point:
    return Point(criterion, round(WEIGHTS[criterion] * share), tuple(sorted(common)))
