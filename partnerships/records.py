"""Records of a collection becoming initiatives and case studies: once, however often the collection is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from partnerships.actions import record_case_study, record_initiative
from partnerships.models import CaseStudySource, Initiative, InitiativeRelation, InitiativeSource
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from partnerships.shipped import COMPILED_ON, Record
from portal.core.collected import Outcome, load, party, published, stored
from portal.core.models import Curated, Focus, Instrument, Modality, Sector, Topic, User
from portal.core.reference import Reference

REASON = "import_partnerships"  # for the audit
# Kind of line → its column, and the vocabulary that its codes are from.
TAGS = {
    "modalities": ("modality_id", Modality),
    "instruments": ("instrument_id", Instrument),
    "sectors": ("sector_id", Sector),
    "focuses": ("focus_id", Focus),
}


def load_initiatives(records: Iterable[Record], *, by: User) -> Outcome:
    records = list(records)

    def create(record: Record, known: Reference) -> Curated:
        lines = _lines(record, known) | {
            "participations": [party(line, known) for line in record.participations],
            "figures": record.figures,
        }
        return record_initiative(by=by, values=record.values | published(by, COMPILED_ON), **lines)

    with transaction.atomic():
        outcome = load(records, InitiativeSource, INITIATIVE_ROWS, create, by=by, reason=REASON)
        _relate(records)
    return outcome


def load_case_studies(records: Iterable[Record], *, by: User) -> Outcome:
    initiatives = stored(InitiativeSource)

    def create(record: Record, known: Reference) -> Curated:
        told_of = next((initiatives[key] for key in record.related if key in initiatives), None)
        values = record.values | published(by, COMPILED_ON) | {"initiative_id": told_of}
        countries = [{"country_id": known.countries[code].code} for code in record.codes["countries"]]
        return record_case_study(by=by, values=values, **_lines(record, known) | {"countries": countries})

    return load(records, CaseStudySource, CASE_STUDY_ROWS, create, by=by, reason=REASON)


def is_known(record: Record, sources: type[models.Model]) -> bool:
    return sources.objects.filter(record=record.key).exists()


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
    here = stored(InitiativeSource)
    related = set(Initiative.objects.filter(relations__isnull=False).values_list("pk", flat=True))
    InitiativeRelation.objects.bulk_create(
        InitiativeRelation(initiative_id=here[record.key], other_id=here[key])
        for record in records
        for key in record.related
        if key in here and here[record.key] not in related
    )
