"""Activities that may already be here: for the curators' desk and for whoever imports. portal/core/lookalikes.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.core.lookalikes import Likeness, Sketch, compare, similar_titles
from tad.models import Activity, Participation
from tad.models.search import ActivitySearch

MOST = 5  # more than these help nobody


@dataclass(frozen=True)
class LookAlike:
    activity: Activity  # reference, title, state and dates only
    likeness: Likeness


def look_alikes(sketches: Sequence[Sketch], user) -> list[list[LookAlike]]:
    """For each sketch the activities that look like it, the most alike first, among those this user may see.

    A fixed number of queries, however many sketches.
    """
    pairs = similar_titles(ActivitySearch, sketches)
    found = {activity.pk: activity for activity in _shown(user, {pk for _place, pk, _titles in pairs})}
    known = {sketch.pk: sketch for sketch in sketches_of(found.values())}
    alike: list[list[LookAlike]] = [[] for _sketch in sketches]
    for place, pk, titles in pairs:
        if pk in found and pk != sketches[place].pk:
            likeness = compare(sketches[place], known[pk], titles)
            if likeness.is_enough:
                alike[place].append(LookAlike(found[pk], likeness))
    return [sorted(each, key=lambda one: (-one.likeness.score, one.activity.pk))[:MOST] for each in alike]


def sketches_of(activities: Iterable[Activity]) -> list[Sketch]:
    """Stored activities as sketches, their countries read in one query."""
    activities = list(activities)
    countries: dict[int, set[str]] = defaultdict(set)
    rows = Participation.objects.filter(activity__in=activities, country__isnull=False)
    for activity, country in rows.order_by().values_list("activity_id", "country_id") if activities else ():
        countries[activity].add(country)
    return [_sketch(activity, countries[activity.pk]) for activity in activities]


def _sketch(activity: Activity, countries: set[str]) -> Sketch:
    return Sketch(
        title=activity.title,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        starts_precision=activity.starts_precision,
        countries=frozenset(countries),
        pk=activity.pk,
    )


def _shown(user, ids: set[int]) -> Iterable[Activity]:
    fields = ["ref", "title", "state", "starts_on", "starts_precision", "ends_on", "ends_precision"]
    return Activity.objects.visible_to(user).filter(pk__in=ids).only(*fields) if ids else ()
