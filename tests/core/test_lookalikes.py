"""How alike two records are: the pure part, by its properties."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.lookalikes import LEAST, Dates, Sketch, compare, compare_dates

DAYS = st.none() | st.dates(date(1995, 1, 1), date(2030, 12, 31))
LIKENESSES = st.floats(0, 1)


@st.composite
def sketches(draw) -> Sketch:
    starts_on, precision = draw(DAYS), draw(st.sampled_from(["day", "month", "year"]))
    if starts_on:
        starts_on = {"day": starts_on, "month": starts_on.replace(day=1), "year": date(starts_on.year, 1, 1)}[precision]
    countries = draw(st.frozensets(st.sampled_from(["BR", "KE", "UG", "IN"])))
    return Sketch("Seminar", starts_on, draw(DAYS), precision, countries)


@given(sketches(), sketches(), LIKENESSES)
def test_two_records_are_as_alike_as_the_same_two_the_other_way_round(one, other, titles):
    assert compare(one, other, titles) == compare(other, one, titles)


@given(sketches(), sketches(), LIKENESSES)
def test_a_score_lies_between_nothing_and_the_titles_likeness(one, other, titles):
    assert 0 <= compare(one, other, titles).score <= titles


@given(sketches(), sketches(), LIKENESSES, LIKENESSES)
def test_titles_more_alike_make_records_more_alike(one, other, titles, others):
    low, high = sorted([titles, others])
    assert compare(one, other, low).score <= compare(one, other, high).score


@given(sketches())
def test_a_record_without_a_date_asks_for_more_than_one_of_the_same_day(sketch):
    twin = compare(sketch, sketch, 1)
    assert twin.is_enough
    assert twin.score == (1 if sketch.begins else Dates.UNKNOWN.value)


@given(sketches(), sketches())
def test_a_country_in_common_never_makes_records_less_alike(one, other):
    same = Sketch(one.title, one.starts_on, one.ends_on, one.starts_precision, other.countries)
    assert compare(same, other, 0.7).score >= compare(one, other, 0.7).score


@given(sketches(), sketches())
def test_a_gap_of_more_than_a_month_is_another_date(one, other):
    if one.begins and other.begins:
        gap = max(one.begins[0], other.begins[0]) - min(one.begins[1], other.begins[1])
        assert (compare_dates(one, other) is Dates.OTHER) == (
            gap.days > (0 if "year" in {one.starts_precision, other.starts_precision} else 31)
        )


def sketch(day: str = "", *countries: str, end: str = "", precision: str = "day") -> Sketch:
    starts_on, ends_on = (date.fromisoformat(each) if each else None for each in (day, end))
    return Sketch("Seminar", starts_on, ends_on, precision, frozenset(countries))


@pytest.mark.parametrize(
    ("one", "other", "titles", "reason"),
    [
        (sketch("2013-05-06"), sketch("2013-05-06"), 1, "same title, same dates"),
        (sketch("2013-05-06"), sketch("2013-05-06", end="2013-05-08"), 0.7, "similar title, same dates"),
        (sketch("2013-05-06", end="2013-05-07"), sketch("2013-05-06", end="2013-05-08"), 1, "same title, same month"),
        (sketch("2013-05-01", precision="month"), sketch("2013-05-31"), 1, "same title, same month"),
        (sketch("2013-05-01", precision="month"), sketch("2013-05-01", precision="month"), 1, "same title, same month"),
        (sketch("2013-05-31"), sketch("2013-06-30"), 1, "same title, same year"),
        (sketch("2013-12-31"), sketch("2014-01-02"), 1, "same title, about the same time"),
        (sketch("2013-01-01", precision="year"), sketch("2013-11-05"), 1, "same title, same year"),
        (sketch("2013-01-01", precision="year"), sketch("2014-01-01", precision="year"), 1, "same title, other dates"),
        (sketch("2013-05-06"), sketch(), 1, "same title, no date to compare"),
        (sketch(end="2013-05-06"), sketch("2013-05-06"), 1, "same title, same dates"),
        (sketch("", "BR"), sketch("", "KE"), 1, "same title, no date to compare, no country in common"),
        (sketch("", "BR", "KE"), sketch("", "KE", "BR"), 1, "same title, no date to compare, same countries"),
        (
            sketch("2013-05-06", "BR", "KE", "UG"), sketch("2013-05-09", "BR", "KE", "UG", "IN"), 0.7,
            "similar title, same month, 3 of 4 countries",
        ),
    ],
)  # fmt: skip
def test_the_reason_in_words(one, other, titles, reason):
    assert compare(one, other, titles).reason == reason


@pytest.mark.parametrize(
    ("titles", "dates", "enough"),
    [
        (0.65, Dates.SAME, True),  # the least alike of those known to be the same
        (0.45, Dates.SAME, False),  # the most alike of those known not to be
        (0.65, Dates.NEAR, True),
        (0.45, Dates.NEAR, False),
        (0.8, Dates.UNKNOWN, True),
        (0.92, Dates.OTHER, False),  # the 12th and the 14th meeting of a committee
        (1, Dates.OTHER, True),
    ],
)
def test_what_is_enough(titles, dates, enough):
    assert (titles * dates.value >= LEAST) is enough


def test_the_nearer_the_dates_the_more_alike():
    order = [Dates.SAME, Dates.NEAR, Dates.UNKNOWN, Dates.OTHER]
    assert all(one.value > other.value for one, other in product(order, order) if order.index(one) < order.index(other))
