"""Organisations: proposed, verified, rejected; who sees which; and which may be one and the same."""

from __future__ import annotations

from threading import Barrier, Thread

import pghistory.models
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from portal.core import organisations, same_organisation
from portal.core.curation import MoveRefused
from portal.core.models import Country, Membership, Organisation, OrganisationType
from portal.core.same_organisation import Directory, Known
from tests import factories

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def proposed(by, name="Office of Ideas", **values) -> Organisation:
    university = OrganisationType.objects.get(code="university")
    return organisations.propose(by=by, name=name, type=university, **values)


def test_what_ships_is_verified_and_seen_by_all():
    wipo = Organisation.objects.get(slug="wipo")
    assert wipo.state == "verified"
    assert set(Organisation.objects.visible_to(VISITOR)) == set(Organisation.objects.all())


def test_a_proposed_one_is_seen_by_its_proposer_its_members_and_curators(member, curator):
    office = proposed(member)
    joined, stranger = factories.user(), factories.user()
    Membership.objects.create(user=joined, organisation=office, role="reader")
    seeing = {
        who: office in Organisation.objects.visible_to(who) for who in (VISITOR, stranger, member, joined, curator)
    }
    assert seeing == {VISITOR: False, stranger: False, member: True, joined: True, curator: True}


def test_verified_it_is_seen_by_all_and_stamped(member, curator):
    office = proposed(member)
    organisations.verify(office, by=curator)
    stored = Organisation.objects.visible_to(VISITOR).get(slug="office-of-ideas")
    assert (stored.state, stored.decided_by, stored.proposed_by) == ("verified", curator, member)
    assert stored.decided_at == office.decided_at


def test_rejected_it_keeps_its_reason_for_its_proposer_and_may_still_be_verified(member, curator):
    office = proposed(member)
    organisations.reject(office, by=curator, reason="  It is a person.  ")
    assert Organisation.objects.visible_to(member).get(pk=office.pk).state_reason == "It is a person."
    assert office not in Organisation.objects.visible_to(VISITOR)
    organisations.verify(office, by=curator)
    assert (office.state, office.state_reason) == ("verified", "")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_rejecting_needs_a_reason(member, curator, reason):
    office = proposed(member)
    with pytest.raises(MoveRefused):
        organisations.reject(office, by=curator, reason=reason)
    office.refresh_from_db()
    assert office.state == "pending"


def test_a_verified_one_cannot_be_rejected_or_verified_again(member, curator):
    office = proposed(member)
    organisations.verify(office, by=curator)
    with pytest.raises(MoveRefused):
        organisations.reject(office, by=curator, reason="late")
    with pytest.raises(MoveRefused) as refusal:
        organisations.verify(office, by=curator)
    assert "Office of Ideas" in refusal.value.messages[0]


def test_the_audit_says_who_moved_it_and_how(member, curator):
    office = proposed(member)
    organisations.verify(office, by=curator)
    events = pghistory.models.Events.objects.tracks(office).order_by("pgh_created_at", "pgh_id")
    assert [event.pgh_context["move"] for event in events] == ["propose", "verify"]
    assert [event.pgh_context["user"] for event in events] == [member.pk, curator.pk]


def test_proposing_the_same_twice_proposes_once_and_others_get_their_own_address(member):
    first, again = proposed(member), proposed(member, "  office of  IDEAS ")
    assert first == again
    other = proposed(factories.user())
    assert (first.slug, other.slug) == ("office-of-ideas", "office-of-ideas-2")
    abroad = proposed(member, country=Country.objects.get(pk="KE"))
    assert (abroad.slug, abroad.country_id) == ("office-of-ideas-3", "KE")


@pytest.mark.parametrize(
    ("name", "acronym", "slug"),
    [
        ("المكتب الوطني للملكية", "", "organisation"),
        ("المكتب الوطني للملكية", "ONP", "onp"),
        ("Bureau d’idées", "", "bureau-didees"),
        ("n" * 250, "", "n" * 70),
        ("a_b", "", "a-b"),
    ],
)
def test_every_name_gets_an_address(member, name, acronym, slug):
    office = proposed(member, name, acronym=acronym)
    office.full_clean()
    assert office.slug == slug


