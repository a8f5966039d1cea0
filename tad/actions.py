"""Writing an activity with all its lines: the one way for the import, the pages and the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from portal.core.models import User
from portal.core.writing import write
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
    Source,
)

LINES: dict[str, type[models.Model]] = {
    "participations": Participation,
    "topics": ActivityTopic,
    "recommendations": ActivityRecommendation,
    "goals": ActivityGoal,
    "working_languages": ActivityLanguage,
    "funding": Funding,
    "quantities": Quantity,
    "evaluations": Evaluation,
    "documents": Document,
    "sources": Source,
}


def record_activity(
    *, by: User, values: dict, activity: Activity | None = None, **lines: Iterable[dict] | None
) -> Activity:
    """Create an activity, or change ``activity``; what the arguments mean is said in portal/core/writing.py."""
    activity = activity or Activity(**values)
    write(activity, LINES, by=by, values=values, year=_year(activity), lines=lines)
    return activity


def _year(activity: Activity) -> int:
    """The year of the reference. Undated, it is that of the last look at the record, so that loads can be repeated."""
    return (activity.judged_on() or activity.last_verified_on or timezone.localdate()).year
