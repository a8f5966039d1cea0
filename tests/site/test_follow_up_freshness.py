"""The desk's start page as the work, with ages and remits; what is due to be verified, by kind and age, as CSV too."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.models import Correction, Region, State, Topic
from tad.models import Activity
from tests.core.test_corrections import send
from tests.desk import list_of, page
from tests.factories import activity, consultant, initiative

pytestmark = pytest.mark.django_db
PAGE, START = "/admin/follow-up/freshness/", "/admin/"


@pytest.fixture
def desk(signed_in, curator):
    return signed_in(curator)


def overdue(days: int, **values) -> Activity:
    return activity(verify_due_on=timezone.localdate() - timedelta(days=days), **values)


def row(desk, name: str = "activities", query: str = "") -> list[int]:
    rows = {str(each["name"]): each["cells"] for each in desk.get(PAGE + query).context["rows"]}
    return [cell.count for cell in rows[name]]


def queue(desk, model, code: str, query: str = ""):
    desks = {each["list_url"]: each["queues"] for each in desk.get(START + query).context["desks"]}
    return next(each for each in desks[list_of(model)] if each.queue.code == code)


def test_curators_with_a_second_factor_only(client, member, curator):
    for person in (None, member, curator):
        if person:
            client.force_login(person)
        assert {client.get(PAGE).status_code, client.get(f"{PAGE}?format=csv").status_code} <= {302, 403}


def test_by_kind_and_by_age_each_number_leads_to_its_records(desk):
    assert row(desk) == [0] * 5
    for days in (-31, -30, -1, 0, 30, 31, 182, 183, 365, 366, 900):
        overdue(days)
    overdue(900, is_sample=True)
    overdue(900, state=State.ARCHIVED)
    initiative(verify_due_on=timezone.localdate())
    assert row(desk) == [2, 2, 2, 2, 2]
    assert row(desk, "initiatives") == [0, 1, 0, 0, 0]
    shown = desk.get(PAGE).context
    assert shown["total"] == 9
    for cells in (each["cells"] for each in shown["rows"]):
        for cell in cells:
            assert desk.get(cell.url).context["cl"].result_count == cell.count, cell.url


def test_the_csv_has_all_of_it(desk):
    late = overdue(40, title="=SUM(1)", last_verified_on=timezone.localdate() - timedelta(days=405))
    soon, person = overdue(-3), consultant(name="Ana", verify_due_on=timezone.localdate())
    overdue(-31)
    answer = desk.get(f"{PAGE}?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = [(each["ref"], each["days_overdue"], each["url"]) for each in csv.DictReader(StringIO(text))]
    assert sorted(rows) == sorted(
        (each.ref, days, f"http://testserver{page(each)}") for each, days in ((late, "40"), (soon, "-3"), (person, "0"))
    )
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_what_one_looks_after(desk, curator):
    mine = overdue(5, topics=["trademarks"], beneficiaries=["BR"], providers=["AR"], state=State.PUBLISHED)
    overdue(5, topics=["patents"], beneficiaries=["IN"], providers=["IN"])
    in_africa = overdue(5, topics=["patents"], beneficiaries=["KE"], providers=["IN"])
    assert (desk.get(START).context["remits"], row(desk, query="?remit=mine")[1]) == ([], 3)
    curator.topics.add(Topic.objects.get(code="trademarks"))
    curator.regions.add(Region.objects.get(code="africa"))
    assert [row(desk, query=query)[1] for query in ("", "?remit=mine")] == [3, 2]
    assert [queue(desk, Activity, "to-verify", query).count for query in ("", "?remit=mine")] == [3, 2]
    listed = desk.get(f"{list_of(Activity)}?queue=to-verify&remit=mine").context["cl"].result_list
    assert {each.pk for each in listed} == {mine.pk, in_africa.pk}
    html = desk.get(f"{START}?remit=mine").content.decode()
    assert "queue=to-verify&amp;remit=mine" in html
    assert "Africa, Trademarks" in html


def test_reports_follow_the_record_that_they_are_about(desk, curator, client):
    curator.topics.add(Topic.objects.get(code="trademarks"))
    for topic in ("trademarks", "patents"):
        send(client, activity(topics=[topic]))
    assert [queue(desk, Correction, "reported", query).count for query in ("", "?remit=mine")] == [2, 1]


def test_ages_and_what_is_over_the_promised_days(desk, settings):
    settings.PROMISED_DAYS = 10
    now = timezone.now()
    for days in (2, 4, 10):
        activity(state=State.IN_REVIEW, submitted_at=now - timedelta(days=days))
    waits = queue(desk, Activity, "to-review")
    assert (waits.age, waits.median_age, waits.late) == ("oldest: 10 days", "median: 4 days", "")
    activity(state=State.IN_REVIEW, submitted_at=now - timedelta(days=11))
    waits = queue(desk, Activity, "to-review")
    assert (waits.median_age, waits.late) == ("median: 10 days", "over the promised 10 days")
    assert desk.get(START).content.decode().count("over the promised 10 days") == 1
    overdue(90)
    lone = queue(desk, Activity, "to-verify")
    assert (lone.median_age, lone.late) == ("", "")  # nobody was promised anything


def test_as_many_queries_for_one_as_for_many(desk):
    counts = []
    for _round in range(2):
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            desk.get(PAGE)
        counts.append(len(asked))
        for number in range(5):
            overdue(number * 90)
    assert counts[0] == counts[1]
