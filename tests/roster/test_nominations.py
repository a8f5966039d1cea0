"""An organisation nominates: who may, what the nominee can say, and how little is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal.core.merging_organisations import merge
from portal.core.models import Mail, Membership, Organisation
from roster.applying import nominations
from roster.applying.housekeeping import tidy
from roster.models import Application, Consultant, Nomination, Unwilling
from tests.factories import organisation, user
from tests.partnerships.submissions import page_of, save
from tests.roster.applications import DATA, WHO, decide, stored

pytestmark = pytest.mark.django_db
WORDS = {"name": "Ana Souza", "email": "ana@example.org", "topics": ["trademarks"], "why": "She trained our examiners."}


@pytest.fixture
def office():
    return organisation("Kenya Industrial Property Institute", country="KE", slug="kipi-test")


def signed_in_as(role: str, office: Organisation) -> Client:
    person, client = user(), Client()
    Membership.objects.create(user=person, organisation=office, role=role)
    client.force_login(person)
    return client


def address(office: Organisation) -> str:
    return f"/account/organisations/{office.slug}/nominations/"


def nominated(office: Organisation, **words) -> Nomination:
    signed_in_as("editor", office).post(address(office), WORDS | words)
    return Nomination.objects.first()


def test_who_may_nominate(office, member, curator, signed_in):
    other = signed_in_as("admin", organisation())
    clients = [Client(), signed_in(member), other, signed_in(curator), signed_in_as("reader", office)]
    for method in ("get", "post"):
        answers = [getattr(each, method)(address(office), WORDS).status_code for each in clients]
        assert answers == [302, 404, 404, 404, 403]
    assert Nomination.objects.count() == 0
    assert [signed_in_as(role, office).get(address(office)).status_code for role in ("editor", "admin")] == [200, 200]
    waiting = organisation(state="pending", proposed_by=member, proposed_at=timezone.now())
    page = page_of(signed_in_as("admin", waiting).post(address(waiting), WORDS))
    assert "once our curators have verified" in page
    assert Nomination.objects.count() == 0


@pytest.mark.parametrize("words", [{"email": "ana"}, {"name": ""}, {"why": ""}, {"topics": ["nonsense"]}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(office, words):
    page = page_of(signed_in_as("editor", office).post(address(office), WORDS | words))
    assert ["Please look at these points" in page, "She trained" in page or not words.get("why", "x")] == [True, True]
    assert (Nomination.objects.count(), Mail.objects.count()) == (0, 0)


def test_nobody_is_asked_twice_at_a_time_and_the_mail_quotes_nothing(office):
    nominated(office)
    mail = Mail.objects.get()
    assert (mail.name, mail.to) == ("nomination", "ana@example.org")
    assert [word for word in ("Ana Souza", "trained") if word in mail.text + mail.html] == []
    page = page_of(signed_in_as("admin", office).post(address(office), WORDS | {"email": "Ana+x@example.org"}))
    assert "is asked already" in page
    assert (Nomination.objects.count(), Mail.objects.count()) == (1, 1)


def test_nobody_learns_whom_another_organisation_asks(office, curator):
    """Both ask, and what the one is answered says nothing to the other. They may turn out to be one organisation."""
    other = organisation(slug="other-office")
    mine, theirs = nominated(office), nominated(other)
    assert [(each.organisation, each.state) for each in (mine, theirs)] == [(office, "open"), (other, "open")]
    assert list(Mail.objects.values_list("to", flat=True)) == ["ana@example.org"] * 2
    nominations.decline(mine)
    assert Nomination.objects.get(pk=theirs.pk).state == "open"
    third = nominated(office)
    merge(other, into=office, by=curator, reason="One office")
    assert list(office.nominations.filter(state="open")) == [third]


def test_yes_opens_the_form_filled_in_and_leads_to_a_profile(office, curator, signed_in):
    nomination, visitor = nominated(office), Client()
    page = Nomination.objects.get().get_absolute_url()
    assert page in Mail.objects.get().text
    assert "She trained our examiners." in page_of(visitor.get(page))
    assert Application.objects.count() == 0
    form = visitor.post(page, {"accept": "1"})["Location"]
    assert visitor.post(page, {"accept": "1"})["Location"] == form  # pressed twice
    one = Application.objects.get()
    assert (one.state, one.name, one.email, one.topics) == ("confirmed", "Ana Souza", "ana@example.org", [])
    assert one.data["know"]["expertise"][0]["topic"] == "trademarks"
    nomination.refresh_from_db()
    kept = (nomination.state, nomination.name, nomination.email, nomination.why, nomination.topics)
    assert kept == ("accepted", "", "", "", [])
    for name, values in (DATA | {"who": WHO}).items():
        save(visitor, one, name, values, number=1)
    Application.objects.update(created_at=timezone.now() - timedelta(hours=1))
    visitor.post(f"{one.get_absolute_url()}review/")
    decide(signed_in(curator), stored(one), "accept", {"basis": "nominated"})
    made = Consultant.objects.get()
    assert (made.basis, made.nominated_by) == ("nominated", office)
    listed = page_of(signed_in_as("admin", office).get(address(office)))
    assert ["Said yes" in listed, "<bdi>Ana Souza" in listed] == [True, False]


def test_no_erases_what_was_said(office):
    nomination = nominated(office)
    assert Client().post(nomination.get_absolute_url(), {"decline": "1"}).status_code == 302
    Client().post(nomination.get_absolute_url(), {"accept": "1"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.email, nomination.why) == ("declined", "", "")
    assert (Application.objects.count(), Unwilling.objects.count()) == (0, 0)
    assert "You said no" in page_of(Client().get(nomination.get_absolute_url()))
    assert nominated(office).state == "open"


def test_never_again_holds_for_every_organisation_and_shows_to_none(office):
    nomination = nominated(office)
    never = f"{nomination.get_absolute_url()}never/"
    assert (Client().get(never).status_code, Unwilling.objects.count()) == (200, 0)
    Client().post(never)
    Mail.objects.all().delete()
    again = nominated(organisation(slug="other-office"))
    assert (again.email, again.why, again.topics, Mail.objects.count()) == ("", "", [], 0)
    asking = signed_in_as("editor", again.organisation)
    asking.post(address(again.organisation), WORDS | {"email": "bela@example.org", "name": "Bela Nagy"})
    shown = page_of(asking.get(address(again.organisation)))
    assert [shown.count(word) for word in ("<bdi>Ana Souza", "<bdi>Bela Nagy", "Waits for an answer", "Said no")] == [
        1,
        1,
        2,
        0,
    ]
    assert "ana@example.org" not in str(list(Unwilling.objects.values()))


def test_who_does_not_answer_is_forgotten(office):
    old, new = nominated(office), nominated(office, email="bela@example.org")
    long_ago = timezone.now() - timedelta(days=settings.KEEP_NOMINATION_DAYS + 1)
    Nomination.objects.filter(pk=old.pk).update(created_at=long_ago)
    assert tidy() == (0, 1, 0)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.name, old.email, new.state) == ("forgotten", "", "", "open")
    assert "you can apply yourself" in page_of(Client().get(old.get_absolute_url()))


def test_a_stranger_finds_no_nomination(client, office):
    wrong = nominated(office).get_absolute_url()[:-3] + "00/"
    assert (client.get(wrong).status_code, client.post(wrong, {"accept": "1"}).status_code) == (404, 404)
