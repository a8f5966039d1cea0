"""Invented needs and offers of sample organisations, and a few matches between them, for trying the portal out. They
are on pages, in no file or feed.

The same seed and numbers give the same ones, but for the days, which are counted from today: samples that are all
expired would show nothing. What all rooms' samples share: portal/core/samples.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from matchmaking.actions import record_need, record_offer
from matchmaking.following import samples as matches
from matchmaking.models import Condition, Ending, Listing, MatchType, Need, Offer, Visibility
from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from portal.core import reference
from portal.core.models import Goal, Language, Modality, Recommendation, State, Topic, User
from portal.core.sample_texts import Texts
from portal.core.sample_world import OFTEN_PROVIDING, Skewed, World, zipf
from portal.core.samples import SAID, curated, institutions, removed, written

TEXTS = Path(__file__).resolve().parent / "data" / "sample_texts.csv"
FEW = 100  # so many get along with the organisations of the countries that provide most
ENDINGS = Skewed(["", Ending.MATCHED, Ending.CLOSED, Ending.WITHDRAWN], [82, 12, 4, 2])
VISIBILITIES = Skewed([Visibility.PUBLIC, Visibility.REGISTERED], [92, 8])
OTHER = "other"  # stands for what somebody put in words of their own


def count() -> tuple[int, int]:
    """Of needs and of offers."""
    return tuple(model.objects.filter(is_sample=True).count() for model in (Need, Offer))


def load(needs: int, offers: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples; ``report`` hears now and then how many there are so far."""
    draughtsman = Draughtsman(Random(seed), few=needs + offers <= FEW)
    with written(NEED_ROWS, OFFER_ROWS):
        for done in range(1, needs + offers + 1):
            draughtsman.draw("need" if done <= needs else "offer")
            if done % 100 == 0:
                report(done)
        matches.load(needs, rng=draughtsman.rng, by=draughtsman.by)


def clear() -> int:
    with written(NEED_ROWS, OFFER_ROWS):
        matches.clear()
        return removed(Need, Offer)


class Draughtsman:
    """Draws one listing after another and writes it."""

    def __init__(self, rng: Random, *, few: bool) -> None:
        self.rng, self.by, self.now = rng, User.objects.importer(), timezone.now()
        owners = institutions(OFTEN_PROVIDING if few else None)
        known = reference.current()
        self.world, self.texts = World(known, owners, rng), Texts(known, TEXTS)
        self.owners = zipf((each for each in owners if each.country), 0.6)
        self.languages = zipf(self.texts.patterns, 1.3)
        self.spoken = {code: known[Language].by_code[code].id for code in self.texts.patterns}
        self.terms = {
            model: zipf(term for term in known[model].by_id.values() if term.code != OTHER)
            for model in (Topic, Modality, Goal, Recommendation)
        }

    def draw(self, kind: str) -> Listing:
        rng, owner, language = self.rng, self.owners.one(self.rng), self.languages.one(self.rng)
        topics, modalities = (
            self.terms[Topic].several(rng, rng.choice((1, 1, 2, 3))),
            self.terms[Modality].several(rng, 1),
        )
        said = {"topic": f"topic:{topics[0].code}", "modality": f"modality:{modalities[0].code}"}
        words = self.texts.words(language, said, [owner.country], str(self.now.year + 1))
        values = self._common(kind, language, words) | {"owner_id": owner.id}
        lines = {
            "places": self._places(kind),
            "topics": [{"topic_id": term.id} for term in topics],
            "modalities": [{"modality_id": term.id} for term in modalities],
            "working_languages": [{"language_id": pk} for pk in {self.spoken[language], self.spoken["en"]}],
            "goals": [{"goal_id": term.id} for term in self.terms[Goal].several(rng, rng.choice((0, 1)))],
            "recommendations": [
                {"recommendation_id": term.id}
                for term in self.terms[Recommendation].several(rng, rng.choice((0, 0, 1)))
            ],
        }
        record = record_need if kind == "need" else record_offer
        return record(by=self.by, values=values | self._own(kind, language, words), **lines)

    def _common(self, kind: str, language: str, words: dict[str, str]) -> dict:
        rng, today = self.rng, self.now.date()
        stamps = curated(rng, today - timedelta(days=rng.randrange(30, 600)), by=self.by.pk, now=self.now)
        expires = max(today + timedelta(days=rng.randrange(-60, 300)), stamps["updated_at"].date() + timedelta(days=14))
        starts = expires + timedelta(days=rng.randrange(30, 200))
        values = stamps | {
            "title": self.texts.title(language, words, rng, part=f"{kind}_title"),
            "summary": self.texts.one(f"{kind}_summary", language, words, rng),
            "description": self.texts.one(f"{kind}_description", language, words, rng),
            "expected_result": self.texts.one(f"{kind}_result", language, words, rng),
            "language_id": language, "source": SAID, "is_sample": True, "expires_on": expires,
            "deadline": expires if rng.random() < 0.4 else None,
            "starts_on": starts, "ends_on": starts + timedelta(days=rng.randrange(5, 300)),
            "match_types": rng.sample(MatchType.values, rng.choice((1, 1, 2))),
            "visibility": VISIBILITIES.one(rng),
        }  # fmt: skip
        ending = ENDINGS.one(rng) if values["state"] == State.PUBLISHED else ""
        if ending:
            ended = {"ended_at": values["updated_at"], "ended_by_id": self.by.pk}
            values |= {"ending": ending, "ending_reason": "A sample of this status."} | ended
        return values

    def _own(self, kind: str, language: str, words: dict[str, str]) -> dict:
        if kind == "need":
            return {"contribution": self.texts.one("contribution", language, words, self.rng)}
        conditions = self.rng.sample(Condition.values, self.rng.choice((1, 1, 2)))
        return {"conditions": conditions, "capacity": self.texts.one("capacity", language, words, self.rng)}

    def _places(self, kind: str) -> list[dict]:
        """Most needs are their owner's country's; offers are for any country, a group, or a few countries."""
        chance = self.rng.random()
        if chance < (0.7 if kind == "need" else 0.3):
            return []
        if chance < 0.8:
            return [{"group_id": self.world.groups.one(self.rng)}]
        countries = self.world.beneficiaries.several(self.rng, self.rng.randint(1, 4))
        return [{"country_id": country} for country in countries]
