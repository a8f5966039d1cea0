"""How much of what is published a curator found true lately: one figure, computed here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


@dataclass(frozen=True)
class Band:
    """Published records whose next look is so many days overdue, both ends included."""

    code: str
    label: str
    least: int
    most: int | None

    def condition(self) -> Q:
        today = timezone.localdate()
        found = Q(state=State.PUBLISHED, verify_due_on__lte=today - timedelta(days=self.least))
        return found & Q(verify_due_on__gte=today - timedelta(days=self.most)) if self.most is not None else found


OVERDUE = (
    Band("month", _("Up to a month"), 0, 30),
    Band("half-year", _("Up to half a year"), 31, 182),
    Band("year", _("Up to a year"), 183, 365),
    Band("older", _("For longer"), 366, None),
)


def share_of(records: QuerySet) -> Share:
    """Two questions, each of which an index answers; one for both would read every record."""
    return Share(records.filter(verified_lately()).count(), records.filter(state=State.PUBLISHED).count())


def share() -> Share:
    """Of every kind of record together; a kind is counted again when a record of it changed, or the day."""
    stamps, today = content_stamps(), timezone.localdate()
    kinds = [model for model in apps.get_models() if issubclass(model, Curated)]
    shares = [_share(model, stamps.get(model.stamped_as), today) for model in kinds]
    return Share(sum(each.verified for each in shares), sum(each.total for each in shares))


@lru_cache(maxsize=20)  # counting a hundred thousand records takes as long as a list
def _share(model: type[Curated], _stamp: tuple | None, _today: date) -> Share:
    return share_of(model._default_manager.all())
