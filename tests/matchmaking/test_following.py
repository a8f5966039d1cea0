"""What keeps a match moving: who hears of what, and the reminders, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from matchmaking.following import reminding
from matchmaking.matching import doors, interests, introducing
from matchmaking.models import Match, MatchState, Reminder, Side
from portal.core import notifications
from portal.core.models import Mail, User
from tests.factories import need, organisation
from tests.matchmaking.matched import SITE, TERMS, World, next_step, say
from tests.matchmaking.matched import world as make_world

pytestmark = pytest.mark.django_db
SEEKERS, PROVIDERS = {"seeker_admin", "seeker_editor"}, {"provider_admin", "provider_editor"}
HELPERS, CURATOR = {"helper_admin", "helper_editor"}, {"curator"}
ALL = SEEKERS | PROVIDERS | HELPERS | CURATOR
START = datetime(2027, 1, 10, 9, tzinfo=UTC)


@pytest.fixture
def world(curator) -> World:
    return make_world(curator)


@pytest.fixture
def clock(monkeypatch, settings):
    """``clock(days)``: as many days after the start."""
    settings.SITE_URL = SITE

    def go(days: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: START + timedelta(days=days))

    go(0)
    return go


def told(world: World) -> dict[str, set[str]]:
    """Who got which mails, by their templates; forgotten as they are read."""
    names = {person.email: name for name, person in world.people.items() if person}
    found: dict[str, set[str]] = {}
    for mail in Mail.objects.all():
        found.setdefault(mail.name, set()).add(names[mail.to])
    Mail.objects.all().delete()
    return found


def mail_to(world: World, name: str) -> Mail:
    return Mail.objects.get(to=world.people[name].email)


def test_the_other_parties_hear_of_it_and_whoever_did_it_does_not(world):
    match = world.match()
    assert told(world) == {"match_news": ALL - CURATOR}
    say(world, match, "seeker_editor", "A secret word")
    mail = mail_to(world, "provider_admin")
    assert "Seeking Office has written to you" in mail.text
    assert told(world) == {"match_message": ALL - SEEKERS}
    doors.change_terms(match, seen=0, **TERMS, **world.act("seeker_editor"))
    assert mail_to(world, "provider_admin").subject == f"{match.ref}: the terms have changed"
    assert told(world) == {"match_news": ALL - SEEKERS}
    doors.agree(match, version=1, **world.act("seeker_admin"))
    assert mail_to(world, "provider_admin").subject == f"{match.ref}: the other side agrees"
    for name in ("helper_editor", "curator"):  # who is no side, and is asked for nothing
        other = mail_to(world, name)
        assert other.subject == f"{match.ref}: Seeking Office agreed to version 1 of the terms."
        assert ("Now it is for you" in other.text, "Seeking Office agreed to version 1" in other.html) == (False, True)
    assert told(world) == {"match_news": ALL - SEEKERS}
    doors.agree(match, version=1, **world.act("provider_admin"))
    agreed = mail_to(world, "seeker_admin")  # one mail, not one a line of the timeline
    assert agreed.subject == f"{match.ref} is agreed"
    assert f"{SITE}/matchmaking/matches/{match.ref}/" in agreed.text
    assert told(world) == {"match_news": ALL - PROVIDERS}
    doors.start(match, **world.act("provider_editor"))
    assert told(world) == {"match_news": ALL - PROVIDERS}
    introducing.join(match, organisation=organisation("A Fund"), side=Side.FUNDER, **world.act("helper_admin"))
    assert "Helping Agency asked A Fund in." in mail_to(world, "seeker_editor").text
    assert told(world) == {"match_news": ALL - HELPERS}
    doors.dissolve(match, reason="A secret reason", **world.act("curator"))
    mails = [mail, agreed, *Mail.objects.all()]
    assert [each for mail in mails for each in (mail.subject, mail.text, mail.html) if "ecret" in each] == []
    assert told(world) == {"match_news": ALL - CURATOR}


def test_an_interest_is_told_to_the_owner_and_its_answer_to_who_was_interested(world):
    membership = world.people["provider_admin"].memberships.get()
    asked = interests.express(world.need, membership=membership, message="A secret word", site=SITE)
    mail = mail_to(world, "seeker_editor")
    assert ("somebody is interested" in mail.subject, "secret" in mail.text + mail.html) == (True, False)
    assert told(world) == {"interest": SEEKERS}
    match = interests.take_up(asked, by=world.people["seeker_editor"], site=SITE)
    assert f"{SITE}/matchmaking/matches/{match.ref}/" in mail_to(world, "provider_admin").text
    assert told(world) == {"interest": PROVIDERS}
    admin, editor = world.people["seeker_admin"], world.people["provider_editor"]
    for answer, readers, word in [
        (lambda each: interests.decline(each, by=admin, reason="No", site=SITE), PROVIDERS, "declined"),
        (lambda each: interests.withdraw(each, by=editor, site=SITE), SEEKERS, "withdrawn"),
    ]:
        again = interests.express(need(owner=world.seeker), membership=membership, message="Hello", site=SITE)
        told(world)
        answer(again)
        assert word in Mail.objects.first().subject
        assert told(world) == {"interest": readers}


def test_mails_follow_their_reader(world):
    world.people["provider_admin"].language = "fr"
    world.people["provider_admin"].save()
    notifications.stop(world.people["provider_editor"], "match_message")
    match = world.match()
    told(world)
    say(world, match, "seeker_editor")
    mail = mail_to(world, "provider_admin")
    assert (mail.language, f"{SITE}/fr/matchmaking/matches/" in mail.text) == ("fr", True)
    assert told(world) == {"match_message": {"provider_admin"} | HELPERS | CURATOR}


# --- The ladder -------------------------------------------------------------------------------------------------------
def test_silence_is_reminded_of_then_a_last_chance_then_stalled(world, clock):
    match, found = world.match(), {}
    told(world)
    for day in range(1, 62):
        clock(day)
        reminding.remind()
        reminding.remind()
        if mails := list(Mail.objects.filter(to=world.people["seeker_admin"].email)):
            found[day] = [mail.subject for mail in mails]
            assert set.union(*told(world).values()) == ALL
    waits = f"{match.ref} waits for you"
    assert found == {
        7: [waits], 14: [waits], 21: [waits], 45: [f"{match.ref}: last chance until 10 March 2027"],
        59: [f"{match.ref} is stalled"],
    }  # fmt: skip
    match.refresh_from_db()
    assert (match.state, bool(match.state_reason)) == (MatchState.STALLED, True)
    doors.resume(match, **world.act("provider_editor"))
    assert match.state == MatchState.IN_DISCUSSION
    told(world)
    clock(61 + 7)
    reminding.remind()
    assert told(world) == {"match_quiet": ALL}


def test_after_months_without_a_worker_only_the_newest_step_is_due(world, clock):
    match = world.match()
    for day, due in [(30, [21]), (31, [21]), (200, [45, 21]), (213, [45, 21])]:
        clock(day)
        reminding.remind()
        assert list(match.reminders.values_list("step", flat=True)) == due
    assert Match.objects.get().state == MatchState.INTRODUCED
    clock(214)
    assert reminding.remind() == 1
    assert Match.objects.get().state == MatchState.STALLED


def test_a_word_begins_the_silence_anew_and_a_planned_step_is_none(world, clock):
    match = world.match()
    clock(8)
    reminding.remind()
    say(world, match, "seeker_editor")
    told(world)
    clock(14)
    assert reminding.remind() == 0
    clock(15)
    assert reminding.remind() == 1
    next_step(world, match, days=25)
    told(world)
    clock(40)
    assert reminding.remind() == 0
    clock(41)
    assert [reminding.remind(), reminding.remind()] == [1, 0]
    assert told(world) == {"match_step": PROVIDERS}
    clock(47)
    assert reminding.remind() == 1
    assert told(world) == {"match_quiet": ALL}


def test_nobody_is_reminded_of_what_is_over_under_way_or_invented(world, clock, settings):
    for state in (MatchState.DECLINED, MatchState.DISSOLVED, MatchState.IMPLEMENTING, MatchState.STALLED):
        world.match(state, need=need(owner=world.seeker))
    world.match(need=need(owner=world.seeker, is_sample=True))
    clock(30)
    assert reminding.remind() == 0
    settings.SITE_URL = ""
    world.match()
    clock(60)
    assert reminding.remind() == 0


def test_the_outcome_is_asked_once_half_a_year_after_the_end(world, clock):
    match = world.match(MatchState.IMPLEMENTING)
    Match.objects.filter(pk=match.pk).update(ends_on=date(2027, 1, 20))
    told(world)
    clock(10 + 181)
    assert reminding.remind() == 0
    clock(10 + 182)
    assert [reminding.remind(), reminding.remind()] == [1, 0]
    assert told(world) == {"match_outcome": ALL}
    assert match.reminders.get().kind == Reminder.Kind.OUTCOME


def test_a_curator_reminds_at_most_once_a_day(world, clock):
    match = world.match()
    told(world)
    clock(3)
    press = {"by": world.people["curator"], "site": SITE}
    assert [reminding.remind_now(match, **press), reminding.remind_now(match, **press)] == [True, False]
    assert told(world) == {"match_quiet": ALL - CURATOR}
    clock(7)
    assert reminding.remind() == 1  # it was no sign of life
    clock(45)
    reminding.remind_now(match, **press)
    told(world)
    reminding.remind()  # nobody is given up on who was not told that this was the last chance
    assert told(world) == {"match_quiet": ALL}


def test_whoever_is_no_curator_any_more_hears_no_more(world):
    match = world.match()
    User.objects.filter(pk=world.people["curator"].pk).update(role="member")
    told(world)
    say(world, match, "seeker_editor")
    assert told(world) == {"match_message": ALL - SEEKERS - CURATOR}
