"""The doors between the states: which open from where, what they write, and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.core import curation
from portal.core.curation import NEEDS_REASON, MoveRefused, moves_from
from portal.core.models import State
from tad.models import Activity
from tests.factories import activity

pytestmark = pytest.mark.django_db

# The plan, written once more: from which states each door opens, and where it leads.
DOORS = {
    "submit": ({State.DRAFT, State.CHANGES_REQUESTED}, State.IN_REVIEW),
    "publish": ({State.IN_REVIEW}, State.PUBLISHED),
    "send_back": ({State.IN_REVIEW}, State.CHANGES_REQUESTED),
    "reject": ({State.IN_REVIEW}, State.REJECTED),
    "question": ({State.PUBLISHED}, State.IN_REVIEW),
    "archive": ({State.PUBLISHED}, State.ARCHIVED),
    "reopen": ({State.ARCHIVED, State.REJECTED}, State.IN_REVIEW),
    "verify": ({State.PUBLISHED}, State.PUBLISHED),
}


def go(record: Activity, move: str, by, reason: str = "The dates are wrong.") -> None:
    getattr(curation, move)(record, by=by, **{"reason": reason} if move in NEEDS_REASON else {})


def last_event(record: Activity):
    return Activity.pgh_event_model.objects.filter(pgh_obj=record.pk).order_by("pgh_id").last()


@pytest.mark.parametrize("state", State)
def test_each_door_opens_from_its_states_only(subtests, state, curator):
    shut = activity(state=state)
    before = Activity.objects.values().get(pk=shut.pk)
    refused = [f"{shut.ref} is now in the state “{state.label}”: this step is not possible from there."]
    for move, (opens_from, leads_to) in DOORS.items():
        with subtests.test(move=move):
            if state in opens_from:
                record = activity(state=state)
                go(record, move, curator)
                assert Activity.objects.get(pk=record.pk).state == record.state == leads_to
            else:
                with pytest.raises(MoveRefused) as refusal:
                    go(shut, move, curator)
                assert refusal.value.messages == refused
                assert Activity.objects.values().get(pk=shut.pk) == before


@pytest.mark.parametrize("state", State)
def test_the_offered_moves_are_the_open_doors(state):
    assert set(moves_from(state)) == {move for move, (states, _to) in DOORS.items() if state in states}


@pytest.mark.parametrize("move", sorted(NEEDS_REASON))
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_some_doors_ask_why(move, reason, curator):
    record = activity(state=next(iter(DOORS[move][0])))
    with pytest.raises(MoveRefused, match="A reason is needed"):
        go(record, move, curator, reason)


def test_the_reason_is_kept_until_the_next_move(curator):
    record = activity(state=State.IN_REVIEW)
    curation.send_back(record, by=curator, reason="  Who paid?\n")
    assert Activity.objects.get(pk=record.pk).state_reason == "Who paid?"
    curation.submit(record, by=curator)
    assert Activity.objects.get(pk=record.pk).state_reason == ""


def test_submitting_is_stamped(curator):
    record = activity(state=State.DRAFT)
    before = timezone.now()
    curation.submit(record, by=curator)
    record.refresh_from_db()
    assert record.submitted_by == record.updated_by == curator
    assert before <= record.submitted_at == record.updated_at <= timezone.now()
    assert record.published_at is None


def test_publishing_says_that_it_is_true_today(curator):
    record = activity(state=State.IN_REVIEW, last_verified_on=None)
    curation.publish(record, by=curator)
    record.refresh_from_db()
    today = timezone.localdate()
    assert (record.published_by, record.published_at) == (curator, record.updated_at)
    assert (record.last_verified_on, record.verify_due_on) == (today, today + timedelta(days=365))


def test_verifying_moves_the_date_and_not_the_publication(curator):
    record = activity(verify_due_on=timezone.localdate() - timedelta(days=3))
    published = (record.published_at, record.published_by)
    curation.verify(record, by=curator)
    record.refresh_from_db()
    assert record.verify_due_on == timezone.localdate() + timedelta(days=365)
    assert (record.published_at, record.published_by) == published


def test_a_stale_copy_is_judged_by_what_is_stored(curator):
    record = activity(state=State.IN_REVIEW)
    stale = Activity.objects.get(pk=record.pk)
    curation.reject(record, by=curator, reason="An advertisement.")
    with pytest.raises(MoveRefused, match="now in the state “Rejected”"):
        curation.publish(stale, by=curator)


def test_the_other_fields_of_a_stale_copy_are_not_written(curator):
    record = activity(state=State.IN_REVIEW, title="As corrected by a colleague")
    record.title = "As it was in an old copy"
    curation.publish(record, by=curator)
    assert Activity.objects.get(pk=record.pk).title == "As corrected by a colleague"


@pytest.mark.parametrize("move", DOORS)
def test_the_audit_knows_who_moved_what(move, curator):
    record = activity(state=min(DOORS[move][0]), last_verified_on=None)
    go(record, move, curator)
    event = last_event(record)
    assert (event.pgh_label, event.state) == ("update", DOORS[move][1])
    assert event.pgh_context.metadata["user"] == curator.pk
    assert event.pgh_context.metadata["move"].replace(" ", "_") == move


def test_a_refused_move_leaves_no_trace(curator):
    record = activity()
    before = last_event(record).pgh_id
    with pytest.raises(MoveRefused):
        curation.publish(record, by=curator)
    assert last_event(record).pgh_id == before
