"""The roster on the desk: queues, consents taken back, interests, entering somebody."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from roster import consents
from roster.models import Consent, Consultant, Conversation
from tests.desk import another, as_shown, list_of, messages, page
from tests.factories import activity, consultant, full_consultant, organisation, user
from tests.reading import body
from tests.roster.relaying import asked

pytestmark = pytest.mark.django_db
Field = Consent.Field
INTERESTS = "/admin/roster/consultant/interests/"


@pytest.fixture
def desk(signed_in, curator):
    return signed_in(curator)


def in_queue(desk, name: str) -> list[str]:
    return [each.ref for each in desk.get(f"{list_of(Consultant)}?queue={name}").context["cl"].result_list]


def test_each_queue_holds_whom_it_says(desk):
    today = timezone.localdate()
    due = consultant(confirm_due_on=today, account=user())
    silent = consultant(hidden_at=timezone.now(), confirm_due_on=today - timedelta(days=90), account=user())
    unclaimed = consultant(state="draft", released=[])
    review = consultant(state="in_review", account=user(), name="Grace Achieng")
    consultant(confirm_due_on=today + timedelta(days=1), account=user(), name="Achieng Grace")
    for nobody in ({"is_sample": True}, {"withdrawn_at": timezone.now()}):
        consultant(confirm_due_on=today, hidden_at=timezone.now(), **nobody)
    queues = {name: in_queue(desk, name) for name in ("to-confirm", "silent", "unclaimed", "to-review")}
    assert queues == {
        "to-confirm": [due.ref], "silent": [silent.ref], "unclaimed": [unclaimed.ref], "to-review": [review.ref],
    }  # fmt: skip
    html = desk.get(f"{list_of(Consultant)}?queue=to-review").content.decode()
    assert "Achieng Grace: same name, no year of birth to compare" in html
    assert "Confirmation due" in desk.get(reverse("admin:index")).content.decode()


def test_lists_and_pages_cost_the_same_however_many(desk, django_assert_max_num_queries):
    pages = [f"{list_of(Consultant)}?queue=to-review", reverse("admin:roster_consultant_doubles"), INTERESTS]
    full_consultant(state="in_review", name="Amina Diallo 0")
    for _warm in pages:
        desk.get(_warm)
    costs = []
    for number in range(1, 7):
        with django_assert_max_num_queries(60) as asked:
            for each in pages:
                assert desk.get(each).status_code == 200
        costs.append(len(asked))
        full = {"employer": organisation(f"Office {number}"), "interests_declared_on": None, "interests": ""}
        consultant(state="in_review", name=f"Amina Diallo {number}", **full)
    assert costs[2:] == [costs[2]] * 4


def test_somebody_entered_by_a_curator_is_seen_by_nobody(desk, client):
    add = reverse("admin:roster_consultant_add")
    shown = desk.get(add)
    sent = as_shown(shown) | {"name": "Grace Achieng", "email": "grace@example.org", "basis": "worked"}
    sent = another(sent, "nationality_links", country="KE")
    desk.post(add, sent, follow=True)
    record = Consultant.objects.get(name="Grace Achieng")
    assert (record.state, record.mailbox, record.account) == ("draft", "grace@example.org", None)
    told = [messages(desk.post(f"{page(record)}move/{move}/", follow=True)) for move in ("submit", "publish")]
    assert told[1] == [f"{record.ref} has not agreed to be listed."]
    assert client.get(f"/roster/{record.ref}/").status_code == 404


# --- Consents ---------------------------------------------------------------------------------------------------------
def test_a_curator_takes_back_for_who_asks_and_gives_nothing(desk, curator, client):
    record = full_consultant()
    shown = desk.get(page(record)).content.decode()
    assert page(record, "consents") in shown
    assert "In the application" in shown
    form = page(record, "consents")
    assert desk.get(form).content.decode().count('type="checkbox"') == len(Field)
    for wrong in ({}, {"fields_withdrawn": ["name"]}, {"reason": "By telephone"}, {"fields_withdrawn": ["email"]}):
        assert desk.post(form, wrong).status_code == 200
    assert consents.given(record) == set(Field)
    sent = {"fields_withdrawn": ["name", "biography"], "reason": "By telephone, 3 May"}
    assert messages(desk.post(form, sent, follow=True)) == ["Taken back: nobody sees it any more."]
    assert desk.post(form, sent).status_code == 200  # pressed twice: there is nothing more to take back
    assert consents.given(record) == set(Field) - {Field.NAME, Field.BIOGRAPHY}
    assert {each.withdrawn_by for each in record.consents.exclude(withdrawn_at=None)} == {curator}
    assert "Otieno" not in client.get(f"/roster/{record.ref}/").content.decode()
    history = desk.get(page(record, "history")).content.decode()
    assert "Consents taken back for the consultant" in history
    assert "By telephone, 3 May" in history
    desk.post(form, {"fields_withdrawn": Field.values[:1], "reason": "A letter"})
    assert client.get(f"/roster/{record.ref}/").status_code == 404
    assert "Nothing of this profile" in desk.get(page(consultant(released=[]), "consents")).content.decode()


# --- Interests --------------------------------------------------------------------------------------------------------
def rows(desk, query: str = "") -> list[tuple[str, str, str]]:
    text = body(desk, f"{INTERESTS}?format=csv{query}").decode("utf-8-sig")
    return [(row["name"], row["for_employer"], row["marks"]) for row in csv.DictReader(StringIO(text, newline=""))]


def test_what_may_conflict_is_marked_and_can_be_taken_away(desk):
    today = timezone.localdate()
    office, elsewhere = organisation("Office of Nairobi"), organisation("Office of Kampala")
    own = activity(others={"organiser": [f"organisation:{office.slug}"]})
    other = activity(others={"organiser": [f"organisation:{elsewhere.slug}"]})
    fresh = {"interests_declared_on": today - timedelta(days=300), "employer": office}
    lines = {"assignments": [{"activity_id": own.pk, "role": role} for role in ("a", "b")]}
    consultant(name="A", **fresh)
    consultant(name="B", **fresh, lines=lines)
    consultant(name="C", **fresh, lines={"assignments": [{"activity_id": other.pk}]}, nominated_by=elsewhere)
    consultant(name="D", **fresh, nominated_by=office, basis="nominated", released=[])
    consultant(name="E", interests_declared_on=today - timedelta(days=366), interests="=cmd()")
    consultant(name="F")
    asks = asked(consultant(name="G", **fresh))
    Conversation.objects.filter(pk=asks.pk).update(organisation=office)
    asked(consultant(name="H", **fresh))
    consultant(name="Sample", is_sample=True)
    consultant(name="Withdrawn", withdrawn_at=timezone.now())
    marked = [
        ("B", own.ref, "Worked for the own employer"),
        ("D", "", "Nominated by the own employer"),
        ("E", "", "Declared more than 12 months ago"),
        ("F", "", "Nothing declared"),
        ("G", "", "Asked by the own employer"),
    ]
    assert rows(desk, "&only=marked") == marked
    assert rows(desk) == [("A", "", ""), *marked[:1], ("C", "", ""), *marked[1:], ("H", "", "")]
    assert "'=cmd()" in body(desk, f"{INTERESTS}?format=csv").decode()
    html = desk.get(f"{INTERESTS}?only=marked").content.decode()
    assert all(mark in html for _name, _refs, mark in marked)
    assert desk.get(f"{INTERESTS}?page=x").status_code == 200


def test_nothing_to_look_at(desk):
    assert "Nothing to look at." in desk.get(INTERESTS).content.decode()
    assert rows(desk) == []
