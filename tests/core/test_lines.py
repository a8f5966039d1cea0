"""fetch_lines against Django's own prefetching: the same objects, in one query."""

from decimal import Decimal

import pytest
from django.db.models import prefetch_related_objects
from django.forms import model_to_dict

from portal.core.lines import fetch_lines
from tad.detail import ActivityPage
from tad.models import Activity
from tests.factories import activity, full_activity

pytestmark = pytest.mark.django_db


def lines_of(record: Activity) -> dict[str, list[dict]]:
    return {name: [model_to_dict(line) for line in getattr(record, name).all()] for name in ActivityPage.LINES}


def test_lines_are_those_of_prefetch_related(reference, django_assert_num_queries):
    full_activity()
    activity(goals=["9", "3", "17"], recommendations=["32", "1"], languages=["fr", "ar"])
    activity(topics=[])
    expected, found = list(Activity.objects.all()), list(Activity.objects.all())
    prefetch_related_objects(expected, *ActivityPage.LINES)
    with django_assert_num_queries(1):
        fetch_lines(found, *ActivityPage.LINES)
        assert [lines_of(record) for record in found] == [lines_of(record) for record in expected]


def test_amounts_stay_exact_and_lines_know_their_record(reference, django_assert_num_queries):
    record = full_activity()
    fetch_lines([record], "funding")
    with django_assert_num_queries(0):
        (line,) = record.funding.all()
        assert line.amount == Decimal("12500.00")
        assert line.activity is record


def test_no_records_need_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        fetch_lines([], "funding")
