"""The doors between a submission's states, and who finds one of them closed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from partnerships.submission import moves
from partnerships.submission.models import Message, Submission
from portal.core.curation import MoveRefused
from tests import factories
from tests.partnerships.submissions import at_once, submission

State = Submission.State
MOVES = {
    "ask_for_changes": lambda one, by: moves.ask_for_changes(one, by=by, reason="When?", asked=["snapshot.start"]),
    "ask_partners": lambda one, by: moves.ask_partners(one, by=by),
    "take_back_to_review": lambda one, by: moves.take_back_to_review(one, by=by, reason="A partner objects."),
    "accept": lambda one, by: moves.accept(one, by=by),
    "reject": lambda one, by: moves.reject(one, by=by, reason="Not about IP."),
    "mark_duplicate": lambda one, by: moves.mark_duplicate(one, by=by, reason="Told before.", of="PI-2026-0004"),
}  # fmt: skip
ALLOWED = {
    "ask_for_changes": {"in_review": "changes_requested", "partners_confirming": "changes_requested"},
    "ask_partners": {"in_review": "partners_confirming"},
    "take_back_to_review": dict.fromkeys(["partners_confirming", "rejected", "duplicate"], "in_review"),
    "accept": {"in_review": "accepted", "partners_confirming": "accepted"},
    "reject": {"in_review": "rejected", "partners_confirming": "rejected"},
    "mark_duplicate": {"in_review": "duplicate", "partners_confirming": "duplicate"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_a_curators_move_goes_from_its_states_only(subtests, state, curator):
    submission(state)
    for name, move in MOVES.items():
        one = Submission.objects.get()
        with subtests.test(move=name), transaction.atomic():
            if to := ALLOWED[name].get(state):
                move(one, curator)
                stored = Submission.objects.get()
                assert (one.state, stored.state) == (to, to)
                assert stored.decided_by == (curator if one.is_decided else None)
            else:
                with pytest.raises(MoveRefused, match=one.ref):
                    move(one, curator)
                assert Submission.objects.get().state == state
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_question_opens_the_submission_and_joins_the_conversation(curator):
    one = submission("in_review")
    moves.ask_for_changes(one, by=curator, reason=" Which year? ", asked=["snapshot.start"])
    stored = Submission.objects.get()
    assert (stored.asked, stored.state_reason, stored.is_editable) == (["snapshot.start"], "Which year?", True)
    assert [(each.by, each.text) for each in Message.objects.all()] == [(curator, "Which year?")]
    assert moves.send(one)
    stored.refresh_from_db()
    assert (stored.state, stored.asked, stored.state_reason) == ("in_review", [], "")


@pytest.mark.django_db
@pytest.mark.parametrize("move", [moves.reject, moves.ask_for_changes])
def test_a_curator_owes_a_reason(move, curator):
    one = submission("in_review")
    with pytest.raises(MoveRefused, match="reason"):
        move(one, by=curator, reason="  ")
    assert Submission.objects.get().state == "in_review"


@pytest.mark.django_db
def test_nothing_is_accepted_without_consent(curator):
    with pytest.raises(MoveRefused, match="agreed"):
        moves.accept(submission("in_review", has_consent=False), by=curator)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "states"),
    [("send", ["sent", "in_review"]), ("confirm", ["confirmed", "in_review"])],
)
def test_sending_and_confirming_in_either_order_lead_to_review(first, states):
    one = submission()
    steps = {"send": lambda: moves.send(one), "confirm": lambda: moves.confirm_email(one, email="ana@example.org")}
    order = [first, *[name for name in steps if name != first]]
    found = []
    for name in order:
        assert steps[name]()
        found.append(Submission.objects.get().state)
    assert found == states


@pytest.mark.django_db
def test_only_the_present_address_is_confirmed():
    one = submission(email="new@example.org")
    assert not moves.confirm_email(one, email="ana@example.org")
    assert not moves.confirm_email(submission(email=""), email="")
    assert Submission.objects.filter(email_confirmed_at=None).count() == 2


@pytest.mark.django_db
def test_the_database_refuses_a_state_without_what_it_needs():
    for state, lacks in [("rejected", {"state_reason": ""}), ("accepted", {"decided_at": None}),
                         ("in_review", {"email_confirmed_at": None}), ("sent", {"submitted_at": None}),
                         ("duplicate", {"duplicate_of": ""})]:  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            submission(state, **lacks)


@pytest.mark.django_db
def test_a_private_address_needs_reference_and_token():
    one, other = submission(), submission()
    known = Submission.objects.known_by
    assert known(one.ref, one.token) == known(one.ref.lower(), one.token) == one
    assert known(one.ref, other.token) is known(one.ref, "") is known("SB-1999-0001", one.token) is None


def test_a_draft_begun_several_times_at_once_is_one(committed):
    key = uuid4()
    refs = at_once(lambda: moves.start(key=key, language="en").ref)
    assert len(refs) == 6
    assert set(refs) == {Submission.objects.get().ref}


def test_of_several_sendings_at_once_one_sends(committed):
    pk = submission("confirmed").pk
    assert sorted(at_once(lambda: moves.send(Submission.objects.get(pk=pk)))) == [False] * 5 + [True]


def test_of_two_curators_the_second_is_told(committed):
    pk, by = submission("in_review").pk, factories.user("curator")

    def reject() -> str:
        try:
            moves.reject(Submission.objects.get(pk=pk), by=by, reason="No.")
        except MoveRefused:
            return "told"
        return "moved"

    assert sorted(at_once(reject, 2)) == ["moved", "told"]
    assert Message.objects.count() == 1
