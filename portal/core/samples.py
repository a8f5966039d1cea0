"""What the invented records of all rooms share: who is in them, how they were curated, and that they say what they are.

What they are about: sample_world.py; how they read: sample_texts.py. Each room draws its own (tad/samples.py,
partnerships/samples.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pghistory
from django.db import transaction
from django.db.models import PROTECT, Exists, Model, OuterRef

from portal.core import reference
from portal.core.classification import Standing
from portal.core.curation import VERIFY_AFTER
from portal.core.models import Organisation, OrganisationType, State
from portal.core.reference import Institution
from portal.core.sample_world import AS_OF, Skewed
from portal.core.search_rows import SearchRows

NATIONAL_TYPES = ("ip-office", "university", "cooperation-agency")
NETWORKS = 40
SAID = "Invented, for trying the portal out."
STATES = Skewed(
    [State.PUBLISHED, State.DRAFT, State.IN_REVIEW, State.ARCHIVED, State.CHANGES_REQUESTED, State.REJECTED],
    [94, 2, 1.5, 1.5, 0.6, 0.4],
)


def institutions(countries: Collection[str] | None = None) -> list[Institution]:
    """The sample organisations, made when they are missing; outside the samples' silence, since servers list them.

    Those of ``countries`` only, where a handful of records needs no more.
    """
    known = reference.current()
    types = {term.code: term for term in known[OrganisationType].by_id.values()}
    wanted = {
        f"sample-{type}-{iso2.lower()}": (f"{types[type].labels['en']}, {country.labels['en']}", type, iso2)
        for iso2, country in known.countries.items()
        if known.standing(iso2, AS_OF) is not Standing.UNKNOWN and (countries is None or iso2 in countries)
        for type in NATIONAL_TYPES
    }
    wanted |= {
        f"sample-network-{number}": (f"Network for Shared Ideas {number}", "international-organisation", None)
        for number in range(1, NETWORKS + 1)
        if countries is None
    }
    Organisation.objects.bulk_create(
        Organisation(slug=slug, name=f"{name} (sample)", type_id=types[type].id, country_id=iso2, is_sample=True)
        for slug, (name, type, iso2) in wanted.items()
        if slug not in known.organisation_by_slug
    )
    present = reference.current().organisation_by_slug
    return [present[slug] for slug in wanted]


def clear_institutions() -> None:
    """Remove the sample organisations that no record of any room names any more."""
    unnamed = Organisation.objects.filter(is_sample=True)
    for relation in Organisation._meta.get_fields(include_hidden=True):  # owners have no name on this side
        if getattr(relation, "on_delete", None) is PROTECT:
            naming = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            unnamed = unnamed.filter(~Exists(naming))
    unnamed.delete()


@contextmanager
def written(*rows: SearchRows) -> Iterator[None]:
    """Inside, samples are written or removed with their history; their search rows are derived once, at the end."""
    with transaction.atomic():
        with pghistory.context(reason="load_samples"), ExitStack() as put_off:
            for each in rows:
                put_off.enter_context(each.deferred())
            yield
        for each in rows:
            each.derive_all()


def removed(*models: type[Model]) -> int:
    """Remove all samples, and the sample organisations that no other record names; say how many records went.
    What names another model's records comes first."""
    found = [model.objects.filter(is_sample=True) for model in models]
    number = sum(samples.count() for samples in found)
    for samples in found:
        samples.delete()
    clear_institutions()
    return number


def curated(rng: Random, day: date, *, by: int, now: datetime) -> dict:
    """State and stamps of a record of that day, entered by the account with that id. Most were published in the months
    after they began, some in the last few weeks before ``now``."""
    state = STATES.one(rng)
    recent = now - timedelta(minutes=rng.randrange(60 * 24 * 60))
    after = timedelta(days=rng.randrange(20, 500))
    moment = min(recent, datetime.combine(day, time(9), UTC) + after)
    values = {"state": state, "created_at": moment - timedelta(days=3), "updated_at": moment}
    if state != State.DRAFT:
        values |= {"submitted_at": moment - timedelta(days=1), "submitted_by_id": by}
    if state in {State.PUBLISHED, State.ARCHIVED}:
        verified = moment.date()
        values |= {"published_at": moment, "published_by_id": by}
        values |= {"last_verified_on": verified, "verify_due_on": verified + VERIFY_AFTER}
    if state in {State.CHANGES_REQUESTED, State.REJECTED, State.ARCHIVED}:
        values["state_reason"] = "A sample of this state."
    return values
