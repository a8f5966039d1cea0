"""Writing an activity with all its lines: the one way for the import, the pages and the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pghistory
from django.db import models, transaction
from django.utils import timezone

from portal.core import reclassify
from portal.core.models import User, next_references
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
    """Create an activity, or change ``activity``, in one transaction; then judge its kind.

    ``values`` are the activity's own fields. Each of ``lines`` (the names of LINES) is a list of dicts of that line's
    fields and replaces what is stored; a list that is not given stays as it is. A new activity gets its reference
    here. What the values mean is checked by forms, serializers and importers before; the database's constraints have
    the last word.
    """
    if unknown := lines.keys() - LINES.keys():
        raise TypeError(f"no such lines: {', '.join(sorted(unknown))}")
    with transaction.atomic(), pghistory.context(user=by.pk):
        activity = _changed(activity, values, by) if activity else _created(values, by)
        for name, wanted in lines.items():
            if wanted is not None:
                _write_lines(activity, LINES[name], wanted)
        reclassify.judge(activity)
    return activity


def _created(values: dict, by: User) -> Activity:
    activity = Activity(**values, created_by=by, updated_by=by)
    activity.ref = next_references(Activity.REF_PREFIX, _year(activity))[0]
    activity.save(force_insert=True)
    return activity


def _changed(activity: Activity, values: dict, by: User) -> Activity:
    for name, value in (values | {"updated_by": by}).items():
        setattr(activity, name, value)
    activity.save()
    return activity


def _year(activity: Activity) -> int:
    """The year of the reference. Undated, it is that of the last look at the record, so that loads can be repeated."""
    return (activity.judged_on() or activity.last_verified_on or timezone.localdate()).year


def _write_lines(activity: Activity, model: type[models.Model], wanted: Iterable[dict]) -> None:
    """Make the stored lines those wanted, leaving alone what is already right: the audit shows only what changed."""
    rows = [model(activity=activity, **line) for line in wanted]
    if model is Participation:
        for place, row in enumerate(rows):
            row.order = place
    missing = Counter(_content(row) for row in rows)
    surplus = []
    for stored in model.objects.filter(activity=activity):
        if missing[_content(stored)]:
            missing[_content(stored)] -= 1
        else:
            surplus.append(stored.pk)
    if surplus:
        model.objects.filter(pk__in=surplus).delete()
    new = []
    for row in rows:
        if missing[_content(row)]:
            missing[_content(row)] -= 1
            new.append(row)
    model.objects.bulk_create(new)


def _content(row: models.Model) -> tuple:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key)
