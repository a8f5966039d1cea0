"""Invented activities by the thousand, for trying the portal out and for measuring it.

The same seed and number give the same activities. All are marked as samples, and so are the organisations in them: no
real institution gets a past it did not have. What they are about, how they read and what all rooms' samples share:
portal/core/samples.py; how one is drawn: sample_activities.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from portal.core import reference
from portal.core.models import User, next_references
from portal.core.sample_texts import Texts
from portal.core.sample_world import AS_OF, World
from portal.core.samples import SAID, clear_institutions, institutions
from tad import search_rows
from tad.bulk import CopyBuffer, new_ids, without_triggers
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
from tad.sample_activities import Draughtsman, Drawn

BATCH = 10_000
TABLES = [
    Activity,
    Participation,
    ActivityTopic,
    ActivityLanguage,
    ActivityGoal,
    ActivityRecommendation,
    Funding,
    Quantity,
    Evaluation,
    Document,
    Source,
]
TEXTS = Path(__file__).resolve().parent / "data" / "sample_texts.csv"


def count() -> int:
    return Activity.objects.filter(is_sample=True).count()


@transaction.atomic
def load(number: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples. They leave no audit: nobody changed anything, and ten million events would say so."""
    rng = Random(seed)
    invited, importer = institutions(), User.objects.importer()
    known = reference.current()
    draughtsman = Draughtsman(World(known, invited, rng), Texts(known, TEXTS), rng, by=importer, now=timezone.now())
    constants = {"is_sample": True, "source": SAID, "created_by_id": importer.pk, "updated_by_id": importer.pk}
    buffers = {Activity: CopyBuffer(Activity, with_id=True, **constants)}
    buffers |= {model: CopyBuffer(model) for model in TABLES[1:]}
    drawn, done = draughtsman.activities(number), 0
    with without_triggers(*TABLES):
        while batch := list(islice(drawn, BATCH)):
            _identify(batch)
            _write(batch, buffers)
            done += len(batch)
            report(done)
    search_rows.derive_all()


@transaction.atomic
def clear() -> int:
    """Remove all samples, and the sample organisations that no real record names."""
    samples = Activity.objects.filter(is_sample=True)
    removed, table = samples.count(), Activity._meta.db_table
    Activity.objects.filter(is_sample=False, parent__is_sample=True).update(parent=None)
    with without_triggers(*TABLES), connection.cursor() as cursor:
        for model in TABLES[1:]:
            lines = model._meta.db_table
            cursor.execute(f"DELETE FROM {lines} USING {table} a WHERE a.id = activity_id AND a.is_sample")  # noqa: S608
        cursor.execute(f"DELETE FROM {table} WHERE is_sample")  # noqa: S608 -- a constant
    clear_institutions()
    search_rows.derive_all()
    return removed


def _identify(batch: list[Drawn]) -> None:
    """Ids and references, taken from where all others come from."""
    for drawn, pk in zip(batch, new_ids(Activity, len(batch)), strict=True):
        drawn.pk = pk
    years = Counter(_year(drawn) for drawn in batch)
    references = {year: iter(next_references(Activity.REF_PREFIX, year, many)) for year, many in sorted(years.items())}
    for drawn in batch:
        drawn.values["ref"] = next(references[_year(drawn)])


def _year(drawn: Drawn) -> int:
    return (drawn.values["starts_on"] or AS_OF).year


def _write(batch: list[Drawn], buffers: dict[type, CopyBuffer]) -> None:
    """Activities first, because foreign keys are checked statement by statement."""
    for drawn in batch:
        buffers[Activity].add(id=drawn.pk, parent_id=drawn.parent.pk if drawn.parent else None, **drawn.values)
        for model, lines in drawn.lines.items():
            for line in lines:
                buffers[model].add(activity_id=drawn.pk, **line)
    for buffer in buffers.values():
        buffer.flush()
