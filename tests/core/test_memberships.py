"""Who may act for an organisation: invited, let in, changed, handed over, left; and what nobody may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core import invitations, membership_mails, memberships, organisations
from portal.core.memberships import MembershipRefused, administered_alone
from portal.core.models import Invitation, JoinRequest, Mail, Membership, Organisation, OrganisationType
from tests.factories import organisation, user

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"


@pytest.fixture
def office():
    return organisation("Kenya Industrial Property Institute", acronym="KIPI", country="KE")


@pytest.fixture
def people(office):
    """One member of each role, and somebody who is none."""
    cast = {role: member(office, role).user for role in ("admin", "editor", "reader")}
    return cast | {"stranger": user()}


def member(office: Organisation, role: str, **values) -> Membership:
    return Membership.objects.create(user=user(**values), organisation=office, role=role)


def invite(office, by, email="ana@example.org", role="editor") -> Invitation:
    return invitations.invite(office, by=by, email=email, role=role, site=SITE)


def refused(move, *args, **kwargs) -> str:
    with pytest.raises(MembershipRefused) as refusal:
        move(*args, **kwargs)
    return refusal.value.code


def roles(office) -> dict[str, str]:
    return dict(office.memberships.values_list("user__email", "role"))


# --- Inviting ---------------------------------------------------------------------------------------------------------
def test_an_invitation_is_mailed_and_accepted(office, people):
    sent, ana = invite(office, people["admin"]), user(email="ana@example.org")
    mail = Mail.objects.get()
    assert (mail.name, mail.to, mail.subject) == (
        "invitation", "ana@example.org", "Invitation to act for Kenya Industrial Property Institute",
    )  # fmt: skip
    assert f"{SITE}/invitations/{sent.token}/\n" in mail.text
    assert mail.stop_url == f"{SITE}/invitations/{sent.token}/stop/"
    assert "because an administrator of this organisation entered your address" in mail.text
    made = invitations.accept(sent, by=ana, site=SITE)
    assert (made.user, made.organisation, made.role) == (ana, office, "editor")
    stored = Invitation.objects.get()
    assert (stored.state, stored.answered_by, stored.answered_at is None) == ("accepted", ana, False)
    told = Mail.objects.get(name="invitation_accepted")
    assert told.to == people["admin"].email
    assert "another address" not in told.text


def test_mails_hold_no_words_that_a_person_typed(office, people):
    people["admin"].name = "Your bank <b>"
    people["admin"].save()
    sent = invite(office, people["admin"])
    marked = user(name="Click http://evil.example")
    invitations.accept(sent, by=marked, site=SITE)
    other = user(name="Click http://evil.example")
    asked = invitations.ask_to_join(office, by=other, message="Buy http://evil.example", site=SITE)
    invitations.let_in(asked, by=people["admin"], role="reader", site=SITE)
    written = "".join(mail.subject + mail.text + mail.html for mail in Mail.objects.all())
    assert Mail.objects.count() == 4
    assert "evil" not in written
    assert "bank" not in written


def test_an_account_with_another_address_may_accept_and_the_administrator_is_told(office, people):
    sent, zoe = invite(office, people["admin"]), user(email="zoe@example.net")
    invitations.accept(sent, by=zoe, site=SITE)
    told = Mail.objects.get(name="invitation_accepted").text
    assert "accepted by an account with another address" in told
    assert "zoe@example.net" in told


@pytest.mark.parametrize("who", ["editor", "reader", "stranger"])
def test_only_administrators_invite(office, people, who):
    with pytest.raises(PermissionDenied):
        invite(office, people[who])
    assert Invitation.objects.count() == Mail.objects.count() == 0


def test_curators_invite_nobody_for_others(office, people, curator):
    with pytest.raises(PermissionDenied):
        invite(office, curator)


def test_one_open_invitation_for_a_mailbox(office, people):
    invite(office, people["admin"])
    for same in ("ana@example.org", "ANA@example.org", "ana+portal@example.org"):
        assert refused(invite, office, people["admin"], email=same) == "open"
    assert Mail.objects.count() == 1
    other = organisation()
    Membership.objects.create(user=people["admin"], organisation=other, role="admin")
    assert invite(other, people["admin"]).organisation == other


def test_the_database_keeps_one_open_invitation(office, people):
    values = {"organisation": office, "mailbox": "a@b.org", "email": "a@b.org", "role": "reader", "language": "en"}
    values["expires_at"] = timezone.now()
    Invitation.objects.create(**values)
    with pytest.raises(IntegrityError, match="invitation_one_open"), transaction.atomic():
        Invitation.objects.create(**values)


def test_who_is_a_member_is_not_invited(office, people):
    assert refused(invite, office, people["admin"], email=people["reader"].email.upper()) == "member"


def test_an_invitation_that_ran_out_is_renewed(office, people):
    sent = invite(office, people["admin"], role="reader")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refused(invitations.accept, sent, by=user(), site=SITE) == "expired"
    renewed = invite(office, people["admin"], role="admin")
    assert (renewed.pk, renewed.token, renewed.role, renewed.is_expired) == (sent.pk, sent.token, "admin", False)
    assert Mail.objects.filter(name="invitation").count() == 2


def test_sent_again_the_link_stays_and_the_fortnight_begins_anew(office, people):
    sent = invite(office, people["admin"])
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    invitations.resend(sent, by=people["admin"], site=SITE)
    again = Invitation.objects.get()
    assert again.token == sent.token
    assert again.expires_at > timezone.now() + timedelta(days=13)
    assert Mail.objects.filter(text__contains=str(sent.token)).count() == 2


def test_withdrawn_and_declined_invitations_are_closed(office, people):
    sent = invite(office, people["admin"])
    with pytest.raises(PermissionDenied):
        invitations.withdraw(sent, by=people["editor"])
    invitations.withdraw(sent, by=people["admin"])
    assert refused(invitations.accept, sent, by=user(), site=SITE) == "state"
    assert refused(invitations.resend, sent, by=people["admin"], site=SITE) == "state"
    second = invite(office, people["admin"])
    invitations.decline(second)
    assert refused(invitations.accept, second, by=user(), site=SITE) == "state"
    assert roles(office) == roles_of(people)


def roles_of(people) -> dict[str, str]:
    return {people[role].email: role for role in ("admin", "editor", "reader")}


def test_who_wants_no_more_is_invited_no_more(office, people):
    invitations.decline(invite(office, people["admin"]), no_more=True)
    assert refused(invite, office, people["admin"], email="ana+x@example.org") == "no_more"
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("state", ["pending", "rejected"])
def test_an_organisation_that_nobody_verified_mails_nobody(people, curator, state):
    kind = OrganisationType.objects.get(code="university")
    proposed = memberships.propose(by=people["stranger"], name="Your bank: click here", type=kind)
    assert roles(proposed) == {people["stranger"].email: "admin"}
    if state == "rejected":
        organisations.reject(proposed, by=curator, reason="Not known.")
    mails = Mail.objects.count()
    assert refused(invite, proposed, people["stranger"]) == "pending"
    assert refused(invitations.ask_to_join, proposed, by=user(), message="", site=SITE) == "pending"
    assert Mail.objects.count() == mails


def test_proposing_twice_is_once(people):
    kind = OrganisationType.objects.get(code="university")
    made = [memberships.propose(by=people["stranger"], name="A university", type=kind) for _time in range(2)]
    assert made[0] == made[1]
    assert Membership.objects.filter(organisation=made[0]).count() == 1


@pytest.mark.parametrize("email", ["", "nobody", "a@example.org\nBcc: b@example.org"])
def test_an_invitation_needs_an_address(office, people, email):
    with pytest.raises(ValidationError):
        invite(office, people["admin"], email=email)


def test_an_invitation_needs_a_role_that_exists(office, people):
    assert refused(invite, office, people["admin"], role="owner") == "role"


def test_accepting_twice_is_once_and_a_second_person_comes_too_late(office, people):
    sent, ana = invite(office, people["admin"]), user()
    first = invitations.accept(sent, by=ana, site=SITE)
    assert invitations.accept(sent, by=ana, site=SITE) == first
    assert refused(invitations.accept, sent, by=user(), site=SITE) == "state"
    assert Mail.objects.filter(name="invitation_accepted").count() == 1


def test_a_member_who_was_taken_out_does_not_come_back_by_the_old_link(office, people):
    sent, ana = invite(office, people["admin"]), user()
    memberships.remove(invitations.accept(sent, by=ana, site=SITE), by=people["admin"], site=SITE)
    assert refused(invitations.accept, sent, by=ana, site=SITE) == "state"


def test_a_member_who_accepts_keeps_the_role(office, people):
    sent = invite(office, people["admin"], role="admin")
    assert refused(invitations.accept, sent, by=people["reader"], site=SITE) == "member"
    assert roles(office) == roles_of(people)


# --- Asking to join ---------------------------------------------------------------------------------------------------
def test_who_asks_is_let_in_by_an_administrator(office, people):
    second = member(office, "admin").user
    asked = invitations.ask_to_join(office, by=people["stranger"], message="I am the registrar.", site=SITE)
    assert invitations.ask_to_join(office, by=people["stranger"], message="Again", site=SITE) == asked
    mails = Mail.objects.filter(name="join_requested")
    assert set(mails.values_list("to", flat=True)) == {people["admin"].email, second.email}
    assert "registrar" not in mails[0].text
    assert people["stranger"].email in mails[0].text
    invitations.let_in(asked, by=second, role="reader", site=SITE)
    assert roles(office)[people["stranger"].email] == "reader"
    assert Mail.objects.get(name="membership").subject == f"You now act for {office.name}"
    assert refused(invitations.turn_down, asked, by=people["admin"], site=SITE) == "state"


@pytest.mark.parametrize("who", ["editor", "reader", "stranger"])
def test_only_administrators_let_in(office, people, who):
    asked = invitations.ask_to_join(office, by=people["stranger"], message="", site=SITE)
    for decide in (invitations.turn_down, lambda *args, **kwargs: invitations.let_in(*args, role="admin", **kwargs)):
        with pytest.raises(PermissionDenied):
            decide(asked, by=people[who], site=SITE)
    assert JoinRequest.objects.get().state == "open"


def test_curators_decide_only_where_nobody_administers(office, people, curator):
    asked = invitations.ask_to_join(office, by=people["stranger"], message="", site=SITE)
    with pytest.raises(PermissionDenied):
        invitations.let_in(asked, by=curator, role="admin", site=SITE)
    bare = organisation()
    asked = invitations.ask_to_join(bare, by=people["stranger"], message="", site=SITE)
    invitations.let_in(asked, by=curator, role="admin", site=SITE)
    assert roles(bare) == {people["stranger"].email: "admin"}


def test_turned_down_is_told_and_may_be_asked_again(office, people):
    asked = invitations.ask_to_join(office, by=people["stranger"], message="", site=SITE)
    invitations.turn_down(asked, by=people["admin"], site=SITE)
    assert Mail.objects.get(name="membership").to == people["stranger"].email
    again = invitations.ask_to_join(office, by=people["stranger"], message="", site=SITE)
    invitations.take_back(again, by=people["stranger"])
    assert list(JoinRequest.objects.values_list("state", flat=True)) == ["declined", "withdrawn"]


# --- Roles, leaving, handing over -------------------------------------------------------------------------------------
def test_a_role_is_changed_and_told_once(office, people):
    of_editor = office.memberships.get(user=people["editor"])
    for _time in range(2):
        memberships.change_role(of_editor, by=people["admin"], role="admin", site=SITE)
    assert roles(office)[people["editor"].email] == "admin"
    assert [mail.to for mail in Mail.objects.all()] == [people["editor"].email]


@pytest.mark.parametrize("who", ["editor", "reader", "stranger"])
def test_only_administrators_change_members(office, people, who):
    of_reader = office.memberships.get(user=people["reader"])
    moves = [
        lambda: memberships.change_role(of_reader, by=people[who], role="admin", site=SITE),
        lambda: memberships.remove(of_reader, by=people[who], site=SITE),
        lambda: memberships.hand_over(office, by=people[who], to=of_reader, site=SITE),
    ]
    for move in moves:
        with pytest.raises(PermissionDenied):
            move()
    assert roles(office) == roles_of(people)


def test_an_administrator_of_another_organisation_has_no_say(office, people):
    other = member(organisation(), "admin").user
    with pytest.raises(PermissionDenied):
        memberships.remove(office.memberships.get(user=people["reader"]), by=other, site=SITE)


def test_the_last_administrator_stays(office, people):
    own = office.memberships.get(user=people["admin"])
    assert refused(memberships.leave, office, by=people["admin"]) == "last_admin"
    assert refused(memberships.change_role, own, by=people["admin"], role="reader", site=SITE) == "last_admin"
    assert administered_alone(people["admin"]) == [office]
    memberships.hand_over(office, by=people["admin"], to=office.memberships.get(user=people["reader"]), site=SITE)
    assert administered_alone(people["admin"]) == []
    memberships.leave(office, by=people["admin"])
    assert roles(office) == {people["editor"].email: "editor", people["reader"].email: "admin"}


def test_an_administrator_who_may_not_sign_in_is_none(office, people):
    member(office, "admin", is_active=False)
    assert refused(memberships.leave, office, by=people["admin"]) == "last_admin"


def test_the_office_is_handed_to_members_only(office, people):
    outside = member(organisation(), "reader")
    for heir in (outside, office.memberships.get(user=people["admin"])):
        assert refused(memberships.hand_over, office, by=people["admin"], to=heir, site=SITE) == "heir"


def test_leaving_twice_is_told(office, people):
    memberships.leave(office, by=people["reader"])
    assert refused(memberships.leave, office, by=people["reader"]) == "gone"


def test_the_audit_says_who_did_it(office, people):
    of_reader = office.memberships.get(user=people["reader"])
    memberships.change_role(of_reader, by=people["admin"], role="editor", site=SITE)
    memberships.remove(of_reader, by=people["admin"], site=SITE)
    events = apps.get_model("core", "MembershipEvent").objects.filter(pgh_obj_id=of_reader.pk).order_by("pgh_id")
    seen = [(e.pgh_label, (e.pgh_context.metadata if e.pgh_context else {}).get("user")) for e in events]
    assert seen == [("insert", None), ("update", people["admin"].pk), ("delete", people["admin"].pk)]


# --- What curators decide ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("verified", [True, False])
def test_whoever_proposed_an_organisation_hears_what_was_decided(people, curator, verified):
    kind = OrganisationType.objects.get(code="university")
    proposed = memberships.propose(by=people["stranger"], name="Marker University", type=kind)
    if verified:
        organisations.verify(proposed, by=curator)
    else:
        organisations.reject(proposed, by=curator, reason="We found no\ntrace of it.")
    for _time in range(2):
        membership_mails.organisation_decided(proposed, site=SITE)
    mail = Mail.objects.get(name="organisation_decided")
    assert mail.to == people["stranger"].email
    assert ("Marker University" in mail.subject + mail.text + mail.html) is verified
    assert ("> We found no\n> trace of it." in mail.text) is not verified
    assert f"{SITE}/account/organisations/{proposed.slug}/" in mail.text


def test_nobody_proposed_what_ships_with_the_portal(office):
    membership_mails.organisation_decided(office, site=SITE)
    assert Mail.objects.count() == 0
