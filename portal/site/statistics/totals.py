"""Sums and checks. Those of whole numbers are made of bitmaps; what lines of money and the day of a check say is read
once for all activities, and kept until a record changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast

from portal.core.facets import STATED, Facet
from portal.core.models import FundingKind
from portal.site.statistics.asked import Asked
from tad.models import Funding


@dataclass(frozen=True)
class People:
    participants: int
    women: int
    men: int
    told_apart: int  # activities that say how many women and men
    person_days: int


@dataclass(frozen=True)
class Amount:
    year: int | None
    code: str  # of the source
    kind: str
    currency: str
    amount: int


def people(asked: Asked) -> People:
    snapshot, hits = asked.snapshot, asked.hits
    participants, women, men, person_days = (
        snapshot.sum(facet, hits) for facet in (Facet.PARTICIPANTS, Facet.WOMEN, Facet.MEN, Facet.PERSON_DAYS)
    )
    told_apart = hits & snapshot.having(Facet.WOMEN, [STATED]) & snapshot.having(Facet.MEN, [STATED])
    return People(participants, women, men, len(told_apart), person_days)


def amounts(asked: Asked) -> list[Amount]:
    """By year of the beginning, source and currency; the latest first."""
    kinds, hits, year_of = asked.reference[FundingKind].by_id, asked.hits, asked.snapshot.year_of
    sums: Counter[tuple] = Counter()
    for kind, currency, ids, cents in stated_amounts(asked.content_stamp):
        for pk, each in zip(ids, cents, strict=True):
            if pk in hits:
                sums[year_of(pk), kind, currency] += each
    latest_first = sorted(sums.items(), key=lambda item: (-(item[0][0] or 0), item[0][1], item[0][2]))
    return [
        Amount(year, kinds[kind].code, kinds[kind].label, currency, round(cents / 100))
        for (year, kind, currency), cents in latest_first
    ]


@lru_cache(maxsize=1)
def stated_amounts(_stamp: tuple) -> list[tuple[int, str, list[int], list[int]]]:
    """Every amount that is stated, in hundredths, by source and currency: few are, and reading them all takes less than
    naming a thousand activities. In which year, the bitmaps know without reading the activities, too."""
    stated = Funding.objects.filter(amount__isnull=False).order_by("kind", "currency").values_list("kind", "currency")
    cents = Cast(F("amount") * 100, BigIntegerField())
    return list(stated.annotate(ids=ArrayAgg("activity"), cents=ArrayAgg(cents)))
