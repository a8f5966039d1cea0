"""Activities that may be here already, found in the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.core.collected import day_of
from portal.core.lookalikes import Sketch
from portal.core.models import State
from tad.lookalikes import look_alikes, sketches_of
from tad.models import Activity, Source
from tad.shipped import FOLDER, Collection
from tests.factories import activity, user

pytestmark = pytest.mark.django_db
DAY = date(2013, 5, 6)
TITLE = "Regional workshop on marks for small firms"


def refs(found: list) -> list[list[str]]:
    return [[each.record.ref for each in alike] for alike in found]


def test_the_same_again_is_found_with_its_reason(curator):
    known = activity(title=TITLE, starts_on=DAY)
    [[alike]] = look_alikes(
        [Sketch("regional WORKSHOP, on marks for small firms", DAY, DAY, "day", frozenset({"KE"}))], curator
    )
    assert (alike.record, alike.likeness.reason) == (known, "same title, same dates, 1 of 2 countries")


def test_a_longer_title_and_another_day_of_the_month(curator):
    known = activity(title=f"{TITLE}, Nairobi: what trade marks do and how to get one", starts_on=date(2013, 5, 9))
    [[alike]] = look_alikes([Sketch(TITLE, DAY)], curator)
    assert (alike.record, alike.likeness.reason) == (known, "similar title, same month")


@pytest.mark.parametrize(
    "sketch",
    [
        Sketch("Regional seminar on patents for universities", DAY),
        Sketch(f"{TITLE}, second edition", date(2015, 5, 6)),
        Sketch("", DAY),
        Sketch("—", DAY),
        Sketch("", None),
    ],
)
def test_what_is_not_alike(curator, sketch):
    activity(title=TITLE, starts_on=DAY)
    assert look_alikes([sketch], curator) == [[]]


@pytest.mark.parametrize("known_day", [None, DAY])
@pytest.mark.parametrize("day", [None, DAY])
def test_without_a_date_the_title_decides(curator, known_day, day):
    known = activity(title=TITLE, starts_on=known_day)
    assert refs(look_alikes([Sketch(TITLE.replace("small", "smaller"), day)], curator)) == [[known.ref]]


def test_a_record_known_by_its_year_is_found_from_any_day_of_it(curator):
    known = activity(title=TITLE, starts_on=date(2013, 1, 1), starts_precision="year", ends_on=date(2013, 12, 31))
    assert refs(look_alikes([Sketch(TITLE[:-6], date(2013, 11, 5))], curator)) == [[known.ref]]
    year = Sketch(TITLE[:-6], date(2013, 1, 1), starts_precision="year")
    other = activity(title=TITLE, starts_on=date(2013, 9, 9))
    assert {ref for [*found] in refs(look_alikes([year], curator)) for ref in found} == {known.ref, other.ref}


def test_nothing_looks_like_itself(curator):
    known = activity(title=TITLE)
    assert look_alikes(sketches_of([known]), curator) == [[]]


def test_the_most_alike_come_first_and_few(curator):
    for number in range(9):
        activity(title=f"{TITLE} {number}", starts_on=DAY)
    exact = activity(title=TITLE, starts_on=DAY)
    [found] = look_alikes([Sketch(TITLE, DAY)], curator)
    assert found[0].record == exact
    assert len(found) == 5
    scores = [each.likeness.score for each in found]
    assert scores == sorted(scores, reverse=True)


def test_only_what_one_may_see(curator):
    draft = activity(title=TITLE, state=State.DRAFT, by=curator)
    sketch = Sketch(TITLE, DAY)
    assert refs(look_alikes([sketch], curator)) == [[draft.ref]]
    assert refs(look_alikes([sketch], user())) == [[]]
    assert refs(look_alikes([sketch], AnonymousUser())) == [[]]
    assert refs(look_alikes([sketch], draft.created_by)) == [[draft.ref]]


def test_many_take_as_many_queries_as_one(curator, django_assert_num_queries):
    for number in range(6):
        activity(title=f"{TITLE} {number}")
    sketches = [Sketch(TITLE, DAY)] * 40
    with django_assert_num_queries(6):  # savepoint, threshold, candidates, release; records, their countries
        look_alikes(sketches[:1], curator)
    with django_assert_num_queries(6):
        assert [len(each) for each in look_alikes(sketches, curator)] == [5] * 40
    assert look_alikes([], curator) == []


# --- On the real records ----------------------------------------------------------------------------------------------
@pytest.fixture
def real_records(db):
    from django.core.management import call_command

    call_command("import_activities", verbosity=0)


def test_all_meetings_known_to_be_an_activity_told_again_are_found(real_records, curator):
    collection = Collection(FOLDER)
    twins = {fact["record"]: fact["same_as"] for fact in collection.facts.values() if fact["same_as"]}
    sketches = []
    for meeting in (collection.meetings[key] for key in twins):
        starts_on, precision = day_of(meeting["start_date"])
        ends_on, _precision = day_of(meeting["end_date"], last=True)
        sketches.append(Sketch(meeting["title"], starts_on, ends_on, precision, frozenset({meeting["country"]})))
    stored = dict(Source.objects.values_list("record", "activity__ref"))
    assert refs(look_alikes(sketches, curator)) == [[stored[twin]] for twin in twins.values()]


def test_no_two_of_the_real_records_look_alike(real_records, curator):
    """All are different events: yearly conferences, numbered meetings, courses of one series."""
    found = look_alikes(sketches_of(Activity.objects.all()), curator)
    assert [[each.record.title for each in alike] for alike in found if alike] == []
