"""The desk warns of look-alikes and never refuses; and what is to be verified is verified from the list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core.models import State
from tad.models import Activity
from tests.desk import as_shown, list_of, messages, page
from tests.factories import activity

pytestmark = pytest.mark.django_db
LIST = list_of(Activity)
ADD = reverse("admin:tad_activity_add")
TITLE = "Regional workshop on marks <b>for</b> small firms"


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def test_a_new_record_that_looks_like_another_is_saved_with_a_warning(desk):
    known = activity(title=TITLE, starts_on=date(2019, 3, 4))
    answer = desk.post(ADD, as_shown(desk.get(ADD)) | {"title": TITLE, "starts_on": "2019-03-04"}, follow=True)
    made = Activity.objects.exclude(pk=known.pk).get()
    [warning] = [said for said in messages(answer) if "looks like" in said]
    assert f'<a href="{page(known)}">{known.ref}</a>' in warning
    assert "&lt;b&gt;for" in warning
    assert "same title, same dates" in warning
    assert f">{known.ref}</a>" in desk.get(page(made)).content.decode()


def test_a_record_like_no_other_has_no_warning(desk):
    activity(title="Something else")
    record = activity(title=TITLE)
    html = desk.get(page(record)).content.decode()
    assert "Is it here already?" not in html
    answer = desk.post(page(record), as_shown(desk.get(page(record))), follow=True)
    assert not [said for said in messages(answer) if "looks like" in said]


def test_the_review_queue_names_look_alikes_in_as_many_queries_for_many_as_for_one(desk):
    known = activity(title=TITLE, starts_on=date(2019, 3, 4))
    counts = []
    for number in (1, 5):
        for _ in range(number):
            activity(title=TITLE, starts_on=date(2019, 3, 4), state=State.IN_REVIEW)
        desk.get(LIST, {"queue": "to-review"})
        with CaptureQueriesContext(connection) as queries:
            html = desk.get(LIST, {"queue": "to-review"}).content.decode()
        counts.append(len(queries))
    assert html.count(f'<a href="{page(known)}">{known.ref}</a>') == 6
    assert counts[0] == counts[1]


def test_what_is_due_is_verified_from_its_list_and_the_list_comes_back(desk):
    due = activity(verify_due_on=date(2020, 1, 1), last_verified_on=date(2019, 1, 1))
    html = desk.get(LIST, {"queue": "to-verify"}).content.decode()
    address = f"{page(due)}move/verify/?from_list=queue%3Dto-verify"
    assert f'formaction="{address}"' in html
    answer = desk.post(address, follow=True)
    assert answer.redirect_chain[-1][0] == f"{LIST}?queue=to-verify"
    assert messages(answer) == [f"{due.ref} was found true today."]
    due.refresh_from_db()
    assert (due.last_verified_on, due.verify_due_on) == (timezone.localdate(), timezone.localdate() + timedelta(365))


def test_what_is_due_soon_is_a_queue_of_its_own(desk):
    today = timezone.localdate()
    due = {days: activity(verify_due_on=today + timedelta(days=days)) for days in (0, 1, 30, 31)}
    found = set(desk.get(LIST, {"queue": "due-soon"}).context["cl"].result_list)
    assert found == {due[1], due[30]}


# --- Many at once -----------------------------------------------------------------------------------------------------
def chosen(action: str, records: list[Activity], **sent) -> dict:
    return {"action": action, "_selected_action": [record.pk for record in records]} | sent


def test_a_page_lists_what_goes_along_and_what_stays_and_why(desk):
    waiting, draft = activity(state=State.IN_REVIEW), activity(state=State.DRAFT)
    answer = desk.post(LIST, chosen("publish_selected", [waiting, draft]))
    assert list(answer.context["records"]) == [waiting]
    assert [(each.record, each.refusal) for each in answer.context["refused"]] == [
        (draft, f"{draft.ref} is now in the state “Draft”: this step is not possible from there.")
    ]
    assert Activity.objects.published().count() == 0


def test_many_are_sent_back_for_one_reason(desk):
    records = [activity(state=State.IN_REVIEW), activity(state=State.IN_REVIEW)]
    desk.post(LIST, chosen("send_back_selected", records, confirmed="yes", reason=" "))
    assert set(Activity.objects.values_list("state", flat=True)) == {"in_review"}
    desk.post(LIST, chosen("send_back_selected", records, confirmed="yes", reason="No date."))
    assert set(Activity.objects.values_list("state", "state_reason")) == {("changes_requested", "No date.")}


@pytest.mark.parametrize("action", ["publish_selected", "verify_selected"])
def test_a_double_click_moves_once(desk, action):
    record = activity(
        state=State.IN_REVIEW if action == "publish_selected" else State.PUBLISHED, last_verified_on=date(2020, 1, 1)
    )
    desk.post(LIST, chosen(action, [record], confirmed="yes"), follow=True)
    events = Activity.pgh_event_model.objects.count()
    answer = desk.post(LIST, chosen(action, [record], confirmed="yes"), follow=True)
    assert len(messages(answer)) == 1
    assert messages(answer)[0].startswith(record.ref)
    assert Activity.pgh_event_model.objects.count() == events


def test_many_are_moved_in_as_many_queries_as_one(desk):
    counts = []
    for number in (1, 12):
        records = [activity(state=State.IN_REVIEW) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            desk.post(LIST, chosen("publish_selected", records, confirmed="yes"))
        counts.append(len(queries))
    assert Activity.objects.published().count() == 13
    assert counts[0] == counts[1]


def test_a_thousand_fit_into_one_form(desk):
    record = activity(state=State.IN_REVIEW)
    sent = chosen("publish_selected", [record]) | {"_selected_action": [record.pk, *range(10**6, 10**6 + 1500)]}
    assert list(desk.post(LIST, sent).context["records"]) == [record]
