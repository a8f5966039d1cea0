"""Judging again: the list of changes comes first, overrides stand, and only what changed is written."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from pghistory.models import Events

from portal.core import reclassify, reference
from portal.core.models import CountryStatus
from tad.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2013, 5, 6)


def graduate_into_the_north(country: str, day: date) -> None:
    CountryStatus.objects.filter(country=country, scheme="development").update(valid_to=day)
    CountryStatus.objects.create(country_id=country, scheme="development", value="developed", valid_from=day)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("reclassify", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def activity():
    return factories.activity(title="Workshop on marks", providers=["BR"], beneficiaries=["KE"], starts_on=DAY)


def test_without_changes_there_is_nothing_to_do(activity):
    assert list(reclassify.preview()) == []
    assert said() == "Every record has the kind that the rule gives it.\n"


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2013, 5, 5), "north_south"), (date(2013, 5, 6), "north_south"), (date(2013, 5, 7), "south_south")],
)
def test_the_status_of_the_first_day_counts(activity, day, kind):
    graduate_into_the_north("BR", day)
    reclassify.apply()
    activity.refresh_from_db()
    assert activity.kind == kind


def test_the_preview_says_what_and_why_and_writes_nothing(activity):
    graduate_into_the_north("BR", DAY)
    [change] = reclassify.preview()
    assert (change.record, change.old_kind, change.new_kind) == (activity, "South-South", "North-South")
    assert change.reason == "Every provider was a developed country or an organisation: Brazil."
    assert str(change) == (
        f"{activity.ref} Workshop on marks: South-South → North-South. "
        "Every provider was a developed country or an organisation: Brazil."
    )
    assert Activity.objects.get().kind == "south_south"


def test_a_dry_run_stops_after_the_list(activity):
    graduate_into_the_north("BR", DAY)
    assert "South-South → North-South" in said("--dry-run")
    assert Activity.objects.get().kind == "south_south"
    assert said().endswith("1 records changed.\n")
    assert Activity.objects.get().kind == "north_south"


def test_an_override_stands(activity):
    Activity.objects.filter(pk=activity.pk).update(
        kind="triangular", kind_override="triangular", kind_override_reason="Japan paid, says the report."
    )
    graduate_into_the_north("BR", DAY)
    [change] = reclassify.apply()
    assert (change.old_kind, change.new_kind) == ("Triangular", "Triangular")
    activity.refresh_from_db()
    assert activity.kind == "triangular"
    assert activity.kind_grounds["rule"] == "developed_providers"


def test_the_audit_tells_why_only_what_changed_was_written(activity):
    other = factories.activity(providers=["IN"])
    graduate_into_the_north("BR", DAY)
    before = Events.objects.tracks(activity).count(), Events.objects.tracks(other).count()
    reclassify.apply()
    assert (Events.objects.tracks(activity).count(), Events.objects.tracks(other).count()) == (
        before[0] + 1,
        before[1],
    )
    event = Events.objects.tracks(activity).get(pgh_context__reason="reclassify")
    assert event.pgh_diff["kind"] == ["south_south", "north_south"]


def test_queries_do_not_grow_with_the_records(activity, django_assert_num_queries):
    for _number in range(5):
        factories.activity(providers=["BR"])
    graduate_into_the_north("BR", DAY)
    reference.current()
    with django_assert_num_queries(4):  # versions, the batch, its parties, the empty batch after it
        assert len(list(reclassify.preview([Activity.objects.all()]))) == 6


def test_batches_leave_out_nobody(activity, monkeypatch):
    monkeypatch.setattr(reclassify, "BATCH", 2)
    for _number in range(4):
        factories.activity(providers=["BR"])
    graduate_into_the_north("BR", DAY)
    assert len(reclassify.apply()) == 5
    assert set(Activity.objects.values_list("kind", flat=True)) == {"north_south"}


def test_judging_one_record_after_its_parties_changed(activity):
    assert reclassify.judge(activity) is False
    activity.participations.create(role="funder", country_id="JP")
    assert reclassify.judge(activity) is True
    assert Activity.objects.get().kind == "triangular"


def affected(country: str) -> set[Activity]:
    return {record for records in reclassify.affected_by_country(country) for record in records}


def test_a_country_affects_what_it_takes_part_in(activity):
    by_office = factories.activity(providers=["organisation:inpi-brazil"], beneficiaries=["MZ"])
    by_group = factories.activity(providers=["IN"], beneficiaries=["group:brics"])
    factories.activity(providers=["IN"], beneficiaries=["KE"])
    assert affected("BR") == {activity, by_office, by_group}
    assert affected("MZ") == {by_office}


def test_groups_affect_the_records_that_name_them():
    named = factories.activity(beneficiaries=["group:brics"])
    factories.activity(beneficiaries=["group:aripo"])
    assert [record for records in reclassify.affected_by_groups(["brics"]) for record in records] == [named]


def test_judging_only_what_a_country_affects(activity):
    other = factories.activity(providers=["BR"], beneficiaries=["IN"])
    graduate_into_the_north("BR", DAY)
    graduate_into_the_north("IN", DAY)
    reclassify.apply(reclassify.affected_by_country("IN"))
    kinds = dict(Activity.objects.values_list("pk", "kind"))
    assert kinds == {activity.pk: "south_south", other.pk: "other"}
