"""Initiatives and case studies on the curators' desk: lists, queues, new ones, changed ones, moves, history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import CaseStudy, Initiative
from portal.core import curation
from portal.core.models import Country, Focus, Instrument, State
from tests.desk import another, as_shown, errors, list_of, page
from tests.factories import case_study, full_initiative, initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def save(client, record, **changed):
    return client.post(page(record), as_shown(client.get(page(record))) | changed, follow=True)


@pytest.mark.parametrize(("model", "make"), [(Initiative, initiative), (CaseStudy, case_study)])
def test_the_list_takes_as_many_queries_for_many_as_for_one(desk, model, make, django_assert_max_num_queries):
    make()
    with django_assert_max_num_queries(40) as one:
        desk.get(list_of(model))
    count = len(one)
    for _ in range(8):
        make(state=State.IN_REVIEW)
    with django_assert_max_num_queries(count):
        assert desk.get(list_of(model)).context["cl"].result_count == 9


@pytest.mark.parametrize(("model", "make"), [(Initiative, initiative), (CaseStudy, case_study)])
def test_still_running_is_asked_a_year_after_publication(desk, curator, model, make):
    record = make(state=State.IN_REVIEW)
    make(verify_due_on=timezone.localdate() + timedelta(days=1))
    curation.publish(record, by=curator)
    assert record.verify_due_on == timezone.localdate() + timedelta(days=365)
    model.objects.filter(pk=record.pk).update(verify_due_on=timezone.localdate())
    assert list(desk.get(list_of(model), {"queue": "to-verify"}).context["cl"].result_list) == [record]
    [counted] = [
        queue.count
        for each in desk.get(reverse("admin:index")).context["desks"]
        for queue in each["queues"]
        if each["list_url"] == list_of(model) and queue.queue.code == "to-verify"
    ]
    assert counted == 1


def test_a_new_initiative_is_a_draft_and_is_judged(desk, curator):
    add = reverse("admin:partnerships_initiative_add")
    sent = as_shown(desk.get(add)) | {"title": "Shared examination", "starts_on": "2019-03-04"}
    sent = another(sent, "participations", role="provider", country="BR")
    sent = another(sent, "participations", role="beneficiary", country="KE")
    sent = another(sent, "instrument_links", instrument=Instrument.objects.get(code="network").pk)
    sent = another(sent, "result_lines", figure="9", unit="offices", what="taking part")
    answer = desk.post(add, sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    record = Initiative.objects.get()
    assert (record.ref, record.state, record.created_by, record.kind) == (
        "PI-2019-0001", State.DRAFT, curator, "south_south",
    )  # fmt: skip
    assert [line.country_id for line in record.participations.all()] == ["BR", "KE"]


def test_a_new_case_study_with_its_lines(desk):
    add = reverse("admin:partnerships_casestudy_add")
    sent = as_shown(desk.get(add)) | {"title": "A pepper", "year": "2010"}
    sent = another(sent, "country_links", country=Country.objects.get(iso2="KH").pk)
    sent = another(sent, "focus_links", focus=Focus.objects.get(code="origin").pk)
    answer = desk.post(add, sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    record = CaseStudy.objects.get()
    assert record.ref == f"CS-{timezone.localdate().year}-0001"
    assert [country.iso2 for country in record.countries.all()] == ["KH"]


@pytest.mark.parametrize("make", [full_initiative, case_study])
def test_saving_unchanged_changes_nothing_but_who_looked(desk, curator, make):
    record = make()
    before = type(record).objects.values().get()
    answer = save(desk, record)
    assert answer.redirect_chain, errors(answer)
    after = type(record).objects.values().get()
    assert {name for name in before if before[name] != after[name]} == {"updated_at", "updated_by_id"}


IMPOSSIBLE = [
    (initiative, {"starts_on": "2019-03-05", "ends_on": "2019-03-04"}, "cannot end before it starts"),
    (initiative, {"starts_on": "1066-10-14"}, "between 1900 and 2199"),
    (initiative, {"amount": "5"}, "An amount needs a currency code"),
    (initiative, {"currency": "usd"}, "A currency needs an amount or a band."),
    (initiative, {"amount": "5", "currency": "USD", "band": "10k_50k"}, "not both"),
    (initiative, {"kind_override": "triangular"}, "Setting the kind by hand needs a reason."),
    (initiative, {"support": "x"}, "not one of the available choices"),
    (initiative, {"title": ""}, "This field is required"),
    (case_study, {"year": "1066"}, "between 1900 and 2199"),
    (case_study, {"year": "long ago"}, "Enter a whole number"),
    (case_study, {"initiative": "999999"}, "not one of the available choices"),
    (case_study, {"summary": "x" * 501}, "at most 500 characters"),
]


@pytest.mark.parametrize("make", [initiative, case_study])
def test_what_cannot_be_is_said_at_the_form(desk, make):
    record = make(title="As it was")
    shown = as_shown(desk.get(page(record)))
    for changed, said in [(changed, said) for of, changed, said in IMPOSSIBLE if of is make]:
        answer = desk.post(page(record), shown | changed)
        assert (changed, answer.status_code, said in errors(answer)) == (changed, 200, True)
        assert type(record).objects.get().title == "As it was", changed


def test_an_initiative_is_not_related_to_itself(desk):
    record = initiative()
    sent = another(as_shown(desk.get(page(record))), "relations", other=record.pk)
    assert "not related to itself" in errors(desk.post(page(record), sent))


def test_a_change_under_way_is_not_overwritten(desk, signed_in, administrator):
    record = case_study(title="As it was")
    mine = as_shown(desk.get(page(record)))
    save(signed_in(administrator), record, title="As the other one wrote")
    answer = desk.post(page(record), mine | {"title": "Mine"}, follow=True)
    assert not answer.redirect_chain
    assert CaseStudy.objects.get().title == "As the other one wrote"


@pytest.mark.parametrize("make", [initiative, case_study])
def test_moves_and_history_are_at_the_record(desk, make):
    record = make(state=State.IN_REVIEW)
    desk.post(reverse(f"admin:partnerships_{record._meta.model_name}_move", args=[record.pk, "publish"]), follow=True)
    record.refresh_from_db()
    assert record.state == State.PUBLISHED
    assert desk.get(page(record, "history")).status_code == 200


@pytest.mark.parametrize("make", [initiative, case_study])
def test_only_curators_come_in(client, signed_in, member, make):
    record = make()
    assert [each.get(page(record)).status_code for each in (client, signed_in(member))] == [302, 302]
