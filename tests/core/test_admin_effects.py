"""What a change of a status or a membership would do is shown first, and what is shown is what happens."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import groups, reclassify
from portal.core.admin import effects
from portal.core.models import Country, CountryGroup, CountryGroupMember, CountryStatus
from tad.models import Activity
from tests.desk import another, as_shown, errors, messages, page, posted_on, save_seen
from tests.factories import activity

pytestmark = pytest.mark.django_db
GRADUATION = date(2026, 11, 24)


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def nepal():
    """Least developed until a day that is announced; no other status counts."""
    CountryStatus.objects.filter(country_id="NP").delete()
    CountryStatus.objects.create(country_id="NP", scheme="ldc", value="yes", scheduled_to=GRADUATION)
    groups.refresh_members()
    return Country.objects.get(pk="NP")


def with_end(client, country: Country, day: date, scheme: str = "ldc") -> dict:
    """The form, filled in: the country's (only) status of the list ends that day."""
    sent = as_shown(client.get(page(country)))
    [line] = [key[: -len("-scheme")] for key, value in sent.items() if key.endswith("-scheme") and value == scheme]
    return sent | {f"{line}-valid_to": day.isoformat()}


def beginning(*days: str, **values) -> list[Activity]:
    values = {"providers": ["IN"], "beneficiaries": ["NP"]} | values
    return [activity(starts_on=date.fromisoformat(day), **values) for day in days]


def kinds() -> dict[str, str]:
    return dict(Activity.objects.values_list("ref", "kind"))


def shown(answer) -> list[tuple[str, str, str]]:
    return [(row["turn"].ref, row["turn"].old_kind, row["turn"].new_kind) for row in answer.context["rows"]]


# --- What is shown ----------------------------------------------------------------------------------------------------
def test_a_graduation_turns_what_begins_on_the_day_or_after_it(desk, nepal):
    _before, on_the_day, after = beginning("2026-11-23", "2026-11-24", "2026-11-25")
    stored = kinds()
    answer = desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    turn = ("South-South", "Unclassified")
    assert shown(answer) == [(on_the_day.ref, *turn), (after.ref, *turn)]
    html = answer.content.decode()
    assert "2 records change their kind" in html
    assert "24 November 2026" in html
    assert "The status on the day, or the membership, is not recorded for: Nepal." in html
    assert kinds() == stored
    assert list(nepal.statuses.values_list("valid_to", "edited")) == [(None, False)]


def test_a_scheduled_end_changes_nothing(desk, nepal):
    beginning("2026-11-25")
    sent = as_shown(desk.get(page(nepal)))
    answer = desk.post(page(nepal), sent | {"statuses-0-scheduled_to": "2026-11-20", "statuses-0-note": "Put forward."})
    assert answer.status_code == 302
    assert set(kinds().values()) == {"south_south"}


def test_a_status_of_the_future_changes_no_record_of_today(desk, nepal):
    beginning("2026-11-24", "2029-12-31")
    answer = save_seen(desk, page(nepal), with_end(desk, nepal, date(2030, 1, 1)))
    assert "0 records changed their kind." in messages(answer)
    assert set(kinds().values()) == {"south_south"}
    [later] = beginning("2030-01-01")
    assert later.kind == "unclassified"


def test_where_nothing_changes_the_page_says_so(desk, nepal):
    answer = desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    assert "No record changes its kind" in answer.content.decode()


def test_groups_by_rule_are_followed(desk, nepal):
    group = CountryGroup.objects.create(
        code="ldcs-of-asia", labels={"en": "LDCs of Asia"}, rule="m49_region=Asia;ldc=yes"
    )
    groups.refresh_members()
    CountryStatus.objects.create(country_id="NP", scheme="development", value="developed", valid_from=GRADUATION)
    [record] = beginning("2027-01-01", beneficiaries=["group:ldcs-of-asia"])
    answer = desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    assert "LDCs of Asia" in answer.content.decode()
    assert group.memberships.get(country="NP").valid_to is None
    save_seen(desk, page(nepal), with_end(desk, nepal, GRADUATION))
    assert group.memberships.get(country="NP").valid_to == GRADUATION
    assert kinds() == {record.ref: "south_south"}


