"""The facilitators' board on the desk, and what stands of interests and matches on an organisation's own."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from matchmaking.following import outcomes
from matchmaking.matching import doors, interests
from matchmaking.models import Match, MatchState
from matchmaking.suggested import LISTINGS
from portal.core.models import Mail
from tests.factories import need, user
from tests.matchmaking.matched import SITE, TERMS, World, agree, next_step, say
from tests.matchmaking.matched import world as make_world

pytestmark = pytest.mark.django_db
BOARD = "/admin/matchmaking/match/"


@pytest.fixture
def world(curator) -> World:
    return make_world(curator)


def text(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return unescape(" ".join(words.split()))


def quiet(match: Match, days: int) -> Match:
    Match.objects.filter(pk=match.pk).update(quiet_since=timezone.now() - timedelta(days=days))
    return match


def another(world: World, state: str = MatchState.INTRODUCED, **values) -> Match:
    return world.match(state, need=need(owner=world.seeker, **values))


def test_the_board_counts_by_state_and_age_and_each_number_leads_there(world, signed_in, django_assert_num_queries):
    desk = signed_in(world.people["curator"])
    assert desk.get(BOARD).status_code == 200  # empty
    quiet(another(world), 3), quiet(another(world), 10), quiet(another(world, MatchState.AGREED), 50)
    quiet(another(world, is_sample=True), 10)
    page = desk.get(BOARD)
    rows = {row["label"]: [cell["count"] for cell in row["cells"]] for row in page.context_data["board"]}
    assert rows == {
        "Introduced": ["1", "1", "0", "0", "0"], "In discussion": ["0"] * 5, "Agreed": ["0", "0", "0", "0", "1"],
        "Under way": ["0"] * 5, "Stalled": ["0"] * 5,
    }  # fmt: skip
    [cell] = [cell for row in page.context_data["board"] for cell in row["cells"] if "quiet=45" in cell["url"]]
    assert [each.state for each in desk.get(cell["url"]).context_data["cl"].result_list] == [MatchState.AGREED]
    queues = {each.queue.code: each.count for each in _queues(desk)}
    assert queues == {"quiet": 2, "overdue": 0, "untended": 0, "no-outcome": 0}


def test_the_queues_are_what_is_reminded_of(world, signed_in, settings):
    desk = signed_in(world.people["curator"])
    quiet(another(world), 7), quiet(another(world), 6)
    ended = another(world, MatchState.IMPLEMENTING)
    Match.objects.filter(pk=ended.pk).update(ends_on=timezone.localdate() - timedelta(days=182))
    queues = {each.queue.code: each.count for each in _queues(desk)}
    assert (queues["quiet"], queues["no-outcome"]) == (1, 1)
    settings.MATCH_QUIET_DAYS, settings.MATCH_OUTCOME_DAYS = (), 0  # never
    queues = {each.queue.code: each.count for each in _queues(desk)}
    assert (queues["quiet"], queues["no-outcome"]) == (0, 0)


def _queues(desk: Client) -> list:
    [queues] = [each["queues"] for each in desk.get("/admin/").context_data["desks"] if each["list_url"] == BOARD]
    return queues


def test_a_board_of_many_asks_no_more_than_one_of_few(world, signed_in, django_assert_max_num_queries):
    desk = signed_in(world.people["curator"])
    another(world)
    desk.get(BOARD)
    with django_assert_max_num_queries(40) as few:
        desk.get(BOARD)
    for _match in range(5):
        next_step(world, another(world))
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(BOARD)


def test_many_are_looked_after_and_reminded_together(world, signed_in):
    other = user("curator", name="Another curator")
    desk, matches = signed_in(other), [another(world), another(world, MatchState.DECLINED)]
    Mail.objects.all().delete()
    chosen = {"_selected_action": [match.pk for match in matches]}
    page = desk.post(BOARD, chosen | {"action": "remind_now"}, follow=True)
    assert "The parties of 1 match are reminded" in text(page)
    assert f"{matches[1].ref} is now in the state “Declined”" in text(page)
    assert other.email not in {mail.to for mail in Mail.objects.all()}
    assert Mail.objects.filter(name="match_quiet").count() == 7
    desk.post(BOARD, chosen | {"action": "remind_now"})
    assert Mail.objects.count() == 7
    desk.post(BOARD, chosen | {"action": "look_after"})
    assert {match.facilitator for match in Match.objects.all()} == {other}


def test_the_board_is_the_curators(world, signed_in):
    match = another(world)
    for name in ("seeker_admin", "helper_admin", "stranger"):
        client = Client()
        client.force_login(world.people[name])
        assert client.get(BOARD).status_code in {302, 403}
        assert client.post(BOARD, {"action": "look_after", "_selected_action": [match.pk]}).status_code in {302, 403}
    desk = signed_in(world.people["curator"])
    assert desk.get(f"{BOARD}{match.pk}/change/").status_code == 200
    assert Match.objects.get().facilitator == world.people["curator"]
    pages = text(desk.get("/matchmaking/")), text(desk_of(world, "stranger"))
    assert ["Introduce two to each other" in each for each in pages] == [True, False]


# --- The desk of an organisation --------------------------------------------------------------------------------------
def desk_of(world: World, name: str):
    client = Client()
    client.force_login(world.people[name])
    return client.get("/matchmaking/")


def blocks(world: World, name: str) -> dict[str, list[str]]:
    """``{heading: [reference and what is due]}`` of the matches."""
    found = [each for each in desk_of(world, name).context["blocks"] if each.title == "Matches"]
    if not found:
        return {}
    groups = found[0].context["groups"]
    return {str(heading): [f"{line.match.ref}: {line.due}" for line in lines] for heading, lines in groups}


def test_a_desk_says_what_waits_for_whom(world):
    assert blocks(world, "seeker_admin") == {}
    match = world.match()
    ref = match.ref
    assert blocks(world, "seeker_admin") == {"Waiting for you": [f"{ref}: say what the next step is"]}
    next_step(world, match, days=7)
    day = desk_of(world, "provider_editor").context["blocks"][0].context["groups"][0][1][0].due
    assert day.startswith("your next step, by ")
    assert [*blocks(world, "seeker_admin")] == ["Waiting for others"]
    doors.change_terms(match, seen=0, **TERMS, agree=True, **world.act("seeker_admin"))
    asked = f"{ref}: the other side agrees to the terms: what do you say?"
    assert blocks(world, "provider_reader") == {"Waiting for you": [asked]}
    doors.agree(match, version=1, **world.act("provider_admin"))
    done = {"Waiting for you": [f"{ref}: agreed: make an activity or a partnership of it"]}
    assert (blocks(world, "seeker_admin"), blocks(world, "helper_editor")) == (done, done)
    doors.start(match, **world.act("seeker_editor"))
    Match.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert blocks(world, "seeker_admin") == {"Waiting for you": [f"{ref}: tell what came of it"]}
    outcomes.tell(match, text="Done.", **world.act("seeker_admin"))
    assert blocks(world, "seeker_admin") == {"Over": [f"{ref}: "]}
    outcomes.write_story(match, seen=0, text="So.", language="en", agree=True, **world.act("seeker_admin"))
    wanted = f"{ref}: the other side would like to publish the story: what do you say?"
    assert blocks(world, "provider_admin") == {"Waiting for you": [wanted]}
    assert blocks(world, "other_admin") == {}
    assert "Seeking Office ⇄ Providing Office" in text(desk_of(world, "helper_editor"))


def test_unread_is_what_others_did_since_one_looked(world):
    match = world.match()

    def unread(name: str) -> int:
        [block] = [each for each in desk_of(world, name).context["blocks"] if each.title == "Matches"]
        return block.context["groups"][0][1][0].match.unread

    assert unread("seeker_admin") == unread("seeker_reader") == 2  # introduced, somebody joined
    client = Client()
    client.force_login(world.people["seeker_admin"])
    client.get(match.get_absolute_url())
    assert (unread("seeker_admin"), unread("seeker_reader")) == (0, 2)
    say(world, match, "seeker_editor")
    assert unread("seeker_admin") == 0  # our own
    say(world, match, "provider_editor")
    agree(world, match)  # ours: the terms and a stamp; theirs: a stamp; and that both did
    assert (unread("seeker_admin"), "3 unread" in text(desk_of(world, "seeker_admin"))) == (3, True)


def test_interests_wait_on_both_desks_until_answered(world):
    membership = world.people["provider_admin"].memberships.get()
    asked = interests.express(world.need, membership=membership, message="We can.", site=SITE)
    for name, heading, other in (
        ("seeker_reader", "Others are interested: please answer", world.provider),
        ("provider_reader", "You are interested: waiting", world.seeker),
    ):
        [block] = [each for each in desk_of(world, name).context["blocks"] if each.title == "Interests"]
        assert block.context["groups"] == [(heading, [(asked, other)])]
    interests.decline(asked, by=world.people["seeker_admin"], reason="No.", site=SITE)
    assert "interested" not in text(desk_of(world, "seeker_reader")) + text(desk_of(world, "provider_reader"))


def test_a_desk_of_many_asks_no_more_than_one_of_few(world, django_assert_max_num_queries):
    client = Client()
    client.force_login(world.people["seeker_admin"])
    for _need in range(LISTINGS):
        another(world)
    client.get("/matchmaking/")
    with django_assert_max_num_queries(60) as few:
        client.get("/matchmaking/")
    for _match in range(4):
        say(world, another(world), "provider_editor")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/matchmaking/")
