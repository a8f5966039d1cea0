"""The curators' desk opens once a second factor was shown; how one is set up, used, lost and replaced."""

from __future__ import annotations

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import Mail, User
from tests.desk import TOTP_SECRET, show_second_factor
from tests.factories import (
    PASSWORD,
    activity,
    case_study,
    consultant,
    initiative,
    meeting,
    need,
    offer,
    organisation,
    page_text,
    user,
)

pytestmark = pytest.mark.django_db

DESK, SIGN_IN = reverse("admin:index"), reverse("account_login")
SET_UP, TYPE_CODE, AGAIN = (reverse(f"mfa_{name}") for name in ("activate_totp", "authenticate", "reauthenticate"))


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def chipo():
    person = user("curator", email="chipo@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def code(secret: str = TOTP_SECRET, *, steps: int = 0) -> str:
    """What an app shows now, or some half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def password_typed(person: User, *, after: str = DESK):
    client = Client()
    return client, client.post(SIGN_IN, {"login": person.email, "password": PASSWORD, "next": after})


def code_typed(person: User, client: Client | None = None) -> Client:
    """A browser that has shown that its person reads the mailbox."""
    client = client or Client()
    client.post(reverse("account_request_login_code"), {"email": person.email})
    mailed = Mail.objects.filter(name="account_sign_in_code").latest("pk").text.split()[0]
    client.post(reverse("account_confirm_login_code"), {"code": mailed})
    return client


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Its key, and the recovery codes that are shown then."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", client.get(SET_UP).content.decode())[1]
    assert client.post(SET_UP, {"code": code(secret)})["Location"] == reverse("mfa_view_recovery_codes")
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return secret, re.findall(r"<li><code>(\d{8})</code>", shown)


def test_a_curator_without_one_is_led_to_setting_it_up_and_then_to_the_desk(chipo, django_capture_on_commit_callbacks):
    client, answer = password_typed(chipo)
    assert client.get(answer["Location"])["Location"] == f"{reverse('admin:login')}?next=/admin/"
    asked = client.get(DESK, follow=True).content.decode()
    assert ("The desk needs a second factor" in asked, "Set up an app" in asked) == (True, False)
    [leads_to] = re.findall(r'name="next" value="([^"]+)"', asked)
    assert client.post(reverse("account_logout"), {"next": leads_to})["Location"] == leads_to
    code_typed(chipo, client)
    assert "Set up an app" in client.get(DESK, follow=True).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        secret, codes = set_up_app(client)
    assert len(set(codes)) == 10
    asked = client.get(DESK, follow=True)
    assert asked.redirect_chain[-1][0] == f"{AGAIN}?next=/admin/"
    assert client.post(f"{AGAIN}?next=/admin/", {"code": code(secret), "next": DESK})["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert "Signing in now asks for a code" in Mail.objects.get(name="account_changed").text


def test_a_password_alone_sets_up_no_second_factor_and_moves_no_mailbox(chipo, member, signed_in):
    client, _answer = password_typed(chipo)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    leads_back = reverse("account-desk")
    for address in (SET_UP, reverse("mfa_add_webauthn"), reverse("account_email")):
        for answer in (client.get(address), client.post(address, {"email": "thief@example.org", "action_add": "1"})):
            assert answer["Location"] == leads_back, address
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()
    other = code_typed(chipo)
    User.objects.filter(pk=chipo.pk).update(email="moved@example.org")  # by an administrator: another mailbox
    assert other.get(SET_UP)["Location"] == leads_back
    asked = signed_in(member)
    asked.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    assert "Switch it on" in asked.get(SET_UP).content.decode()  # who curates nothing needs none of this
    show_second_factor(client, chipo)
    assert client.get(reverse("account_email")).status_code == 200


def test_every_page_of_the_desk_is_closed_to_a_password_alone(chipo, administrator):
    for person in (chipo, administrator):
        client = Client()
        client.force_login(person)
        for address in (DESK, reverse("admin:tad_activity_changelist"), reverse("admin:tad_activity_add")):
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code == 302
                assert answer["Location"].startswith(reverse("admin:login"))


@pytest.fixture
def hidden() -> list[str]:
    """Addresses at which a curator reads what a member does not, each with the word Zqhidden."""
    title = {"title": "Zqhidden", "state": "draft"}
    drafts = [each(**title).get_absolute_url() for each in (activity, initiative, case_study, need, offer, meeting)]
    profile = consultant(name="Zqhidden", state="draft")
    office = organisation("Zqhidden", state="pending", proposed_by=user(), proposed_at=timezone.now())
    confidential = [each(confidential="Zqhidden").get_absolute_url() for each in (need, offer)]
    lists = [f"/{each}/?q=Zqhidden" for each in ("activities", "partnerships", "case-studies", "needs", "offers")]
    files = [f"/activities/?q=Zqhidden&format={each}" for each in ("csv", "json", "atom")]
    return [
        *drafts, *confidential, profile.get_absolute_url(), office.get_absolute_url(),
        page_text("zq", title="Zqhidden", is_published=False).page.get_absolute_url(),
        *lists, *files, *(f"/api/v1{each}" for each in lists), "/search/?q=Zqhidden",
    ]  # fmt: skip


def seen(client: Client, address: str, **headers: str) -> tuple[int, int]:
    """The status, and how often the hidden word is said."""
    answer = client.get(address, headers=headers)
    return answer.status_code, (b"".join(answer) if answer.streaming else answer.content).count(b"Zqhidden")


def test_a_password_alone_shows_what_a_member_sees(hidden, chipo, member, signed_in):
    """On pages, in files and in the API; nor is it confirmed that the answer of a proven session still holds."""
    by_password, proven, someone = Client(), signed_in(chipo), signed_in(member)
    by_password.force_login(chipo)
    for address in hidden:
        tag = proven.get(address).headers.get("ETag", "")
        told, to_curator = seen(by_password, address, **{"If-None-Match": tag}), seen(proven, address)
        assert told == seen(someone, address), address
        assert to_curator > (200, told[1]), address
    draft = by_password.get(hidden[0])
    assert f"/admin/login/?next={hidden[0]}" in draft.content.decode()
    assert "you see on every page what a member sees" in by_password.get("/account/").content.decode()
    assert by_password.get(f"/admin/login/?next={hidden[0]}")["Location"] == f"{AGAIN}?next={hidden[0]}"


def test_a_role_that_is_not_proven_still_binds(chipo):
    """Who holds one without its powers is the last administrator all the same, and keeps the second factor."""
    client = Client()
    client.force_login(user("administrator"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    closing = client.post(reverse("account-close"))
    assert "You are the only administrator of the portal." in closing.content.decode()
    show_second_factor(Client(), chipo)
    client.force_login(chipo)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=chipo, type="totp").exists()


def test_signing_in_asks_for_it(chipo):
    show_second_factor(Client(), chipo)
    client, answer = password_typed(chipo)
    assert answer["Location"].startswith(TYPE_CODE)
    assert "_auth_user_id" not in client.session
    assert "This code is not right" in client.post(TYPE_CODE, {"code": "000000"}).content.decode()
    assert client.get(DESK).status_code == 302
    assert client.post(TYPE_CODE, {"code": code()})["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_a_code_works_once(chipo):
    show_second_factor(Client(), chipo)
    used = code()
    for expected in (True, False):
        client, _answer = password_typed(chipo)
        client.post(TYPE_CODE, {"code": used})
        assert ("_auth_user_id" in client.session) is expected


def test_guessing_codes_is_stopped(chipo):
    show_second_factor(Client(), chipo)
    client, _answer = password_typed(chipo)
    for _attempt in range(5):
        client.post(TYPE_CODE, {"code": "000000"})
    assert "Too many attempts failed." in client.post(TYPE_CODE, {"code": code()}).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_mailed_code_does_not_go_round_it(chipo):
    show_second_factor(Client(), chipo)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": chipo.email})
    mailed = Mail.objects.get(name="account_sign_in_code").text.split()[0]
    assert client.post(reverse("account_confirm_login_code"), {"code": mailed})["Location"].startswith(TYPE_CODE)
    assert "_auth_user_id" not in client.session


def test_recovery_codes_are_shown_once_and_each_opens_once(chipo):
    client = code_typed(chipo)
    _secret, codes = set_up_app(client)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not [each for each in codes if each in again]
    assert "10 codes are unused." in again
    for expected in (True, False):
        other, _answer = password_typed(chipo)
        other.post(TYPE_CODE, {"code": codes[0]})
        assert ("_auth_user_id" in other.session) is expected


def test_secrets_are_stored_encrypted(chipo):
    client = code_typed(chipo)
    secret, codes = set_up_app(client)
    stored = " ".join(str(each.data) for each in Authenticator.objects.all())
    assert secret not in stored
    assert not [each for each in codes if each in stored]


def test_who_curates_keeps_one(signed_in, chipo, member):
    for person, stays in ((chipo, True), (member, False)):
        client = signed_in(person)
        show_second_factor(client, person)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD if stays else "correct horse battery"})
        client.post(reverse("mfa_deactivate_totp"))
        assert Authenticator.objects.filter(user=person, type="totp").exists() is stays


def test_the_last_passkey_of_a_curator_stays(signed_in, chipo):
    client = signed_in(chipo)
    Authenticator.objects.filter(user=chipo).delete()
    passkey = Authenticator.objects.create(user=chipo, type="webauthn", data={"name": "Laptop", "credential": {}})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert answer["Location"] == reverse("mfa_index")
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_a_member_is_not_asked_to_have_one(member, signed_in):
    client = signed_in(member)
    assert client.get(reverse("account")).status_code == 200
    assert client.get(reverse("account-desk")).status_code == 403


def test_an_administrator_removes_it_for_somebody_who_lost_it(signed_in, administrator, chipo, curator):
    of_chipo = code_typed(chipo)
    set_up_app(of_chipo)
    action = {"action": "remove_second_factor", "_selected_action": [chipo.pk]}
    users = reverse("admin:core_user_changelist")
    assert signed_in(curator).post(users, action).status_code == 403
    assert Authenticator.objects.filter(user=chipo).exists()
    signed_in(administrator).post(users, action)
    assert not Authenticator.objects.filter(user=chipo).exists()
    assert of_chipo.get(reverse("account")).status_code == 302


def test_a_changed_address_on_the_desk_is_confirmed_anew(signed_in, administrator, chipo):
    page = reverse("admin:core_user_change", args=[chipo.pk])
    desk = signed_in(administrator)
    form = desk.get(page).context["adminform"].form
    sent = {field.html_name: "" if field.value() is None else field.value() for field in form}
    sent = {name: value for name, value in sent.items() if value is not False}
    assert desk.post(page, sent | {"email": "Other@example.org"}).status_code == 302
    chipo.refresh_from_db()
    assert chipo.email == "other@example.org"
    _client, answer = password_typed(chipo)
    assert answer["Location"] == reverse("account_email_verification_sent")
    before = Client()
    before.post(SIGN_IN, {"login": "chipo@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in before.session
