"""The desk: vocabularies, countries with their dated statuses, and groups."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    Organisation,
    Topic,
    User,
)
from tests.desk import another, as_shown, errors, list_of, messages, page, save_seen
from tests.factories import activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def office(administrator, signed_in):
    """An administrator at the desk."""
    return signed_in(administrator)


def save(client, thing, **changed):
    return client.post(page(thing), as_shown(client.get(page(thing))) | changed, follow=True)


# --- Vocabularies -----------------------------------------------------------------------------------------------------
def test_a_term_has_a_field_for_each_language(desk):
    topic = Topic.objects.get(code="patents")
    shown = as_shown(desk.get(page(topic)))
    assert (shown["label_en"], shown["label_fr"]) == ("Patents", topic.labels["fr"])
    save(desk, topic, label_fr="Les brevets", label_ar="")
    topic.refresh_from_db()
    assert topic.labels["fr"] == "Les brevets"
    assert "ar" not in topic.labels
    assert topic.edited


def test_a_definition_is_edited_in_each_language(desk):
    topic = Topic.objects.get(code="patents")
    shown = as_shown(desk.get(page(topic)))
    assert {each: shown[f"definition_{each}"] for each in topic.definitions} == topic.definitions
    save(desk, topic, definition_en="What is new.\r\nAnd useful.", definition_es="")
    changed = Topic.objects.get(code="patents")
    kept = {each: text for each, text in topic.definitions.items() if each not in ("en", "es")}
    assert changed.definitions == kept | {"en": "What is new.\r\nAnd useful."}
    assert (changed.labels, changed.edited) == (topic.labels, True)


def test_a_term_needs_an_english_name(desk):
    topic = Topic.objects.get(code="patents")
    assert "This field is required" in errors(save(desk, topic, label_en=" "))
    topic.refresh_from_db()
    assert (topic.label, topic.edited) == ("Patents", False)


def test_a_new_term(desk):
    address = reverse("admin:core_topic_add")
    sent = as_shown(desk.get(address)) | {"code": "data", "label_en": "Data", "order": "99"}
    assert desk.post(address, sent).status_code == 302
    assert Topic.objects.get(code="data").labels == {"en": "Data"}


@pytest.mark.parametrize("code", ["Two words", "ä", "-", "patents", ""])
def test_a_code_that_cannot_stand_in_an_address(desk, code):
    address = reverse("admin:core_topic_add")
    sent = as_shown(desk.get(address)) | {"code": code, "label_en": "Data", "order": "99"}
    assert errors(desk.post(address, sent))


def test_a_code_once_given_stays(desk):
    topic = Topic.objects.get(code="patents")
    save(desk, topic, code="inventions")
    assert Topic.objects.filter(code="patents").exists()


@pytest.mark.parametrize("thing", [Topic, Country, CountryGroup, User], ids=lambda model: model.__name__)
def test_what_records_name_is_never_deleted(office, thing):
    first = thing.objects.first()
    assert office.post(page(first, "delete"), {"post": "yes"}).status_code == 403
    office.post(list_of(thing), {"action": "delete_selected", "_selected_action": [first.pk], "post": "yes"})
    assert thing.objects.filter(pk=first.pk).exists()


def test_an_edited_term_follows_the_file_again(desk):
    topic = Topic.objects.get(code="patents")
    save(desk, topic, label_en="Inventions")
    answer = desk.post(list_of(Topic), {"action": "follow_the_file", "_selected_action": [topic.pk]}, follow=True)
    assert messages(answer) == ["1 row follows the file again."]
    topic.refresh_from_db()
    assert not topic.edited


@pytest.mark.parametrize("model", [Topic, Country, CountryGroup, Organisation], ids=lambda model: model.__name__)
def test_long_lists_take_a_fixed_number_of_queries(desk, model):
    desk.get(list_of(model))
    with CaptureQueriesContext(connection) as all_of_them:
        answer = desk.get(list_of(model))
    assert answer.context["cl"].result_count > 20
    assert len(all_of_them) <= 10


# --- Countries and their statuses -------------------------------------------------------------------------------------
def status_line(sent: dict, scheme: str, number: int = 0) -> str:
    """The prefix of the country's n-th line in a list."""
    total = int(sent["statuses-TOTAL_FORMS"])
    return [f"statuses-{n}" for n in range(total) if sent[f"statuses-{n}-scheme"] == scheme][number]


