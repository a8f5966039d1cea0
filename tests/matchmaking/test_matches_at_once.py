"""Two at the same moment: real connections, real locks. No mark on the module, so that ``committed`` cleans up last."""

from __future__ import annotations

import pytest

from matchmaking.matching import doors, interests
from matchmaking.models import Happened, Interest, Match, MatchState, Side
from portal.core.curation import MoveRefused
from portal.core.models import Mail, User
from tests.desk import sign_in
from tests.factories import user
from tests.matchmaking.matched import SITE, TERMS, World
from tests.matchmaking.matched import world as make_world
from tests.roster.test_relay_at_once import at_once


@pytest.fixture
def world(committed) -> World:
    return make_world(user(User.Role.CURATOR))


def posting(world: World, name: str, address: str, **typed):
    """Signed in beforehand, so that the moment is that of the press."""
    client = sign_in(world.people[name])
    return lambda: client.post(address, typed).status_code


def test_both_sides_agree_at_once_and_each_presses_twice(world):
    match = world.match("in_discussion")
    doors.change_terms(match, seen=0, **TERMS, **world.act("seeker_editor"))
    address = f"{match.get_absolute_url()}agree/"
    people = 2 * ["seeker_admin", "provider_admin"]
    assert at_once(*(posting(world, name, address, version=1) for name in people)) == [302] * 4
    match.refresh_from_db()
    assert match.state == MatchState.AGREED
    told = sorted(match.timeline.filter(what__contains="agreed").values_list("what", flat=True))
    assert told == [Happened.AGREED, Happened.AGREED, Happened.BOTH_AGREED]
    world.need.refresh_from_db()
    assert world.need.in_match


@pytest.mark.parametrize("_again", range(3))
def test_no_side_agrees_to_terms_that_change_at_that_moment(world, _again):
    match = world.match("in_discussion")
    doors.change_terms(match, seen=0, **TERMS, agree=True, **world.act("seeker_admin"))
    base = match.get_absolute_url()
    new = {"seen": 1, "stamps": 2, "text": "Other terms.", "match_type": "technical"}
    agreed, changed = at_once(
        posting(world, "provider_admin", f"{base}agree/", version=1),
        posting(world, "seeker_editor", f"{base}terms/", **new),
    )
    match.refresh_from_db()
    assert (changed, match.terms_version, match.state) == (302, 2, MatchState.IN_DISCUSSION)
    assert (match.seeker_agreed_at, match.provider_agreed_at) == (None, None)
    assert agreed == (302 if match.timeline.filter(what=Happened.BOTH_AGREED).exists() else 409)


def test_agreeing_and_declining_at_once_is_one_of_them(world):
    match = world.match("in_discussion")
    doors.change_terms(match, seen=0, **TERMS, agree=True, **world.act("seeker_admin"))
    base = match.get_absolute_url()
    codes = at_once(
        posting(world, "provider_admin", f"{base}agree/", version=1),
        posting(world, "seeker_admin", f"{base}decline/", reason="No time."),
    )
    match.refresh_from_db()
    assert (codes, match.state) in [([302, 409], MatchState.AGREED), ([409, 302], MatchState.DECLINED)]
    world.need.refresh_from_db()
    assert world.need.in_match is (match.state == MatchState.AGREED)


def test_interest_expressed_at_once_is_one_and_taken_up_is_one_match(world):
    address = f"/matchmaking/needs/{world.need.ref}/interest/"
    people = ["provider_admin", "provider_editor", "provider_admin"]
    assert at_once(*(posting(world, name, address, message="We can.") for name in people)) == [302] * 3
    interest = Interest.objects.get()
    page = interest.get_absolute_url()
    codes = at_once(
        posting(world, "seeker_admin", page, do="take-up"), posting(world, "seeker_editor", page, do="take-up"),
        posting(world, "provider_admin", page, do="withdraw"),
    )  # fmt: skip
    interest.refresh_from_db()
    is_taken = interest.state == Interest.State.TAKEN_UP
    assert codes == ([302, 302, 409] if is_taken else [409, 409, 302])
    assert Match.objects.count() == is_taken


def test_an_organisation_that_is_asked_in_by_several_at_once_joins_once(world):
    match = world.match()
    address, asked = f"{match.get_absolute_url()}join/", {"organisation": "Other Office", "side": Side.FUNDER}
    people = ["helper_admin", "curator", "helper_editor", "helper_admin"]
    assert at_once(*(posting(world, name, address, **asked) for name in people)) == [302] * 4
    assert [party.side for party in match.parties.filter(organisation__name="Other Office")] == [Side.FUNDER]
    assert match.timeline.filter(what=Happened.JOINED, about__contains="Other Office").count() == 1
    assert Mail.objects.filter(name="match_news", to=world.people["other_admin"].email).count() == 1


def test_a_curator_and_an_owner_make_the_same_match(world):
    writer = world.people["provider_editor"].memberships.get()
    interest = interests.express(world.need, membership=writer, message="We can.", site=SITE)
    made = at_once(
        lambda: interests.take_up(interest, by=world.people["seeker_editor"], site=SITE), lambda: world.match()
    )
    assert {each.pk for each in made} == {Match.objects.get().pk}
    with pytest.raises(MoveRefused):
        interests.express(world.need, membership=writer, message="Again.", site=SITE)
