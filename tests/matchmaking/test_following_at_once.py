"""Two at the same moment: real connections, real locks. No mark on the module, so that ``committed`` cleans up last."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from matchmaking.following import becoming, outcomes, reminding
from matchmaking.models import Match, MatchState, Story
from partnerships.models import Initiative
from portal.core.models import Mail, User
from tad.models import Activity
from tests.matchmaking.matched import SITE, world
from tests.roster.test_relay_at_once import at_once


def _world():
    return world(User.objects.create_user("curator@example.org", "correct horse", role="curator"))


def test_a_record_is_made_once(committed):
    people = _world()
    match = people.match(MatchState.AGREED)

    def press(make, name: str):
        return lambda: make(Match.objects.get(pk=match.pk), **people.act(name))

    made = at_once(
        press(becoming.make_activity, "seeker_editor"), press(becoming.make_initiative, "provider_admin"),
        press(becoming.make_activity, "curator"),
    )  # fmt: skip
    assert len({(type(each), each.pk) for each in made}) == 1
    assert Activity.objects.count() + Initiative.objects.count() == 1
    assert match.timeline.filter(what="recorded").count() == 1


def test_two_workers_remind_once(committed, settings):
    settings.SITE_URL = SITE
    match = _world().match()
    Mail.objects.all().delete()
    Match.objects.update(quiet_since=timezone.now() - timedelta(days=50))
    assert sum(at_once(reminding.remind, reminding.remind)) == 1
    assert (match.reminders.get().step, Mail.objects.count()) == (45, 7)


def test_a_story_stamped_by_both_at_once_is_published_once(committed):
    people = _world()
    match = people.match(MatchState.IMPLEMENTING)
    outcomes.tell(match, text="Done.", **people.act("seeker_admin"))
    outcomes.write_story(match, seen=0, text="One", language="en", **people.act("seeker_admin"))

    def press(name: str):
        return lambda: outcomes.agree_to_story(Match.objects.get(pk=match.pk), version=1, **people.act(name))

    at_once(*[press(name) for name in ("seeker_admin", "provider_admin", "seeker_admin")])
    assert Story.objects.get().published_at is not None
    assert match.timeline.filter(what="told_story").count() == 1
