"""Invitations, requests to join and focal points on the curators' desk."""

from __future__ import annotations

import pytest

from portal.core import invitations
from portal.core.models import FocalPoint, Invitation, JoinRequest, Membership
from tests.desk import list_of, messages, page
from tests.factories import organisation, user

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def ask(office, **values) -> JoinRequest:
    return invitations.ask_to_join(office, by=user(**values), message="I work there.", site=SITE)


def administered(name: str):
    office = organisation(name)
    Membership.objects.create(user=user(), organisation=office, role="admin")
    return office


def do(desk, action: str, *asked: JoinRequest):
    chosen = {"action": action, "_selected_action": [each.pk for each in asked]}
    return desk.post(list_of(JoinRequest), chosen, follow=True)


def test_the_queue_holds_what_only_curators_can_decide(desk):
    bare, other = ask(organisation("Nobody's office")), ask(administered("Somebody's office"))
    desks = {each["list_url"]: each["queues"] for each in desk.get("/admin/").context["desks"]}
    queues = desks[list_of(JoinRequest)]
    assert [(each.queue.code, each.count) for each in queues] == [("to-let-in", 1)]
    found = desk.get(list_of(JoinRequest), {"queue": "to-let-in"}).context["cl"].result_list
    assert list(found) == [bare]
    assert set(desk.get(list_of(JoinRequest)).context["cl"].result_list) == {bare, other}


def test_a_curator_lets_in_where_nobody_administers(desk):
    bare, other = ask(organisation("Nobody's office")), ask(administered("Somebody's office"), name="Zoe")
    done = do(desk, "make_administrator", bare, other)
    assert messages(done) == [
        f"{bare.user} is told by mail.", "Somebody's office has administrators of its own, who decide about Zoe.",
    ]  # fmt: skip
    assert bare.organisation.memberships.get().role == "admin"
    assert not other.organisation.memberships.filter(user=other.user).exists()
    again = do(desk, "turn_down", bare)
    assert JoinRequest.objects.get(pk=bare.pk).state == "accepted"
    assert len(messages(again)) == 1


def test_the_link_of_an_invitation_is_nobodys_on_the_desk(desk):
    office = administered("The office")
    sent = invitations.invite(
        office, by=office.memberships.get().user, email="ana@example.org", role="reader", site=SITE
    )
    shown = desk.get(page(sent)).content.decode()
    assert "ana@example.org" in shown
    assert str(sent.token) not in shown
    assert desk.get(list_of(Invitation)).status_code == 200


def test_a_curator_writes_the_focal_point_of_a_country(desk, curator):
    words = {"country": "KE", "function": "Ministry of Trade", "shown_to": "public", "contact_shown_to": "staff"}
    add = list_of(FocalPoint) + "add/"
    assert desk.post(add, words).status_code == 302
    made = FocalPoint.objects.get()
    assert (made.country_id, made.organisation, made.updated_by) == ("KE", None, curator)
    refused = desk.post(add, words | {"name": "Ana Souza"})
    assert "Show it to others only if the person agreed." in refused.content.decode()
    assert FocalPoint.objects.count() == 1
