"""The querystring grammar: what an address means, whichever way it is written, and that links keep its meaning."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.addresses import Address
from portal.core.facets import Facet, code, value_of
from portal.core.reference import country_number
from tad.filters import ActivityFilterSet
from tad.models import Activity

pytestmark = pytest.mark.django_db
sixty = settings(max_examples=60)

VALUES = {
    "topic": ["patents", "trademarks", "gender"],
    "not_topic": ["climate"],
    "beneficiary": ["KE", "UG", "aripo"],
    "kind": ["south_south", "triangular"],
    "status": ["completed"],
    "goal": ["1", "17"],
    "language": ["en", "pt"],
    "year_min": ["2001", "2010"],
    "q": ["patent", "côte d'ivoire", '"exact words" -not', "100% & more?"],
    "added": ["7"],
}
pairs = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name]))),
    max_size=8,
)
anything = st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), max_size=6)


def query(pairs) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def meaning(reference, data: QueryDict) -> dict:
    return ActivityFilterSet(data, Activity.objects.all(), reference=reference).chosen


@sixty
@given(pairs=pairs, random=st.randoms())
def test_the_order_of_repeated_values_means_nothing(reference, pairs, random):
    single = {"year_min", "q", "added"}  # the last of a single-valued parameter counts
    loose = [pair for pair in pairs if pair[0] not in single]
    shuffled = random.sample(loose, len(loose))
    assert meaning(reference, query(loose)) == meaning(reference, query(shuffled))


@sixty
@given(pairs=anything)
def test_no_address_at_all_breaks_the_grammar(reference, pairs):
    filters = ActivityFilterSet(query(pairs), Activity.objects.all(), reference=reference)
    known = filters.filters.keys() | filters.PRESENTATION
    assert {name for name, _value in pairs if name not in known} <= filters.mistakes.keys()
    assert filters.qs.count() == 0


@sixty
@given(pairs=pairs)
def test_a_link_written_from_an_address_means_the_same(reference, pairs):
    data = query(pairs)
    again = QueryDict(urlsplit(str(Address("/activities/", data, known=VALUES))).query)
    assert meaning(reference, again) == meaning(reference, data)


@sixty
@given(pairs=pairs, value=st.sampled_from(VALUES["beneficiary"]))
def test_choosing_and_taking_back_leads_where_one_came_from(reference, pairs, value):
    data = query([pair for pair in pairs if pair != ("beneficiary", value)])
    address = Address("/activities/", data, known=VALUES)
    chosen = QueryDict(urlsplit(address.adding("beneficiary", value)).query)
    assert value in chosen.getlist("beneficiary")
    back = Address("/activities/", chosen, known=VALUES).removing("beneficiary", value)
    assert meaning(reference, QueryDict(urlsplit(back).query)) == meaning(reference, data)


def test_public_codes_become_the_codes_of_the_index(reference):
    chosen = meaning(reference, query([("beneficiary", "KE"), ("beneficiary", "aripo"), ("kind", "triangular")]))
    aripo = reference.groups.by_code["aripo"].id
    assert chosen == {
        "beneficiary": {code(Facet.BENEFICIARY, country_number("KE")), code(Facet.BENEFICIARY, 1000 + aripo)},
        "kind": {code(Facet.KIND, 2)},
    }


def test_an_address_forgets_page_and_what_it_does_not_know():
    data = query([("topic", "patents"), ("page", "3"), ("utm_source", "mail"), ("topic", "patents"), ("q", " ")])
    assert str(Address("/activities/", data, known=VALUES)) == "/activities/?topic=patents"


def test_setting_replaces_and_an_empty_value_drops():
    address = Address("/a/", query([("topic", "patents"), ("q", "x")]), known=VALUES)
    assert address.setting(q="y z") == "/a/?topic=patents&q=y+z"
    assert address.setting(q="") == "/a/?topic=patents"
    assert address.dropping("topic", "q") == "/a/"


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2), st.sampled_from(Facet))
def test_country_numbers_stay_below_the_groups_and_survive_a_code(iso2, facet):
    number = country_number(iso2)
    assert 0 <= number < 1000
    assert value_of(code(facet, number)) == number
