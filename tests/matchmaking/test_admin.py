"""Needs and offers on the curators' desk: lists, queues, new ones, changed ones, publication."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matchmaking.models import Need, NeedQuestion, Offer
from portal.core.models import Region, State, Topic
from tests.desk import another, as_shown, errors, list_of, page
from tests.factories import need, offer, organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.mark.parametrize(("model", "make"), [(Need, need), (Offer, offer)])
def test_the_list_takes_as_many_queries_for_many_as_for_one(desk, model, make, django_assert_max_num_queries):
    make()
    with django_assert_max_num_queries(40) as one:
        desk.get(list_of(model))
    count = len(one)
    make(expires_on=TODAY() - timedelta(days=1))
    make(ending="matched")
    for _ in range(6):
        make(state=State.IN_REVIEW)
    with django_assert_max_num_queries(count):
        assert desk.get(list_of(model)).context["cl"].result_count == 9
    counts = {
        status: desk.get(list_of(model), {"status": status}).context["cl"].result_count
        for status in ("open", "expired", "matched", "closed")
    }
    assert counts == {"open": 1, "expired": 1, "matched": 1, "closed": 0}
    assert desk.get(list_of(model), {"queue": "to-review"}).context["cl"].result_count == 6


def test_a_new_need_is_a_draft_until_a_verified_owner_and_a_day_are_there(desk, curator):
    add, office = reverse("admin:matchmaking_need_add"), organisation(country="KE")
    sent = as_shown(desk.get(add)) | {"title": "Examiners' training", "match_types": ["technical", "financial"]}
    sent = another(sent, "taggings", topic=Topic.objects.get(code="patents").pk)
    sent = another(sent, "places", region=Region.objects.get(code="africa").pk)
    answer = desk.post(add, sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    record = Need.objects.get()
    assert (record.ref, record.state, record.created_by) == (f"ND-{TODAY().year}-0001", State.DRAFT, curator)
    assert record.match_types == ["technical", "financial"]
    assert [str(line) for line in record.places.all()] == ["Africa"]
    desk.post(f"{page(record)}move/submit/")
    said = desk.post(f"{page(record)}move/publish/", follow=True).content.decode()
    assert "has no owner that is verified" in said
    sent = as_shown(desk.get(page(record))) | {"owner": office.pk, "expires_on": TODAY().isoformat()}
    assert desk.post(page(record), sent, follow=True).redirect_chain
    desk.post(f"{page(record)}move/publish/")
    record.refresh_from_db()
    assert (record.state, record.owner) == (State.PUBLISHED, office)


def test_what_the_desk_refuses_is_said(desk):
    add = reverse("admin:matchmaking_offer_add")
    days = {"deadline": "2027-02-02", "expires_on": "2027-02-01"}
    answer = desk.post(add, as_shown(desk.get(add)) | {"title": "Training", "conditions": ["free"]} | days)
    assert "Answers cannot be wanted by a day on which it is no longer open." in str(errors(answer))
    sent = another(as_shown(desk.get(add)) | {"title": "Training"}, "places", country="KE")
    sent["places-0-region"] = Region.objects.get(code="africa").pk
    assert "only one of them" in str(errors(desk.post(add, sent)))
    assert not Offer.objects.exists()


@pytest.mark.parametrize("make", [need, offer])
def test_what_is_published_stays_somebodys(desk, make):
    record = make()
    answer = desk.post(page(record), as_shown(desk.get(page(record))) | {"owner": "", "expires_on": ""})
    assert errors(answer).count("This field is required") == 2
    draft = make(state=State.DRAFT)
    ended = [b"How it ended" in desk.get(page(each)).content for each in (record, draft)]
    assert ended == [True, False]  # what was never open has no status
    sent = as_shown(desk.get(page(draft))) | {"owner": "", "expires_on": ""}
    assert desk.post(page(draft), sent, follow=True).redirect_chain


@pytest.mark.parametrize("field", ["language", "places-0-country", "form_key"])
def test_a_character_that_no_text_can_hold_is_refused(desk, field):
    add = reverse("admin:matchmaking_need_add")
    sent = another(as_shown(desk.get(add)) | {"title": "Training"}, "places", country="KE")
    answer = desk.post(add, sent | {field: "a\0b"})
    assert (answer.status_code, Need.objects.count()) == (200, 0)


def test_a_question_can_be_read_and_taken_away(desk, member):
    record = need()
    asked = NeedQuestion.objects.create(need=record, text="How many examiners?", asked_by=member)
    shown = desk.get(page(record))
    assert "How many examiners?" in shown.content.decode()
    desk.post(page(record), as_shown(shown) | {"questions-0-DELETE": "on"})
    assert not NeedQuestion.objects.filter(pk=asked.pk).exists()


@pytest.mark.parametrize("make", [need, offer])
def test_saving_unchanged_changes_nothing_but_who_looked(desk, make):
    record = make(match_types=["ppp"], confidential="Our budget.", deadline=TODAY())
    before = type(record).objects.values().get()
    answer = desk.post(page(record), as_shown(desk.get(page(record))), follow=True)
    assert answer.redirect_chain, errors(answer)
    after = type(record).objects.values().get()
    assert {name for name in before if before[name] != after[name]} == {"updated_at", "updated_by_id"}
