"""Records of a collection becoming initiatives and case studies: once, however often the collection is loaded.

A record that is already here is left alone, because from then on it is curated in the portal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pghistory
from django.db import models, transaction

from partnerships.actions import record_case_study, record_initiative
from partnerships.models import CaseStudySource, Initiative, InitiativeRelation, InitiativeSource
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from partnerships.shipped import COMPILED_ON, Record
from portal.core import reference
from portal.core.collected import party, published
from portal.core.models import Curated, Focus, Instrument, Modality, Sector, Topic, User
from portal.core.reference import Reference
from portal.core.search_rows import SearchRows

# Kind of line → its column, and the vocabulary that its codes are from.
TAGS = {
    "modalities": ("modality_id", Modality),
    "instruments": ("instrument_id", Instrument),
    "sectors": ("sector_id", Sector),
    "focuses": ("focus_id", Focus),
}


class RecordRefused(ValueError):
    """A record names a code that nothing has; the message says which record."""


@dataclass
class Outcome:
    created: int = 0
    known: int = 0


def load_initiatives(records: Iterable[Record], *, by: User) -> Outcome:
    records = list(records)

    def create(record: Record, known: Reference) -> Curated:
        lines = _lines(record, known) | {
            "participations": [party(line, known) for line in record.participations],
            "figures": record.figures,
        }
        return record_initiative(by=by, values=record.values | published(by, COMPILED_ON), **lines)

    with transaction.atomic():
        outcome = _load(records, InitiativeSource, INITIATIVE_ROWS, create, by=by)
        _relate(records)
    return outcome


def load_case_studies(records: Iterable[Record], *, by: User) -> Outcome:
    initiatives = _stored(InitiativeSource)

    def create(record: Record, known: Reference) -> Curated:
        told_of = next((initiatives[key] for key in record.related if key in initiatives), None)
        values = record.values | published(by, COMPILED_ON) | {"initiative_id": told_of}
        countries = [{"country_id": known.countries[code].code} for code in record.codes["countries"]]
        return record_case_study(by=by, values=values, **_lines(record, known) | {"countries": countries})

    return _load(records, CaseStudySource, CASE_STUDY_ROWS, create, by=by)


@transaction.atomic
def _load(
    records: Iterable[Record], sources: type[models.Model], rows: SearchRows,
    create: Callable[[Record, Reference], Curated], *, by: User,
) -> Outcome:  # fmt: skip
    """Create what is not here yet, published at once, in the order given; all or nothing."""
    known, stored = reference.current(), _stored(sources)
    outcome, touched = Outcome(), []
    with rows.deferred(), pghistory.context(user=by.pk, reason="import_partnerships"):
        for record in records:
            if record.key in stored:
                outcome.known += 1
                continue
            try:
                touched.append(create(record, known).pk)
            except KeyError as error:
                raise RecordRefused(f"{record.key}: nothing has the code {error}") from error
            outcome.created += 1
    if touched:
        rows.derive(touched)
    return outcome


def is_known(record: Record, sources: type[models.Model]) -> bool:
    return sources.objects.filter(record=record.key).exists()


def _stored(sources: type[models.Model]) -> dict[str, int]:
    """{row of a collection: the record that it is}."""
    parent = next(field.attname for field in sources._meta.concrete_fields if field.is_relation)
    return dict(sources.objects.values_list("record", parent))


def _lines(record: Record, known: Reference) -> dict[str, list[dict]]:
    topics = known[Topic].by_code
    tags = {
        name: [{column: known[vocabulary].by_code[code].id} for code in record.codes[name]]
        for name, (column, vocabulary) in TAGS.items()
        if name in record.codes
    }
    return tags | {
        "topics": [{"topic_id": topics[code].id, "as_said": said} for code, said in record.topics.items()],
        "documents": record.documents,
        "sources": [record.source],
    }


def _relate(records: Iterable[Record]) -> None:
    """Once all are here; a relation that a curator took away does not come back, as long as another one is left."""
    stored = _stored(InitiativeSource)
    related = set(Initiative.objects.filter(relations__isnull=False).values_list("pk", flat=True))
    InitiativeRelation.objects.bulk_create(
        InitiativeRelation(initiative_id=stored[record.key], other_id=stored[key])
        for record in records
        for key in record.related
        if key in stored and stored[record.key] not in related
    )
