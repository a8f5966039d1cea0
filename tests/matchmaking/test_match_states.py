"""Any sequence of moves by anybody: what is agreed was agreed by both on what stands there, and nothing else breaks."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from matchmaking.matching import doors, exchanging
from matchmaking.models import Match, MatchState, Need
from matchmaking.models.match import BINDING, LIVE
from portal.core.curation import MoveRefused
from tests.matchmaking.matched import SITE, World, say
from tests.matchmaking.matched import world as make_world

NAMES = [
    "seeker_admin",
    "seeker_editor",
    "provider_admin",
    "provider_reader",
    "helper_editor",
    "other_admin",
    "curator",
]
WHO = st.sampled_from(NAMES)


class Moves(RuleBasedStateMachine):
    world: World

    @initialize()
    def begin(self) -> None:
        self.point = transaction.savepoint()
        self.match = self.world.match()
        self.agreed: set[tuple[str, int]] = set()  # who pressed "agree" on which version, and was let through
        self.before = self.match.state

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    def attempt(self, door, name: str, **values) -> bool:
        """Through the door, or refused with a reason and nothing changed."""
        self.before, was = self.match.state, Match.objects.filter(pk=self.match.pk).values().get()
        try:
            with transaction.atomic():
                door(self.match, **values, **self.world.act(name))
        except (MoveRefused, PermissionDenied):
            assert Match.objects.filter(pk=self.match.pk).values().get() == was
            return False
        return True

    @rule(name=WHO, text=st.sampled_from("ABC"), seen=st.integers(0, 3), agree=st.booleans())
    def write_terms(self, name, text, seen, agree) -> None:
        told = {"text": text, "match_type": "technical", "ends_on": None}
        if self.attempt(doors.change_terms, name, seen=seen, agree=agree, **told) and agree:
            self.agreed.add((name, self.match.terms_version))

    @rule(name=WHO, back=st.integers(0, 1))
    def agree(self, name, back) -> None:
        version = max(0, self.match.terms_version - back)
        if self.attempt(doors.agree, name, version=version):
            self.agreed.add((name, version))

    @rule(name=WHO)
    def take_back(self, name) -> None:
        self.attempt(doors.take_back, name)

    @rule(name=WHO)
    def say(self, name) -> None:
        self.attempt(lambda match, **act: say(self.world, match, name), name)

    @rule(name=WHO, door=st.sampled_from([doors.start, doors.complete, doors.resume]))
    def go_on(self, name, door) -> None:
        self.attempt(door, name)

    @rule(
        name=WHO, door=st.sampled_from([doors.stall, doors.decline, doors.dissolve]), reason=st.sampled_from(["", "x"])
    )
    def stop(self, name, door, reason) -> None:
        assert self.attempt(door, name, reason=reason) is False or reason

    @rule(name=WHO)
    def finish_step(self, name) -> None:
        self.attempt(exchanging.finish_step, name, step="Another one.")

    @invariant()
    def is_one_truth(self) -> None:
        now = Match.objects.get(pk=self.match.pk)
        assert now.terms_version == now.terms.count()
        for side in ("seeker", "provider"):
            version = getattr(now, f"{side}_agreed_version")
            assert version is None or (f"{side}_admin", version) in self.agreed
            assert version in (None, now.terms_version)
        if now.state in BINDING:
            assert now.agreed_at is not None
        assert Need.objects.get().in_match is (now.state in BINDING)
        if self.before not in LIVE:
            assert now.state == self.before
        if now.state in (MatchState.STALLED, MatchState.DECLINED, MatchState.DISSOLVED):
            assert now.state_reason == "x"


@pytest.mark.django_db
def test_any_sequence_of_moves_keeps_the_promises(curator):
    class Bound(Moves):
        world = make_world(curator)

    assert Bound.world.act("curator")["site"] == SITE
    run_state_machine_as_test(
        Bound,
        settings=settings(
            max_examples=12, stateful_step_count=20, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
