"""Accounts: an address signs in, a role says what for."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core.models import User
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db


def test_an_address_is_one_account():
    user(email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ADA@example.org")
    with pytest.raises(ValidationError):
        User(email="ADA@example.org", password="!").full_clean()


def test_who_saves_an_account_brings_nothing_back_that_was_changed_meanwhile():
    person = user("curator", name="Ada")
    read, partly = User.objects.get(pk=person.pk), User.objects.only("name").get(pk=person.pk)
    User.objects.filter(pk=person.pk).update(role="member", is_active=False, email="ada@example.org")
    read.set_password("another one")
    read.save()
    partly.language = "fr"
    partly.save()
    person = User.objects.get(pk=person.pk)
    assert (person.role, person.is_active, person.email) == ("member", False, "ada@example.org")
    assert (person.check_password("another one"), person.language) == (True, "fr")
    person.name = "Lovelace"
    person.refresh_from_db(fields=["language"])
    for _again in range(2):
        person.save()
    assert User.objects.get(pk=person.pk).name == "Lovelace"
    person.role = "curator"
    person.save()
    person.role = "member"  # as it was read
    person.save()
    assert User.objects.get(pk=person.pk).role == "member"


def test_an_unknown_role_is_refused_even_past_the_forms():
    person = user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(role="owner")


@pytest.mark.parametrize(
    ("role", "active", "curator", "administrator"),
    [
        ("member", True, False, False),
        ("curator", True, True, False),
        ("administrator", True, True, True),
        ("curator", False, False, False),
        ("administrator", False, False, False),
    ],
)
def test_what_a_role_is(role, active, curator, administrator):
    person = user(role, is_active=active)
    assert (person.is_curator, person.is_staff) == (curator, curator)
    assert (person.is_administrator, person.is_superuser) == (administrator, administrator)
    assert person.has_module_perms("tad") is curator
    assert person.has_perm("tad.change_activity") is curator
    assert person.has_perms(["tad.change_activity", "core.view_user"]) is administrator
    assert person.has_perm("core.change_user") is administrator
    assert person.has_perm("auth.add_group") is administrator


def test_the_importer_exists_once_and_cannot_sign_in(client):
    importer = User.objects.importer()
    assert User.objects.importer() == importer
    assert not importer.is_active
    assert not client.login(email=importer.email, password="")


def test_a_superuser_of_the_command_line_is_an_administrator():
    assert User.objects.create_superuser("root@example.org", PASSWORD).is_administrator


def test_the_audit_never_holds_a_password():
    person = user()
    person.set_password("another long password")
    person.save()
    events = User.pgh_event_model.objects.filter(pgh_obj=person.pk)
    assert [event.pgh_label for event in events] == ["insert"]
    assert not {"password", "last_login"} & {field.name for field in User.pgh_event_model._meta.fields}
