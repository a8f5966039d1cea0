"""Meetings as cards: one query for a page of them, labels from memory."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.card import Card
from portal.core.card_rows import ANY, parties_array, tags_array
from portal.core.classification import Role
from portal.core.dates import joined_text, span_text
from portal.core.models import Meeting, MeetingSeries, State, Topic
from portal.core.naming import direction, name_of
from portal.core.reference import Reference
from portal.core.templatetags.rows import NO_SIDES

Status = Meeting.Status


def cards_of(user, ids: list[int], reference: Reference) -> list[Card]:
    """The cards of these meetings in this order, as far as the user may see them."""
    rows = Meeting.objects.visible_to(user).filter(pk__in=ids).order_by().values(
        "id", "ref", "title", "summary", "series_id", "kind_as_said", "starts_on", "starts_precision", "ends_on",
        "ends_precision", "date_note", "place", "country_id", "status", "state", "is_sample", "language_id",
        parties=parties_array("core_meetingparty", "meeting_id", "core_meeting"),
        topic_ids=tags_array("core_meetingtopic", "meeting_id", "core_meeting", "topic_id"),
    )  # fmt: skip
    found, address, today = (
        {row["id"]: row for row in rows},
        reverse("meetings:detail", args=[ANY]),
        timezone.localdate(),
    )
    return [_card(found[pk], reference, address, today) for pk in ids if pk in found]


def _card(row: dict, reference: Reference, address: str, today: date) -> Card:
    series = reference[MeetingSeries].by_id.get(row["series_id"])
    dates = span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"])
    return Card(
        id=row["id"],
        ref=row["ref"],
        url=address.replace(ANY, row["ref"]),
        title=row["title"],
        summary=row["summary"],
        kind="",
        kind_label="",
        modality=series.label if series else row["kind_as_said"],
        dates=dates or row["date_note"],
        place=place_text(row["place"], row["country_id"], reference),
        status=row["status"],
        status_label=status_text(row["status"], row["ends_on"] or row["starts_on"], today),
        state_label="" if row["state"] == State.PUBLISHED else reference.labels(State)[row["state"]],
        is_sample=row["is_sample"],
        language=row["language_id"],
        dir=direction(row["language_id"]),
        topics=[reference[Topic].by_id[pk].label for pk in row["topic_ids"]],
        sides=NO_SIDES,
        providers=[name_of(each, reference) for each in row["parties"] if each["role"] == Role.ORGANISER],
        beneficiaries=[],
        more_beneficiaries=0,
        via_group="",
        marks=[],
    )


def place_text(place: str, country: str | None, reference: Reference) -> str:
    """ "Cairo, Egypt"."""
    return joined_text([place, reference.countries[country].label if country else ""])


def status_text(status: str, last: date | None, today: date) -> str:
    """What a reader should know of it beside the day: nothing where it was simply held, or is still to come."""
    if status == Status.HELD:
        return ""
    if status == Status.PLANNED and (last is None or last < today):
        return _("Announced; whether it was held is not recorded")
    return "" if status == Status.PLANNED else str(Status(status).label)
