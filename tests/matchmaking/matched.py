"""Two offices, their people and what is between them, for tests of interests and matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from matchmaking.matching import doors, exchanging, introducing
from matchmaking.models import Match, MatchState, Need
from portal.core.models import Membership, Organisation, User
from tests.factories import need, offer, organisation, user

SITE = "https://portal.example.org"
TERMS = {"text": "Six examiners, two weeks.", "match_type": "technical", "ends_on": None}


@dataclass
class World:
    """``people``: "seeker_admin", "provider_reader" and so on, "helper_editor" of an organisation that facilitates,
    "other_admin" of one that has nothing to do with it, "curator", "visitor" (None)."""

    seeker: Organisation
    provider: Organisation
    helper: Organisation
    people: dict[str, User | None]
    need: Need

    def act(self, name: str, **more) -> dict:
        """``by`` and ``acting_for`` of a door."""
        side = name.partition("_")[0]
        organisation = getattr(self, side) if side in ("seeker", "provider", "helper") else None
        return {"by": self.people[name], "acting_for": organisation, "site": SITE} | more

    def match(self, state: str = MatchState.INTRODUCED, **listings) -> Match:
        """Introduced by the curator and facilitated by the helper, brought to this state through the doors."""
        listings = {"need": self.need, "offer": None} | listings
        made = introducing.introduce(
            **listings, seeker=self.seeker, provider=self.provider, by=self.people["curator"],
            facilitator=self.helper, site=SITE,
        )  # fmt: skip
        bring(self, made, MatchState(state))
        return made


def bring(world: World, match: Match, state: MatchState) -> None:
    if state == MatchState.INTRODUCED:
        return
    if state == MatchState.DECLINED:
        return doors.decline(match, reason="No time.", **world.act("provider_admin"))
    say(world, match, "seeker_editor")
    if state == MatchState.STALLED:
        return doors.stall(match, reason="Silence.", **world.act("seeker_editor"))
    if state == MatchState.IN_DISCUSSION:
        return None
    agree(world, match)
    if state == MatchState.DISSOLVED:
        return doors.dissolve(match, reason="No money.", **world.act("seeker_admin"))
    if state in (MatchState.IMPLEMENTING, MatchState.COMPLETED):
        doors.start(match, **world.act("provider_editor"))
    if state == MatchState.COMPLETED:
        doors.complete(match, **world.act("provider_editor"))
    return None


def say(world: World, match: Match, name: str, text: str = "Good morning.") -> None:
    exchanging.write_message(match, token=uuid4(), text=text, **world.act(name))


def agree(world: World, match: Match) -> None:
    doors.change_terms(match, seen=match.terms_version, **TERMS, **world.act("seeker_editor"))
    for name in ("seeker_admin", "provider_admin"):
        doors.agree(match, version=match.terms_version, **world.act(name))


def next_step(world: World, match: Match, name: str = "seeker_editor", *, days: int = 7) -> None:
    due = timezone.localdate() + timedelta(days=days)
    exchanging.set_next_step(match, text="Send the programme.", owner=world.provider, due=due, **world.act(name))


def world(curator: User, **values) -> World:
    offices = {
        "seeker": organisation("Seeking Office", country="KE", slug="seeking"),
        "provider": organisation("Providing Office", country="BR", slug="providing"),
        "helper": organisation("Helping Agency", slug="helping"),
        "other": organisation("Other Office", country="UG", slug="other-office"),
    }
    people: dict[str, User | None] = {"visitor": None, "stranger": user(name="Stranger"), "curator": curator}
    for office, institution in offices.items():
        for role in Membership.Role.values:
            people[f"{office}_{role}"] = user(name=f"{office.capitalize()} {role}")
            Membership.objects.create(user=people[f"{office}_{role}"], organisation=institution, role=role)
    asked = need(owner=offices["seeker"], match_types=["technical"], confidential="MARKERWORD", **values)
    return World(offices["seeker"], offices["provider"], offices["helper"], people, asked)


def matching_offer(world: World, **values):
    return offer(owner=world.provider, match_types=["technical"], **values)
