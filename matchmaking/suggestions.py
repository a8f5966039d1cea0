"""Suggestions: whom to ask for a need, and which needs an offer answers, each with its points in words.

Computed when somebody looks, in a fixed number of queries; what is remembered is in remembering.py. A candidate shares
at least one topic, and is something that the reader may see. docs/adr/0023-suggestions.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking import pools
from matchmaking.looking import Looking
from matchmaking.models import Listing, Need
from matchmaking.pools import Found, best_first
from matchmaking.remembering import set_aside_of
from matchmaking.third_partners import ThirdPartner, third_partners
from matchmaking.wording import sentence
from portal.core.models.versions import Stamp
from portal.core.naming import direction
from portal.core.reference import Reference

SHOWN = 5  # of a kind


@dataclass(frozen=True)
class Reason:
    points: int | None  # a third partner's reason gives none
    sentence: str


@dataclass(frozen=True)
class Suggested:
    """One candidate as it is printed."""

    ref: str
    title: str
    url: str
    reasons: list[Reason]
    language: str = ""
    note: str = ""
    is_sample: bool = False
    total: int | None = None  # of 100; a third partner has none

    @property
    def dir(self) -> str:
        return direction(self.language) if self.language else "auto"


@dataclass(frozen=True)
class Group:
    kind: str
    title: str | Promise
    lead: str | Promise
    shown: list[Suggested]
    set_aside: list[Suggested]


KINDS = {
    "offers": (_("Offers"), _("Open offers of other organisations.")),
    "consultants": (_("Consultants"), _("People of the roster: write to them through the portal.")),
    "activities": (_("This need was met here"), _("Completed activities: ask those who took part.")),
    "initiatives": (_("Partnerships that do this"), _("Initiatives that run or are completed.")),
    "partners": (
        _("Possible third partners"),
        _("They funded or facilitated such work. With one of them the cooperation would be triangular."),
    ),
    "needs": (_("Needs"), _("Open needs of other organisations.")),
}  # in this order
TO_BE_HAD = frozenset({"offers", "consultants", "needs"})  # or given: whoever is suggested can still be asked
FOR_NEEDS = {"offers": pools.offers, "consultants": pools.consultants, "activities": pools.activities,
             "initiatives": pools.initiatives}  # fmt: skip
FOR_OFFERS = {"needs": pools.needs}


def suggestions(
    listing: Listing, user, reference: Reference, versions: dict[str, Stamp], *, kinds: Container[str] = KINDS
) -> list[Group]:
    """A group for each of these kinds of candidates, without those that nothing is in; none for a listing without
    topics."""
    looking = Looking(listing, user, reference, versions)
    if not looking.topics:
        return []
    aside, is_need = set_aside_of(listing), isinstance(listing, Need)
    groups = [
        _group(kind, best_first(pool(looking)), aside, reference)
        for kind, pool in (FOR_NEEDS if is_need else FOR_OFFERS).items()
        if kind in kinds
    ]
    if is_need and "partners" in kinds:
        groups.append(_group("partners", third_partners(looking), aside, reference))
    return [group for group in groups if group.shown or group.set_aside]


def _group(kind: str, found: Iterable[Found | ThirdPartner], aside: set[str], reference: Reference) -> Group:
    """The best are worded, and those that were set aside while they are still among the candidates."""
    found = list(found)
    best = [each for each in found if each.ref not in aside][:SHOWN]
    apart = [each for each in found if each.ref in aside]
    title, lead = KINDS[kind]
    return Group(
        kind, title, lead, [_worded(each, reference) for each in best], [_worded(each, reference) for each in apart]
    )


def _worded(found: Found | ThirdPartner, reference: Reference) -> Suggested:
    if isinstance(found, ThirdPartner):
        return Suggested(found.ref, found.institution.name, found.institution.url, [Reason(None, found.sentence)])
    reasons = [Reason(point.points, sentence(point, reference)) for point in found.score.points]
    return Suggested(
        found.ref, found.title, found.url, reasons, found.language, found.note, found.is_sample, found.score.total
    )
