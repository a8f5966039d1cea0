"""Invented activities by the thousand, for trying the portal out and for measuring it.

The same seed and number give the same activities. All are marked as samples, and so are the organisations in them: no
real institution gets a past it did not have. What they are about: sample_world.py; how they read: sample_texts.py; how
one is drawn: sample_activities.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from random import Random

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.core import reference
from portal.core.classification import Standing
from portal.core.models import Organisation, OrganisationType, User, next_references
from portal.core.reference import Institution
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
from tad.sample_texts import Texts
from tad.sample_world import AS_OF, World

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
NATIONAL_TYPES = ("ip-office", "university", "cooperation-agency")
NETWORKS = 40
SAID = "Invented, for trying the portal out."


def count() -> int:
    return Activity.objects.filter(is_sample=True).count()


@transaction.atomic
def load(number: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples. They leave no audit: nobody changed anything, and ten million events would say so."""
    rng = Random(seed)
    institutions, importer = _institutions(), User.objects.importer()
    known = reference.current()
    draughtsman = Draughtsman(World(known, institutions, rng), Texts(known), rng, by=importer, now=timezone.now())
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
    named = Exists(Participation.objects.filter(organisation=OuterRef("pk")))
    paying = Exists(Funding.objects.filter(funder=OuterRef("pk")))
    owning = Exists(Activity.objects.filter(owner=OuterRef("pk")))
    Organisation.objects.filter(~named, ~paying, ~owning, is_sample=True).delete()
    search_rows.derive_all()
    return removed


def _institutions() -> list[Institution]:
    """The sample organisations, made when they are missing; outside the samples' silence, since servers list them."""
    known = reference.current()
    types = {term.code: term for term in known[OrganisationType].by_id.values()}
    wanted = {
        f"sample-{type}-{iso2.lower()}": (f"{types[type].labels['en']}, {country.labels['en']}", type, iso2)
        for iso2, country in known.countries.items()
        if known.standing(iso2, AS_OF) is not Standing.UNKNOWN
        for type in NATIONAL_TYPES
    }
    wanted |= {
        f"sample-network-{number}": (f"Network for Shared Ideas {number}", "international-organisation", None)
        for number in range(1, NETWORKS + 1)
    }
    Organisation.objects.bulk_create(
        Organisation(slug=slug, name=f"{name} (sample)", type_id=types[type].id, country_id=iso2, is_sample=True)
        for slug, (name, type, iso2) in wanted.items()
        if slug not in known.organisation_by_slug
    )
    present = reference.current().organisation_by_slug
    return [present[slug] for slug in wanted]


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
