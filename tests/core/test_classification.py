"""The South-South / triangular rule: the table of the domain description, its boundaries, and what always holds."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.core.classification import (
    PROVIDING,
    Kind,
    Party,
    Role,
    Standing,
    classify,
    in_words,
    list_in_words,
    standing_of,
    standing_of_group,
)
from portal.core.reference import Span

DAY = date(2013, 5, 6)


def south(role: str, country: str = "BR") -> Party:
    return Party(role, country, Standing.SOUTH, country)


def north(role: str, country: str = "JP") -> Party:
    return Party(role, country, Standing.NORTH, country)


def agency(role: str) -> Party:
    return Party(role, "organisation:wipo", Standing.INTERNATIONAL)


KENYA = south("beneficiary", "KE")

TABLE = [
    ("no provider", [KENYA], Kind.UNCLASSIFIED, "no_provider"),
    ("no beneficiary", [south("provider")], Kind.UNCLASSIFIED, "no_beneficiary"),
    ("nobody at all", [], Kind.UNCLASSIFIED, "no_provider"),
    ("a developed beneficiary", [south("provider"), KENYA, north("beneficiary")], Kind.OTHER, "beneficiary_not_south"),
    ("an agency as beneficiary", [south("provider"), agency("beneficiary")], Kind.OTHER, "beneficiary_not_south"),
    ("one country on both sides", [south("host", "KE"), KENYA], Kind.NATIONAL, "one_country"),
    ("a country on both sides among several", [south("host", "KE"), KENYA, south("beneficiary", "UG")],
     Kind.SOUTH_SOUTH, "all_south"),
    ("South to South", [south("provider"), KENYA], Kind.SOUTH_SOUTH, "all_south"),
    ("WIPO organises", [south("provider"), KENYA, agency("organiser")], Kind.SOUTH_SOUTH, "all_south"),
    ("a developed observer", [south("provider"), KENYA, north("observer")], Kind.SOUTH_SOUTH, "all_south"),
    ("a developed funder", [south("provider"), KENYA, north("funder")], Kind.TRIANGULAR, "supported"),
    ("an agency facilitates", [south("provider"), KENYA, agency("facilitator")], Kind.TRIANGULAR, "supported"),
    ("a South funder", [south("provider"), KENYA, south("funder", "CN")], Kind.SOUTH_SOUTH, "all_south"),
    ("South and developed providers", [south("provider"), north("second_provider"), KENYA],
     Kind.TRIANGULAR, "mixed_providers"),
    ("a developed provider", [north("provider"), KENYA], Kind.NORTH_SOUTH, "developed_providers"),
    ("developed and agency", [north("provider"), agency("host"), KENYA], Kind.NORTH_SOUTH, "developed_providers"),
    ("only an agency", [agency("provider"), KENYA], Kind.MULTILATERAL, "only_organisations"),
]  # fmt: skip


@pytest.mark.parametrize(("parties", "kind", "rule"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_table(parties, kind, rule):
    verdict = classify(parties, DAY)
    assert (verdict.kind, verdict.grounds["rule"]) == (kind, rule)


def test_without_a_day_nothing_is_said():
    verdict = classify([south("provider"), KENYA], None)
    assert (verdict.kind, verdict.grounds["rule"], verdict.grounds["on"]) == (Kind.UNCLASSIFIED, "no_date", None)


def test_an_unknown_standing_is_named():
    territory = Party("beneficiary", "HK", Standing.UNKNOWN, "HK")
    verdict = classify([south("provider"), KENYA, territory], DAY)
    assert (verdict.kind, verdict.grounds["about"]) == (Kind.UNCLASSIFIED, ["HK"])


def test_a_status_that_changes_on_the_start_date_counts_from_that_day():
    graduates = date(2020, 12, 4)
    ldc, after = Span("yes", None, graduates), Span("developed", graduates, None)
    assert [ldc.holds_on(date(2020, 12, 3)), ldc.holds_on(graduates), after.holds_on(graduates)] == [True, False, True]


@pytest.mark.parametrize(
    ("schemes", "standing"),
    [
        ({"development": "developing"}, Standing.SOUTH),
        ({"development": "transition"}, Standing.SOUTH),
        ({"development": "developed"}, Standing.NORTH),
        ({"ldc": "yes"}, Standing.SOUTH),
        ({"development": "developed", "ldc": "yes"}, Standing.SOUTH),
        ({"g77": "yes"}, Standing.UNKNOWN),
        ({}, Standing.UNKNOWN),
    ],
)
def test_standing_of_a_country(schemes, standing):
    assert standing_of(schemes) == standing


@pytest.mark.parametrize(
    ("members", "standing"),
    [
        ([Standing.SOUTH, Standing.SOUTH], Standing.SOUTH),
        ([Standing.SOUTH, Standing.NORTH], Standing.NORTH),
        ([Standing.SOUTH, Standing.UNKNOWN], Standing.UNKNOWN),
        ([Standing.NORTH, Standing.UNKNOWN], Standing.NORTH),
        ([], Standing.UNKNOWN),
    ],
)
def test_standing_of_a_group(members, standing):
    assert standing_of_group(members) == standing


countries = st.sampled_from(["BR", "KE", "IN", "JP"])
parties = st.lists(
    st.one_of(
        st.builds(lambda role, country, standing: Party(role, country, standing, country),
                  st.sampled_from(Role.values), countries, st.sampled_from([*Standing])),
        st.builds(lambda role: Party(role, "organisation:wipo", Standing.INTERNATIONAL), st.sampled_from(Role.values)),
    ),
    max_size=8,
)  # fmt: skip


@given(parties, st.randoms())
def test_the_order_of_parties_does_not_matter(parties, random):
    shuffled = random.sample(parties, len(parties))
    assert classify(shuffled, DAY).kind == classify(parties, DAY).kind


@given(parties)
def test_organisers_and_observers_are_neutral(parties):
    heard = [party for party in parties if party.role not in {Role.ORGANISER, Role.OBSERVER}]
    assert classify(heard, DAY).kind == classify(parties, DAY).kind


@given(parties, st.sampled_from([Standing.NORTH, Standing.INTERNATIONAL]), st.sampled_from(["funder", "facilitator"]))
def test_outside_support_turns_south_south_into_triangular_and_nothing_else(parties, standing, role):
    before = classify(parties, DAY).kind
    after = classify([*parties, Party(role, "X", standing)], DAY).kind
    assert after == (Kind.TRIANGULAR if before == Kind.SOUTH_SOUTH else before)


@given(parties)
def test_south_south_means_that_both_sides_are_south(parties):
    if classify(parties, DAY).kind == Kind.SOUTH_SOUTH:
        sides = [party for party in parties if party.role in PROVIDING or party.role == Role.BENEFICIARY]
        assert {party.standing for party in sides} == {Standing.SOUTH}


@given(parties)
def test_no_day_no_verdict(parties):
    assert classify(parties, None).kind == Kind.UNCLASSIFIED


@pytest.mark.parametrize(("parties", "rule"), [(row[1], row[3]) for row in TABLE], ids=[row[0] for row in TABLE])
def test_every_verdict_can_be_worded(parties, rule):
    words = in_words(classify(parties, DAY).grounds, {"BR": "Brazil", "KE": "Kenya"}.get)
    assert words.endswith(".")
    assert "%(" not in words


def test_the_reason_names_the_parties():
    grounds = classify([south("provider"), KENYA, north("funder")], DAY).grounds
    assert in_words(grounds, {"BR": "Brazil", "KE": "Kenya", "JP": "Japan"}.get) == (
        "Brazil provided for Kenya; all were developing countries, least developed countries or countries in "
        "transition on the day. Supported by Japan."
    )


def test_long_lists_are_cut_and_joined_as_the_language_does():
    names = ["Angola", "Benin", "Chad", "Djibouti", "Egypt", "Fiji", "Ghana", "Haiti"]
    assert list_in_words(names, most=2) == "Angola, Benin, and 6 others"
    with override("es"):
        assert list_in_words(names[:2]) == "Angola y Benin"
