"""The share of published records that a curator found true in the last twelve months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.core import curation, verification
from portal.core.models import State
from portal.core.verification import Share
from tad.models import Activity
from tests.desk import list_of
from tests.factories import activity, initiative

pytestmark = pytest.mark.django_db


def by_hand(today: date) -> Share:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT (SELECT count(*) FROM tad_activity WHERE state = 'published'
                       AND last_verified_on BETWEEN %(today)s::date - 364 AND %(today)s),
                      (SELECT count(*) FROM tad_activity WHERE state = 'published')""",
            {"today": today},
        )
        return Share(*cursor.fetchone())


@pytest.fixture
def records():
    """Around the border, in every state, and one that nobody ever looked at."""
    today = timezone.localdate()
    for days in (0, 1, 364, 365, 366, 900, -1):
        activity(last_verified_on=today - timedelta(days=days))
    activity(last_verified_on=None)
    for state in State:
        activity(state=state, last_verified_on=today)


def test_an_empty_portal_has_no_share():
    assert verification.share() == Share(0, 0)


def test_the_figure_is_that_of_another_count(records):
    assert verification.share() == by_hand(timezone.localdate()) == Share(4, 9)


def test_verifying_counts(curator):
    record = activity(last_verified_on=date(2001, 1, 1))
    assert verification.share() == Share(0, 1)
    curation.verify(record, by=curator)
    assert verification.share() == Share(1, 1)


def test_only_the_kind_that_changed_is_counted_again(django_assert_num_queries):
    today = timezone.localdate()
    activity(last_verified_on=today), initiative(last_verified_on=today)
    assert verification.share() == Share(2, 2)
    Activity.objects.update(last_verified_on=None)
    with django_assert_num_queries(3):  # the stamps, two numbers
        assert verification.share() == Share(1, 2)
    with django_assert_num_queries(1):
        assert verification.share() == Share(1, 2)


def test_the_desk_shows_it_and_leads_to_what_it_counts(records, signed_in, curator):
    desk = signed_in(curator)
    html = desk.get(reverse("admin:index")).content.decode()
    assert "4 of 9 published records were verified in the last 12 months" in html
    shown = {
        answer: set(desk.get(list_of(Activity), {"verified": answer}).context["cl"].result_list)
        for answer in ("yes", "no")
    }
    assert {answer: len(found) for answer, found in shown.items()} == {"yes": 4, "no": 5}
    assert shown["yes"] | shown["no"] == set(Activity.objects.published())


def test_the_public_page_shows_it(records, client):
    html = client.get(reverse("about")).content.decode()
    assert "<strong>4</strong> of" in html
    assert "9 records</a> were verified in the last 12 months." in html


def test_the_public_page_of_an_empty_portal(client):
    assert "were verified" not in client.get(reverse("about")).content.decode()
