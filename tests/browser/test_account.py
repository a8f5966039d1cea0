"""An account in the browser: from the form by mail to an authenticator app and a passkey; how each page looks."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.audit import faults, looks

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PHRASE = "seven green bicycles"
ENTRANCE = ["login", "signup", "password/reset", "login/code", "confirm-email", "password/reset/done"]
OWN = [
    "",
    "profile/",
    "mails/",
    "keys/",
    "keys/new/",
    "webhooks/",
    "data/",
    "close/",
    "email/",
    "password/change/",
    "second-factor/",
    "devices/",
    "logout/",
]
# A device that confirms by itself that its owner is there, as a fingerprint would.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def localhost(portal) -> str:
    """The same portal by its name: a passkey belongs to a name, not to an address."""
    return portal.replace("127.0.0.1", "localhost")


def sign_in(page: Page, email: str) -> None:
    page.fill("#id_login", email)
    page.fill("#id_password", PHRASE)
    page.press("#id_password", "Enter")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def sign_out(page: Page, base: str) -> None:
    page.goto(f"{base}/account/logout/")
    press(page, "Sign out")
    expect(page.locator(".nav__sign-in")).to_be_visible()


def test_from_the_form_to_a_passkey(open_page, localhost, mailed_link):
    email = f"{uuid4().hex}@example.org"
    page = open_page("/account/signup/", base=localhost)
    press(page, "Open the account")
    expect(page.locator(".errors")).to_be_visible()
    assert looks(page) == ([], 0)
    page.fill("#id_name", "Ada")
    page.fill("#id_email", email)
    page.fill("#id_password1", PHRASE)
    press(page, "Open the account")
    expect(page.locator("h1")).to_have_text("Look into your mailbox")

    page.goto(mailed_link(email))
    press(page, "Confirm the address")
    sign_in(page, email)
    expect(page.locator("h1")).to_have_text("Your account")

    base = f"{localhost}/account"
    page.goto(f"{base}/second-factor/totp/activate/")
    page.fill("#id_password", PHRASE)  # signing in was one thing, what is dangerous is another
    press(page, "Continue")
    assert looks(page) == ([], 0)
    secret = page.locator(".secret-key").inner_text()
    page.fill("#id_code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "Switch it on")
    expect(page.locator(".codes li")).to_have_count(10)
    assert looks(page) == ([], 0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert download.value.path().read_text().split() == page.locator(".codes code").all_inner_texts()

    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto(f"{base}/second-factor/webauthn/add/")
    assert looks(page) == ([], 0)
    page.fill("#id_name", "Laptop")
    page.check("#id_passwordless")
    press(page, "Add the passkey")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()

    sign_out(page, localhost)
    page.goto(f"{base}/login/?next=/account/profile/")
    press(page, "Use a passkey")  # alone
    expect(page.locator("h1")).to_have_text("Name and language")
    sign_out(page, localhost)
    page.goto(f"{base}/login/")
    sign_in(page, email)
    expect(page.locator("h1")).to_have_text("Your second factor")
    assert looks(page) == ([], 0)
    press(page, "Use a passkey")  # after the password
    expect(page.locator("h1")).to_have_text("Your account")

    page.goto(f"{base}/keys/new/")
    page.fill("#id_password", PHRASE)
    press(page, "Continue")
    page.fill("#id_name", "Nightly copy, office server")
    page.get_by_label("also your drafts").check()
    press(page, "Make the key")
    expect(page.locator(".secret-key")).to_contain_text("ssip_")
    assert looks(page) == ([], 0)
    page.get_by_role("link", name="I have kept it").click()
    page.get_by_role("link", name="Revoke Nightly copy").click()
    assert looks(page) == ([], 0)

    page.goto(f"{base}/webhooks/")
    page.get_by_label("Address of your receiver").fill("https://hooks.example.org/portal")
    page.get_by_label("Needs").check()
    press(page, "Register")
    expect(page.locator(".secret-key")).to_contain_text("whsec_")
    assert looks(page) == ([], 0)
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("h1")).to_have_text("hooks.example.org")
    webhook = page.url.removeprefix(f"{base}/")

    found = {}
    for prefix, width, scheme in (("", 1280, "dark"), ("/ar", 360, "light")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        for address in [*OWN, webhook]:
            page.goto(f"{localhost}{prefix}/account/{address}")
            found[prefix, address] = looks(page)
    assert found == dict.fromkeys(found, ([], 0))


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
def test_the_entrance(open_page, prefix):
    page = open_page(f"{prefix}/account/login/", scheme="dark" if prefix else "light")
    found = []
    for address in ENTRANCE:
        page.goto(page.url.split("/account/")[0] + f"/account/{address}/")
        found += [f"{address} {each}" for each in faults(page)]
    assert found == []


def test_without_scripts_what_needs_them_is_not_offered(open_page):
    page = open_page("/account/login/", scripts=False)
    expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
    page.fill("#id_login", "nobody@example.org")
    page.fill("#id_password", PHRASE)
    press(page, "Sign in")
    expect(page.locator(".errors")).to_contain_text("The e-mail address or the password is not right.")
    assert looks(page) == ([], 0)
