"""Activities as cards: one query for a page of them, labels from memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.classification import PROVIDING, Kind, Role
from portal.core.dates import span_text
from portal.core.highlight import highlighted
from portal.core.models import Modality, State, Topic
from portal.core.reference import Reference
from tad.models import Activity

SHOWN_BENEFICIARIES = 8
ANY = "REF"  # stands for the reference in an address
PARTIES = """coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', p.role, 'country', p.country_id, 'group', p.group_id,
        'organisation', p.organisation_id) ORDER BY p.order, p.id)
    FROM tad_participation p WHERE p.activity_id = tad_activity.id), '[]')"""
TOPICS = "ARRAY(SELECT t.topic_id FROM tad_activitytopic t WHERE t.activity_id = tad_activity.id ORDER BY t.id)"
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "dv"}


@dataclass(slots=True)
class Name:
    """A country, group or organisation as a card names it."""

    label: str
    iso2: str = ""
    note: str = ""
    url: str = ""


class Card(TypedDict):
    """What a list says of an activity. A dictionary, because templates look up keys before attributes."""

    id: int
    ref: str
    url: str
    title: str | SafeString
    summary: str | SafeString
    kind: str
    kind_label: str
    modality: str
    dates: str
    place: str
    status: str
    status_label: str
    state_label: str
    is_sample: bool
    language: str
    dir: str
    topics: list[str]
    providers: list[Name]
    beneficiaries: list[Name]
    more_beneficiaries: int
    via_group: str


def cards_of(
    user, ids: list[int], reference: Reference, *, words: str = "", countries: Iterable[str] = ()
) -> list[Card]:
    """The cards of these activities in this order, as far as the user may see them.

    ``words`` are highlighted. ``countries`` are those the reader asked for as beneficiaries: a card says when one of
    them is found only as a member of a group.
    """
    rows = {row["id"]: row for row in rows_of(user, ids)}
    shown = [rows[pk] for pk in ids if pk in rows]
    address, asked = reverse("activities:detail", args=[ANY]), list(countries)
    cards = [card_of(row, reference, address, asked) for row in shown]
    if words:
        _highlight(cards, shown, words)
    return cards


def rows_of(user, ids: list[int]) -> Iterable[dict]:
    """One query: related rows come as arrays, because a prefetch of each would cost more than all facets.

    The arrays are written in SQL, because putting them together from expressions takes longer than the query itself.
    """
    return (
        Activity.objects.visible_to(user)
        .filter(pk__in=ids)
        .order_by()
        .values(
            "id", "ref", "title", "summary", "kind", "modality_id", "starts_on", "starts_precision", "ends_on",
            "ends_precision", "place", "status", "state", "is_sample", "language_id",
            parties=RawSQL(PARTIES, [], JSONField()),  # noqa: S611 -- a constant
            topic_ids=RawSQL(TOPICS, []),  # noqa: S611 -- a constant
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
        kind_label=Kind(row["kind"]).label,
        modality=modality.label if modality else "",
        dates=span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"]),
        place=row["place"],
        status=row["status"],
        status_label=Activity.Status(row["status"]).label,
        state_label="" if row["state"] == State.PUBLISHED else State(row["state"]).label,
        is_sample=row["is_sample"],
        language=row["language_id"],
        dir="rtl" if row["language_id"] in RIGHT_TO_LEFT else "ltr",
        topics=[reference[Topic].by_id[pk].label for pk in row["topic_ids"]],
        providers=[name_of(each, reference) for each in row["parties"] if each["role"] in PROVIDING],
        beneficiaries=names[:SHOWN_BENEFICIARIES],
        more_beneficiaries=max(0, len(names) - SHOWN_BENEFICIARIES),
        via_group=_via_group(beneficiaries, asked, row["starts_on"] or row["ends_on"], reference) if asked else "",
    )


def name_of(party: dict, reference: Reference) -> Name:
    """Who a participation names: the organisation if there is one, else the country or the group as said."""
    if party["group"]:
        return Name(reference.groups.by_id[party["group"]].label)
    country = reference.countries.get(party["country"] or "")
    if party["organisation"]:
        institution = reference.organisations[party["organisation"]]
        return Name(institution.short, institution.country, country.label if country else "")
    return Name(country.label, country.code)


def _via_group(beneficiaries: list[dict], asked: list[str], day: date | None, reference: Reference) -> str:
    """ "Kenya as a member of ARIPO member states", for each country asked for that is not itself named."""
    named = {each["country"] for each in beneficiaries}
    named |= {reference.organisations[each["organisation"]].country for each in beneficiaries if each["organisation"]}
    groups = [each["group"] for each in beneficiaries if each["group"]]
    found = []
    for country in asked:
        if country in named:
            continue
        group = next((g for g in groups if country in reference.members_on(g, day or date.today())), None)  # noqa: DTZ011 -- membership is by day, everywhere
        if group:
            names = {"country": reference.countries[country].label, "group": reference.groups.by_id[group].label}
            found.append(_("%(country)s as a member of: %(group)s") % names)
    return " · ".join(found)


def _highlight(cards: list[Card], rows: list[dict], words: str) -> None:
    """Mark the words in titles and summaries, all in one query."""
    texts = [text for row in rows for text in (row["title"], row["summary"])]
    languages = [row["language_id"] for row in rows for _text in range(2)]
    marked = iter(highlighted(texts, words, languages))
    for card in cards:
        card["title"], card["summary"] = next(marked), next(marked)