def test_two_equal_proposals_at_once_are_one(committed):
    person, together = factories.user(), Barrier(2)

    def propose():
        together.wait()
        try:
            proposed(person)
        finally:
            connection.close()

    threads = [Thread(target=propose) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Organisation.objects.filter(proposed_by=person).count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"state": "somewhere"},
        {"state": "pending"},  # proposed by nobody
        {"state": "rejected"},
        {"state": "merged"},
        {"state_reason": "x", "state": "merged"},
    ],
)
def test_the_database_refuses_states_that_make_no_sense(values):
    office = factories.organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=office.pk).update(**values)


def test_every_change_is_stamped_even_in_bulk():
    office = Organisation.objects.get(slug="wipo")
    Organisation.objects.filter(pk=office.pk).update(note="Checked.")
    assert Organisation.objects.get(pk=office.pk).updated_at > office.updated_at


# Look-alikes ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ({"name": "WIPO"}, "wipo"),
        ({"name": "World Intellectual Property Organisation"}, "wipo"),
        ({"name": "ARIPO"}, "aripo"),
        ({"name": "Africa Regional Intellectual Property Organisation (ARIPO)"}, "aripo"),
        ({"name": "Instituto Nacional da Propriedade Industrial", "acronym": "INPI", "country": "BR"}, "inpi-brazil"),
        ({"name": "INPI", "country": "FR"}, "inpi-france"),
        ({"name": "Brazilian Co-operation Agency", "country": "BR"}, "abc-brazil"),
        ({"name": "Université de Thomas SANKARA", "country": "BF"}, "universite-thomas-sankara"),
        ({"name": "SIPO"}, "cnipa"),  # by another name of its
    ],
)
def test_the_first_look_alike_is_the_one(said, slug):
    found = organisations.look_alikes(**said)
    assert found[0][0].slug == slug
    assert found[0][1].reason


@pytest.mark.parametrize(
    "said",
    [
        {"name": "INPI", "country": "AO"},  # Argentina's, Brazil's and France's are others
        {"name": "Ministry of Fisheries of Tuvalu", "country": "TV"},
        {"name": "…"},
        {"name": ""},
        {"name": "x" * 250},
        {"name": "مكتب"},
    ],
)
def test_what_is_like_nothing_finds_nothing(said):
    assert organisations.look_alikes(**said) == []


def test_nothing_looks_like_itself_and_merged_or_rejected_ones_are_not_offered(member, curator):
    office = proposed(member, "Chamber of Crafts")
    assert organisations.look_alikes(office.name, but=office.pk) == []
    assert [found for found, _why in organisations.look_alikes(office.name)] == [office]
    organisations.reject(office, by=curator, reason="Not one.")
    assert organisations.look_alikes(office.name) == []


def test_looking_takes_two_queries_however_many_there_are(django_assert_num_queries):
    for number in range(80):
        factories.organisation(f"Intellectual Property Office {number}")
    with django_assert_num_queries(2):
        assert len(organisations.look_alikes("Intellectual Property Office")) == same_organisation.MOST


def test_of_the_organisations_that_ship_only_two_pairs_look_alike():
    pairs = same_organisation.directory().pairs()
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    assert [(slugs[one.pk], slugs[likeness.known.pk]) for one, likeness in pairs] == [
        ("eapo", "epo"),
        ("aripo", "oapi"),
    ]


def test_pairs_are_told_once():
    twins = [Known("World Intellectual Property Organization", pk=1), Known("WIPO", pk=2), Known("Other body", pk=3)]
    found = Directory(twins).pairs()
    assert [(one.pk, likeness.known.pk, likeness.reason) for one, likeness in found] == [
        (1, 2, "the acronym has the initials of the name")
    ]
