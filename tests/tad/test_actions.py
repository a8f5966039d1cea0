"""record_activity: one way of writing an activity with its lines, which changes only what became different."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pghistory.models import Events

from portal.core.models import FundingKind, Topic
from tad.actions import record_activity
from tad.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.user()


def recorded(author, **values) -> Activity:
    return record_activity(by=author, values={"title": "Workshop"} | values)


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ({"starts_on": date(2011, 12, 30), "ends_on": date(2012, 1, 3)}, 2011),
        ({"ends_on": date(2012, 1, 3)}, 2012),
        ({"last_verified_on": date(2020, 1, 1)}, 2020),
    ],
)
def test_the_reference_tells_the_year(author, values, year):
    assert [recorded(author, **values).ref for _twice in range(2)] == [f"TA-{year}-0001", f"TA-{year}-0002"]


def test_without_any_date_it_is_this_year(author):
    assert recorded(author).ref == f"TA-{timezone.localdate().year}-0001"


def test_a_new_activity_is_a_draft_of_its_author(author):
    activity = recorded(author)
    assert (activity.state, activity.created_by, activity.updated_by) == ("draft", author, author)


def test_the_lines_are_written_in_order_and_judged(author):
    parties = [
        {"role": "provider", "country_id": "BR"},
        {"role": "beneficiary", "country_id": "KE"},
        {"role": "funder", "country_id": "JP"},
    ]
    activity = record_activity(
        by=author, values={"title": "Workshop", "starts_on": date(2013, 5, 6)}, participations=parties
    )
    assert [party.country_id for party in activity.participations.all()] == ["BR", "KE", "JP"]
    assert Activity.objects.get().kind == "triangular"


def test_a_change_keeps_the_reference_and_names_who_made_it(author):
    activity = factories.activity(starts_on=date(2013, 5, 6))
    ref = activity.ref
    record_activity(by=author, activity=activity, values={"starts_on": date(2014, 5, 6), "ends_on": None})
    activity.refresh_from_db()
    assert (activity.ref, activity.starts_on, activity.updated_by) == (ref, date(2014, 5, 6), author)


def test_lines_that_are_not_given_stay(author):
    activity = factories.activity(topics=["patents"])
    record_activity(by=author, activity=activity, values={"title": "Another title"})
    assert [topic.code for topic in activity.topics.all()] == ["patents"]


def test_only_lines_that_differ_are_written(author):
    activity = factories.activity(topics=["patents", "trademarks"])
    ids = {code: Topic.objects.get(code=code).pk for code in ("patents", "trademarks", "gender")}
    kept = activity.taggings.get(topic=ids["patents"])
    before = Events.objects.filter(pgh_model="tad.ActivityTopicEvent").count()
    record_activity(
        by=author, activity=activity, values={}, topics=[{"topic_id": ids["gender"]}, {"topic_id": ids["patents"]}]
    )
    assert {tagging.topic_id for tagging in activity.taggings.all()} == {ids["gender"], ids["patents"]}
    assert activity.taggings.get(topic=ids["patents"]) == kept
    assert Events.objects.filter(pgh_model="tad.ActivityTopicEvent").count() == before + 2  # one out, one in


def test_the_same_again_writes_no_line(author):
    funding = [{"kind_id": FundingKind.objects.get(code="in-kind").pk, "amount": 500, "currency": "USD"}]
    activity = factories.activity(lines={"funding": funding})
    before = Events.objects.count()
    record_activity(by=author, activity=activity, values={}, funding=funding)
    assert Events.objects.count() == before


def test_lines_that_became_fewer(author):
    """Two of the same are two: a list says how many."""
    line = {"unit": "experts", "number": 2}
    activity = factories.activity(lines={"quantities": [line, line]})
    record_activity(by=author, activity=activity, values={}, quantities=[line])
    assert activity.quantities.count() == 1


def test_who_acted_is_in_the_audit(author):
    activity = recorded(author)
    event = Events.objects.tracks(activity).earliest("pgh_id")
    assert (event.pgh_label, event.pgh_context["user"]) == ("insert", author.pk)


def test_a_line_that_the_database_refuses_takes_everything_back(author):
    with pytest.raises(IntegrityError), transaction.atomic():
        record_activity(by=author, values={"title": "Workshop"}, participations=[{"role": "provider"}])
    assert not Activity.objects.exists()


def test_an_unknown_kind_of_line_is_a_mistake_of_the_caller(author):
    with pytest.raises(TypeError, match="no such lines: colours"):
        record_activity(by=author, values={"title": "Workshop"}, colours=[])
