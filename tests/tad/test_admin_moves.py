"""Activities through the doors: one by one, many at once, and out for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from portal.core import curation
from portal.core.models import State
from tad.models import Activity
from tests.desk import list_of, messages, page
from tests.factories import activity

pytestmark = pytest.mark.django_db

LIST = list_of(Activity)


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def move(client, record: Activity, name: str, **sent):
    return client.post(f"{page(record)}move/{name}/", sent, follow=True)


# --- One move ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "name", "leads_to"),
    [
        (State.DRAFT, "submit", State.IN_REVIEW),
        (State.IN_REVIEW, "publish", State.PUBLISHED),
        (State.PUBLISHED, "verify", State.PUBLISHED),
    ],
)
def test_a_button_moves_the_record(desk, curator, state, name, leads_to):
    record = activity(state=state, last_verified_on=None)
    assert f"move/{name}/" in desk.get(page(record)).content.decode()
    answer = move(desk, record, name)
    record.refresh_from_db()
    assert (record.state, record.updated_by) == (leads_to, curator)
    assert len(messages(answer)) == 1
    assert record.ref in messages(answer)[0]


@pytest.mark.parametrize(
    ("state", "name", "leads_to"),
    [
        (State.IN_REVIEW, "send_back", State.CHANGES_REQUESTED),
        (State.IN_REVIEW, "reject", State.REJECTED),
        (State.PUBLISHED, "archive", State.ARCHIVED),
        (State.REJECTED, "reopen", State.IN_REVIEW),
    ],
)
def test_some_buttons_ask_why_first(desk, state, name, leads_to):
    record = activity(state=state)
    asked = desk.get(f"{page(record)}move/{name}/")
    assert record.title in asked.content.decode()
    refused = move(desk, record, name, reason="  ")
    assert "A reason is needed" in refused.content.decode()
    assert Activity.objects.get().state == state
    move(desk, record, name, reason="The dates are wrong.")
    record.refresh_from_db()
    assert (record.state, record.state_reason) == (leads_to, "The dates are wrong.")


def test_the_page_shows_only_open_doors(desk):
    content = desk.get(page(activity(state=State.DRAFT))).content.decode()
    assert "move/submit/" in content
    assert "move/publish/" not in content


def test_the_second_curator_is_told(desk, curator):
    record = activity(state=State.IN_REVIEW)
    curation.reject(record, by=curator, reason="An advertisement.")
    answer = move(desk, record, "publish")
    assert messages(answer) == [f"{record.ref} is now in the state “Rejected”: this step is not possible from there."]


def test_moves_that_are_none(desk):
    record = activity(state=State.IN_REVIEW)
    assert desk.get(f"{page(record)}move/publish/").status_code == 405
    assert desk.post(f"{page(record)}move/delete/").status_code == 404
    assert desk.post(f"{page(record)}move/_move/").status_code == 404
    assert desk.post(page(record).replace(str(record.pk), "99999999") + "move/publish/").status_code == 404
    assert desk.post(page(record).replace(str(record.pk), "x") + "move/publish/").status_code == 404
    assert Activity.objects.get().state == State.IN_REVIEW


def test_the_queue_is_found_again_after_a_move(desk):
    record = activity(state=State.IN_REVIEW)
    opened = desk.get(page(record) + "?_changelist_filters=queue%3Dto-review").content.decode()
    assert "move/publish/?_changelist_filters=queue%3Dto-review" in opened
    answer = desk.post(f"{page(record)}move/publish/?_changelist_filters=queue%3Dto-review", follow=True)
    assert f"{LIST}?queue=to-review" in answer.content.decode()


# --- Many at once -----------------------------------------------------------------------------------------------------
def act(client, action: str, records, **sent):
    """Choose the action, look at the page that lists what will happen, confirm."""
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    asked = client.post(LIST, chosen | sent, follow=True)
    if sent or getattr(asked, "template_name", "") != "admin/curated/reason.html" or "reason" in asked.content.decode():
        return asked
    return client.post(LIST, chosen | {"confirmed": "yes"}, follow=True)


def test_many_are_published_and_the_refused_are_named(desk):
    waiting = [activity(state=State.IN_REVIEW) for _ in range(3)]
    draft = activity(state=State.DRAFT)
    answer = act(desk, "publish_selected", [*waiting, draft])
    assert messages(answer) == [
        "“Publish”: 3 records.",
        f"{draft.ref} is now in the state “Draft”: this step is not possible from there.",
    ]
    assert Activity.objects.published().count() == 3


def test_many_are_verified(desk):
    records = [activity(verify_due_on=date(2020, 1, 1)) for _ in range(2)]
    act(desk, "verify_selected", records)
    assert set(Activity.objects.values_list("last_verified_on", flat=True)) == {timezone.localdate()}


def test_many_are_archived_for_one_reason(desk):
    records = [activity(), activity()]
    asked = act(desk, "archive_selected", records)
    assert all(record.ref in asked.content.decode() for record in records)
    refused = act(desk, "archive_selected", records, confirmed="yes", reason="")
    assert "A reason is needed" in refused.content.decode()
    assert Activity.objects.published().count() == 2
    done = act(desk, "archive_selected", records, confirmed="yes", reason="Twice in the collection.")
    assert messages(done) == ["“Archive”: 2 records."]
    assert set(Activity.objects.values_list("state", "state_reason")) == {("archived", "Twice in the collection.")}


def test_nobody_moves_everything_at_once(desk, monkeypatch):
    monkeypatch.setattr("portal.core.admin.moves.AT_ONCE", 1)
    records = [activity(), activity()]
    answer = act(desk, "verify_selected", records)
    assert messages(answer) == ["Choose at most 1 records at once."]


def test_nothing_chosen_moves_nothing(desk):
    activity(state=State.IN_REVIEW)
    act(desk, "publish_selected", [])
    assert Activity.objects.get().state == State.IN_REVIEW


def test_there_is_no_deleting_of_many(desk):
    record = activity(state=State.DRAFT)
    act(desk, "delete_selected", [record], post="yes")
    assert Activity.objects.filter(pk=record.pk).exists()


# --- Deleting ---------------------------------------------------------------------------------------------------------
def test_a_draft_may_vanish(desk):
    record = activity(state=State.DRAFT)
    desk.post(page(record, "delete"), {"post": "yes"})
    assert not Activity.objects.exists()


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_what_others_saw_does_not_vanish(desk, state):
    record = activity(state=state)
    assert desk.post(page(record, "delete"), {"post": "yes"}).status_code == 403
    assert Activity.objects.filter(pk=record.pk).exists()
