"""How much of what is published a curator found true lately: one figure, computed here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from portal.core.curation import VERIFY_AFTER
from portal.core.dates import number_text
from portal.core.models import Curated, State, content_stamps


@dataclass(frozen=True)
class Share:
    verified: int
    total: int  # published records

    @property
    def verified_text(self) -> str:
        return number_text(self.verified)

    @property
    def total_text(self) -> str:
        return number_text(self.total)


def verified_lately(today: date | None = None) -> Q:
    """The condition: found true in the last twelve months, today included."""
    day = today or timezone.localdate()
    return Q(state=State.PUBLISHED, last_verified_on__gt=day - VERIFY_AFTER, last_verified_on__lte=day)


def share_of(records: QuerySet) -> Share:
    found = records.aggregate(
        verified=Count("pk", filter=verified_lately()), total=Count("pk", filter=Q(state=State.PUBLISHED))
    )
    return Share(**found)


def share() -> Share:
    """Of every kind of record together; counted again when a record changed, or the day."""
    return _share(tuple(sorted(content_stamps().items())), timezone.localdate())


@lru_cache(maxsize=2)  # counting a hundred thousand records took as long as two lists
def _share(_stamps: tuple, _today: date) -> Share:
    kinds = [model for model in apps.get_models() if issubclass(model, Curated)]
    shares = [share_of(model._default_manager.all()) for model in kinds]
    return Share(sum(each.verified for each in shares), sum(each.total for each in shares))
