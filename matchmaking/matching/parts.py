"""As whom somebody stands before a match, and what that entitles them to.

Readers of an organisation see what it sees. Editors and administrators write for it: messages, terms, documents, the
next step, and that work began, rests or is done. To agree, to decline and to dissolve binds the organisation, so only
its administrators do. Curators help everybody along and can end what is dead, but agree for nobody. docs/adr/0033.
"""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.models import Match, Side
from matchmaking.models.match import SIGNING
from portal.core.memberships import EDITING
from portal.core.models import Membership, Organisation, User

RANK = [Membership.Role.ADMIN, Membership.Role.EDITOR, Membership.Role.READER]


@dataclass(frozen=True)
class Part:
    user: User
    membership: Membership | None  # in one of the match's organisations; None: as a curator
    sides: tuple[Side, ...] = ()  # of that organisation

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def is_curator(self) -> bool:
        return self.membership is None

    @property
    def side(self) -> Side | None:
        """Of the two that agree, the one they speak for."""
        return next((each for each in self.sides if each in SIGNING), None)

    @property
    def may_write(self) -> bool:
        return self.is_curator or (self._is_verified and self.membership.role in EDITING)

    @property
    def may_sign(self) -> bool:
        return self.side is not None and self._is_admin

    @property
    def may_end(self) -> bool:
        """Decline, or dissolve what was agreed."""
        return self.is_curator or self.may_sign

    @property
    def may_facilitate(self) -> bool:
        """Ask in who else helps."""
        return self.is_curator or (Side.FACILITATOR in self.sides and self.may_write)

    @property
    def _is_admin(self) -> bool:
        return self._is_verified and self.membership.role == Membership.Role.ADMIN

    @property
    def _is_verified(self) -> bool:
        """Nobody acts in the name of an organisation that is not."""
        return self.membership.organisation.is_verified


def sides_of(match: Match) -> dict[int, list[Side]]:
    """Every organisation that takes part, by its key, and as what. One query unless the parties are at hand."""
    found: dict[int, list[Side]] = {match.seeker_id: [Side.SEEKER]}
    found.setdefault(match.provider_id, []).append(Side.PROVIDER)
    for party in match.parties.all():
        found.setdefault(party.organisation_id, []).append(party.side)
    return found


def part_of(user: User, match: Match, chosen: Organisation | None = None) -> Part | None:
    """For the organisation that they chose to act for, if it takes part; a curator who chose no such as a curator;
    else for the one in which they may do most. None for anybody who has nothing to do with it."""
    if not user.is_authenticated:
        return None
    sides, key = sides_of(match), chosen and chosen.pk
    if user.is_curator and key not in sides:
        return Part(user, None)
    found = user.memberships.filter(organisation__in=sides).select_related("organisation").order_by("pk")
    best = min(found, key=lambda each: (each.organisation_id != key, RANK.index(each.role)), default=None)
    return Part(user, best, tuple(sides[best.organisation_id])) if best else None


def part_as(user: User, match: Match, acting_for: Organisation | None) -> Part | None:
    """In the name of exactly this organisation; without one as a curator."""
    if acting_for is None:
        return Part(user, None) if user.is_curator else None
    sides = sides_of(match).get(acting_for.pk)
    found = user.memberships.select_related("organisation").filter(organisation=acting_for).first()
    return Part(user, found, tuple(sides)) if sides and found else None
