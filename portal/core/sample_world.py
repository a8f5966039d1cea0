"""What samples of any room are about, and how often: a few countries, topics and years have most of the records.

Real collections are skewed, and so is what is slow about them. The skew is Zipf's: the second of a list is drawn half
as often as the first, the third a third as often …
"""

from __future__ import annotations

from bisect import bisect, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from portal.core.classification import Party, Role, Standing
from portal.core.models import (
    FundingKind,
    Goal,
    Language,
    Modality,
    Pillar,
    Recommendation,
    Topic,
    party_of,
)
from portal.core.reference import Institution, Reference, Term

AS_OF = date(2026, 11, 22)  # what is planned, ongoing or completed does not depend on the day of loading
FIRST_YEAR = 1995
LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "zh")
OFTEN_FUNDING = ("JP", "DE", "CH", "US", "FR", "GB", "SE", "KR", "NO", "ES")
OFTEN_PROVIDING = ("BR", "CN", "IN", "KE", "ZA", "EG", "MX", "SG", "MA", "CO", "CL", "CU", "AR", "GH", "TN")

Item = TypeVar("Item")
Line = tuple[str, str | None, int | None, int | None]  # role, country, group, organisation


class Skewed(Generic[Item]):
    """Things that are drawn with different weights."""

    def __init__(self, items: Iterable[Item], weights: Iterable[float]) -> None:
        self.items: Sequence[Item] = list(items)
        self.bounds = list(accumulate(weights))

    def one(self, rng: Random) -> Item:
        return self.items[self._place(rng)]

    def several(self, rng: Random, count: int) -> list[Item]:
        """That many draws, without those that came up twice."""
        return [self.items[place] for place in dict.fromkeys(self._place(rng) for _each in range(count))]

    def _place(self, rng: Random) -> int:
        return bisect(self.bounds, rng.random() * self.bounds[-1], hi=len(self.items) - 1)


def zipf(items: Iterable[Item], exponent: float = 1.0) -> Skewed[Item]:
    listed = list(items)
    return Skewed(listed, (1 / rank**exponent for rank in range(1, len(listed) + 1)))


@dataclass(frozen=True, slots=True)
class Subject:
    modality: Term
    pillar: Term
    topics: list[Term]
    goals: list[Term]
    recommendations: list[Term]


class World:
    def __init__(self, known: Reference, institutions: Iterable[Institution], rng: Random) -> None:
        self.known = known
        standing = {iso2: known.standing(iso2, AS_OF) for iso2 in known.countries}
        south = [iso2 for iso2, each in standing.items() if each is Standing.SOUTH]
        rng.shuffle(south)
        self.beneficiaries = zipf(south, 0.7)
        self.providers = zipf([*OFTEN_PROVIDING, *(iso2 for iso2 in south if iso2 not in OFTEN_PROVIDING)])
        north = [iso2 for iso2, each in standing.items() if each is Standing.NORTH]
        self.donors = zipf([*OFTEN_FUNDING, *(iso2 for iso2 in north if iso2 not in OFTEN_FUNDING)], 1.3)
        self.groups = zipf(group for group in known.groups.by_id if group in known.members)
        self.institutions = zipf(institutions, 0.6)
        self.international = [each for each in self.institutions.items if not each.country]
        self.topics, self.modalities = zipf(known[Topic].by_id.values()), zipf(known[Modality].by_id.values(), 1.2)
        self.goals, self.pillars = zipf(known[Goal].by_id.values(), 0.8), zipf(known[Pillar].by_id.values(), 0.5)
        self.recommendations = zipf(known[Recommendation].by_id.values(), 0.5)
        self.languages = zipf(LANGUAGES, 1.3)
        self.language_ids = {code: known[Language].by_code[code].id for code in LANGUAGES}
        self.funding_kinds = zipf(t for t in known[FundingKind].by_id.values() if t.code != FundingKind.NOT_STATED)
        years = range(FIRST_YEAR, AS_OF.year + 1)
        self.years = Skewed(years, (year - FIRST_YEAR + 4 for year in years))
        self.party = self._remembered_parties()

    def subject(self, rng: Random) -> Subject:
        return Subject(
            self.modalities.one(rng),
            self.pillars.one(rng),
            self.topics.several(rng, rng.choice((1, 1, 2, 2, 3, 4))),
            self.goals.several(rng, rng.choice((0, 0, 1, 1, 2, 3))),
            self.recommendations.several(rng, rng.choice((0, 0, 1, 2))),
        )

    def day(self, rng: Random) -> date:
        return date(self.years.one(rng), 1, 1) + timedelta(days=rng.randrange(365))

    def working_languages(self, text: str, rng: Random) -> list[int]:
        """The language of the text, and at times another."""
        return [self.language_ids[code] for code in dict.fromkeys((text, self.languages.one(rng)))]

    def parties(self, rng: Random) -> list[Line]:
        """Who took part: mostly a country of the South for a few others or for a group, now and then with support."""
        lines = [*self._providers(rng), *self._beneficiaries(rng)]
        if rng.random() < 0.45:
            lines.append((Role.ORGANISER, None, None, self.institutions.one(rng).id))
        if rng.random() < 0.14:
            lines.append((Role.FUNDER, self.donors.one(rng), None, None))
        if rng.random() < 0.06:
            lines.append((Role.FACILITATOR, None, None, rng.choice(self.international).id))
        return list(dict.fromkeys(lines))

    def _providers(self, rng: Random) -> list[Line]:
        chance = rng.random()
        if chance < 0.03:
            return []
        if chance < 0.08:
            return [(Role.PROVIDER, None, None, rng.choice(self.international).id)]
        if chance < 0.16:
            return [(Role.PROVIDER, self.donors.one(rng), None, None)]
        if chance < 0.30:
            return [(Role.PROVIDER, None, None, self.institutions.one(rng).id)]
        lines: list[Line] = [(Role.PROVIDER, self.providers.one(rng), None, None)]
        if chance > 0.80:
            further = rng.choice((Role.SECOND_PROVIDER, Role.EXPERT_SENDER, Role.HOST))
            lines.append((further, self.providers.one(rng), None, None))
        return lines

    def _beneficiaries(self, rng: Random) -> list[Line]:
        chance = rng.random()
        if chance < 0.03:
            return []
        if chance < 0.22:
            return [(Role.BENEFICIARY, None, self.groups.one(rng), None)]
        countries = self.beneficiaries.several(rng, 1 if chance < 0.5 else rng.randint(2, 6))
        return [(Role.BENEFICIARY, country, None, None) for country in countries]

    def _remembered_parties(self) -> Callable[[Line, date | None], Party]:
        """The rule's own view of a line. Standings differ only from one date in the lists to the next, so it is
        looked up once for each such stretch of time instead of once for each of a million days."""
        spans = [span for schemes in self.known.statuses.values() for each in schemes.values() for span in each]
        spans += [span for each in self.known.members.values() for span in each]
        edges = sorted({day for span in spans for day in (span.valid_from, span.valid_to) if day})

        @cache
        def seen(line: Line, stretch: int) -> Party:
            start = edges[stretch - 1] if stretch else edges[0] - timedelta(days=1) if edges else AS_OF
            return party_of(self.known, start, *line)

        return lambda line, day: seen(line, bisect_right(edges, day)) if day else party_of(self.known, None, *line)

    def name_of(self, line: Line) -> str:
        """The country or group of a line as texts name it."""
        _role, country, group, organisation = line
        if group:
            return f"group:{self.known.groups.by_id[group].code}"
        return country or self.known.organisations[organisation].country
