"""Initiatives that may already be here: for whoever submits one, and for the desk. portal/core/lookalikes.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnerships.models import Initiative, InitiativeSearch, Partner
from portal.core.lookalikes import Likeness, Sketch, compare, similar_titles

MOST = 5  # more than these help nobody


@dataclass(frozen=True)
class LookAlike:
    record: Initiative  # reference, title, state and dates only
    likeness: Likeness


def look_alikes(sketches: Sequence[Sketch], user) -> list[list[LookAlike]]:
    """For each sketch the initiatives that look like it, the most alike first, among those this user may see.

    A fixed number of queries, however many sketches.
    """
    pairs = similar_titles(InitiativeSearch, sketches)
    found = {record.pk: record for record in _shown(user, {pk for _place, pk, _titles in pairs})}
    known = {sketch.pk: sketch for sketch in sketches_of(found.values())}
    alike: list[list[LookAlike]] = [[] for _sketch in sketches]
    for place, pk, titles in pairs:
        if pk in found and pk != sketches[place].pk:
            likeness = compare(sketches[place], known[pk], titles)
            if likeness.is_enough:
                alike[place].append(LookAlike(found[pk], likeness))
    return [sorted(each, key=lambda one: (-one.likeness.score, one.record.pk))[:MOST] for each in alike]


def sketches_of(initiatives: Iterable[Initiative]) -> list[Sketch]:
    """Stored initiatives as sketches, their countries read in one query."""
    initiatives = list(initiatives)
    countries: dict[int, set[str]] = defaultdict(set)
    rows = Partner.objects.filter(initiative__in=initiatives, country__isnull=False)
    for initiative, country in rows.order_by().values_list("initiative_id", "country_id") if initiatives else ():
        countries[initiative].add(country)
    return [_sketch(initiative, countries[initiative.pk]) for initiative in initiatives]


def _sketch(initiative: Initiative, countries: set[str]) -> Sketch:
    return Sketch(
        title=initiative.title,
        starts_on=initiative.starts_on,
        ends_on=initiative.ends_on,
        starts_precision=initiative.starts_precision,
        countries=frozenset(countries),
        pk=initiative.pk,
    )


def _shown(user, ids: set[int]) -> Iterable[Initiative]:
    fields = ["ref", "title", "state", "starts_on", "starts_precision", "ends_on", "ends_precision"]
    return Initiative.objects.visible_to(user).filter(pk__in=ids).only(*fields) if ids else ()
