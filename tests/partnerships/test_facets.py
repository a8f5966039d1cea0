"""Facets of both lists equal a brute-force count on random queries, for every reader, after changes."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core import reference as reference_memory
from portal.core.models import User
from tests.factories import user
from tests.partnerships import corpus

pytestmark = pytest.mark.django_db
KINDS = {
    "initiatives": (InitiativeListing, corpus.grow_initiatives, corpus.describe_initiative),
    "case studies": (CaseStudyListing, corpus.grow_case_studies, corpus.describe_case_study),
}


@pytest.fixture(scope="module")
def author(shared_db) -> User:
    return user()


@pytest.fixture
def member(author) -> User:
    """The author of them all."""
    return author


@pytest.fixture(scope="module", params=KINDS)
def grown(request, author):
    """The list's class, its records, and each record's codes as the oracle reads them."""
    listing, grow, describe = KINDS[request.param]
    records, known = grow(Random(7), 40, author=author), reference_memory.current()
    return listing, records, {record.pk: describe(record, known) for record in records}


def page_of(listing, query: str = "", user=None):
    request = RequestFactory().get(f"/x/?{query}")
    request.user = user or AnonymousUser()
    return listing(request)


def is_hit(codes: dict[str, set[str]], include: dict, exclude: dict, leaving: str = "") -> bool:
    wanted = all(codes[name] & values for name, values in include.items() if name != leaving)
    return wanted and not any(codes[name] & values for name, values in exclude.items())


def test_counts_and_hits_equal_brute_force(grown):
    listing, records, described = grown
    public = {each.pk for each in records if each.state == "published"}
    names = [spec.name for spec in listing.filterset_class.facets]
    for random in (random for seed in range(3) for random in [Random(seed)] * 12):
        include, exclude = corpus.random_query(random, names, described)
        page = page_of(listing, corpus.address(include, exclude))
        assert page.errors == []
        assert set(page.hits) == {pk for pk in public if is_hit(described[pk], include, exclude)}
        assert set(page.hits) == set(page.filters.qs.values_list("pk", flat=True)) & public
        for spec in (each for each in page.filters.facets if not each.further):
            counts = page.panel.counts(spec.facet)
            found = {spec.values.describe(page.reference, number)[0]: count for number, count in counts.items()}
            hits = [pk for pk in public if is_hit(described[pk], include, exclude, spec.name)]
            assert found == Counter(code for pk in hits for code in described[pk][spec.name]), spec.name


def test_years_are_a_range(grown):
    listing, records, described = grown
    wanted = {str(year) for year in range(2005, 2013)}
    public = {each.pk for each in records if each.state == "published"}
    hits = {pk for pk in public if described[pk]["year"] & wanted}
    assert set(page_of(listing, "year_min=2005&year_max=2012").hits) == hits


def test_each_reader_counts_what_that_reader_may_see(grown, member, curator):
    listing, records, _described = grown
    for person in (AnonymousUser(), member, curator):
        page = page_of(listing, user=person)
        assert set(page.hits) == set(page.queryset().values_list("pk", flat=True))
    assert len(page_of(listing).hits) < len(page_of(listing, user=curator).hits) == len(records)


def test_a_rebuild_gives_the_same_rows(grown):
    listing, _records, _described = grown
    before = sorted(page_of(listing, "topic=patents").hits)
    for rows in (INITIATIVE_ROWS, CASE_STUDY_ROWS):
        rows.derive_all()
        assert rows.differing() == 0
    assert sorted(page_of(listing, "topic=patents").hits) == before
