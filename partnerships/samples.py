"""Invented partnerships and case studies, for trying the portal out.

The same seed and numbers give the same ones. They are written as real ones are, line by line and with their history;
a thousand take a minute or two. What all rooms' samples share: portal/core/samples.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from django.db import models
from django.utils import timezone

from partnerships.actions import record_case_study, record_initiative
from partnerships.models import CaseStudy, Initiative
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core import reference
from portal.core.classification import PROVIDING, Role
from portal.core.models import Focus, Instrument, Modality, Precision, Sector, Topic, User
from portal.core.reference import Term
from portal.core.sample_texts import Texts
from portal.core.sample_world import AS_OF, Line, World, zipf
from portal.core.samples import SAID, curated, institutions, removed, written

TEXTS = Path(__file__).resolve().parent / "data" / "sample_texts.csv"
PARTY = ("role", "country_id", "group_id", "organisation_id")
Tags = dict[type[models.Model], list[Term]]
LINES = {
    Focus: "focuses", Instrument: "instruments", Modality: "modalities", Sector: "sectors", Topic: "topics",
}  # fmt: skip
OTHER = "other"  # stands for what somebody put in words of their own, which samples have none of


def count() -> tuple[int, int]:
    """Of initiatives and of case studies."""
    return tuple(model.objects.filter(is_sample=True).count() for model in (Initiative, CaseStudy))


def load(initiatives: int, case_studies: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples; ``report`` hears now and then how many there are so far."""
    draughtsman = Draughtsman(Random(seed))
    with written(INITIATIVE_ROWS, CASE_STUDY_ROWS):
        for done in range(1, initiatives + case_studies + 1):
            if done <= initiatives:
                draughtsman.initiative()
            else:
                draughtsman.case_study()
            if done % 100 == 0:
                report(done)


def clear() -> int:
    with written(INITIATIVE_ROWS, CASE_STUDY_ROWS):
        return removed(CaseStudy, Initiative)


class Draughtsman:
    """Draws one record after another and writes it."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.by, self.now = rng, User.objects.importer(), timezone.now()
        invited, known = institutions(), reference.current()
        self.world, self.texts = World(known, invited, rng), Texts(known, TEXTS)
        self.languages = zipf(self.texts.patterns, 1.3)
        self.terms = {
            model: zipf(term for term in known[model].by_id.values() if term.code != OTHER) for model in LINES
        }
        self.told_of: list[Initiative] = []

    def initiative(self) -> None:
        rng, world = self.rng, self.world
        begin, parties = world.day(rng).replace(month=1, day=1), world.parties(rng)
        tags, language = self._tags(Topic, Sector, Instrument, Modality), self.languages.one(rng)
        words = self._words(language, begin, parties, tags)
        values = self._record("initiative", language, words, begin) | self._when(begin)
        values["support"] = rng.choice(Initiative.Support.values)
        if rng.random() < 0.6:
            values |= self._told(language, words, "challenge", "solution", "exchange", "results")
        figures = []
        if rng.random() < 0.3:
            figures = [{"figure": rng.randint(2, 900), "what": words["topic"][:200]}]
        record = record_initiative(
            by=self.by,
            values=values,
            participations=[dict(zip(PARTY, line, strict=True)) for line in parties],
            figures=figures,
            **_lines(tags),
        )
        self.told_of.append(record)

    def case_study(self) -> None:
        rng, world = self.rng, self.world
        begin, countries = world.day(rng), world.providers.several(rng, rng.choice((1, 1, 1, 2)))
        tags, language = self._tags(Topic, Sector, Focus), self.languages.one(rng)
        parties: list[Line] = [(Role.BENEFICIARY, country, None, None) for country in countries]
        words = self._words(language, begin, parties, tags)
        values = self._record("case_study", language, words, begin) | self._told(language, words, "story")
        values["year"] = begin.year if rng.random() < 0.8 else None
        if rng.random() < 0.5:
            values |= self._told(language, words, "results")
        if self.told_of and rng.random() < 0.2:
            values["initiative"] = rng.choice(self.told_of)
        told_in = [{"country_id": country} for country in countries]
        record_case_study(by=self.by, values=values, countries=told_in, **_lines(tags))

    def _tags(self, *vocabularies: type[models.Model]) -> Tags:
        return {model: self.terms[model].several(self.rng, self.rng.choice((1, 1, 2, 3))) for model in vocabularies}

    def _words(self, language: str, day: date, parties: list[Line], tags: Tags) -> dict[str, str]:
        """What the patterns of a language are filled with."""
        world, rng = self.world, self.rng
        providers = [name for line in parties if line[0] in PROVIDING and (name := world.name_of(line))]
        who = [name for line in parties if line[0] == Role.BENEFICIARY and (name := world.name_of(line))]
        first = {model._meta.model_name: terms[0].code for model, terms in tags.items()}
        said = {name: f"{name}:{code}" for name, code in first.items()}
        said["provider"] = (providers or [world.providers.one(rng)])[0]
        return self.texts.words(language, said, who or [world.beneficiaries.one(rng)], str(day.year))

    def _record(self, kind: str, language: str, words: dict[str, str], day: date) -> dict:
        """What both kinds have. The mark in the title is seen wherever a title is, also in files and feeds."""
        stamps = curated(self.rng, day, by=self.by.pk, now=self.now)
        return stamps | {
            "title": self.texts.title(language, words, self.rng, part=f"{kind}_title"),
            "summary": self.texts.one(f"{kind}_summary", language, words, self.rng),
            "language_id": language,
            "source": SAID,
            "is_sample": True,
        }

    def _told(self, language: str, words: dict[str, str], *parts: str) -> dict[str, str]:
        return {part: self.texts.one(part, language, words, self.rng) for part in parts}

    def _when(self, begin: date) -> dict:
        """Years are what is known of most; every third is still going on, or was not said to have ended."""
        end = None if self.rng.random() < 0.33 else date(begin.year + self.rng.randrange(6), 12, 31)
        running = end is None or end >= AS_OF
        return {
            "starts_on": begin, "ends_on": end, "starts_precision": Precision.YEAR, "ends_precision": Precision.YEAR,
            "status": Initiative.Status.ONGOING if running else Initiative.Status.COMPLETED,
        }  # fmt: skip


def _lines(tags: Tags) -> dict[str, list[dict]]:
    return {
        LINES[model]: [{f"{model._meta.model_name}_id": term.id} for term in terms] for model, terms in tags.items()
    }