@pytest.fixture
def brazil():
    """One status line for ever, two activities that hang on it, and one that does not."""
    CountryStatus.objects.filter(country_id="BR").delete()
    CountryStatus.objects.create(country_id="BR", scheme="development", value="developing")
    return Country.objects.get(pk="BR")


def spans(country: Country, scheme: str = "development") -> list[tuple]:
    rows = country.statuses.filter(scheme=scheme).order_by("valid_from")
    return sorted(rows.values_list("value", "valid_from", "valid_to"), key=lambda row: row[1] or date.min)


def test_a_status_that_ends_turns_the_records_after_it(desk, brazil):
    before, after = activity(starts_on=date(2013, 5, 6)), activity(starts_on=date(2021, 5, 6))
    untouched = activity(providers=["IN"], starts_on=date(2021, 5, 6))
    sent = as_shown(desk.get(page(brazil)))
    line = status_line(sent, "development")
    sent = another(
        sent | {f"{line}-valid_to": "2020-01-01"}, "statuses",
        scheme="development", value="developed", valid_from="2020-01-01",
    )  # fmt: skip
    answer = save_seen(desk, page(brazil), sent)
    assert spans(brazil) == [("developing", None, date(2020, 1, 1)), ("developed", date(2020, 1, 1), None)]
    kinds = {record.pk: type(record).objects.get(pk=record.pk).kind for record in (before, after, untouched)}
    assert kinds == {before.pk: "south_south", after.pk: "north_south", untouched.pk: "south_south"}
    assert "1 record changed its kind." in messages(answer)


def test_edited_statuses_are_marked_with_all_of_their_list(desk, brazil):
    sent = as_shown(desk.get(page(brazil)))
    line = status_line(sent, "development")
    sent = another(sent | {f"{line}-valid_to": "2020-01-01"}, "statuses", scheme="g77", value="yes")
    save_seen(desk, page(brazil), sent)
    assert set(brazil.statuses.values_list("scheme", "edited")) == {("development", True), ("g77", True)}


def test_members_by_rule_follow_a_status(desk):
    """Who graduates leaves the groups of least developed countries."""
    zambia = Country.objects.get(pk="ZM")
    record = activity(beneficiaries=["group:african-ldcs"], starts_on=date(2021, 5, 6))
    sent = as_shown(desk.get(page(zambia)))
    line = status_line(sent, "ldc")
    answer = save_seen(desk, page(zambia), sent | {f"{line}-valid_to": "2020-01-01"})
    members = CountryGroupMember.objects.filter(group__code="african-ldcs", country="ZM")
    assert list(members.values_list("valid_to", flat=True)) == [date(2020, 1, 1)]
    assert any(said.startswith("Members by rule changed in:") and "African" in said for said in messages(answer))
    assert type(record).objects.get().kind == "south_south"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"scheme": "development", "value": "developed"}, "Another status of this country in that list"),
        (
            {"scheme": "development", "value": "developed", "valid_from": "2030-01-01"},
            "Another status of this country in that list",
        ),
        ({"scheme": "ldc", "value": "developed"}, "This list does not have that value."),
        ({"scheme": "ldc", "value": "maybe"}, "not one of the available choices"),
        (
            {"scheme": "ldc", "value": "yes", "valid_from": "2030-01-01", "valid_to": "2030-01-01"},
            "begin before it ends",
        ),
        ({"scheme": "ldc", "value": "yes", "valid_from": "x"}, "Enter a valid date"),
    ],
)
def test_a_status_that_cannot_be(desk, brazil, line, said):
    record = activity()
    sent = another(as_shown(desk.get(page(brazil))), "statuses", **line)
    assert said in errors(desk.post(page(brazil), sent, follow=True))
    assert spans(brazil) == [("developing", None, None)]
    assert type(record).objects.get().kind == "south_south"


def test_two_new_statuses_that_overlap(desk, brazil):
    sent = as_shown(desk.get(page(brazil)))
    sent = another(sent, "statuses", scheme="ldc", value="yes", valid_to="2001-01-01")
    sent = another(sent, "statuses", scheme="ldc", value="yes", valid_from="2000-12-31")
    assert "Another status of this country" in errors(desk.post(page(brazil), sent, follow=True))


