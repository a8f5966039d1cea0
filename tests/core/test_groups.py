"""Groups with a rule: for any day, a country is a member exactly when every clause of the rule holds on that day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.core.groups import MemberChange, Status, holds, parse, periods_where, refresh_members
from portal.core.models import Country, CountryGroup, CountryGroupMember, CountryStatus
from portal.core.models.versions import current_versions

DAYS = st.dates(date(1990, 1, 1), date(1990, 3, 1))  # a narrow window, so that dates meet often
VALUES = {"development": ["developed", "developing", "transition"], "ldc": ["yes"], "sids": ["yes"]}


@st.composite
def statuses(draw) -> list[Status]:
    """What the database allows: within one list, a country's statuses do not overlap."""
    found = []
    for scheme, values in VALUES.items():
        edges = [None, *sorted(draw(st.sets(DAYS, max_size=5))), None]
        for start, end in pairwise(edges):
            if draw(st.booleans()):
                found.append(Status(scheme, draw(st.sampled_from(values)), start, end))
    return found


RULES = st.sampled_from(
    [
        "ldc=yes",
        "ldc=no",
        "development=developing",
        "south=yes",
        "south=no",
        "ldc=yes;sids=yes",
        "development=developed|transition;sids=no",
        "south=yes;ldc=no;sids=yes",
    ]
).map(parse)


def on(day: date, known: list[Status]) -> dict[str, str]:
    return {
        each.scheme: each.value
        for each in known
        if (each.valid_from is None or each.valid_from <= day) and (each.valid_to is None or day < each.valid_to)
    }


@given(statuses(), RULES, DAYS)
def test_a_member_on_a_day_is_who_fulfils_the_rule_on_that_day(known, rule, day):
    periods = periods_where(known, lambda facts: holds(rule, facts))
    inside = [p for p in periods if (p[0] is None or p[0] <= day) and (p[1] is None or day < p[1])]
    assert bool(inside) == holds(rule, on(day, known))


@given(statuses(), RULES)
def test_periods_come_in_order_and_do_not_touch(known, rule):
    periods = periods_where(known, lambda facts: holds(rule, facts))
    for (_start, end), (later, _end) in pairwise(periods):
        assert end < later
    for start, end in periods:
        assert None in {start, end} or start < end


def test_a_rule_without_dates_holds_for_ever():
    assert periods_where([], lambda facts: True) == [(None, None)]
    assert periods_where([], lambda facts: False) == []


def test_a_rule_is_read():
    assert parse(" m49_region=Africa ; ldc=yes|no ;") == {
        "m49_region": frozenset({"Africa"}),
        "ldc": frozenset({"yes", "no"}),
    }


@pytest.mark.parametrize("rule", ["colour=red", "ldc", "ldc=", "=yes", "ldc=yes;ldc=no"])
def test_a_clause_that_nobody_can_check_is_refused(rule):
    with pytest.raises(ValidationError):
        parse(rule)


def test_south_is_what_the_classification_rule_calls_south():
    south = parse("south=yes")
    assert holds(south, {"development": "developing"})
    assert holds(south, {"development": "transition"})
    assert holds(south, {"ldc": "yes"})
    assert not holds(south, {"development": "developed"})
    assert not holds(south, {})


def members(group: str, country: str) -> list[tuple]:
    rows = CountryGroupMember.objects.filter(group__code=group, country=country)
    return list(rows.values_list("valid_from", "valid_to", "by_rule"))


@pytest.mark.django_db
class TestRefreshMembers:
    def test_cabo_verde_was_an_african_ldc_until_it_graduated(self):
        assert members("african-ldcs", "CV") == [(None, date(2007, 12, 20), True)]
        assert members("african-ldcs", "MZ") == [(None, None, True)]
        assert members("african-ldcs", "KE") == []
        assert members("asia-pacific-ldcs", "MZ") == []

    def test_nothing_is_written_when_nothing_changed(self):
        before = current_versions()
        assert refresh_members() == []
        assert current_versions() == before

    def test_a_graduation_ends_memberships(self):
        day = date(2030, 1, 1)
        CountryStatus.objects.filter(country="MZ", scheme="ldc").update(valid_to=day)
        changes = refresh_members()
        assert {(change.group, change.country) for change in changes} == {
            ("african-ldcs", "MZ"),
            ("least-developed-countries", "MZ"),
        }
        assert MemberChange("african-ldcs", "MZ", None, day, added=True) in changes
        assert MemberChange("african-ldcs", "MZ", None, None, added=False) in changes
        assert members("african-ldcs", "MZ") == [(None, day, True)]

    def test_a_longer_period_replaces_the_shorter_one(self):
        day = date(2007, 12, 20)
        CountryStatus.objects.filter(country="CV", scheme="ldc").update(valid_to=day + timedelta(days=365))
        refresh_members()
        assert members("african-ldcs", "CV") == [(None, day + timedelta(days=365), True)]

    def test_a_rule_that_was_taken_away_takes_its_members_along(self):
        CountryGroup.objects.filter(code="african-ldcs").update(rule="")
        refresh_members()
        assert not CountryGroupMember.objects.filter(group__code="african-ldcs").exists()

    def test_a_member_entered_by_hand_stands(self):
        group = CountryGroup.objects.get(code="african-ldcs")
        CountryGroupMember.objects.filter(group=group, country="MZ").update(by_rule=False, valid_from=date(2001, 1, 1))
        assert refresh_members() == []
        assert members("african-ldcs", "MZ") == [(date(2001, 1, 1), None, False)]

    def test_every_listed_rule_can_be_read_and_has_members(self):
        for group in CountryGroup.objects.exclude(rule=""):
            assert parse(group.rule)
            assert group.memberships.filter(by_rule=True).exists(), group.code

    def test_properties_of_countries_are_fixed(self):
        Country.objects.filter(iso2="MZ").update(m49_region="Asia")
        refresh_members()
        assert members("african-ldcs", "MZ") == []
