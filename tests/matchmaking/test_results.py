"""What becomes of a match: a record in one step, the outcome, and the story that both sides want told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from matchmaking.following import becoming, outcomes
from matchmaking.models import Match, MatchState, Need, Side, Story
from partnerships.models import Initiative
from portal.core import curation
from portal.core.classification import Kind
from portal.core.curation import MoveRefused
from portal.core.models import State
from tad.models import Activity
from tests.desk import sign_in
from tests.factories import need
from tests.matchmaking.matched import TERMS, World, matching_offer
from tests.matchmaking.matched import world as make_world

pytestmark = pytest.mark.django_db
WRITERS = [f"{side}_{role}" for side in ("seeker", "provider", "helper") for role in ("editor", "admin")] + ["curator"]


@pytest.fixture
def world(curator) -> World:
    return make_world(curator)


def full_need(world: World) -> Need:
    starts = timezone.localdate() + timedelta(days=30)
    return need(
        owner=world.seeker, title="Six trademark examiners", summary="A backlog of two years.", language_id="fr",
        description="What is needed.", expected_result="No backlog.", confidential="MARKERWORD", starts_on=starts,
        starts_precision="month", topics=["trademarks", "patents"], modalities=["workshop", "study-visit"],
        goals=["9"], recommendations=["10"], languages=["fr"], places=["KE", "UG", "group:aripo", "region:africa"],
    )  # fmt: skip


def codes(records) -> list[str]:
    return sorted(each.code for each in records.all())


def parties(record) -> set[tuple[str, str]]:
    return {(line.role, str(line.country or line.group or line.organisation)) for line in record.participations.all()}


def test_an_agreed_match_becomes_an_activity_with_all_that_is_known(world):
    offered = matching_offer(world, topics=["trademarks"], modalities=["study-visit"], languages=["en"])
    match = world.match(MatchState.AGREED, need=full_need(world), offer=offered)
    made = becoming.make_activity(match, **world.act("seeker_editor"))
    assert made == becoming.make_activity(match, **world.act("provider_admin"))  # pressed twice, by two
    record = Activity.objects.get()
    assert (record.state, record.owner, record.submitted_by.name) == (State.IN_REVIEW, world.seeker, "Seeker editor")
    assert (record.title, record.summary, record.language_id) == (
        "Six trademark examiners", "A backlog of two years.", "fr",
    )  # fmt: skip
    assert (record.objective, record.expected_outcome) == (TERMS["text"], "No backlog.")
    assert (record.starts_on, record.starts_precision) == (match.need.starts_on, "month")
    assert (record.status, record.kind) == (Activity.Status.PLANNED, Kind.TRIANGULAR)
    assert (codes(record.topics), record.modality.code) == (["trademarks"], "study-visit")  # what both say
    assert (codes(record.goals), codes(record.recommendations)) == (["9"], ["10"])
    assert codes(record.working_languages) == ["fr"]  # nothing in common: what the need says
    assert parties(record) == {
        ("beneficiary", "Seeking Office"), ("provider", "Providing Office"), ("facilitator", "Helping Agency"),
        ("beneficiary", "Uganda"), ("beneficiary", str(record.participations.get(group__isnull=False).group)),
    }  # fmt: skip
    assert match.ref in record.source
    told = [getattr(record, field.attname) for field in Activity._meta.concrete_fields]
    assert [each for each in told if "MARKERWORD" in str(each)] == []
    match.refresh_from_db()
    assert (match.activity, match.state, match.begun_on) == (record, MatchState.IMPLEMENTING, timezone.localdate())
    with pytest.raises(MoveRefused):
        becoming.make_initiative(world.match(need=need(owner=world.seeker)), **world.act("seeker_editor"))


def test_or_a_partnership_and_never_both(world):
    match = world.match(MatchState.IMPLEMENTING, need=full_need(world))
    record = becoming.make_initiative(match, **world.act("curator"))
    assert becoming.make_activity(match, **world.act("seeker_editor")) == record
    assert (Initiative.objects.get(), Activity.objects.exists()) == (record, False)
    assert (record.state, record.owner, record.exchange) == (State.IN_REVIEW, world.seeker, TERMS["text"])
    assert (record.challenge, codes(record.topics)) == ("What is needed.", ["patents", "trademarks"])
    assert codes(record.modalities) == ["study-visit", "workshop"]


def test_who_may_make_a_record_and_tell_the_outcome(world):
    people = [name for name in world.people if name != "visitor"]

    def allowed(move) -> list[str]:
        return [name for name in people if _goes(move, name)]

    def _goes(move, name: str) -> bool:
        try:
            move(name)
        except PermissionDenied:
            return False
        return True

    agreed, working = world.match(MatchState.AGREED), world.match(MatchState.IMPLEMENTING, need=full_need(world))
    assert set(allowed(lambda name: becoming.make_activity(agreed, **world.act(name)))) == set(WRITERS)
    assert set(allowed(lambda name: outcomes.tell(working, text="Done.", **world.act(name)))) == set(WRITERS)

    def write(name: str) -> None:
        story = outcomes.story_of(working)
        outcomes.write_story(working, seen=story.version if story else 0, text=name, language="en", **world.act(name))

    assert set(allowed(write)) == set(WRITERS[:4])
    version = outcomes.story_of(working).version
    assert allowed(lambda name: outcomes.agree_to_story(working, version=version, **world.act(name))) == [
        "seeker_admin", "provider_admin",
    ]  # fmt: skip


def test_the_outcome_completes_it_and_newer_words_stand(world):
    match = world.match(MatchState.IMPLEMENTING)
    outcomes.tell(match, text="The backlog is half.", **world.act("seeker_editor"))
    outcomes.tell(match, text="The backlog is gone.", **world.act("provider_editor"))
    match.refresh_from_db()
    assert (match.state, match.outcome, match.outcome_on) == (
        MatchState.COMPLETED, "The backlog is gone.", timezone.localdate(),
    )  # fmt: skip
    assert match.timeline.filter(what="completed").count() == 1


def test_a_story_is_published_by_both_sides_on_the_same_text(world):
    match = world.match(MatchState.IMPLEMENTING)
    seeker, provider = world.act("seeker_admin"), world.act("provider_admin")
    with pytest.raises(MoveRefused):  # before the outcome
        outcomes.write_story(match, seen=0, text="One", language="en", **seeker)
    outcomes.tell(match, text="Done.", **seeker)
    outcomes.write_story(match, seen=0, text="One", language="en", agree=True, **seeker)
    assert _stamped() == [Side.SEEKER]
    with pytest.raises(MoveRefused) as unawares:
        outcomes.write_story(match, seen=1, stamps=0, text="Two", language="en", **provider)
    form = sign_in(world.people["provider_admin"]).get(f"{match.get_absolute_url()}story/").content.decode()
    assert (unawares.value.code, "Seeking Office agreed to this version." in form) == ("stamps", True)
    outcomes.write_story(match, seen=1, text="Two", language="en", **provider)
    assert _stamped() == []
    with pytest.raises(MoveRefused):  # the text was changed meanwhile
        outcomes.agree_to_story(match, version=1, **seeker)
    with pytest.raises(MoveRefused):
        outcomes.write_story(match, seen=1, text="Three", language="en", **seeker)
    for act in (seeker, seeker, provider):
        assert list(outcomes.published_on(match.need)) == []
        outcomes.agree_to_story(match, version=2, **act)
    assert [each.text for each in outcomes.published_on(match.need)] == ["Two"]
    outcomes.write_story(match, seen=2, text="Four", language="en", agree=True, **seeker)
    assert list(outcomes.published_on(match.need)) == []
    assert Match.objects.get().timeline.filter(what="told_story").count() == 1


def _stamped() -> list[Side]:
    story = Story.objects.get()
    stamps = {Side.SEEKER: story.seeker_agreed_version, Side.PROVIDER: story.provider_agreed_version}
    return [side for side, version in stamps.items() if version == story.version]


def test_readers_see_the_story_once_both_agreed_and_nothing_before(world, client):
    match = world.match(MatchState.AGREED, offer=matching_offer(world))
    record = becoming.make_activity(match, **world.act("seeker_editor"))
    outcomes.tell(match, text="OUTCOME-WORD", **world.act("seeker_admin"))
    outcomes.write_story(match, seen=0, text="STORY-WORD", language="en", agree=True, **world.act("seeker_admin"))
    pages = [match.need.get_absolute_url(), match.offer.get_absolute_url()]

    def seen() -> list[list[str]]:
        texts = [client.get(page).content.decode() for page in pages]
        return [[word for word in ("OUTCOME-WORD", "STORY-WORD", record.ref) if word in text] for text in texts]

    assert seen() == [[], []]
    outcomes.agree_to_story(match, version=1, **world.act("provider_admin"))
    assert seen() == [["STORY-WORD"]] * 2
    curation.publish(record, by=world.people["curator"])
    assert seen() == [["STORY-WORD", record.ref]] * 2
