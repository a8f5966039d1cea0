"""Records of a collection becoming activities: once, however often the collection is loaded.

A reader of some layout (tad/shipped.py) turns files into ``Record``s, which speak in public codes and know nothing of
the database; this module gives them ids, references and stamps. A record that is already here is left alone, because
from then on it is curated in the portal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from portal.core import reference
from portal.core.collected import party, published
from portal.core.models import FundingKind, Language, Modality, Topic, User
from portal.core.reference import Reference
from tad import search_rows
from tad.actions import record_activity
from tad.models import Activity, Source


class RecordRefused(ValueError):
    """A record names a code that nothing has, or cannot be read; the message says which record."""


@dataclass(frozen=True)
class Record:
    """One activity as a collection tells it. ``key`` is its row's name there ("A023")."""

    key: str
    values: dict  # fields of Activity that are plain values
    verified_on: date
    modality: str = ""
    participations: list[dict] = field(default_factory=list)  # role, country | group | organisation, as_said
    topics: dict[str, str] = field(default_factory=dict)  # code → the source's words
    working_languages: list[str] = field(default_factory=list)
    funding: list[dict] = field(default_factory=list)  # kind, funder, amount …
    documents: list[dict] = field(default_factory=list)
    sources: list[dict] = field(default_factory=list)  # the first is the record's own


@dataclass
class Outcome:
    created: int = 0
    known: int = 0
    sources_added: int = 0


def preview(records: Iterable[Record]) -> list[tuple[str, bool]]:
    """What ``load`` would do, writing nothing: each record's key, and whether it is here already."""
    records = list(records)
    stored = _stored(records)
    return [(record.key, any(source["record"] in stored for source in record.sources)) for record in records]


def _stored(records: list[Record]) -> dict[str, int]:
    """{row of a collection: the activity that it is}."""
    keys = [source["record"] for record in records for source in record.sources]
    return dict(Source.objects.filter(record__in=keys).values_list("record", "activity_id"))


@transaction.atomic
def load(records: Iterable[Record], *, by: User) -> Outcome:
    """Create what is not here yet, published at once, in the order given; all or nothing."""
    records = list(records)
    stored = _stored(records)
    known = reference.current()
    outcome, touched = Outcome(), []
    with search_rows.deferred(), pghistory.context(user=by.pk, reason="import_activities"):
        for record in records:
            activity = next((stored[s["record"]] for s in record.sources if s["record"] in stored), None)
            if activity is None:
                touched.append(_create(record, by, known).pk)
                outcome.created += 1
                continue
            outcome.known += 1
            further = [Source(activity_id=activity, **s) for s in record.sources if s["record"] not in stored]
            if further:
                Source.objects.bulk_create(further)
                Activity.objects.filter(pk=activity).update(updated_at=timezone.now())
                outcome.sources_added += len(further)
                touched.append(activity)
    if touched:
        search_rows.derive(touched)
    return outcome


def _create(record: Record, by: User, known: Reference) -> Activity:
    """Published straight away: the collection's compilers stand for the record, and say when they looked at it."""
    try:
        modality = known[Modality].by_code[record.modality].id if record.modality else None
        values = record.values | published(by, record.verified_on) | {"modality_id": modality}
        return record_activity(by=by, values=values, **_lines(record, known))
    except KeyError as error:
        raise RecordRefused(f"{record.key}: nothing has the code {error}") from error


def _lines(record: Record, known: Reference) -> dict[str, list[dict]]:
    topics, languages = known[Topic].by_code, known[Language].by_code
    return {
        "participations": [party(line, known) for line in record.participations],
        "topics": [{"topic_id": topics[code].id, "as_said": said} for code, said in record.topics.items()],
        "working_languages": [{"language_id": languages[code].id} for code in record.working_languages],
        "funding": [_funding(line, known) for line in record.funding],
        "documents": record.documents,
        "sources": record.sources,
    }


def _funding(line: dict, known: Reference) -> dict:
    codes = {"kind": known[FundingKind].by_code[line["kind"]].id, "funder": None}
    if line["funder"]:
        codes["funder"] = known.organisation_by_slug[line["funder"]].id
    rest = {name: value for name, value in line.items() if name not in codes}
    return rest | {f"{name}_id": value for name, value in codes.items()}
