"""Activities as cards: one query for a page of them, labels from memory."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from portal.core.card import Card
from portal.core.card_rows import ANY, parties_array, tags_array
from portal.core.classification import PROVIDING, Kind, Role
from portal.core.dates import span_text
from portal.core.models import Modality, State, Topic
from portal.core.naming import direction, name_of, via_group
from portal.core.reference import Reference
from tad.models import Activity

SHOWN_BENEFICIARIES = 8


def cards_of(user, ids: list[int], reference: Reference, *, countries: Iterable[str] = ()) -> list[Card]:
    """The cards of these activities in this order, as far as the user may see them.

    ``countries`` are those the reader asked for as beneficiaries: a card says when one of them is found only as a
    member of a group.
    """
    rows = {row["id"]: row for row in rows_of(user, ids)}
    shown = [rows[pk] for pk in ids if pk in rows]
    address, asked = reverse("activities:detail", args=[ANY]), list(countries)
    return [card_of(row, reference, address, asked) for row in shown]


def rows_of(user, ids: list[int]) -> Iterable[dict]:
    """One query: related rows come as arrays (portal/core/card_rows.py)."""
    return (
        Activity.objects.visible_to(user)
        .filter(pk__in=ids)
        .order_by()
        .values(
            "id", "ref", "title", "summary", "kind", "modality_id", "starts_on", "starts_precision", "ends_on",
            "ends_precision", "place", "status", "state", "is_sample", "language_id",
            parties=parties_array("tad_participation", "activity_id", "tad_activity"),
            topic_ids=tags_array("tad_activitytopic", "activity_id", "tad_activity", "topic_id"),
        )
    )  # fmt: skip


def card_of(row: dict, reference: Reference, address: str, asked: list[str]) -> Card:
    beneficiaries = [each for each in row["parties"] if each["role"] == Role.BENEFICIARY]
    names = [name_of(each, reference) for each in beneficiaries]
    modality = reference[Modality].by_id.get(row["modality_id"])
    return Card(
        id=row["id"],
        ref=row["ref"],
        url=address.replace(ANY, row["ref"]),
        title=row["title"],
        summary=row["summary"],
        kind=row["kind"],
        kind_label=reference.labels(Kind)[row["kind"]],
        modality=modality.label if modality else "",
        dates=span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"]),
        place=row["place"],
        status=row["status"],
        status_label=reference.labels(Activity.Status)[row["status"]],
        state_label="" if row["state"] == State.PUBLISHED else reference.labels(State)[row["state"]],
        is_sample=row["is_sample"],
        language=row["language_id"],
        dir=direction(row["language_id"]),
        topics=[reference[Topic].by_id[pk].label for pk in row["topic_ids"]],
        providers=[name_of(each, reference) for each in row["parties"] if each["role"] in PROVIDING],
        beneficiaries=names[:SHOWN_BENEFICIARIES],
        more_beneficiaries=max(0, len(names) - SHOWN_BENEFICIARIES),
        sides="",
        marks=[],
        via_group=via_group(beneficiaries, asked, row["starts_on"] or row["ends_on"], reference) if asked else "",
    )
