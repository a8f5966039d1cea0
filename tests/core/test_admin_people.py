"""Institutions, memberships and accounts on the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.core.models import (
    Membership,
    Organisation,
    OrganisationType,
    Region,
    Topic,
    User,
)
from tests.desk import another, as_shown, errors, page
from tests.factories import organisation, user

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
NEW_ACCOUNT = reverse("admin:core_user_add")
PHRASE = "a long and winding road"


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def office(administrator, signed_in):
    """An administrator at the desk."""
    return signed_in(administrator)


def save(client, thing, **changed):
    return client.post(page(thing), as_shown(client.get(page(thing))) | changed, follow=True)


def test_other_names_are_lines(desk):
    office = organisation()
    save(desk, office, aliases="Patent Office\n\n  Office of Patents \n")
    office.refresh_from_db()
    assert office.aliases == ["Patent Office", "Office of Patents"]
    assert as_shown(desk.get(page(office)))["aliases"] == "Patent Office\nOffice of Patents"
    assert "at most 250" in errors(save(desk, office, aliases="x" * 251))


def test_a_new_organisation(desk):
    address = reverse("admin:core_organisation_add")
    kind = OrganisationType.objects.get(code="ip-office").pk
    sent = as_shown(desk.get(address)) | {"name": "Office of Gondor", "slug": "gondor", "type": kind}
    assert desk.post(address, sent).status_code == 302
    assert Organisation.objects.get(slug="gondor").edited


def test_members_are_appointed_by_address(desk):
    office, person = organisation(), user(email="ada@example.org")
    sent = another(as_shown(desk.get(page(office))), "memberships", user="ADA@example.org ", role="editor")
    assert desk.post(page(office), sent).status_code == 302
    assert list(office.memberships.values_list("user", "role")) == [(person.pk, "editor")]
    assert as_shown(desk.get(page(office)))["memberships-0-user"] == "ada@example.org"
    save(desk, office, **{"memberships-0-role": "admin"})
    assert office.memberships.get().role == "admin"


@pytest.mark.parametrize("address", ["nobody@example.org", "", "x", "gone@example.org"])
def test_nobody_is_appointed_who_is_not_there(desk, address):
    user(email="gone@example.org", is_active=False)
    office = organisation()
    sent = another(as_shown(desk.get(page(office))), "memberships", user=address, role="editor")
    assert errors(desk.post(page(office), sent))
    assert not office.memberships.exists()


def test_nobody_is_appointed_twice(desk):
    office, person = organisation(), user(email="ada@example.org")
    Membership.objects.create(organisation=office, user=person)
    sent = another(as_shown(desk.get(page(office))), "memberships", user=person.email, role="editor")
    assert "This is listed twice." in errors(desk.post(page(office), sent))


def test_the_same_on_the_list_of_memberships(desk):
    office, person = organisation(), user(email="ada@example.org")
    address = reverse("admin:core_membership_add")
    sent = {"user": person.email, "organisation": office.pk, "role": "reader"}
    assert desk.post(address, sent).status_code == 302
    assert "already exists" in errors(desk.post(address, sent))


def test_an_administrator_opens_an_account(office, client):
    sent = {"email": "ada@example.org", "name": "Ada", "role": "curator", "usable_password": "true"}
    sent |= {"password1": PHRASE, "password2": PHRASE}
    assert office.post(NEW_ACCOUNT, sent).status_code == 302
    assert User.objects.get(email="ada@example.org").is_curator
    assert client.login(username="ada@example.org", password=PHRASE)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "MEMBER@example.org"}, "Somebody already has an account with this address"),
        ({"email": "x"}, "Enter a valid email address"),
        ({"password2": "something else"}, "match"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"role": "king"}, "not one of the available choices"),
    ],
)
def test_an_account_that_cannot_be(office, member, changed, said):
    sent = {"email": "ada@example.org", "role": "curator", "usable_password": "true", "password1": PHRASE}
    answer = office.post(NEW_ACCOUNT, sent | {"password2": PHRASE} | changed)
    assert said in errors(answer)
    assert User.objects.count() == 2


def test_no_page_shows_a_password_in_any_form(office, member):
    html = office.get(page(member)).content.decode()
    kept = member.password.split("$")
    assert not [part for part in kept if len(part) > 5 and part in html]
    assert "md5" not in html.lower()
    assert "pbkdf2" not in html.lower()
    assert f"/admin/core/user/{member.pk}/password/" in html


def test_an_administrator_sets_a_new_password(office, client, member):
    sent = {"password1": PHRASE, "password2": PHRASE, "usable_password": "true"}
    assert office.post(reverse("admin:auth_user_password_change", args=[member.pk]), sent).status_code == 302
    assert client.login(username=member.email, password=PHRASE)


def test_a_curator_changes_only_the_own_password(desk, curator, member):
    assert desk.get(reverse("admin:auth_user_password_change", args=[member.pk])).status_code == 403
    assert desk.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")


def test_rights_are_given_and_taken(office, member):
    save(office, member, role="curator")
    member.refresh_from_db()
    assert member.is_curator
    save(office, member, is_active="")
    member.refresh_from_db()
    assert not member.is_curator


@pytest.mark.parametrize("changed", [{"role": "curator"}, {"is_active": ""}])
def test_nobody_locks_the_own_door(office, administrator, changed):
    answer = save(office, administrator, **changed)
    assert "Your own rights can only be changed by another administrator." in errors(answer)
    administrator.refresh_from_db()
    assert administrator.is_administrator


def test_accounts_are_looked_up_by_administrators_only(desk):
    sent = {"app_label": "core", "model_name": "membership", "field_name": "user", "term": "a"}
    assert desk.get(reverse("admin:autocomplete"), sent).status_code == 403


def test_signing_out(desk):
    assert desk.get(START).status_code == 200
    assert desk.post(reverse("admin:logout"))["Location"] == reverse("home")
    assert desk.get(START).status_code == 302


def test_an_administrator_says_what_a_curator_looks_after(signed_in, administrator, curator):
    client, address = signed_in(administrator), page(curator)
    shown = client.get(address)
    assert shown.context["adminform"].form["notify_by_mail"].value() is True
    region, topic = Region.objects.first(), Topic.objects.first()
    sent = {name: value for name, value in as_shown(shown).items() if name != "notify_by_mail"}
    client.post(address, sent | {"regions": [region.pk], "topics": [topic.pk]})
    curator.refresh_from_db()
    assert (list(curator.regions.all()), list(curator.topics.all())) == ([region], [topic])
    assert curator.notify_by_mail is False
