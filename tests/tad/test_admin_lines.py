"""The lines of an activity in its form: what is refused, what may change places, what is looked up."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.core.models import Organisation, Topic
from tad.models import Activity, Participation
from tests.desk import another, as_shown, errors, page
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def save(client, record: Activity, **changed):
    """Open the change page, change some fields, press save."""
    return client.post(page(record), as_shown(client.get(page(record))) | changed, follow=True)


def lines(record: Activity) -> list[tuple]:
    return list(record.participations.values_list("role", "country_id"))


def place_of(sent: dict, prefix: str, **wanted) -> int:
    """The number of the line in the form that shows these values."""
    total = int(sent[f"{prefix}-TOTAL_FORMS"])
    return next(n for n in range(total) if all(sent[f"{prefix}-{n}-{key}"] == value for key, value in wanted.items()))


# --- Lines ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"role": "beneficiary", "country": "KE"}, "This participant already has that role."),
        ({"role": "host"}, "Name a country, a group or an organisation."),
        ({"role": "host", "country": "KE", "group": "aripo"}, "A group stands alone"),
        ({"role": "king", "country": "KE"}, "not one of the available choices"),
        ({"role": "host", "country": "QQ"}, "not one of the available choices"),
    ],
)
def test_a_participation_that_cannot_be(desk, reference, line, said):
    record = activity()
    if "group" in line:
        line = line | {"group": reference.groups.by_code["aripo"].id}
    sent = another(as_shown(desk.get(page(record))), "participations", **line)
    answer = desk.post(page(record), sent, follow=True)
    assert said in errors(answer)
    assert record.participations.count() == 2


def test_two_new_lines_that_say_the_same(desk):
    record = activity()
    sent = as_shown(desk.get(page(record)))
    for _ in range(2):
        sent = another(sent, "participations", role="host", country="GH")
    assert "This participant already has that role." in errors(desk.post(page(record), sent, follow=True))


@pytest.mark.parametrize(
    ("prefix", "line", "said"),
    [
        ("taggings", {"topic": "patents"}, "This is listed twice."),
        ("goal_links", {"goal": "9", "is_main": "on"}, "An activity has one main goal."),
        ("funding", {"kind": "in-kind", "amount": "5"}, "An amount needs a currency code"),
        ("funding", {"kind": "in-kind", "amount": "5", "currency": "usd"}, "An amount needs a currency code"),
        ("funding", {"kind": "in-kind", "amount": "5", "currency": "USD", "band": "under_10k"}, "not both"),
        ("quantities", {"unit": "persons", "number": "many"}, "Enter a whole number"),
        ("documents", {"kind": "page", "title": "Nowhere", "url": "nowhere"}, "Enter a valid URL"),
        ("sources", {"record": "A1", "citation": "News"}, "already exists"),
    ],
)
def test_other_lines_that_cannot_be(desk, prefix, line, said):
    from portal.core.models import FundingKind, Goal

    activity(lines={"sources": [{"record": "A1", "citation": "News"}]})
    record = activity(topics=["patents"], lines={"goals": [{"goal": Goal.objects.get(code="8"), "is_main": True}]})
    for name, model in [("topic", Topic), ("goal", Goal)]:
        if name in line:
            line = line | {name: model.objects.get(code=line[name]).pk}
    if prefix == "funding":
        line = line | {"kind": FundingKind.objects.get(code=line["kind"]).pk}
    sent = another(as_shown(desk.get(page(record))), prefix, **line)
    assert said in errors(desk.post(page(record), sent, follow=True))


def test_lines_may_exchange_places(desk):
    """Half-way the record would name Kenya as beneficiary twice; the end is what counts."""
    record = activity(beneficiaries=["KE", "UG", "TZ"])
    sent = as_shown(desk.get(page(record)))
    places = {code: place_of(sent, "participations", country=code) for code in ("KE", "UG", "TZ")}
    for now, then in [("KE", "UG"), ("UG", "TZ"), ("TZ", "KE")]:
        sent[f"participations-{places[now]}-country"] = then
    answer = desk.post(page(record), sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    assert [country for role, country in lines(record) if role == "beneficiary"] == ["UG", "TZ", "KE"]


def test_another_goal_becomes_the_main_one(desk):
    record = activity(goals=["8", "9"])
    first, second = record.goal_links.order_by("pk")
    record.goal_links.filter(pk=second.pk).update(is_main=True)
    sent = as_shown(desk.get(page(record)))
    del sent["goal_links-1-is_main"]
    answer = desk.post(page(record), sent | {"goal_links-0-is_main": "on"}, follow=True)
    assert answer.redirect_chain, errors(answer)
    assert [link.pk for link in record.goal_links.filter(is_main=True)] == [first.pk]


def test_a_line_is_removed_and_the_same_entered_anew(desk):
    record = activity()
    sent = as_shown(desk.get(page(record)))
    number = place_of(sent, "participations", role="provider")
    sent = another(sent | {f"participations-{number}-DELETE": "on"}, "participations", role="provider", country="BR")
    assert desk.post(page(record), sent, follow=True).redirect_chain
    assert lines(record) == [("beneficiary", "KE"), ("provider", "BR")]


def test_a_line_of_another_record_cannot_be_taken(desk):
    mine, other = activity(), activity()
    foreign = other.participations.first()
    sent = as_shown(desk.get(page(mine)))
    desk.post(page(mine), sent | {"participations-0-id": foreign.pk, "participations-0-country": "GH"})
    assert Participation.objects.get(pk=foreign.pk).activity_id == other.pk


def test_mangled_line_counts_are_no_crash(desk):
    record = activity()
    assert save(desk, record, **{"participations-TOTAL_FORMS": "x"}).status_code == 200


# --- Looking things up ------------------------------------------------------------------------------------------------
def look_up(client, field: str, term: str, model: str = "participation") -> list[str]:
    sent = {"app_label": "tad", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.get(reverse("admin:autocomplete"), sent).json()["results"]]


def test_relations_are_looked_up_in_any_language(desk):
    organisation("Bureau of Marks", acronym="BM")
    assert look_up(desk, "country", "keny") == ["Kenya"]
    assert look_up(desk, "country", "Кения") == ["Kenya"]
    assert look_up(desk, "group", "aripo") == ["ARIPO member states"]
    assert look_up(desk, "organisation", "eau of mar") == ["Bureau of Marks (BM)"]


def test_what_is_out_of_use_is_not_offered_but_stays(desk):
    record = activity(topics=["patents"])
    Topic.objects.filter(code="patents").update(is_active=False)
    assert "Patents" not in look_up(desk, "topic", "patent", "activitytopic")
    assert save(desk, record, outcome="Done.").redirect_chain
    assert [topic.code for topic in record.topics.all()] == ["patents"]


def test_organisations_in_use_are_not_deleted(desk):
    wipo = Organisation.objects.get(slug="wipo")
    activity(others={"organiser": ["organisation:wipo"]})
    assert desk.post(page(wipo, "delete"), {"post": "yes"}).status_code == 403
    free = organisation()
    assert desk.post(page(free, "delete"), {"post": "yes"}).status_code == 302
    assert not Organisation.objects.filter(pk=free.pk).exists()
