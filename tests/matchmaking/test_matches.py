"""The doors of a match: who may go through which, what clears a stamp, and that a listing counts as matched by it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from matchmaking.index import need_index
from matchmaking.matching import doors, exchanging, interests, introducing
from matchmaking.matching.timeline import sentence
from matchmaking.models import Interest, Match, MatchState, Need, Side, Status
from matchmaking.models.match import BINDING
from portal.core import merging_organisations
from portal.core.curation import MoveRefused
from portal.core.facets import Facet
from portal.core.models import Membership
from tests.factories import need, organisation
from tests.matchmaking.matched import SITE, TERMS, World, agree, matching_offer, next_step, say
from tests.matchmaking.matched import world as make_world

pytestmark = pytest.mark.django_db
PEOPLE = [
    "stranger", "other_admin", "seeker_reader", "seeker_editor", "seeker_admin", "provider_reader", "provider_editor",
    "provider_admin", "helper_reader", "helper_editor", "helper_admin", "curator",
]  # fmt: skip
WRITERS = [each for each in PEOPLE[3:] if not each.endswith("reader")]
SIGNERS = ["seeker_admin", "provider_admin"]


@pytest.fixture
def world(curator) -> World:
    return make_world(curator)


def refused(door, *args, **kwargs) -> str:
    """The code of the refusal; "forbidden" for who may not; "" if it went through."""
    try:
        door(*args, **kwargs)
    except MoveRefused as refusal:
        return refusal.code
    except PermissionDenied:
        return "forbidden"
    return ""


def told(match: Match) -> list[str]:
    return [sentence(each) for each in reversed(match.timeline.all())]


def test_from_an_introduction_to_the_result(world):
    match = world.match()
    again = introducing.introduce(
        need=world.need, offer=None, seeker=world.seeker, provider=world.provider, by=world.people["curator"], site=SITE
    )
    assert (again.pk, match.ref[:3], match.match_type) == (match.pk, "MA-", "technical")
    assert match.facilitator == world.people["curator"]
    agree(world, match)
    assert (match.state, match.agreed_at is not None) == (MatchState.AGREED, True)
    next_step(world, match)
    for _press in range(2):
        doors.start(match, **world.act("provider_editor"))
        exchanging.finish_step(match, step="Send the programme.", **world.act("provider_editor"))
    doors.stall(match, reason="Floods.", **world.act("helper_editor"))
    doors.resume(match, **world.act("seeker_editor"))
    assert match.state == MatchState.IMPLEMENTING
    doors.complete(match, **world.act("seeker_editor"))
    assert told(match) == [
        "A curator introduced the two to each other.",
        "A curator asked Helping Agency in.",
        "Seeker editor (Seeking Office) wrote version 1 of the terms.",
        "Seeker admin (Seeking Office) agreed to version 1 of the terms.",
        "Provider admin (Providing Office) agreed to version 1 of the terms.",
        "Both sides agreed to version 1 of the terms.",
        "Seeker editor (Seeking Office) set the next step, for Providing Office.",
        "Provider editor (Providing Office): the work has begun.",
        "Provider editor (Providing Office): this step is done.",
        "Helper editor (Helping Agency) noted that nothing moves.",
        "Seeker editor (Seeking Office) took it up again.",
        "Seeker editor (Seeking Office): the work is completed.",
    ]


def test_each_stamp_stands_on_the_present_terms_and_new_terms_clear_both(world):
    match = world.match()
    assert refused(doors.agree, match, version=0, **world.act("seeker_admin")) == "terms"
    write = {"seen": 0, **TERMS}
    doors.change_terms(match, **write, agree=True, **world.act("seeker_admin"))
    doors.change_terms(match, **write, agree=True, **world.act("seeker_admin"))  # a double click
    assert (match.terms_version, match.seeker_agreed_version, match.state) == (1, 1, MatchState.IN_DISCUSSION)
    other = TERMS | {"text": "Four examiners."}
    assert refused(doors.change_terms, match, seen=0, **other, **world.act("provider_editor")) == "terms"
    doors.change_terms(match, seen=1, **other, **world.act("provider_editor"))
    assert (match.terms_version, match.seeker_agreed_at, match.provider_agreed_at) == (2, None, None)
    assert refused(doors.agree, match, version=1, **world.act("seeker_admin")) == "terms"
    for name in SIGNERS:
        doors.agree(match, version=2, **world.act(name))
        doors.agree(match, version=2, **world.act(name))
    assert match.state == MatchState.AGREED
    doors.take_back(match, **world.act("provider_admin"))
    assert (match.state, match.seeker_agreed_version, match.provider_agreed_version) == ("in_discussion", 2, None)
    doors.agree(match, version=2, **world.act("provider_admin"))
    doors.start(match, **world.act("seeker_editor"))
    assert refused(doors.change_terms, match, seen=2, **TERMS, **world.act("seeker_admin")) == "state"
    assert refused(doors.take_back, match, **world.act("seeker_admin")) == "state"


def test_who_may_go_through_which_door(world):
    late = timezone.localdate() + timedelta(days=1)
    moves = {
        "message": ("introduced", say_as, WRITERS),
        "terms": ("introduced", lambda match, act: doors.change_terms(match, seen=0, **TERMS, **act), WRITERS),
        "agree": (
            "introduced", lambda match, act: doors.change_terms(match, seen=0, **TERMS, agree=True, **act), SIGNERS,
        ),
        "take_back": ("agreed", lambda match, act: doors.take_back(match, **act), SIGNERS),
        "step": (
            "introduced",
            lambda match, act: exchanging.set_next_step(match, text="x", owner=world.seeker, due=late, **act),
            WRITERS,
        ),
        "start": ("agreed", lambda match, act: doors.start(match, **act), WRITERS),
        "complete": ("implementing", lambda match, act: doors.complete(match, **act), WRITERS),
        "stall": ("agreed", lambda match, act: doors.stall(match, reason="x", **act), WRITERS),
        "resume": ("stalled", lambda match, act: doors.resume(match, **act), WRITERS),
        "decline": ("introduced", lambda match, act: doors.decline(match, reason="x", **act), [*SIGNERS, "curator"]),
        "dissolve": ("agreed", lambda match, act: doors.dissolve(match, reason="x", **act), [*SIGNERS, "curator"]),
        "join": (
            "introduced",
            lambda match, act: introducing.join(match, organisation=organisation(), side=Side.FUNDER, **act),
            ["helper_editor", "helper_admin", "curator"],
        ),
    }  # fmt: skip
    for name, (state, move, entitled) in moves.items():
        match = world.match(state)
        through = [each for each in PEOPLE if rolled_back(move, match, world.act(each)) == ""]
        assert (name, through) == (name, entitled)
        Match.objects.all().delete()


def say_as(match, act) -> None:
    exchanging.write_message(match, token=uuid4(), text="Hello", **act)


def rolled_back(move, match: Match, act: dict) -> str:
    try:
        with transaction.atomic():
            if found := refused(move, Match.objects.get(pk=match.pk), act):
                return found
            raise Match.DoesNotExist
    except Match.DoesNotExist:
        return ""


def test_reasons_are_needed_and_what_is_over_is_over(world):
    match = world.match("agreed")
    for door in (doors.dissolve, doors.stall):
        assert refused(door, match, reason=" ", **world.act("seeker_admin")) == "reason"
    doors.dissolve(match, reason="No money.", **world.act("seeker_admin"))
    doors.dissolve(match, reason="Pressed twice.", **world.act("seeker_admin"))
    assert (match.state, match.state_reason) == (MatchState.DISSOLVED, "No money.")
    act = world.act("provider_admin")
    assert refused(doors.start, match, **act) == "state"
    assert refused(doors.resume, match, **act) == "state"
    assert refused(doors.change_terms, match, seen=1, **TERMS | {"text": "New"}, **act) == "state"
    assert refused(say_as, match, act) == "state"
    assert world.match().pk != match.pk  # they may try again


@pytest.mark.parametrize("state", MatchState.values)
def test_a_listing_counts_as_matched_from_the_agreement_on(world, state):
    offered = matching_offer(world)
    world.match(state, offer=offered)
    is_matched = state in BINDING
    for listing in (world.need, offered):
        listing.refresh_from_db()
        assert listing.status == (Status.MATCHED if is_matched else Status.OPEN)
        assert (listing in type(listing).objects.still_open()) is not is_matched
    found = need_index.current().having(Facet.STATUS, [Status.values.index(Status.MATCHED) + 1])
    assert (world.need.pk in found) is is_matched
    Match.objects.all().delete()
    assert Need.objects.get().status == Status.OPEN


def test_interest_becomes_a_match_once(world):
    writer = world.people["provider_editor"].memberships.get()
    for _press in range(2):
        interest = interests.express(world.need, membership=writer, message="We can.", site=SITE)
    assert Interest.objects.count() == 1
    owner = world.people["seeker_editor"]
    matches = {interests.take_up(interest, by=owner, site=SITE) for _press in range(2)}
    assert {(each.seeker, each.provider, each.need, each.state) for each in matches} == {
        (world.seeker, world.provider, world.need, MatchState.INTRODUCED)
    }
    assert told(matches.pop()) == ["Seeker editor (Seeking Office) took up the interest of Providing Office."]
    assert refused(interests.withdraw, interest, by=world.people["provider_admin"], site=SITE) == "state"
    assert refused(interests.express, world.need, membership=writer, message="Again.", site=SITE) == "match"


def test_merging_two_providers_keeps_one_match_with_what_was_said_in_both(world):
    other = organisation("Another Office", country="BR")
    kept = world.match("in_discussion")
    act = {"by": world.people["curator"], "site": SITE}
    gone = introducing.introduce(need=world.need, offer=None, seeker=world.seeker, provider=other, **act)
    say(world, gone, "seeker_editor", "Said to the other.")
    writer = Membership.objects.create(user=world.people["stranger"], organisation=other, role="editor")
    asked = interests.express(need(), membership=writer, message="We can.", site=SITE)
    merging_organisations.merge(other, into=world.provider, by=world.people["curator"], reason="One office.")
    assert Match.objects.get() == kept
    assert list(kept.messages.values_list("text", flat=True)) == ["Good morning.", "Said to the other."]
    assert Interest.objects.get(pk=asked.pk).organisation == world.provider


def test_the_desk_shows_interests_and_matches(world, signed_in):
    match = world.match("agreed", offer=matching_offer(world))
    interests.express(need(), membership=world.people["provider_admin"].memberships.get(), message="We can.", site=SITE)
    curator = signed_in(world.people["curator"])
    asked = Interest.objects.get()

    def found(model: str, words: str) -> list:
        return list(curator.get(f"/admin/matchmaking/{model}/", {"q": words}).context["cl"].queryset)

    assert found("match", "") == found("match", match.ref) == found("match", "MA-") == [match]
    assert (
        found("interest", "") == found("interest", asked.need.ref) == found("interest", "Providing Office") == [asked]
    )
    assert found("match", "MA-1999") == found("interest", match.ref) == []
    for model, record in (("match", match), ("interest", asked)):
        assert curator.get(f"/admin/matchmaking/{model}/{record.pk}/change/").status_code == 200
    matched = curator.get("/admin/matchmaking/need/?status=matched").context["cl"].queryset
    assert list(matched) == [world.need]
