"""The pages of people who act for organisations: who may open which, and what they do."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from portal.core import invitations, memberships, merging_organisations
from portal.core.acting import KEY
from portal.core.models import Invitation, JoinRequest, Mail, Membership, Organisation, OrganisationType
from tests.desk import sign_in
from tests.factories import organisation, user

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"
BASE = "/account/organisations/"
CAST = ["visitor", "stranger", "other_admin", "reader", "editor", "admin", "curator"]
SIGN_IN, GONE, NO, YES = "sign in", 404, 403, 200


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def office():
    return organisation("Kenya Industrial Property Institute", acronym="KIPI", country="KE", slug="kipi-test")


@pytest.fixture
def cast(office, curator):
    people = {"visitor": None, "stranger": user(), "other_admin": user(), "curator": curator}
    Membership.objects.create(user=people["other_admin"], organisation=organisation(), role="admin")
    for role in ("reader", "editor", "admin"):
        people[role] = user()
        Membership.objects.create(user=people[role], organisation=office, role=role)
    return people


def answer(response) -> object:
    if response.status_code == 302 and "login" in response["Location"]:
        return SIGN_IN
    return response.status_code


# --- Who may open what ------------------------------------------------------------------------------------------------
FOR_PEOPLE = dict.fromkeys(CAST, YES) | {"visitor": SIGN_IN}
FOR_MEMBERS = FOR_PEOPLE | {"stranger": GONE, "other_admin": GONE, "curator": GONE}
FOR_ADMINS = FOR_MEMBERS | {"reader": NO, "editor": NO}


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("", FOR_PEOPLE),
        ("find/", FOR_PEOPLE),
        ("find/?q=kenya&country=KE", FOR_PEOPLE),
        ("propose/", FOR_PEOPLE),
        ("kipi-test/", FOR_MEMBERS),
        ("kipi-test/leave/", FOR_MEMBERS),
        ("kipi-test/invite/", FOR_ADMINS),
        ("kipi-test/members/{reader}/", FOR_ADMINS),
        ("kipi-test/members/{other_admin}/", FOR_ADMINS | {"admin": GONE}),
        ("kipi-test/join/", FOR_PEOPLE | {"reader": 302, "editor": 302, "admin": 302}),
    ],
)
def test_who_may_open_a_page(cast, page, allowed):
    ids = {str(m.user_id): m.pk for m in Membership.objects.all()}
    address = BASE + page.format(reader=ids[str(cast["reader"].pk)], other_admin=ids[str(cast["other_admin"].pk)])
    assert {who: answer(sign_in(cast[who]).get(address)) for who in CAST} == allowed


def test_who_may_press_a_button(cast, office):
    sent = invitations.invite(office, by=cast["admin"], email="ana@example.org", role="reader", site=SITE)
    asked = invitations.ask_to_join(office, by=user(), message="", site=SITE)
    own = office.memberships.get(user=cast["reader"])
    pages = [
        (f"kipi-test/invitations/{sent.pk}/", {"withdraw": "1"}), (f"kipi-test/requests/{asked.pk}/", {"decline": "1"}),
        (f"kipi-test/members/{own.pk}/", {"remove": "1"}), ("kipi-test/invite/", {"email": "b@b.org", "role": "admin"}),
    ]  # fmt: skip
    for page, data in pages:
        answers = {who: answer(sign_in(cast[who]).post(BASE + page, data)) for who in CAST if who != "admin"}
        assert answers == {who: each for who, each in FOR_ADMINS.items() if who != "admin"}, page
    assert Invitation.objects.get().state == JoinRequest.objects.get().state == "open"
    for page, data in pages:
        assert sign_in(cast["admin"]).post(BASE + page, data).status_code == 302
    assert set(Invitation.objects.values_list("state", flat=True)) == {"withdrawn", "open"}
    assert JoinRequest.objects.get().state == "declined"
    assert not office.memberships.filter(user=cast["reader"]).exists()


def test_members_of_what_was_merged_are_led_to_what_was_kept(cast, office, curator):
    kept = organisation(slug="kept-office")
    merging_organisations.merge(office, into=kept, by=curator, reason="The same.")
    found = {who: sign_in(cast[who]).get(BASE + "kipi-test/invite/") for who in ("reader", "admin", "stranger")}
    assert {who: page.status_code for who, page in found.items()} == {"reader": 302, "admin": 302, "stranger": 404}
    assert {page["Location"] for who, page in found.items() if who != "stranger"} == {BASE + "kept-office/"}
    assert sign_in(cast["admin"]).get(BASE + "kept-office/").status_code == 200


def test_buttons_are_no_links(cast, office):
    sent = invitations.invite(office, by=cast["admin"], email="ana@example.org", role="reader", site=SITE)
    for page in (f"kipi-test/invitations/{sent.pk}/", "kipi-test/requests/1/", "act/"):
        assert sign_in(cast["admin"]).get(BASE + page).status_code == 405


def test_only_administrators_see_who_is_invited_and_who_asks(cast, office):
    invitations.invite(office, by=cast["admin"], email="ana@example.org", role="reader", site=SITE)
    invitations.ask_to_join(office, by=user(name="Zoe"), message="I am the registrar.", site=SITE)
    seen = {who: text(sign_in(cast[who]).get(BASE + "kipi-test/")) for who in ("reader", "editor", "admin")}
    words = ["ana@example.org", "Zoe", "I am the registrar.", "Invite somebody"]
    assert {who: [word for word in words if word in page] for who, page in seen.items()} == {
        "reader": [], "editor": [], "admin": words,
    }  # fmt: skip


def test_the_number_of_questions_does_not_grow(cast, office, django_assert_num_queries):
    client = sign_in(cast["admin"])

    def counted() -> int:
        with django_assert_num_queries(8, exact=False) as asked:
            assert client.get(BASE + "kipi-test/").status_code == 200
        return len(asked)

    one = counted()
    for number in range(10):
        Membership.objects.create(user=user(), organisation=office, role="reader")
        invitations.invite(office, by=cast["admin"], email=f"p{number}@example.org", role="reader", site=SITE)
        invitations.ask_to_join(office, by=user(), message="", site=SITE)
    assert counted() == one


# --- Invitations ------------------------------------------------------------------------------------------------------
@pytest.fixture
def sent(cast, office):
    return invitations.invite(office, by=cast["admin"], email="ana@example.org", role="editor", site=SITE)


def test_opening_the_link_changes_nothing(client, cast, sent):
    page = client.get(sent.get_absolute_url())
    assert "Kenya Industrial Property Institute" in text(page)
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert client.get(f"{sent.get_absolute_url()}stop/").status_code == 200
    assert Invitation.objects.get().state == "open"
    assert client.get("/invitations/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_visitor_signs_in_and_comes_back(client, sent):
    answer = client.post(sent.get_absolute_url(), {"accept": "1"})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"login/?next={sent.get_absolute_url()}")
    ana = sign_in(user(email="ana@example.org"))
    done = ana.post(sent.get_absolute_url(), {"accept": "1"}, follow=True)
    assert done.redirect_chain == [(BASE + "kipi-test/", 302)]
    assert said(done) == ["Welcome. You now act for Kenya Industrial Property Institute."]


def test_another_account_is_said_clearly(sent):
    zoe = user(email="zoe@example.net")
    page = text(sign_in(zoe).get(sent.get_absolute_url()))
    assert "The invitation went to ana@example.org . You are signed in as zoe@example.net ." in page
    assert "Accept as zoe@example.net" in page
    own = text(sign_in(user(email="Ana@example.org")).get(sent.get_absolute_url()))
    assert "another account" not in own


def test_an_invitation_waits_on_the_page_of_the_invited(sent):
    assert sent.get_absolute_url() in sign_in(user(email="ana@example.org")).get(BASE).content.decode()
    assert sent.get_absolute_url() not in sign_in(user()).get(BASE).content.decode()


def test_the_mail_programs_own_button_stops_invitations(sent):
    strict = Client(enforce_csrf_checks=True)
    stop = Mail.objects.get().stop_url.removeprefix(SITE)
    assert "can invite this address no more" in text(strict.post(stop, {"List-Unsubscribe": "One-Click"}))
    assert (Invitation.objects.get().state, Invitation.objects.get().wants_no_more) == ("declined", True)


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"email": "", "role": ""}, {"email": ["Enter the address of the person to invite."],
                                     "role": ["Choose what the person may do."]}),
        ({"email": "nobody", "role": "admin"}, {"email": ["Enter a valid email address."]}),
        ({"email": "a@b.org", "role": "owner"},
         {"role": ["Select a valid choice. owner is not one of the available choices."]}),
        ({"email": "ANA@example.org", "role": "reader"},
         {"__all__": ["This mailbox is invited already. You can send the invitation again or withdraw it."]}),
    ],
)  # fmt: skip
def test_each_mistake_is_named_and_what_was_typed_stays(cast, sent, data, errors):
    page = sign_in(cast["admin"]).post(BASE + "kipi-test/invite/", data)
    assert page.status_code == 200
    assert page.context["form"].errors == errors
    assert page.context["form"]["email"].value() == data["email"]
    assert Mail.objects.count() == 1


def test_a_mailbox_gets_few_invitations_a_day(cast):
    admin = cast["admin"]
    answers = []
    for number in range(6):
        made = organisation(slug=f"o-{number}")
        Membership.objects.create(user=admin, organisation=made, role="admin")
        data = {"email": f"ana+{number}@example.org", "role": "reader"}
        answers.append(sign_in(admin).post(f"{BASE}o-{number}/invite/", data).status_code)
    assert answers == [302] * 5 + [429]


# --- Finding, proposing, joining --------------------------------------------------------------------------------------
def test_an_organisation_is_found_by_acronym_and_by_a_similar_name(cast, office):
    client = sign_in(cast["stranger"])
    for words in ("KIPI", "Kenya Industrial Property Institute", "Kenyan Institute of Industrial Property"):
        page = client.get(BASE + "find/", {"q": words})
        assert f"{BASE}kipi-test/join/" in page.content.decode(), words
    assert "does not know an organisation of this name" in text(client.get(BASE + "find/", {"q": "Zzyzx"}))
    assert page.status_code == 200


def propose(client, **values):
    words = {
        "name": "University of Somewhere", "acronym": "", "type": "university", "country": "KE",
        "website": "https://uni.example.org", "description": "",
    }  # fmt: skip
    return client.post(BASE + "propose/", words | values)


def test_a_proposed_organisation_waits_for_a_curator_and_is_its_proposers(cast):
    client = sign_in(cast["stranger"])
    assert propose(client).status_code == 302
    made = Organisation.objects.get(name="University of Somewhere")
    assert (made.state, made.proposed_by, made.country_id) == ("pending", cast["stranger"], "KE")
    assert made.memberships.get().role == "admin"
    page = text(client.get(f"{BASE}{made.slug}/"))
    assert "Our curators verify this organisation" in page
    assert "Invite somebody" not in page
    invite = client.post(f"{BASE}{made.slug}/invite/", {"email": "a@b.org", "role": "admin"})
    assert "once our curators have verified" in text(invite)
    other = sign_in(user())
    assert other.get(f"{BASE}{made.slug}/").status_code == other.get(f"{BASE}{made.slug}/join/").status_code == 404
    assert made.name not in text(other.get(BASE + "find/", {"q": "Somewhere"}))


def test_look_alikes_are_shown_once_and_never_block(cast, office):
    client = sign_in(cast["stranger"])
    first = propose(client, name="Kenya Industrial Property Institute", type="ip-office")
    assert "Is it one of these?" in text(first)
    assert first.context["form"]["website"].value() == "https://uni.example.org"
    again = propose(client, name="Kenya Industrial Property Institute", type="ip-office", seen=first.context["seen"])
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 251}, "name"), ({"type": "no"}, "type"), ({"country": "XX"}, "country"),
     ({"country": ""}, "country"), ({"website": "javascript:alert(1)"}, "website"), ({"website": ""}, "website"),
     ({"name": "null\0byte"}, "name")],
)  # fmt: skip
def test_mistakes_in_a_proposal_are_named_and_nothing_is_lost(cast, values, field):
    page = propose(sign_in(cast["stranger"]), description="What it does", **values)
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["description"].value() == "What it does"
    assert not Organisation.objects.filter(state="pending").exists()


def test_asking_to_join_and_being_let_in(cast, office):
    client = sign_in(cast["stranger"])
    done = client.post(BASE + "kipi-test/join/", {"message": "Registrar"}, follow=True)
    assert said(done) == ["Your request is sent. You hear by mail what its administrators decide."]
    assert "You have asked" in text(done)
    asked = JoinRequest.objects.get()
    sign_in(cast["admin"]).post(f"{BASE}kipi-test/requests/{asked.pk}/", {"role": "editor"})
    assert office.memberships.get(user=cast["stranger"]).role == "editor"


def test_a_request_is_taken_back(cast, office):
    client = sign_in(cast["stranger"])
    client.post(BASE + "kipi-test/join/", {"message": ""})
    client.post(BASE + "kipi-test/join/", {"take_back": "1"})
    assert JoinRequest.objects.get().state == "withdrawn"


def test_a_nonsense_role_lets_nobody_in(cast, office):
    asked = invitations.ask_to_join(office, by=cast["stranger"], message="", site=SITE)
    sign_in(cast["admin"]).post(f"{BASE}kipi-test/requests/{asked.pk}/", {"role": "king"})
    assert not office.memberships.filter(user=cast["stranger"]).exists()
    assert JoinRequest.objects.get().state == "open"


# --- Roles, handing over, leaving -------------------------------------------------------------------------------------
def test_the_last_administrator_is_told_to_hand_over(cast, office):
    client = sign_in(cast["admin"])
    assert "You are its only administrator" in text(client.get(BASE + "kipi-test/leave/"))
    done = client.post(BASE + "kipi-test/leave/", follow=True)
    assert said(done) == ["An organisation keeps an administrator: make another member one first."]
    heir = office.memberships.get(user=cast["editor"])
    client.post(f"{BASE}kipi-test/members/{heir.pk}/", {"hand_over": "1"})
    assert client.post(BASE + "kipi-test/leave/", follow=True).redirect_chain == [(BASE, 302)]
    assert dict(office.memberships.values_list("user", "role")) == {
        cast["editor"].pk: "admin", cast["reader"].pk: "reader",
    }  # fmt: skip


# --- Acting for -------------------------------------------------------------------------------------------------------
def test_somebody_in_two_organisations_says_for_which_one(cast, office):
    second = organisation("Second office", slug="second")
    Membership.objects.create(user=cast["editor"], organisation=second, role="reader")
    client = sign_in(cast["editor"])
    assert client.get(BASE).context["acting"].current is None
    client.post(BASE + "act/", {"organisation": "second"})
    assert client.get(BASE).context["acting"].current.organisation == second
    answer = client.post(BASE + "act/", {"organisation": "kipi-test", "next": "/activities/"})
    assert answer["Location"] == "/activities/"
    assert client.get(BASE).context["acting"].current.role == "editor"
    client.post(BASE + "act/", {"organisation": ""})
    assert client.get(BASE).context["acting"].current is None


def test_the_session_gives_no_right(cast, office):
    client = sign_in(cast["stranger"])
    assert client.post(BASE + "act/", {"organisation": "kipi-test"}).status_code == 404
    session = client.session
    session[KEY] = office.pk
    session.save()
    assert client.get(BASE).context["acting"].current is None
    assert client.get(BASE + "kipi-test/").status_code == 404


def test_who_left_acts_for_it_no_more(cast, office):
    client = sign_in(cast["editor"])
    assert client.get(BASE).context["acting"].current.organisation == office  # the only one
    client.post(BASE + "kipi-test/leave/")
    assert client.get(BASE).context["acting"].current is None


def test_nobody_acts_for_what_no_curator_verified(cast):
    kind = OrganisationType.objects.get(code="university")
    made = memberships.propose(by=cast["stranger"], name="A university", type=kind)
    client = sign_in(cast["stranger"])
    assert client.get(BASE).context["acting"].possible == []
    assert client.post(BASE + "act/", {"organisation": made.slug}).status_code == 404


def test_nobody_is_sent_to_another_site(cast, office):
    client = sign_in(cast["editor"])
    elsewhere = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "0", "home", "javascript:alert(1)"]
    led = [client.post(BASE + "act/", {"organisation": "kipi-test", "next": each})["Location"] for each in elsewhere]
    assert led == [BASE] * len(elsewhere)
    assert client.post(BASE + "act/", {"next": "/needs/?q=a"})["Location"] == "/needs/?q=a"
