"""Organisations as cards: one query for a page of them, labels and counts from memory."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.card import Card, card_without_sides
from portal.core.card_rows import ANY
from portal.core.classification import Role
from portal.core.dates import joined_text, number_text
from portal.core.models import Organisation, OrganisationType
from portal.core.naming import direction
from portal.core.reference import Reference
from portal.site.organisations import deeds
from portal.site.organisations.deeds import Named, NamedIn


class OrganisationCard(Card):
    """With the numbers of the table."""

    type_label: str
    country: str
    activities: int
    partnerships: int
    did: list[str]


COLUMNS = ("id", "slug", "name", "acronym", "type_id", "country_id", "description", "language_id", "state", "is_sample")


def cards_of(user, ids: list[int], reference: Reference, done: deeds.Deeds) -> list[OrganisationCard]:
    """The cards of these organisations in this order, as far as the user may see them. ``done`` is what each did."""
    found = {
        row["id"]: row for row in Organisation.objects.visible_to(user).filter(pk__in=ids).order_by().values(*COLUMNS)
    }
    address = reverse("organisations:detail", args=[ANY])
    return [_card(found[pk], reference, address, done.get(pk, deeds.NOTHING)) for pk in ids if pk in found]


def _card(row: dict, reference: Reference, address: str, done: dict[NamedIn, Named]) -> OrganisationCard:
    kind = reference[OrganisationType].by_id[row["type_id"]].label
    country = reference.countries[row["country_id"]].label if row["country_id"] else ""
    totals = {kind: done[kind].total if kind in done else 0 for kind in NamedIn}
    return card_without_sides(
        id=row["id"],
        ref=row["acronym"],
        url=address.replace(ANY, row["slug"]),
        title=row["name"],
        summary=_beginning(row["description"]),
        modality=kind,
        place=country,
        state_label="" if row["state"] == Organisation.State.VERIFIED else Organisation.State(row["state"]).label,
        is_sample=row["is_sample"],
        language=row["language_id"],
        dir=direction(row["language_id"]) if row["description"] else "auto",
        topics=did(done) or [_("No public record names it yet")],
        type_label=kind,
        country=country,
        activities=totals[NamedIn.ACTIVITIES],
        partnerships=totals[NamedIn.PARTNERSHIPS],
        did=did(done),
    )


def did(done: dict[NamedIn, Named]) -> list[str]:
    """ "12 activities: provider 7, organiser 5", "3 partnerships: beneficiary 3"."""
    return [
        f"{counted(kind, done[kind].total)}: {in_roles(done[kind].in_order().items())}"
        for kind in NamedIn
        if kind in done
    ]


def counted(kind: NamedIn, count: int) -> str:
    if kind == NamedIn.ACTIVITIES:
        return ngettext("%(count)s activity", "%(count)s activities", count) % {"count": number_text(count)}
    return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number_text(count)}


def in_roles(roles: Iterable[tuple[str, int]]) -> str:
    return joined_text(f"{Role(role).label} {number_text(count)}" for role, count in roles)


def _beginning(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"
