"""Organisations on the desk: what waits, look-alikes beside it, verifying, rejecting, merging."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.core import organisations
from portal.core.models import Mail, Membership, Organisation, OrganisationType
from tests.desk import list_of, messages, page
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db
ALIKE = "/admin/core/organisation/alike/"


@pytest.fixture
def office(member) -> Organisation:
    kind = OrganisationType.objects.get(code="international-organisation")
    return organisations.propose(by=member, name="World Intellectual Property Organisation", acronym="WIPO", type=kind)


@pytest.mark.parametrize("name", ["change", "verify", "reject", "merge"])
def test_only_curators_come_in(client, signed_in, member, office, name):
    stranger = user()
    Membership.objects.create(user=stranger, organisation=office, role="admin")
    for reader in (client, signed_in(member), signed_in(stranger)):
        assert reader.post(page(office, name), {}).status_code in {302, 403}
        assert reader.get(ALIKE).status_code in {302, 403}
    office.refresh_from_db()
    assert office.state == "pending"


def test_what_is_proposed_waits_on_the_start_page_and_in_its_queue(signed_in, curator, office):
    desk = signed_in(curator)
    html = desk.get(reverse("admin:index")).content.decode()
    assert f'href="{list_of(Organisation)}?queue=proposed"' in html
    listed = desk.get(f"{list_of(Organisation)}?queue=proposed").context["cl"].result_list
    assert list(listed) == [office]


def test_its_page_shows_look_alikes_and_one_press_verifies(signed_in, curator, office):
    desk = signed_in(curator)
    html = desk.get(page(office)).content.decode()
    wipo = Organisation.objects.get(slug="wipo")
    assert "same name" in html
    assert f"{page(office, 'merge')}?into={wipo.pk}" in html
    assert desk.get(page(office, "verify")).status_code == 405
    assert messages(desk.post(page(office, "verify"), follow=True)) == [
        "“World Intellectual Property Organisation” is now in the state “Verified”."
    ]
    [again] = messages(desk.post(page(office, "verify"), follow=True))
    assert "not possible from there" in again


def test_rejecting_asks_for_a_reason_and_keeps_it(signed_in, curator, office):
    desk = signed_in(curator)
    assert "A reason is needed" in desk.post(page(office, "reject"), {"reason": " "}).content.decode()
    desk.post(page(office, "reject"), {"reason": "It is WIPO."})
    office.refresh_from_db()
    assert (office.state, office.state_reason, office.decided_by) == ("rejected", "It is WIPO.", curator)


def test_a_merge_shows_what_moves_and_then_moves_it(signed_in, curator, office):
    desk, wipo = signed_in(curator), Organisation.objects.get(slug="wipo")
    record = activity(providers=[f"organisation:{office.slug}"])
    shown = desk.get(f"{page(office, 'merge')}?into={wipo.pk}").content.decode()
    assert "participations <b>1</b>" in shown.lower()
    assert f'<option value="{wipo.pk}" selected>' in shown
    assert "members do not come along" in shown
    for wrong in ({}, {"into": wipo.pk}, {"into": "x", "reason": "y"}, {"into": office.pk, "reason": "y"}):
        assert desk.post(page(office, "merge"), wrong).status_code == 200
    told = messages(desk.post(page(office, "merge"), {"into": wipo.pk, "reason": "One."}, follow=True))
    assert told == [
        "“World Intellectual Property Organisation” is now a former name of “World Intellectual Property Organization”."
    ]
    assert record.participations.get(role="provider").organisation == wipo
    assert desk.get(page(office)).status_code == 200
    assert "wipo" in desk.get(page(wipo)).content.decode()


def test_look_alikes_are_listed_for_merging(signed_in, curator, office):
    organisation("WIPO office two", slug="two")
    html = signed_in(curator).get(ALIKE).content.decode()
    wipo = Organisation.objects.get(slug="wipo")
    assert f"{page(office, 'merge')}?into={wipo.pk}" in html
    assert f"{page(wipo, 'merge')}?into={office.pk}" not in html  # what nobody verified cannot be kept


def test_other_forms_offer_only_what_a_record_may_name(signed_in, curator, office):
    desk = signed_in(curator)
    address = reverse("admin:autocomplete") + "?app_label=tad&model_name=participation&field_name=organisation&term="
    assert len(desk.get(address + "World Intellectual").json()["results"]) == 2
    organisations.reject(office, by=curator, reason="No.")
    assert len(desk.get(address + "World Intellectual").json()["results"]) == 1


@pytest.mark.parametrize(("move", "reason"), [("verify", {}), ("reject", {"reason": "It is WIPO."})])
def test_its_proposer_is_told_once(signed_in, curator, member, office, move, reason):
    for _click in range(2):
        signed_in(curator).post(page(office, move), reason)
    assert [(mail.name, mail.to) for mail in Mail.objects.all()] == [("organisation_decided", member.email)]
