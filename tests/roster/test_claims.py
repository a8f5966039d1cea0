"""A profile finds its owner by mail, once; and nobody is published who has not said yes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.core import curation
from portal.core.curation import MoveRefused
from portal.core.models import State
from roster import claims, consents
from roster.claims import ClaimRefused
from roster.models import Claim, Consultant
from tests.desk import sign_in
from tests.factories import consultant, user
from tests.roster.profiles import mails, owned, text

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"


@pytest.fixture
def entered(curator):
    """By a curator: nobody has agreed to anything."""
    return consultant(
        name="Wanjiru Otieno", email="Wanjiru@example.org", released=[], state=State.IN_REVIEW, by=curator
    )


@pytest.fixture
def claim(entered, curator):
    return claims.invite(entered, by=curator, site=SITE)


def invitee(email="wanjiru@example.org"):
    person = user(email=email)
    person.emailaddress_set.create(email=email, verified=True, primary=True)
    return person


def test_from_the_mail_to_the_published_profile(entered, claim, curator):
    with pytest.raises(MoveRefused, match="has not agreed to be listed"):
        curation.publish(entered, by=curator)
    (mail,) = mails("consultant_claim")
    path = claim.get_absolute_url()
    assert (mail.to, mail.stop_url) == ("Wanjiru@example.org", f"{SITE}{path}decline/")
    assert SITE + path in mail.text
    assert "Otieno" not in mail.subject + mail.text + mail.html

    visitor = Client()
    page = visitor.get(path)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert "under the name Wanjiru Otieno" in text(page)
    assert "Sign in and take it over" in text(page)
    assert visitor.post(path)["Location"] == f"/account/login/?next={path}"
    entered.refresh_from_db()
    assert entered.account is None

    person = invitee()
    client = sign_in(person)
    assert "This is my profile" in text(client.get(path))
    taken = client.post(path, {"account": person.pk})
    assert (taken.status_code, taken["Location"]) == (302, "/roster/mine/")
    assert client.post(path, {"account": person.pk})["Location"] == "/roster/mine/"  # pressed twice
    entered.refresh_from_db()
    assert entered.account == person
    assert [mail.to for mail in mails("consultant_claimed")] == ["Wanjiru@example.org"]
    consents.give(entered, ["listing"], how="own_page", by=person)
    curation.publish(entered, by=curator)
    assert entered.is_listed


def test_another_account_is_named_before_it_takes_over(entered, claim):
    other, path = invitee("other@example.net"), claim.get_absolute_url()
    client = sign_in(other)
    page = text(client.get(path))
    assert "The mail went to Wanjiru@example.org . You are signed in as other@example.net" in page
    assert "Take it over as other@example.net" in page
    stale = client.post(path, {"account": other.pk + 1})  # the page was opened while somebody else was signed in
    assert "signed in with another account now" in text(stale)
    entered.refresh_from_db()
    assert entered.account is None
    client.post(path, {"account": other.pk})
    entered.refresh_from_db()
    assert entered.account == other
    (told,) = mails("consultant_claimed")
    assert told.to == "Wanjiru@example.org"
    assert "other@example.net" in told.text


def test_a_link_works_once_and_for_a_month(entered, claim, curator):
    first, second = invitee(), invitee("second@example.org")
    Claim.objects.update(expires_at=timezone.now())
    with pytest.raises(ClaimRefused, match="run out"):
        claims.accept(claim, by=first, site=SITE)
    visitor, path = Client(), claim.get_absolute_url()
    assert "Send a new link" in text(visitor.get(path))
    Claim.objects.update(sent_at=timezone.now() - timedelta(days=31))
    visitor.post(path, {"again": "1"})
    assert [mail.to for mail in mails("consultant_claim")] == ["Wanjiru@example.org"] * 2
    claims.accept(claim, by=first, site=SITE)
    with pytest.raises(ClaimRefused, match="used already"):
        claims.accept(claim, by=second, site=SITE)
    assert "used already" in text(sign_in(second).get(path))
    with pytest.raises(ClaimRefused, match="claimed already"):
        claims.invite(entered, by=curator, site=SITE)


def test_one_person_has_one_profile(claim):
    person = owned().account
    answer = sign_in(person).post(claim.get_absolute_url(), {"account": person.pk})
    assert (answer.status_code, "has a profile already" in text(answer)) == (200, True)


def test_curators_send_it_again_and_an_old_address_loses_its_link(entered, claim, curator):
    assert claims.invite(entered, by=curator, site=SITE) == claim  # pressed twice
    assert len(mails("consultant_claim")) == 1
    Claim.objects.update(sent_at=timezone.now() - timedelta(days=1))
    assert claims.invite(entered, by=curator, site=SITE) == claim
    assert len(mails("consultant_claim")) == 2
    entered.email = "w.otieno@example.net"
    entered.save()
    new = claims.invite(entered, by=curator, site=SITE)
    assert [each.state for each in entered.claims.order_by("pk")] == ["withdrawn", "open"]
    assert mails("consultant_claim")[-1].to == "w.otieno@example.net"
    with pytest.raises(ClaimRefused):
        claims.accept(claim, by=invitee(), site=SITE)
    assert new.token != claim.token


def test_whoever_wants_no_profile_says_so_without_an_account(entered, claim):
    visitor, path = Client(), f"{claim.get_absolute_url()}decline/"
    assert "Erase the profile" in text(visitor.get(path))
    entered.refresh_from_db()
    assert entered.withdrawn_at is None
    for _press in range(2):
        assert "being erased" in text(visitor.post(path))
    entered.refresh_from_db()
    assert entered.withdrawn_at is not None
    assert [each.state for each in entered.claims.all()] == ["declined"]


def test_a_link_does_not_take_down_what_its_owner_agreed_to(curator):
    listed = consultant(by=curator)
    claim = claims.invite(listed, by=curator, site=SITE)
    answer = Client().post(f"{claim.get_absolute_url()}decline/")
    assert "sign in: you can withdraw it" in text(answer)
    assert Consultant.objects.listed().get() == listed


def test_the_very_address_leads_to_the_profile_without_the_link(entered, claim):
    """Once it is confirmed. Some servers give "ana+x" to somebody else than "ana"."""
    local, _at, domain = entered.email.partition("@")
    found = {}
    for email, verified in ((f"{local}+x@{domain}", True), (entered.email, False), (entered.email.upper(), True)):
        person = user(email=f"{len(found)}@example.com")
        person.emailaddress_set.create(email=email, verified=verified, primary=True)
        found[email] = sign_in(person).get("/roster/mine/").headers.get("Location")
    assert list(found.values()) == [None, None, claim.get_absolute_url()]


def test_unknown_links_are_not_found(client):
    unknown = "/roster/claim/00000000-0000-0000-0000-000000000000/"
    assert [client.get(path).status_code for path in (unknown, f"{unknown}decline/", "/roster/claim/x/")] == [404] * 3
