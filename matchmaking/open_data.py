"""Needs and offers as programs and files get them: one representation for exports and API.

Samples are left out, because nobody should take an invented need for a real one. The confidential part is in none of
them, whoever asks: its place is the page. The fields are documented in docs/open-data.md; open_columns.py is their flat
form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from matchmaking.detail import LINES
from matchmaking.models import Condition, Listing, MatchType, Need, Offer
from portal.core.models import (
    Goal,
    Language,
    Modality,
    Pillar,
    Recommendation,
    Region,
    Topic,
)
from portal.core.reference import Reference
from portal.core.said import moment, partial_date
from portal.core.streamed import streamed
from portal.core.wording import Wording


def needs(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The needs with these ids, in this order, as far as they are real and the user may see them."""
    return streamed(Need.objects.visible_to(user).filter(is_sample=False), LINES, need, ids, reference, base)


def offers(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    return streamed(Offer.objects.visible_to(user).filter(is_sample=False), LINES, offer, ids, reference, base)


def need(record: Need, wording: Wording, base: str) -> dict:
    return _common(record, wording, base) | {"contribution": record.contribution}


def offer(record: Offer, wording: Wording, base: str) -> dict:
    return _common(record, wording, base) | {
        "conditions": _choices(Condition, record.conditions, wording),
        "conditions_note": record.conditions_note,
        "capacity": record.capacity,
    }


def _common(record: Listing, wording: Wording, base: str) -> dict:
    known, status = wording.reference, record.status
    return {
        "ref": record.ref,
        "url": base + reverse(f"{record._meta.model_name}s:detail", args=[record.ref]),
        "title": record.title,
        "summary": record.summary,
        "language": record.language_id,
        "language_label": known[Language].by_code[record.language_id].label,
        "status": status or "",
        "status_label": str(status.label) if status else "",
        "status_reason": record.ending_reason,
        "owner": wording.institution(record.owner_id),
        "countries": [wording.country(line.country_id) for line in record.places.all() if line.country_id],
        "groups": [wording.group(line.group_id) for line in record.places.all() if line.group_id],
        "regions": [wording.term(Region, line.region_id) for line in record.places.all() if line.region_id],
        "topics": [wording.term(Topic, tag.topic_id) | {"as_said": tag.as_said} for tag in record.taggings.all()],
        "modalities": [wording.term(Modality, line.modality_id) for line in record.modality_links.all()],
        "modality_as_said": record.modality_as_said,
        "match_types": _choices(MatchType, record.match_types, wording),
        "pillar": wording.term(Pillar, record.pillar_id),
        "recommendations": [
            wording.term(Recommendation, line.recommendation_id) for line in record.recommendation_links.all()
        ],
        "goals": [wording.term(Goal, line.goal_id) for line in record.goal_links.all()],
        "working_languages": [wording.term(Language, line.language_id) for line in record.language_links.all()],
        "starts_on": partial_date(record.starts_on, record.starts_precision),
        "ends_on": partial_date(record.ends_on, record.ends_precision),
        "date_note": record.date_note,
        "deadline": partial_date(record.deadline),
        "expires_on": partial_date(record.expires_on),
        "description": record.description,
        "expected_result": record.expected_result,
        "visibility": record.visibility,
        "visibility_label": record.get_visibility_display(),
        "note": record.note,
        "source": record.source,
        "source_url": record.source_url,
        "last_verified_on": partial_date(record.last_verified_on),
        "verify_due_on": partial_date(record.verify_due_on),
        "state": record.state,
        "published_at": moment(record.published_at),
        "updated_at": moment(record.updated_at),
    }


def _choices(kind: type, values: Iterable[str], wording: Wording) -> list[dict]:
    labels = wording.reference.labels(kind)
    return [{"code": value, "label": labels[value]} for value in values]
