"""Needs and offers as cards: one query for a page of them, labels from memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Condition, MatchType, Need, Offer, Status, Visibility, status_on
from portal.core.card import Card
from portal.core.card_rows import ANY, tags_array
from portal.core.dates import day_text, joined_text, span_text
from portal.core.models import Modality, Region, State, Topic
from portal.core.naming import Name, direction
from portal.core.reference import Reference
from portal.core.templatetags.rows import NO_SIDES

SHOWN_PLACES = 6


def need_cards(user, ids: list[int], reference: Reference) -> list[Card]:
    """The cards of these needs in this order, as far as the user may see them."""
    rows = _rows(Need, user, ids)
    return _cards(rows, ids, reference, reverse("needs:detail", args=[ANY]), _need)


def offer_cards(user, ids: list[int], reference: Reference) -> list[Card]:
    rows = _rows(Offer, user, ids, "conditions")
    return _cards(rows, ids, reference, reverse("offers:detail", args=[ANY]), _offer)


def _rows(model: type[Need] | type[Offer], user, ids: list[int], *own: str) -> Iterable[dict]:
    kind, table = model._meta.model_name, model._meta.db_table
    return model.objects.visible_to(user).filter(pk__in=ids).order_by().values(
        "id", "ref", "title", "summary", "owner_id", "starts_on", "starts_precision", "ends_on", "ends_precision",
        "state", "ending", "in_match", "expires_on", "visibility", "match_types", "is_sample", "language_id", *own,
        place_lines=places_array(f"{table}place", f"{kind}_id", table),
        topic_ids=tags_array(f"{table}topic", f"{kind}_id", table, "topic_id"),
        modality_ids=tags_array(f"{table}modality", f"{kind}_id", table, "modality_id"),
    )  # fmt: skip


def places_array(lines: str, column: str, records: str) -> RawSQL:
    """``[{country, group, region}]``, of which each names one; the arguments are names of tables and a column."""
    return RawSQL(  # noqa: S611 -- constants
        f"""coalesce((
        SELECT jsonb_agg(jsonb_build_object('country', p.country_id, 'group', p.group_id, 'region', p.region_id)
            ORDER BY p.id) FROM {lines} p WHERE p.{column} = {records}.id), '[]')""",  # noqa: S608 -- constants
        [],
        JSONField(),
    )


def _cards(
    rows: Iterable[dict], ids: list[int], reference: Reference, address: str,
    own: Callable[[dict, Reference], dict],
) -> list[Card]:  # fmt: skip
    found, today = {row["id"]: row for row in rows}, timezone.localdate()
    shown = [found[pk] for pk in ids if pk in found]
    return [_common(row, reference, address, today) | own(row, reference) for row in shown]


def _common(row: dict, reference: Reference, address: str, today: date) -> Card:
    status = status_on(today, row["state"], row["ending"], row["in_match"], row["expires_on"])
    return Card(
        id=row["id"],
        ref=row["ref"],
        url=address.replace(ANY, row["ref"]),
        title=row["title"],
        summary=row["summary"],
        kind="",
        kind_label="",
        modality=" · ".join(labels(reference, Modality, row["modality_ids"])),
        dates=span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"]),
        place="",
        status=status or "",
        status_label=status_text(status, row["expires_on"]),
        state_label="" if row["state"] == State.PUBLISHED else reference.labels(State)[row["state"]],
        is_sample=row["is_sample"],
        language=row["language_id"],
        dir=direction(row["language_id"]),
        topics=labels(reference, Topic, row["topic_ids"]),
        sides=NO_SIDES,
        providers=[],
        beneficiaries=[],
        more_beneficiaries=0,
        via_group="",
        marks=[],
    )


def _need(row: dict, reference: Reference) -> dict:
    """Who asks; and for whom, where that is somebody else."""
    owner, places = owner_name(row["owner_id"], reference), place_names(row["place_lines"], reference)
    elsewhere = [place for place in places if place.iso2 != owner.iso2 or not place.iso2]
    return {
        "providers": [owner],
        "place": _places_text(elsewhere),
        "marks": [*choices(reference, MatchType, row["match_types"]), *_seen_by(row, reference)],
    }


def _offer(row: dict, reference: Reference) -> dict:
    places = place_names(row["place_lines"], reference) or [Name(_("any country"))]
    return {
        "sides": "",
        "providers": [owner_name(row["owner_id"], reference)],
        "beneficiaries": places[:SHOWN_PLACES],
        "more_beneficiaries": max(0, len(places) - SHOWN_PLACES),
        "marks": [*choices(reference, Condition, row["conditions"]), *_seen_by(row, reference)],
    }


def owner_name(pk: int | None, reference: Reference) -> Name:
    institution = reference.organisations.get(pk)
    if institution is None:
        return Name(_("Nobody’s yet"))
    country = reference.countries.get(institution.country or "")
    return Name(institution.short, institution.country or "", country.label if country else "", institution.url)


def place_names(places: Iterable[dict], reference: Reference) -> list[Name]:
    """``[{country, group, region}]`` as names."""
    found = []
    for place in places:
        if place["country"]:
            country = reference.countries[place["country"]]
            found.append(Name(country.label, country.code))
        elif place["group"]:
            found.append(Name(reference.groups.by_id[place["group"]].label))
        else:
            found.append(Name(reference[Region].by_id[place["region"]].label))
    return found


def _places_text(places: list[Name]) -> str:
    if not places:
        return ""
    shown = joined_text(place.label for place in places[:SHOWN_PLACES])
    more = len(places) - SHOWN_PLACES
    return _("for %(places)s") % {"places": f"{shown} +{more}" if more > 0 else shown}


def status_text(status: Status | None, expires_on: date | None) -> str:
    """ "Open until 3 March 2027", "Expired on 3 March 2027", "Matched"."""
    if status == Status.OPEN and expires_on:
        return _("Open until %(day)s") % {"day": day_text(expires_on)}
    if status == Status.EXPIRED:
        return _("Expired on %(day)s") % {"day": day_text(expires_on)}
    return str(status.label) if status else ""


def _seen_by(row: dict, reference: Reference) -> list[str]:
    """Said where not everybody sees it."""
    if row["visibility"] == Visibility.PUBLIC:
        return []
    return [_("Shown to: %(whom)s") % {"whom": reference.labels(Visibility)[row["visibility"]].lower()}]


def choices(reference: Reference, kind: type, values: Iterable[str]) -> list[str]:
    return [reference.labels(kind)[value] for value in values]


def labels(reference: Reference, vocabulary: type, ids: list[int]) -> list[str]:
    """Without "other", which says nothing where there is no heading above it."""
    terms = (reference[vocabulary].by_id[pk] for pk in ids)
    return [term.label for term in terms if term.code != "other"]