def test_many_are_shown_page_by_page(desk, nepal, monkeypatch):
    monkeypatch.setattr(effects, "RECORDS_A_PAGE", 2)
    records = beginning(*["2027-01-01"] * 5)
    first = desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    assert "page 1 of 3" in first.content.decode()
    pages = [first, *(desk.post(page(nepal), posted_on(first) | {"_page": number}) for number in (2, 3))]
    assert [ref for each in pages for ref, *_kinds in shown(each)] == [record.ref for record in records]
    assert set(kinds().values()) == {"south_south"}


def test_many_take_as_many_queries_as_one(desk, nepal):
    beginning("2027-01-01")
    desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    counts = []
    for _round in range(2):
        sent = with_end(desk, nepal, GRADUATION)
        with CaptureQueriesContext(connection) as queries:
            desk.post(page(nepal), sent)
        counts.append(len(queries))
        beginning(*["2027-01-01"] * 9)
    assert counts[0] == counts[1]


# --- Save, or back ----------------------------------------------------------------------------------------------------
def test_saving_does_what_was_shown(desk, nepal):
    before, after = beginning("2026-11-23", "2026-11-24")
    answer = save_seen(desk, page(nepal), with_end(desk, nepal, GRADUATION))
    assert "1 record changed its kind." in messages(answer)
    assert kinds() == {before.ref: "south_south", after.ref: "unclassified"}
    assert list(nepal.statuses.values_list("valid_to", "edited")) == [(GRADUATION, True)]


def test_back_to_the_form_loses_nothing(desk, nepal):
    sent = with_end(desk, nepal, GRADUATION) | {"note": "Typed for an hour"}
    answer = desk.post(page(nepal), posted_on(desk.post(page(nepal), sent)) | {"_back": "yes"})
    assert "Nothing is saved yet." in errors(answer)
    again = as_shown(answer)
    assert {key: str(again.get(key, "")) for key in sent} == {key: str(value) for key, value in sent.items()}
    assert list(nepal.statuses.values_list("valid_to", flat=True)) == [None]


def test_what_changed_since_it_was_shown_is_shown_again(desk, nepal):
    first = desk.post(page(nepal), with_end(desk, nepal, GRADUATION))
    [late] = beginning("2027-01-01")
    again = desk.post(page(nepal), posted_on(first) | {"_seen": first.context["effect"].digest})
    assert "Something changed since this was shown to you" in again.content.decode()
    assert [ref for ref, *_kinds in shown(again)] == [late.ref]
    assert set(kinds().values()) == {"south_south"}


def test_a_guessed_confirmation_saves_nothing(desk, nepal):
    beginning("2027-01-01")
    desk.post(page(nepal), with_end(desk, nepal, GRADUATION) | {"_seen": "yes"})
    assert set(kinds().values()) == {"south_south"}


def test_members_of_a_group_are_shown_first_too(desk):
    group = CountryGroup.objects.get(code="aripo")
    [record] = beginning("2021-05-06", beneficiaries=["group:aripo"])
    sent = another(as_shown(desk.get(page(group))), "memberships", country="JP", valid_from="2021-05-06")
    assert shown(desk.post(page(group), sent)) == [(record.ref, "South-South", "Other")]
    assert not CountryGroupMember.objects.filter(group=group, country="JP").exists()
    sent[f"memberships-{int(sent['memberships-TOTAL_FORMS']) - 1}-valid_from"] = "2021-05-07"
    assert shown(desk.post(page(group), sent)) == []


def test_only_curators_ask(signed_in, member, nepal):
    assert signed_in(member).post(page(nepal), {"_seen": "yes"}).status_code == 302
    assert list(nepal.statuses.values_list("valid_to", flat=True)) == [None]


# --- The same as the command ------------------------------------------------------------------------------------------
DAYS = [date(2026, 11, day) for day in (22, 23, 24, 25, 26)]


@settings(max_examples=15)
@given(st.sampled_from(DAYS), st.lists(st.sampled_from(DAYS), min_size=1, max_size=4))
def test_the_page_shows_what_the_dry_run_lists(desk, nepal, end, starts):
    with transaction.atomic():
        beginning(*(day.isoformat() for day in starts))
        answer = desk.post(page(nepal), with_end(desk, nepal, end))
        CountryStatus.objects.filter(country="NP").update(valid_to=end)
        groups.refresh_members()
        listed = [(change.record.ref, change.old_kind, change.new_kind) for change in reclassify.preview()]
        assert shown(answer) == listed
        assert len(listed) == sum(day >= end for day in starts)
        transaction.set_rollback(True)
