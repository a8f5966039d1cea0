"""Sums that no bitmap holds: people, money, checks. Asked once for the same activities on the same day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from pyroaring import BitMap

from portal.core.models import FundingKind
from portal.core.verification import verified_lately
from portal.site.statistics.asked import Asked
from tad.models import Activity, Evaluation, Funding, Quantity
from tad.models.search import Recorded

KEPT = 64  # answers: most visitors ask the same


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
    kind: str
    currency: str
    amount: int


@dataclass(frozen=True)
class Checked:
    evaluated: int
    verified: int


def people(asked: Asked) -> People:
    return _people(asked.content_stamp, asked.recorded(Recorded.PARTICIPANTS).serialize(), asked.hits.serialize())


def amounts(asked: Asked) -> list[Amount]:
    """By year of the beginning, source and currency; the latest first."""
    labels = {term.id: term.label for term in asked.reference[FundingKind].by_id.values()}
    rows = _amounts(asked.content_stamp, asked.recorded(Recorded.AMOUNT).serialize())
    return [Amount(year, labels[kind], currency, round(amount)) for year, kind, currency, amount in rows]


def checked(asked: Asked) -> Checked:
    return _checked(asked.content_stamp, asked.hits.serialize(), timezone.localdate())


def _ids(packed: bytes) -> list[int]:
    return list(BitMap.deserialize(packed))


@lru_cache(maxsize=KEPT)
def _people(_stamp: tuple, counted: bytes, everything: bytes) -> People:
    told_apart = Q(women__isnull=False) & Q(men__isnull=False)
    rows = Activity.objects.filter(pk__in=_ids(counted))
    found = rows.aggregate(
        participants=Sum("participants", default=0),
        of_women=Sum("women", default=0),
        of_men=Sum("men", default=0),
        told_apart=Count("pk", filter=told_apart),
    )
    days = Quantity.objects.filter(unit=Quantity.Unit.PERSON_DAYS, activity__in=_ids(everything))
    [person_days] = days.aggregate(Sum("number", default=0)).values()
    return People(*found.values(), person_days)


@lru_cache(maxsize=KEPT)
def _amounts(_stamp: tuple, counted: bytes) -> list[tuple]:
    stated = Funding.objects.filter(activity__in=_ids(counted), amount__isnull=False)
    year = ExtractYear(Coalesce("activity__starts_on", "activity__ends_on"))
    rows = stated.values_list(year, "kind", "currency").annotate(total=Sum("amount")).order_by()
    return sorted(rows, key=lambda row: (-(row[0] or 0), row[1], row[2]))


@lru_cache(maxsize=KEPT)
def _checked(_stamp: tuple, counted: bytes, today: date) -> Checked:
    ids = _ids(counted)
    evaluated = Evaluation.objects.filter(activity__in=ids).aggregate(n=Count("activity", distinct=True))["n"]
    return Checked(evaluated, Activity.objects.filter(verified_lately(today), pk__in=ids).count())
