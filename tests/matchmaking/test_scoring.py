"""The score: bounded, monotone, the sum of its points; and what each point is given for."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.scoring import (
    ANY_TIME,
    REGION_ONLY,
    WEIGHTS,
    Asked,
    Candidate,
    Criterion,
    Period,
    Point,
    rank,
    score,
)

CODES = st.frozensets(st.sampled_from("abcdef"), max_size=4)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
PERIODS = st.none() | st.builds(Period, DAYS, DAYS).filter(
    lambda each: not (each.starts_on and each.ends_on and each.ends_on < each.starts_on)
)
SETS = ("topics", "modalities", "languages", "countries", "regions", "support", "recommendations")
ASKED = st.builds(Asked, **dict.fromkeys(SETS, CODES), period=PERIODS)
CANDIDATES = st.builds(
    Candidate, **dict.fromkeys((*SETS, "experience"), CODES), period=PERIODS, everywhere=st.booleans()
)
FULL = {name: frozenset({"a"}) for name in SETS}


def points(asked, candidate):
    return {point.criterion: point.points for point in score(asked, candidate).points}


def test_the_weights_are_a_hundred_points():
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(Criterion)


def test_who_fits_in_everything_has_all_of_them():
    asked = Asked(**FULL, period=ANY_TIME)
    best = Candidate(**FULL, period=ANY_TIME, experience=frozenset({"a"}))
    assert points(asked, best) == WEIGHTS
    assert points(asked, Candidate()) == {}


def test_what_nobody_asked_for_gives_nothing():
    assert points(Asked(), Candidate(**FULL, period=ANY_TIME, everywhere=True, experience=frozenset({"a"}))) == {}


def test_topics_count_by_the_share_that_is_covered():
    asked = Asked(topics=frozenset("abcd"))
    found = score(asked, Candidate(topics=frozenset("abz")))
    assert found.points == (Point(Criterion.TOPIC, round(WEIGHTS[Criterion.TOPIC] / 2), ("a", "b")),)


def test_a_region_is_worth_less_than_the_country():
    asked = Asked(countries=frozenset({"KE"}), regions=frozenset({"africa"}))
    whole = WEIGHTS[Criterion.PLACE]
    near = Candidate(countries=frozenset({"GH"}), regions=frozenset({"africa"}))
    assert score(asked, near).points == (Point(Criterion.PLACE, round(whole * REGION_ONLY), ("africa",)),)
    there = replace(near, countries=frozenset({"KE"}))
    assert score(asked, there).points == (Point(Criterion.PLACE, whole, ("KE",)),)
    assert score(asked, Candidate(everywhere=True)).points == (Point(Criterion.PLACE, whole),)


def test_periods_overlap_where_they_share_a_day():
    summer = Period(date(2026, 6, 1), date(2026, 8, 31))
    for other, overlap in (
        (Period(date(2026, 8, 31), None), True),
        (Period(date(2026, 9, 1), None), False),
        (Period(None, date(2026, 6, 1)), True),
        (Period(None, date(2026, 5, 31)), False),
        (ANY_TIME, True),
    ):
        assert summer.overlaps(other) == other.overlaps(summer) == overlap
        given = WEIGHTS[Criterion.PERIOD] if overlap else 0
        assert score(Asked(period=summer), Candidate(period=other)).total == given


@given(ASKED, CANDIDATES)
def test_between_nothing_and_a_hundred(asked, candidate):
    found = score(asked, candidate)
    assert 0 <= found.total <= 100
    assert found.total == sum(point.points for point in found.points)
    assert all(0 < point.points <= point.of for point in found.points)
    assert [point.criterion for point in found.points] == [
        each for each in Criterion if each in points(asked, candidate)
    ]


@given(ASKED, CANDIDATES, st.sampled_from((*SETS, "experience")), st.sampled_from("abcdef"))
def test_more_in_common_never_lowers_it(asked, candidate, name, code):
    more = replace(candidate, **{name: getattr(candidate, name) | {code}})
    assert score(asked, more).total >= score(asked, candidate).total


@given(ASKED, st.lists(CANDIDATES, max_size=4))
def test_the_order_they_come_in_does_not_matter(asked, candidates):
    keyed = list(enumerate(candidates))
    orders = {tuple(key for key, _score in rank(asked, each)) for each in permutations(keyed)}
    assert len(orders) == 1
    totals = [found.total for _key, found in rank(asked, keyed)]
    assert totals == sorted(totals, reverse=True)


def test_likeness_decides_between_equals_only():
    asked = Asked(topics=frozenset("a"), modalities=frozenset("a"))
    close, alike = Candidate(topics=frozenset("a")), Candidate(modalities=frozenset("a"), likeness=9.0)
    more_alike = replace(close, likeness=0.1)
    order = [key for key, _score in rank(asked, [(1, close), (2, alike), (3, more_alike)])]
    assert order == [3, 1, 2]
