"""What each organisation did: in how many public records of each room it is named, and in which role.

Counted from the rooms' bitmaps, and kept by each server process until a record of a room changes. The numbers are those
that the rooms' lists show for the organisation. docs/adr/0018-organisations.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.search import initiative_index
from portal.core.classification import Role
from portal.core.facets import ROLE_BITS, Facet, FacetIndex, Snapshot
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from tad.models.search import activity_index


class NamedIn(models.TextChoices):
    """The rooms whose records name organisations; the value is the name of a room's addresses."""

    ACTIVITIES = "activities", _("Activities")
    PARTNERSHIPS = "partnerships", _("Partnerships")


ROOMS: dict[NamedIn, FacetIndex] = {NamedIn.ACTIVITIES: activity_index, NamedIn.PARTNERSHIPS: initiative_index}


@dataclass
class Named:
    """In how many public records of one room an organisation is named; in each role, and in any."""

    total: int = 0
    by_role: dict[str, int] = field(default_factory=dict)

    def in_order(self) -> dict[str, int]:
        """By role in the order of the vocabulary."""
        return {role: self.by_role[role] for role in ROLES if role in self.by_role}


Deeds = dict[int, dict[NamedIn, Named]]  # by organisation, only those that are named somewhere
NOTHING: dict[NamedIn, Named] = {}
ROLE_MASK = (1 << ROLE_BITS) - 1
ROLES: list[str] = Role.values  # asked of the vocabulary once: it makes the list anew each time
_lock = Lock()
_kept: tuple[tuple, Deeds] | None = None


def current(versions: dict[str, Stamp] | None = None) -> tuple[tuple, Deeds]:
    """The stamp, and the counts as they are now. Pass the request's versions to save asking for them again."""
    global _kept
    versions = versions or current_versions()
    snapshots = {kind: index.current(versions) for kind, index in ROOMS.items()}
    now = tuple(each.stamp for each in snapshots.values())
    if _kept is None or _kept[0] != now:
        with _lock:
            if _kept is None or _kept[0] != now:
                _kept = now, counted(snapshots)
    return _kept


def forget() -> None:
    """Drop what is kept; the next question counts anew."""
    global _kept
    _kept = None


def counted(snapshots: dict[NamedIn, Snapshot]) -> Deeds:
    found: Deeds = {}
    for kind, snapshot in snapshots.items():
        public = snapshot.readable()
        for organisation, total in snapshot.counts(Facet.ORGANISATION, public).items():
            found.setdefault(organisation, {})[kind] = Named(total)
        for value, count in snapshot.counts(Facet.ORGANISATION_ROLE, public).items():
            organisation, role = value >> ROLE_BITS, value & ROLE_MASK
            found[organisation][kind].by_role[ROLES[role - 1]] = count
    return found


def together(deeds: dict[NamedIn, Named]) -> int:
    """Records of all rooms."""
    return sum(named.total for named in deeds.values())


def roles(deeds: dict[NamedIn, Named]) -> Iterable[str]:
    return {role for named in deeds.values() for role in named.by_role}
