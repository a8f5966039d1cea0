"""People who press at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from portal.core import invitations
from portal.core.models import Invitation, JoinRequest, Mail, Membership
from tests.factories import organisation, user

SITE = "https://portal.example.org"


def at_once(*moves: Callable[[], object]) -> list[object]:
    """What each answered; all begin together."""
    start = Barrier(len(moves))

    def run(move: Callable[[], object]) -> object:
        start.wait(timeout=10)
        try:
            return move()
        except PermissionDenied:
            return "forbidden"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(moves)) as pool:
        return list(pool.map(run, moves))


def office_with(*roles: str):
    office = organisation("The office")
    people = [user() for _role in roles]
    for person, role in zip(people, roles, strict=True):
        Membership.objects.create(user=person, organisation=office, role=role)
    return office, people


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(person, address: str, **data) -> Callable[[], int]:
    client = browser(person)
    return lambda: client.post(address, data).status_code


def test_two_administrators_who_leave_at_once_leave_one(committed):
    office, people = office_with("admin", "admin", "editor")
    at_once(*(post(person, f"/account/organisations/{office.slug}/leave/") for person in people[:2]))
    assert sorted(office.memberships.values_list("role", flat=True)) == ["admin", "editor"]


def test_two_administrators_who_demote_each_other_leave_one(committed):
    office, people = office_with("admin", "admin")
    pages = [
        f"/account/organisations/{office.slug}/members/{member.pk}/" for member in office.memberships.order_by("pk")
    ]
    answers = at_once(post(people[0], pages[1], role="reader"), post(people[1], pages[0], role="reader"))
    assert sorted(office.memberships.values_list("role", flat=True)) == ["admin", "reader"]
    assert sorted(answers) == [302, 403]  # the second one is no administrator any more


def test_two_invitations_of_one_mailbox_at_once_are_one(committed):
    office, people = office_with("admin", "admin")
    page = f"/account/organisations/{office.slug}/invite/"
    moves = [
        post(person, page, email=email, role="reader")
        for person, email in zip(people, ["ana@example.org", "Ana+x@example.org"], strict=True)
    ]
    assert sorted(at_once(*moves)) == [200, 302]
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)


def test_two_acceptances_of_one_link_at_once_let_one_in(committed):
    office, [admin] = office_with("admin")
    sent = invitations.invite(office, by=admin, email="ana@example.org", role="reader", site=SITE)
    people = [user(), user()]
    assert sorted(at_once(*(post(person, sent.get_absolute_url(), accept="1") for person in people))) == [200, 302]
    assert office.memberships.exclude(user=admin).count() == 1
    assert Mail.objects.filter(name="invitation_accepted").count() == 1


def test_a_double_click_on_accept_makes_one_member(committed):
    office, [admin] = office_with("admin")
    sent = invitations.invite(office, by=admin, email="ana@example.org", role="reader", site=SITE)
    ana = user(email="ana@example.org")
    assert at_once(*(post(ana, sent.get_absolute_url(), accept="1") for _click in range(2))) == [302, 302]
    assert office.memberships.filter(user=ana).count() == 1


def test_two_administrators_who_decide_on_one_request_at_once(committed):
    office, people = office_with("admin", "admin")
    asked = invitations.ask_to_join(office, by=user(), message="", site=SITE)
    page = f"/account/organisations/{office.slug}/requests/{asked.pk}/"
    at_once(post(people[0], page, role="editor"), post(people[1], page, decline="1"))
    state = JoinRequest.objects.get().state
    assert office.memberships.filter(user=asked.user).exists() is (state == "accepted")
    assert Mail.objects.filter(name="membership").count() == 1


def test_asking_twice_at_once_is_once(committed):
    office, [_admin] = office_with("admin")
    person = user()
    moves = [post(person, f"/account/organisations/{office.slug}/join/", message="Me") for _click in range(2)]
    at_once(*moves)
    assert (JoinRequest.objects.count(), Mail.objects.count()) == (1, 1)
