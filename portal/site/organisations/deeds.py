"""What each organisation did: in how many public records of each room it is named, and in which role.

Counted from the rooms' own lines, in one question a room, and kept by each server process until a record of that room
changes. The numbers are those that the rooms' lists show for the organisation. docs/adr/0018-organisations.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection, models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.models import Initiative, Partner
from portal.core.classification import Role
from portal.core.models import Curated, State, content_stamps
from tad.models import Activity, Funding, Participation


class NamedIn(models.TextChoices):
    """The rooms whose records name organisations; the value is the name of a room's addresses."""

    ACTIVITIES = "activities", _("Activities")
    PARTNERSHIPS = "partnerships", _("Partnerships")


@dataclass(frozen=True)
class Room:
    """Where a room's records name organisations: (lines, their column, the role or the column that has it)."""

    kind: NamedIn
    records: type[Curated]
    subject: str  # of the version stamps
    lines: tuple[tuple[type[models.Model], str, str], ...]
    record_column: str
    label: str | Promise

    @property
    def question(self) -> str:
        """Rows of (organisation, role, public records); where the role is NULL, records in any role, each once."""
        named = " UNION ALL ".join(
            f"SELECT {column} AS organisation, {role} AS role, {self.record_column} AS record "  # noqa: S608 -- constants
            f"FROM {model._meta.db_table} WHERE {column} IS NOT NULL"
            for model, column, role in self.lines
        )
        return (
            f"SELECT organisation, role, count(DISTINCT record) FROM ({named}) AS named "  # noqa: S608 -- constants
            f"JOIN {self.records._meta.db_table} AS r ON r.id = record AND r.state = '{State.PUBLISHED}' "
            "GROUP BY GROUPING SETS ((organisation, role), (organisation))"
        )


ROOMS = [
    Room(
        NamedIn.ACTIVITIES, Activity, "activity",
        ((Participation, "organisation_id", "role"), (Funding, "funder_id", f"'{Role.FUNDER}'")),
        "activity_id", _("Activities"),
    ),
    Room(
        NamedIn.PARTNERSHIPS, Initiative, "initiative", ((Partner, "organisation_id", "role"),), "initiative_id",
        _("Partnerships"),
    ),
]  # fmt: skip


@dataclass
class Named:
    """In how many public records of one room an organisation is named; in each role, and in any."""

    total: int = 0
    by_role: dict[str, int] = field(default_factory=dict)

    def in_order(self) -> dict[str, int]:
        """By role in the order of the vocabulary."""
        return {role: self.by_role[role] for role in Role.values if role in self.by_role}


Deeds = dict[int, dict[NamedIn, Named]]  # by organisation, only those that are named somewhere
NOTHING: dict[NamedIn, Named] = {}
_lock = Lock()
_kept: tuple[tuple, Deeds] | None = None


def stamp() -> tuple:
    """Changes whenever the counts may."""
    stamps = content_stamps()
    return tuple(stamps.get(room.subject) for room in ROOMS)


def current() -> tuple[tuple, Deeds]:
    """The stamp, and the counts as they are now."""
    global _kept
    now = stamp()
    if _kept is None or _kept[0] != now:
        with _lock:
            if _kept is None or _kept[0] != now:
                _kept = now, counted()
    return _kept


def forget() -> None:
    """Drop what is kept; the next question counts anew."""
    global _kept
    _kept = None


def counted() -> Deeds:
    found: Deeds = {}
    for room in ROOMS:
        with connection.cursor() as cursor:
            cursor.execute(room.question)
            for organisation, role, count in cursor.fetchall():
                named = found.setdefault(organisation, {}).setdefault(room.kind, Named())
                if role is None:
                    named.total = count
                else:
                    named.by_role[role] = count
    return found


def together(deeds: dict[NamedIn, Named]) -> int:
    """Records of all rooms."""
    return sum(named.total for named in deeds.values())


def roles(deeds: dict[NamedIn, Named]) -> Iterable[str]:
    return {role for named in deeds.values() for role in named.by_role}
