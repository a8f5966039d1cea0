"""One invented activity after another: what happened, when, who took part, what came of it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from portal.core.classification import PROVIDING, Role, classify
from portal.core.models import Precision, User
from portal.core.sample_texts import Texts
from portal.core.sample_world import AS_OF, Line, Skewed, Subject, World
from portal.core.samples import curated
from tad.models import (
    Activity,
    ActivityGoal,
    ActivityLanguage,
    ActivityRecommendation,
    ActivityTopic,
    Document,
    Evaluation,
    Funding,
    Participation,
    Quantity,
)

DELIVERIES = Skewed(["in_person", "online", "hybrid", ""], [55, 15, 10, 20])
WHEN = ("starts_on", "ends_on", "starts_precision", "ends_precision", "status")
PARTY = ("role", "country_id", "group_id", "organisation_id")
CURRENCIES = ("USD", "USD", "CHF", "EUR", "CNY", "BRL", "INR", "ZAR")


@dataclass(slots=True, eq=False)
class Drawn:
    values: dict
    lines: dict[type, list[dict]]  # by model
    parties: list[Line]
    parent: Drawn | None
    pk: int = 0  # given when it is written

    @property
    def when(self) -> dict:
        return {name: self.values[name] for name in WHEN}


class Draughtsman:
    """Draws activities, entered ``by`` somebody; ``now`` is when the youngest of them were published."""

    def __init__(self, world: World, texts: Texts, rng: Random, *, by: User, now: datetime) -> None:
        self.world, self.texts, self.rng, self.by, self.now = world, texts, rng, by.pk, now
        self.recent: deque[Drawn] = deque(maxlen=8)

    def activities(self, count: int) -> Iterator[Drawn]:
        for _number in range(count):
            parent = self.rng.choice(self.recent) if self.recent and self.rng.random() < 0.04 else None
            drawn = self._one(parent)
            if parent is None:
                self.recent.append(drawn)
            yield drawn

    def _one(self, parent: Drawn | None) -> Drawn:
        """A part of an activity has its parent's dates and partners."""
        rng, world = self.rng, self.world
        when = parent.when if parent else self._when(None if rng.random() < 0.005 else world.day(rng))
        day = when["starts_on"]
        parties = parent.parties if parent else world.parties(rng)
        subject, language = world.subject(rng), world.languages.one(rng)
        words = self._words(language, parties, day, subject)
        verdict = classify([world.party(line, day) for line in parties], day)
        values = {
            "modality_id": subject.modality.id,
            "pillar_id": subject.pillar.id if rng.random() < 0.6 else None,
            "kind": verdict.kind,
            "kind_grounds": json.dumps(verdict.grounds),
        }
        values |= when | self._how(words, parties) | self._people()
        values |= curated(rng, day or AS_OF, by=self.by, now=self.now)
        values |= self._texts(language, words, told=when["status"] == Activity.Status.COMPLETED)
        lines = _lines(parties, subject, world.working_languages(language, rng))
        return Drawn(values, lines | self._particulars(values, words), parties, parent)

    def _words(self, language: str, parties: list[Line], day: date | None, subject: Subject) -> dict[str, str]:
        world, rng, topics = self.world, self.rng, subject.topics
        providers = [name for line in parties if line[0] in PROVIDING and (name := world.name_of(line))]
        who = [name for line in parties if line[0] == Role.BENEFICIARY and (name := world.name_of(line))]
        who = who or [world.beneficiaries.one(rng)]
        said = {
            "provider": (providers or [world.providers.one(rng)])[0],
            "host": who[0],
            "topic": f"topic:{topics[0].code}",
            "topic2": f"topic:{topics[-1].code if len(topics) > 1 else world.topics.one(rng).code}",
            "modality": f"modality:{subject.modality.code}",
            "pillar": f"pillar:{subject.pillar.code}",
            "goal": f"goal:{world.goals.one(rng).code}",
            "recommendation": f"recommendation:{world.recommendations.one(rng).code}",
        }
        words = self.texts.words(language, said, who, str(day.year if day else AS_OF.year))
        return words | {"place": self.texts.one("place", language, words, rng)}

    def _texts(self, language: str, words: dict[str, str], *, told: bool) -> dict:
        """A minority of records that could tell an outcome does."""
        rng, texts = self.rng, self.texts
        values = {
            "language_id": language,
            "title": texts.title(language, words, rng),
            "summary": texts.summary(language, words, rng),
        }
        if language == "en" and rng.random() < 0.5:
            values["objective"] = texts.definition(rng)
        if rng.random() < 0.4:
            values["audience"] = texts.one("audience", language, words, rng)
        if told and rng.random() < 0.18:
            values["outcome"] = texts.one("outcome", language, words, rng)
        return values

    def _when(self, day: date | None) -> dict:
        if day is None:
            return {"starts_on": None, "ends_on": None, "status": Activity.Status.PLANNED} | _known_to(Precision.DAY)
        days = self.rng.choice((1, 2, 3, 3, 5, 5, 10, 180))
        dates, precision = {"starts_on": day, "ends_on": day + timedelta(days=days - 1)}, Precision.DAY
        if self.rng.random() < 0.04:
            dates = {"starts_on": day.replace(month=1, day=1), "ends_on": day.replace(month=12, day=31)}
            precision = Precision.YEAR
        return dates | _known_to(precision) | _status(*dates.values(), self.rng)

    def _how(self, words: dict[str, str], parties: list[Line]) -> dict:
        delivery = DELIVERIES.one(self.rng)
        beneficiaries = [line for line in parties if line[0] == Role.BENEFICIARY]
        one_country = len(beneficiaries) == 1 and beneficiaries[0][1]
        scopes = [Activity.Scope.NATIONAL] if one_country else [*Activity.Scope][1:]
        return {
            "delivery": delivery,
            "place": "" if delivery == "online" else words["place"],
            "scope": self.rng.choice(scopes),
        }

    def _people(self) -> dict:
        if self.rng.random() > 0.55:
            return {}
        count = int(self.rng.lognormvariate(3.4, 0.6)) + 5
        if self.rng.random() > 0.45:
            return {"participants": count}
        women = int(count * self.rng.uniform(0.2, 0.7))
        return {"participants": count, "women": women, "men": count - women}

    def _particulars(self, values: dict, words: dict[str, str]) -> dict[type, list[dict]]:
        """What only a minority of real records tells, too."""
        rng = self.rng
        lines: dict[type, list[dict]] = {}
        if rng.random() < 0.25:
            lines[Funding] = [self._funding()]
        if rng.random() < 0.08:
            unit, number = rng.choice([*Quantity.Unit]), rng.randint(2, 90)
            lines[Quantity] = [{"unit": unit, "number": number, "what": words["topic"][:120]}]
        if rng.random() < 0.03:
            result = self.texts.one("outcome", values["language_id"], words, rng)
            kind = rng.choice([*Evaluation.Kind])
            lines[Evaluation] = [{"kind": kind, "date": values["ends_on"], "result": result}]
        if rng.random() < 0.1:
            lines[Document] = [{"title": values["title"][:250], "url": "https://example.org/sample"}]
        return lines

    def _funding(self) -> dict:
        """Who paid is said for a quarter; how much for some of those."""
        rng, chance = self.rng, self.rng.random()
        funding = {"kind_id": self.world.funding_kinds.one(rng).id}
        if chance < 0.3:
            return funding | {"amount": rng.randint(4, 400) * 500, "currency": rng.choice(CURRENCIES)}
        if chance < 0.5:
            return funding | {"band": rng.choice([*Funding.Band]), "currency": "USD", "is_estimate": True}
        return funding


def _lines(parties: list[Line], subject: Subject, languages: list[int]) -> dict[type, list[dict]]:
    return {
        Participation: [dict(zip(PARTY, line, strict=True), order=place) for place, line in enumerate(parties)],
        ActivityTopic: [{"topic_id": topic.id} for topic in subject.topics],
        ActivityLanguage: [{"language_id": pk} for pk in languages],
        ActivityGoal: [{"goal_id": goal.id, "is_main": place == 0} for place, goal in enumerate(subject.goals)],
        ActivityRecommendation: [{"recommendation_id": each.id} for each in subject.recommendations],
    }


def _known_to(precision: Precision) -> dict:
    return {"starts_precision": precision, "ends_precision": precision}


def _status(start: date, end: date, rng: Random) -> dict:
    if start > AS_OF:
        return {"status": Activity.Status.PLANNED}
    if end >= AS_OF:
        return {"status": Activity.Status.ONGOING}
    return {"status": Activity.Status.CANCELLED if rng.random() < 0.03 else Activity.Status.COMPLETED}
