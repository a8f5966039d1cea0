"""Being away until a day: readers see it if it is released, and nobody is written to meanwhile."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from portal.core.models import User
from roster.changing import changing
from roster.models import Consultant

Availability = Consultant.Availability


def is_away(consultant: Consultant) -> bool:
    """Until the day itself, on which they are back."""
    if consultant.availability != Availability.AWAY:
        return False
    return consultant.away_until is None or consultant.away_until > timezone.localdate()


def begin(consultant: Consultant, *, until: date, by: User) -> None:
    _note(consultant, Availability.AWAY, until, by, move="away")


def end(consultant: Consultant, *, by: User | None) -> None:
    _note(consultant, Availability.AVAILABLE, None, by, move="back")


def end_those_over() -> int:
    """Note that people are back whose day has come, so that lists count them rightly. Once a day."""
    over = Consultant.objects.filter(away_until__lte=timezone.localdate())
    return over.update(availability=Availability.AVAILABLE, away_until=None)


def _note(consultant: Consultant, availability: str, until: date | None, by: User | None, *, move: str) -> None:
    with changing(consultant, by, move=move) as now:
        now.availability, now.away_until, now.updated_by = availability, until, by
        now.save(update_fields=["availability", "away_until", "updated_at", "updated_by"])
