"""An institution on the portal, as its people meet it: proposed, verified, joined by a colleague, handed over, left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser import conftest
from tests.browser.audit import faults
from tests.browser.scene import CURATOR

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PHRASE = "seven green bicycles"
OFFICE = "Institute of Browsers"
BESIDE = "Institute of Browsing"


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def says(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def here(page: Page) -> str:
    """The address without the language."""
    return urlsplit(page.url).path


def open_account(page: Page, email: str, name: str, link: Callable[..., str]) -> None:
    """From the form of sign-up to being signed in."""
    page.fill("#id_name", name)
    page.fill("#id_email", email)
    page.fill("#id_password1", PHRASE)
    press(page, "Open the account")
    expect(page.locator("h1")).to_have_text("Look into your mailbox")
    page.goto(link(email))
    press(page, "Confirm the address")
    page.fill("#id_login", email)
    page.fill("#id_password", PHRASE)
    page.press("#id_password", "Enter")
    expect(page.locator("#account-menu")).to_be_attached()


@pytest.fixture
def curator(open_page, scene) -> Page:
    return conftest.sign_in(open_page("/admin/"), CURATOR, scene)


def test_an_organisation_from_its_proposal_to_a_successor(open_page, portal, curator, mailed_link):
    founder_mail, colleague_mail = (f"{uuid4().hex}@example.org" for _person in range(2))
    founder = open_page("/account/signup/")
    open_account(founder, founder_mail, "Wanjiru", mailed_link)
    found = dict(proposing(founder, portal))
    home = here(founder)
    found |= verifying(curator, portal)
    found |= inviting(founder, portal + home, colleague_mail)

    colleague = open_page(urlsplit(mailed_link(colleague_mail, to="/invitations/")).path)
    found |= accepting(colleague, portal, colleague_mail, mailed_link)
    found |= acting(founder, portal)
    found |= recording(colleague, portal + home)
    found |= handing_over(founder, portal + home)
    expect(founder.locator(".people__one")).to_have_count(1)
    colleague.goto(portal + home)
    expect(colleague.locator(".people__one")).to_have_count(1)
    expect(colleague.locator(".people__one small")).to_contain_text("Administrator")
    found |= in_arabic(colleague, portal, home)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


# --- Each does something, and yields how the pages on the way look ----------------------------------------------------
Seen = Iterator[tuple[str, list[str]]]


def proposing(page: Page, portal: str) -> Seen:
    page.goto(f"{portal}/account/organisations/")
    yield "no organisation", faults(page)
    follow(page, "Find an organisation")
    yield "find", faults(page)
    press(page, "Find")
    expect(page.locator(".errors")).to_be_visible()
    yield "find nothing", faults(page)
    page.fill("#id_q", OFFICE)
    press(page, "Find")
    expect(page.locator("#found")).to_be_visible()
    yield "found", faults(page)
    follow(page, "Propose it")
    press(page, "Propose the organisation")
    expect(page.locator(".field__error, .errors").first).to_be_visible()
    yield "propose with mistakes", faults(page)
    expect(page.locator("#id_name")).to_have_value(OFFICE)
    page.fill("#id_acronym", "IOB")
    page.select_option("#id_type", "ip-office")
    page.select_option("#id_country", "KE")
    page.fill("#id_website", "iob.example.org")
    press(page, "Propose the organisation")
    expect(page.locator(".notice h2")).to_have_text("Our curators verify this organisation")
    expect(page.get_by_role("link", name="Invite somebody")).to_have_count(0)
    yield "proposed", faults(page)
    address = page.url
    page.goto(f"{portal}/account/organisations/propose/?name={BESIDE}&country=KE")
    page.select_option("#id_type", "ip-office")
    page.fill("#id_website", "https://iob.example.org/")
    press(page, "Propose the organisation")
    expect(page.locator(".members__name")).to_have_text(BESIDE)
    page.goto(address)


def verifying(page: Page, portal: str) -> Seen:
    for name in (BESIDE, OFFICE):
        page.goto(f"{portal}/admin/core/organisation/?state=pending&q={name}")
        if name == OFFICE:  # the other one looks the same
            yield "desk: list", faults(page)
        page.get_by_role("link", name=name).click()
        if name == OFFICE:
            yield "desk: organisation", faults(page)
        press(page, "Verify")
        expect(page.locator(".messagelist")).to_contain_text("is now in the state “Verified”")
    page.get_by_role("link", name="Merge into another organisation").click()
    yield "desk: merging", faults(page)
    page.goto(f"{portal}/admin/core/organisation/alike/")
    yield "desk: may be one", faults(page)


def inviting(page: Page, home: str, email: str) -> Seen:
    page.goto(home)
    follow(page, "Invite somebody")
    press(page, "Send the invitation")
    yield "invite with mistakes", faults(page)
    page.fill("#id_email", email)
    page.get_by_label("Editor").check()
    press(page, "Send the invitation")
    says(page, f"The invitation is on its way to {email}.")
    yield "invited", faults(page)


def accepting(page: Page, portal: str, email: str, link: Callable[..., str]) -> Seen:
    yield "invitation", faults(page)
    press(page, "Sign in and accept")
    follow(page, "Open an account")
    open_account(page, email, "Otieno", link)
    page.goto(f"{portal}/account/organisations/")
    yield "invited to one", faults(page)
    follow(page, f"Answer {OFFICE}")
    yield "invitation to answer", faults(page)
    press(page, "Accept")
    says(page, f"Welcome. You now act for {OFFICE}.")
    yield "seen by an editor", faults(page)


def acting(page: Page, portal: str) -> Seen:
    page.goto(f"{portal}/account/organisations/")
    page.locator("#account-menu summary").click()
    # Only the open panel: what it half covers can be pressed once it is closed.
    yield "menu", faults(page, context={"include": [["#account-menu"]]})
    page.locator("#account-menu").get_by_role("button", name=f"Act for {OFFICE}").click()
    says(page, f"You now act for {OFFICE}.")
    expect(page.locator(".people__do .tag")).to_have_text("You act for it")
    yield "acts for one", faults(page)


def recording(page: Page, home: str) -> Seen:
    page.goto(home)
    follow(page, "Records")
    yield "no records", faults(page)
    follow(page, "Propose an activity")
    yield "propose an activity", faults(page)
    page.get_by_label("Title", exact=True).fill("Workshop on the looks of pages")
    press(page, "Send to the curators")
    expect(page.locator(".errors")).to_be_visible()
    says(page, "is saved as a draft.")
    yield "draft with gaps", faults(page)
    page.get_by_label("In one sentence or two").fill("Twelve examiners looked at pages.")
    for number, (role, place) in enumerate([("provider", "BR"), ("beneficiary", "KE")]):
        page.select_option(f"#id_participations-{number}-role", role)
        page.select_option(f"#id_participations-{number}-place", place)
    page.select_option("#id_modality", "workshop")
    page.get_by_label("Trademarks", exact=True).check()
    page.fill("#id_start", "03/2019")
    page.select_option("#id_status", "completed")
    press(page, "Send to the curators")
    says(page, "is with our curators.")
    expect(page.locator(".people__one .tag")).to_have_text("In review")
    yield "records", faults(page)


def handing_over(page: Page, home: str) -> Seen:
    page.goto(f"{home}leave/")
    expect(page.locator("main")).to_contain_text("You are its only administrator.")
    yield "may not leave", faults(page)
    follow(page, "See the members")
    page.locator("main").get_by_role("link", name="Otieno").click()
    yield "member", faults(page)
    press(page, "Hand over to this person")
    says(page, "Otieno administers now; you are an editor.")
    follow(page, "Leave the organisation")
    yield "leave", faults(page)
    press(page, "Leave")
    says(page, f"You no longer act for {OFFICE}.")


def in_arabic(page: Page, portal: str, home: str) -> Seen:
    """By the administrator who is left, on a phone and in the dark."""
    page.emulate_media(color_scheme="dark")
    mine = "/account/organisations/"
    own = ["", "invite/", "leave/", "contacts/", "contacts/new/", "records/", "records/?state=rejected", "records/new/"]
    for address in [mine, f"{mine}find/?q=office", f"{mine}propose/", *(home + each for each in own)]:
        page.goto(f"{portal}/ar{address}")
        yield f"Arabic {address.removeprefix(home)}", faults(page, (360,))
