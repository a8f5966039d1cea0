"""A consultant from the first word to the last: applies, is read and listed, is asked and answers, confirms, leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import faults
from tests.browser.conftest import sign_in, was_open_for_a_minute
from tests.browser.scene import CURATOR
from tests.browser.test_membership import open_account, press
from tests.databases import cursor_on

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

NAME, POSITION, ASKED = "Wanjiru Browser", "Head of looking at pages", "Could you train six examiners?"


class Walk:
    """What is wrong on the pages on the way, by what they are."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def at(self, name: str, page: Page) -> None:
        self.found[name] = faults(page)


def go_on(page: Page) -> None:
    page.locator(".submit__bar").get_by_role("button", name="Save and continue").click()


def test_a_consultant_from_applying_to_leaving(open_page, scene, database, portal, mailed_link):
    walk, email = Walk(), f"{uuid4().hex}@example.org"
    applying(open_page("/roster/apply/"), walk, email, database)
    writer = open_page(urlsplit(mailed_link(email, to="/confirm/")).path)
    walk.at("confirm", writer)
    press(writer, "Yes, this is my address")
    walk.at("application", writer)

    accepting(sign_in(open_page("/admin/roster/application/?queue=applied"), CURATOR, scene), walk)
    profile = urlsplit(mailed_link(email, to="/roster/CO-")).path
    reader = open_page(profile)
    expect(reader.locator("h1")).to_contain_text(NAME)
    assert [each for each in (email, POSITION) if each in reader.content()] == []
    walk.at("profile", reader)
    reader.goto(f"{portal}/roster/?q=browser")
    expect(reader.locator("main")).to_contain_text(NAME)
    walk.at("list", reader)

    asking(reader, walk, portal + profile, mailed_link)
    answering(open_page(urlsplit(mailed_link(email, to="/conversations/")).path), walk)
    owner = open_page(urlsplit(mailed_link(email, to="/claim/")).path)
    claiming(owner, walk, email, mailed_link)
    owning(owner, walk, portal)
    reader.goto(portal + profile)
    expect(reader.locator("h1")).not_to_contain_text(NAME)
    reader.goto(f"{portal}/roster/?q=browser")
    expect(reader.locator("main")).not_to_contain_text(NAME)
    assert {name: wrong for name, wrong in walk.found.items() if wrong} == {}


def applying(page: Page, walk: Walk, email: str, database: str) -> None:
    walk.at("criteria", page)
    press(page, "Start")
    page.wait_for_url("**/who/")
    go_on(page)
    expect(page.locator(".errors").first).to_be_visible()
    walk.at("who, with mistakes", page)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Your e-mail address").fill(email)
    page.locator("#id_nationalities-0-country").select_option("KE")
    go_on(page)
    page.locator("#id_expertise-0-topic").select_option(label="Trademarks")
    page.locator("#id_expertise-0-level").select_option("expert")
    page.locator("#id_languages-0-language").select_option(label="English")
    page.locator("#id_languages-0-level").select_option("fluent")
    walk.at("know", page)
    go_on(page)
    page.locator("#id_assignments-0-as_said").fill("Wrote a manual for examiners")
    walk.at("did", page)
    go_on(page)
    page.get_by_label("Position").fill(POSITION)
    page.locator("#id_biographies-0-language").select_option(label="English")
    page.locator("#id_biographies-0-text").fill("Looks at pages.")
    walk.at("about", page)
    go_on(page)
    for field in ("listing", "name", "biography", "assignments", "availability"):
        page.locator(f"[name={field}][value=yes]").check()
    walk.at("consent", page)
    go_on(page)
    page.wait_for_url("**/review/")
    walk.at("review", page)
    with cursor_on(database) as cursor:  # programs are told by their speed
        cursor.execute("UPDATE roster_application SET created_at = created_at - interval '1 minute'")
    press(page, "Send")
    expect(page.locator(".receipt__ref").first).to_contain_text("AP-")
    walk.at("sent", page)


def accepting(page: Page, walk: Walk) -> None:
    walk.at("desk: applications", page)
    page.get_by_role("link", name=NAME).click()
    walk.at("desk: application", page)
    page.locator(".desk-moves a", has_text="Accept").first.click()
    page.locator("[name=basis][value=verified]").check()
    press(page, "Look at the mail first")
    walk.at("desk: accepting", page)
    page.get_by_role("button", name=re.compile("and send this mail")).click()
    expect(page.locator(".state").first).to_have_text("Accepted")
    for name in ("assignments", "doubles", "interests"):
        page.goto(f"{page.url.split('/admin/')[0]}/admin/roster/consultant/{name}/")
        walk.at(f"desk: {name}", page)
    page.goto(f"{page.url.split('/admin/')[0]}/admin/roster/consultant/?q={NAME}")
    walk.at("desk: consultants", page)
    page.get_by_role("link", name=NAME).click()
    walk.at("desk: consultant", page)
    address = page.url.split("/change/")[0]
    for name in ("consents", "merge"):
        page.goto(f"{address}/{name}/")
        walk.at(f"desk: {name}", page)


def asking(page: Page, walk: Walk, profile: str, link: Callable[..., str]) -> None:
    email = f"{uuid4().hex}@example.org"
    page.goto(f"{profile}contact/")
    walk.at("contact", page)
    page.locator("#id_topic").select_option(label="Trademarks")
    page.locator("#id_text").fill(ASKED)
    page.locator("#id_name").fill("Ana Souza")
    page.locator("#id_organisation_as_said").fill("Patent Office of Chile")
    page.locator("#id_email").fill(email)
    was_open_for_a_minute(page)
    press(page, "Send the request")
    expect(page.locator("h1")).to_have_text("Look into your mailbox")
    walk.at("asked", page)
    page.goto(link(email, to="/conversations/"))
    walk.at("is this your request", page)
    press(page, "Yes, pass it on")
    walk.at("passed on", page)


def answering(page: Page, walk: Walk) -> None:
    expect(page.locator(".talk")).to_contain_text(ASKED)
    walk.at("a request to you", page)
    page.locator("#answer textarea").fill("With pleasure, in March.")
    press(page, "Send the message")
    expect(page.locator(".talk")).to_contain_text("With pleasure, in March.")
    walk.at("answered", page)


def claiming(page: Page, walk: Walk, email: str, link: Callable[..., str]) -> None:
    claim = page.url
    walk.at("claim", page)
    page.get_by_role("link", name="Open an account").last.click()
    open_account(page, email, NAME, link)
    page.goto(claim)
    walk.at("claim, signed in", page)
    press(page, "This is my profile")
    page.wait_for_url("**/roster/mine/**")


def owning(page: Page, walk: Walk, portal: str) -> None:
    page.goto(f"{portal}/roster/mine/")
    walk.at("own page", page)
    press(page, "Still correct today")
    expect(page.locator(".messages")).to_contain_text("it was correct today")
    for name in ("edit", "choices", "preview", "away", "withdraw"):
        page.goto(f"{portal}/roster/mine/{name}/")
        walk.at(f"own page: {name}", page)
    press(page, "Leave the roster")
    expect(page.locator("h1")).to_have_text("You have left the roster")
    walk.at("left", page)
