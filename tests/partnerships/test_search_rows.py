"""What partnerships and case studies are found by follows every change of them, and of what they name."""

from __future__ import annotations

import pytest

from partnerships.listing import InitiativeListing
from partnerships.models import CaseStudy, Initiative, InitiativeTopic, Partner
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core.models import Country, CountryGroupMember, Organisation, Topic, Version
from tests.factories import case_study, initiative
from tests.partnerships.test_facets import page_of

pytestmark = pytest.mark.django_db


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


def test_a_change_that_changes_nothing_found_counts_no_version():
    record = initiative()
    before = Version.objects.get(name="initiative").number
    Initiative.objects.filter(pk=record.pk).update(date_note="about then")
    assert Version.objects.get(name="initiative").number == before


def test_members_of_a_group_are_found_and_the_card_says_so():
    record = initiative(beneficiaries=["group:aripo"])
    [card] = page_of(InitiativeListing, "country=KE").cards
    assert (card["ref"], card["via_group"]) == (record.ref, "Kenya as a member of: ARIPO member states")
