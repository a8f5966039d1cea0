"""Focal points are shown to whom their people agreed, on every page, in every file, and to nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client

from portal.core.focal_points import contacts
from portal.core.models import Audience, Country, FocalPoint, Membership
from tests.desk import sign_in
from tests.factories import organisation, user

pytestmark = pytest.mark.django_db
BASE = "/account/organisations/office-x/contacts/"
WORDS = {
    "function": "Registrar", "name": "Ana Souza", "subject": "Training", "shown_to": "public",
    "email": "ana@example.org", "phone": "+55 21 0000", "contact_shown_to": "registered", "has_consent": "on",
}  # fmt: skip


@pytest.fixture
def office():
    return organisation("The office of the test", slug="office-x", country="BR")


def marked(office) -> dict[str, tuple[str, str]]:
    """Every possible pair of audiences: words that stand nowhere else, and to whom each is shown."""
    words = {}
    order = [Audience.PUBLIC, Audience.REGISTERED, Audience.STAFF]
    for place, shown in enumerate(order):
        for contact in order[place:]:
            mark = f"{shown}{contact}"
            FocalPoint.objects.create(
                organisation=office, function=f"Function{mark}", name=f"Name{mark}", shown_to=shown,
                email=f"mail{mark}@example.org", phone=f"phone{mark}", contact_shown_to=contact, has_consent=True,
            )  # fmt: skip
            words |= {f"Function{mark}": shown, f"Name{mark}": shown}
            words |= {f"mail{mark}": contact, f"phone{mark}": contact}
    return words


def may_see(who: str, audience: str) -> bool:
    rank = {"visitor": ["public"], "registered": ["public", "registered"]}
    return who not in rank or audience in rank[who]


def people(office, curator) -> dict[str, Client]:
    cast = {"visitor": None, "registered": user(), "own_admin": user(), "curator": curator}
    Membership.objects.create(user=cast["own_admin"], organisation=office, role="admin")
    reader, other = user(), user()
    Membership.objects.create(user=reader, organisation=office, role="reader")
    Membership.objects.create(user=other, organisation=organisation(), role="admin")
    people = cast | {"registered reader": reader, "registered other": other}
    return {who: sign_in(person) for who, person in people.items()}


def test_marked_words_are_found_by_those_who_may_and_nobody_else(office, curator):
    words = marked(office)
    for who, client in people(office, curator).items():
        page = client.get(office.get_absolute_url()).content.decode()
        expected = {word for word, audience in words.items() if may_see(who.split()[0], audience)}
        assert {word for word in words if word in page} == expected, who


def test_no_list_file_or_program_tells_of_them(office):
    """Not even what is public: they are for the page of the organisation."""
    words = marked(office)
    for address in (
        "/organisations/", "/organisations/?q=office", "/organisations/?format=csv", "/organisations/?format=json",
        "/organisations/?format=atom", "/api/v1/organisations/", "/api/v1/organisations/office-x/", "/api/v1/schema/",
        "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-organisations.xml", "/", "/activities/", "/api/v1/countries/",
        "/organisations/suggest/?q=Func",
    ):  # fmt: skip
        answer = Client().get(address)
        assert answer.status_code in {200, 404}, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert [word for word in words if word in body.decode(errors="ignore")] == [], address


def test_one_question_for_visitors_however_many(office, django_assert_num_queries):
    marked(office)
    with django_assert_num_queries(1):
        assert len(contacts(AnonymousUser(), organisation=office)) == 3


def test_those_of_a_country(curator):
    kenya = Country.objects.get(pk="KE")
    FocalPoint.objects.create(country=kenya, function="Ministry", shown_to="registered")
    assert [len(contacts(each, country=kenya)) for each in (AnonymousUser(), user(), curator)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"country_id": "KE"}, "focalpoint_of_one"),
        ({"organisation": None}, "focalpoint_of_one"),
        ({"shown_to": "registered", "contact_shown_to": "public"}, "focalpoint_contact_not_wider"),
        ({"shown_to": "staff", "contact_shown_to": "registered"}, "focalpoint_contact_not_wider"),
        ({"has_consent": False, "name": "Ana"}, "focalpoint_shown_by_consent"),
        ({"has_consent": False, "email": "a@b.org"}, "focalpoint_shown_by_consent"),
        ({"shown_to": "world"}, "focalpoint_audience_known"),
    ],
)
def test_the_database_keeps_the_consent(office, values, constraint):
    whole = {"organisation": office, "function": "Registrar", "shown_to": "public", "contact_shown_to": "staff"}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FocalPoint.objects.create(**whole | {"has_consent": True} | values)


# --- Pages ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def cast(office, curator):
    found = {"visitor": None, "stranger": user(), "other_admin": user(), "curator": curator}
    Membership.objects.create(user=found["other_admin"], organisation=organisation(), role="admin")
    for role in ("reader", "editor", "admin"):
        found[role] = user()
        Membership.objects.create(user=found[role], organisation=office, role=role)
    return found


def test_who_may_open_and_write(cast, office):
    point = FocalPoint.objects.create(organisation=office, function="Keeper of marks", shown_to="staff")
    closed = {"visitor": 302, "stranger": 404, "other_admin": 404, "curator": 404}
    seen = closed | {"reader": 200, "editor": 200, "admin": 200}
    assert {who: sign_in(each).get(BASE).status_code for who, each in cast.items()} == seen
    for page in (f"{BASE}new/", f"{BASE}{point.pk}/"):
        got = {who: sign_in(each).get(page).status_code for who, each in cast.items()}
        assert got == closed | {"reader": 403, "editor": 403, "admin": 200}
        sent = {who: sign_in(each).post(page, WORDS).status_code for who, each in cast.items() if who != "admin"}
        assert sent == closed | {"reader": 403, "editor": 403}
    assert FocalPoint.objects.get().function == "Keeper of marks"
    assert "Keeper of marks" not in sign_in(cast["reader"]).get(BASE).content.decode()


def test_an_administrator_writes_changes_and_deletes_one(cast, office):
    admin = sign_in(cast["admin"])
    assert admin.post(f"{BASE}new/", WORDS)["Location"] == BASE
    made = FocalPoint.objects.get()
    assert (made.organisation, made.country, made.name, made.updated_by) == (office, None, "Ana Souza", cast["admin"])
    admin.post(f"{BASE}{made.pk}/", WORDS | {"shown_to": "staff", "contact_shown_to": "staff"})
    assert FocalPoint.objects.get().shown_to == "staff"
    admin.post(f"{BASE}{made.pk}/", {"delete": "1"})
    assert FocalPoint.objects.count() == 0
    assert admin.post(f"{BASE}new/", {"delete": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"function": ""}, {"function": ["This field is required."]}),
        ({"shown_to": ""}, {"shown_to": ["This field is required."]}),
        ({"email": "nobody"}, {"email": ["Enter a valid email address."]}),
        ({"has_consent": ""}, {"__all__": ["Show it to others only if the person agreed."]}),
        ({"shown_to": "staff"}, {"__all__": ["The address cannot be shown to more people than the name is."]}),
        ({"name": "x" * 151}, {"name": ["Ensure this value has at most 150 characters (it has 151)."]}),
    ],
)
def test_each_mistake_is_named_and_what_was_typed_stays(cast, values, errors):
    page = sign_in(cast["admin"]).post(f"{BASE}new/", WORDS | values)
    assert (page.status_code, FocalPoint.objects.count()) == (200, 0)
    assert page.context["form"].errors == errors
    assert page.context["form"]["phone"].value() == "+55 21 0000"


def test_another_organisations_focal_point_is_not_found(cast):
    other = FocalPoint.objects.create(organisation=organisation(), function="Theirs", shown_to="public")
    assert sign_in(cast["admin"]).post(f"{BASE}{other.pk}/", WORDS).status_code == 404
