"""Facets of both lists equal a brute-force count on random queries, for every reader, after changes."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import CaseStudy, Initiative, InitiativeTopic, Partner
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core.models import Country, CountryGroupMember, Organisation, Topic, Version
from tests.factories import case_study, initiative
from tests.partnerships import corpus

pytestmark = pytest.mark.django_db
KINDS = {
    "initiatives": (InitiativeListing, corpus.grow_initiatives, corpus.describe_initiative),
    "case studies": (CaseStudyListing, corpus.grow_case_studies, corpus.describe_case_study),
}


@pytest.fixture(params=KINDS)
def grown(request, member, reference):
    """The list's class, its records, and each record's codes as the oracle reads them."""
    listing, grow, describe = KINDS[request.param]
    records = grow(Random(7), 40, author=member)
    return listing, records, {record.pk: describe(record, reference) for record in records}


def page_of(listing, query: str = "", user=None):
    request = RequestFactory().get(f"/x/?{query}")
    request.user = user or AnonymousUser()
    return listing(request)


def is_hit(codes: dict[str, set[str]], include: dict, exclude: dict, leaving: str = "") -> bool:
    wanted = all(codes[name] & values for name, values in include.items() if name != leaving)
    return wanted and not any(codes[name] & values for name, values in exclude.items())


@pytest.mark.parametrize("seed", range(3))
def test_counts_and_hits_equal_brute_force(grown, seed):
    listing, records, described = grown
    random, public = Random(seed), {each.pk for each in records if each.state == "published"}
    names = [spec.name for spec in listing.filterset_class.facets]
    for _ in range(12):
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
    for user in (AnonymousUser(), member, curator):
        page = page_of(listing, user=user)
        assert set(page.hits) == set(page.queryset().values_list("pk", flat=True))
    assert len(page_of(listing).hits) < len(page_of(listing, user=curator).hits) == len(records)


def test_rows_follow_every_change(member, reference):
    """By whatever way: they are compared with rows derived anew."""
    one, two = initiative(providers=["organisation:embrapa"], beneficiaries=["group:aripo"]), initiative()
    case = case_study(countries=["KE"])
    Initiative.objects.filter(pk=one.pk).update(challenge="a", solution="b", exchange="c", results="d")
    InitiativeTopic.objects.filter(initiative=one).delete()
    Partner.objects.filter(initiative=two).update(role="observer")
    Organisation.objects.filter(slug="embrapa").update(name="Another name", country="AR")
    Country.objects.filter(iso2="KE").update(labels={"en": "Republic of Kenya"})
    CountryGroupMember.objects.filter(group__code="aripo", country="GH").delete()
    Topic.objects.filter(code="trademarks").update(labels={"en": "Brands"})
    CaseStudy.objects.filter(pk=case.pk).update(state="draft")
    assert (INITIATIVE_ROWS.differing(), CASE_STUDY_ROWS.differing()) == (0, 0)
    assert set(page_of(InitiativeListing, "country=AR").hits) == {one.pk}
    assert set(page_of(InitiativeListing, "q=another+name&depth=full").hits) == {one.pk}
    assert set(page_of(InitiativeListing, "country=GH").hits) == set()
    two.delete()
    assert INITIATIVE_ROWS.differing() == 0


def test_a_rebuild_gives_the_same_rows(grown):
    listing, _records, _described = grown
    before = sorted(page_of(listing, "topic=patents").hits)
    for rows in (INITIATIVE_ROWS, CASE_STUDY_ROWS):
        rows.derive_all()
        assert rows.differing() == 0
    assert sorted(page_of(listing, "topic=patents").hits) == before


def test_a_change_that_changes_nothing_found_counts_no_version():
    record = initiative()
    before = Version.objects.get(name="initiative").number
    Initiative.objects.filter(pk=record.pk).update(date_note="about then")
    assert Version.objects.get(name="initiative").number == before


def test_members_of_a_group_are_found_and_the_card_says_so():
    record = initiative(beneficiaries=["group:aripo"])
    [card] = page_of(InitiativeListing, "country=KE").cards
    assert (card["ref"], card["via_group"]) == (record.ref, "Kenya as a member of: ARIPO member states")
