"""Reports of mistakes that members of a verified organisation send in its name are marked so for curators."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.core import corrections, memberships
from portal.core.models import Correction, Membership, OrganisationType
from tests.core.test_corrections import WORDS, errors, send
from tests.desk import list_of, page, sign_in
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return organisation("The office", slug="office-x")


@pytest.fixture
def member(office):
    person = user()
    Membership.objects.create(user=person, organisation=office, role="reader")
    return person


def test_a_member_says_for_whom(member, office, curator):
    record = activity()
    client = sign_in(member)
    form = client.get(f"{record.get_absolute_url()}correct/").context["form"]
    assert form["sent_for"].value() == "office-x"
    send(client, record, sent_for="office-x")
    report = Correction.objects.get()
    assert (report.organisation, report.sent_by) == (office, member)
    client.get("/")
    send(client, activity(), sent_for="")
    assert Correction.objects.latest("pk").organisation is None


def test_curators_see_it(member, curator, signed_in):
    send(sign_in(member), activity(), sent_for="office-x")
    desk = signed_in(curator)
    assert "The office" in desk.get(list_of(Correction)).content.decode()
    report = desk.get(page(Correction.objects.get())).content.decode()
    assert "The office" in report
    assert member.name in report


def test_nobody_speaks_for_an_organisation_that_is_not_theirs(office):
    record, stranger = activity(), user()
    Membership.objects.create(user=stranger, organisation=organisation(slug="other"), role="admin")
    refused = send(sign_in(stranger), record, sent_for="office-x")
    assert list(errors(refused)) == ["sent_for"]
    assert refused.context["form"]["text"].value() == WORDS["text"]
    assert Correction.objects.count() == 0
    send(Client(), record, sent_for="office-x")
    assert Correction.objects.get().organisation is None  # a visitor is not asked, and the word is not heard


def test_nor_for_one_that_waits_for_verification():
    person = user()
    kind = OrganisationType.objects.get(code="university")
    memberships.propose(by=person, name="A university", type=kind)
    form = sign_in(person).get(f"{activity().get_absolute_url()}correct/").context["form"]
    assert "sent_for" not in form.fields


def test_who_sent_it_is_forgotten_with_name_and_address(member):
    send(sign_in(member), activity(), sent_for="office-x")
    report = Correction.objects.get()
    corrections.stop_mails(report)
    report.refresh_from_db()
    assert (report.sent_by, report.email, report.organisation.slug) == (None, "", "office-x")