def test_a_status_added_meanwhile_by_somebody_else_counts(desk, brazil):
    sent = another(as_shown(desk.get(page(brazil))), "statuses", scheme="ldc", value="yes")
    CountryStatus.objects.create(country=brazil, scheme="ldc", value="yes", valid_from=date(2001, 1, 1))
    assert "Another status of this country" in errors(desk.post(page(brazil), sent, follow=True))


@pytest.mark.parametrize("day", ["2005-01-01", "2015-01-01"])
def test_a_border_between_two_statuses_is_moved(desk, brazil, day):
    brazil.statuses.update(valid_to=date(2010, 1, 1))
    CountryStatus.objects.create(country=brazil, scheme="development", value="transition", valid_from=date(2010, 1, 1))
    sent = as_shown(desk.get(page(brazil)))
    ends, begins = [status_line(sent, "development", number) for number in (0, 1)]
    if sent[f"{begins}-valid_to"]:
        ends, begins = begins, ends
    answer = save_seen(desk, page(brazil), sent | {f"{ends}-valid_to": day, f"{begins}-valid_from": day})
    assert answer.redirect_chain, errors(answer)
    moved = date.fromisoformat(day)
    assert spans(brazil) == [("developing", None, moved), ("transition", moved, None)]


def test_saving_a_country_unchanged_judges_nothing(desk, brazil):
    answer = save(desk, brazil)
    assert not [said for said in messages(answer) if "kind" in said]


def test_an_override_stands_when_a_status_changes(desk, brazil):
    record = activity(kind_override="triangular", kind_override_reason="Known.", kind="triangular")
    sent = as_shown(desk.get(page(brazil)))
    save_seen(desk, page(brazil), sent | {f"{status_line(sent, 'development')}-value": "developed"})
    assert type(record).objects.get().kind == "triangular"


def test_countries_are_those_of_iso_3166(desk):
    assert desk.get(reverse("admin:core_country_add")).status_code == 403


def test_statuses_are_listed_to_be_read(desk):
    html = desk.get(list_of(CountryStatus), {"q": "Brazil"}).content.decode()
    assert reverse("admin:core_country_change", args=["BR"]) in html
    assert desk.get(reverse("admin:core_countrystatus_add")).status_code == 403


# --- Groups -----------------------------------------------------------------------------------------------------------
def test_a_member_entered_by_hand_takes_the_place_of_the_rule(desk):
    group = CountryGroup.objects.get(code="african-ldcs")
    assert group.memberships.filter(country="ZM", by_rule=True).exists()
    sent = another(as_shown(desk.get(page(group))), "memberships", country="ZM", valid_from="2000-01-01")
    answer = save_seen(desk, page(group), sent)
    assert answer.redirect_chain, errors(answer)
    rows = group.memberships.filter(country="ZM").values_list("by_rule", "valid_from")
    assert list(rows) == [(False, date(2000, 1, 1))]
    group.refresh_from_db()
    assert group.edited


def test_members_of_a_group_decide_the_kind(desk):
    group = CountryGroup.objects.get(code="aripo")
    record = activity(beneficiaries=["group:aripo"], starts_on=date(2021, 5, 6))
    sent = another(as_shown(desk.get(page(group))), "memberships", country="JP")
    answer = save_seen(desk, page(group), sent)
    assert type(record).objects.get().kind == "other"
    assert "1 record changed its kind." in messages(answer)


@pytest.mark.parametrize("rule", ["continent=Africa", "ldc", "ldc=yes;ldc=no", "x"])
def test_a_rule_nobody_can_check(desk, rule):
    group = CountryGroup.objects.get(code="african-ldcs")
    assert "is not a clause of a rule" in errors(save(desk, group, rule=rule))


def test_a_new_rule_finds_its_members(desk):
    address = reverse("admin:core_countrygroup_add")
    sent = as_shown(desk.get(address))
    sent |= {
        "code": "islands",
        "label_en": "African islands",
        "kind": "status",
        "rule": "m49_region=Africa;sids=yes",
        "order": "99",
    }
    assert desk.post(address, sent).status_code == 302
    members = CountryGroup.objects.get(code="islands").memberships
    assert {"CV", "MU", "SC"} <= set(members.values_list("country_id", flat=True))
    assert not members.filter(by_rule=False).exists()


def test_the_same_member_twice(desk):
    group = CountryGroup.objects.get(code="aripo")
    sent = as_shown(desk.get(page(group)))
    for _ in range(2):
        sent = another(sent, "memberships", country="JP")
    assert "already a member on some of these days" in errors(desk.post(page(group), sent, follow=True))
