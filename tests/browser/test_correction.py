"""Reporting a correction as people do: by keyboard, without scripts, after a mistake, in Arabic, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.audit import faults, violations
from tests.browser.conftest import was_open_for_a_minute

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

FORM = "/activities/TA-2017-0006/correct/"
THANKS = re.compile(r"/corrections/[0-9a-f-]{36}/(#\w+)?$")  # a browser keeps the fragment it came from


def filled_in(page) -> None:
    page.check("#id_part_1")
    page.fill("#id_text", "It began a day earlier.")
    was_open_for_a_minute(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_record_to_the_thanks(open_page, scripts):
    page = open_page("/activities/TA-2017-0006/", scripts=scripts)
    page.click("text=Report a correction")
    filled_in(page)
    page.click("text=Send the report")
    expect(page).to_have_url(THANKS)
    expect(page.locator(".receipt__ref")).to_have_text(re.compile(r"^CR-\d{4}-\d{4}$"))
    assert violations(page) == []
    page.reload()
    expect(page.locator("h1")).to_have_text("Thank you for your report")


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
def test_the_form_and_its_mistakes(open_page, prefix):
    page = open_page(prefix + FORM)
    assert faults(page) == []
    page.fill("#id_name", "Ana")
    page.fill("#id_email", "nobody")
    page.locator("form.form button").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors a")).to_have_count(3)
    assert faults(page) == []
    assert [page.input_value(f"#id_{name}") for name in ("name", "email")] == ["Ana", "nobody"]


def test_in_the_dark_after_a_mistake(open_page):
    page = open_page(FORM, scheme="dark")
    page.locator("form.form button").click()
    expect(page.locator(".errors")).to_be_visible()
    assert violations(page) == []


def test_by_keyboard_alone(open_page):
    page = open_page(FORM)
    page.focus("#id_part_0")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#id_part_1")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the trap is not on the way
    expect(page.locator("form.form button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.wait_for_load_state()  # the field that the next link leads to may still be on its way
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#id_text$"))
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type("It began a day earlier.")
    was_open_for_a_minute(page)
    page.locator("form.form button").press("Enter")
    expect(page).to_have_url(THANKS)


def test_going_back_and_sending_again_makes_no_second_report(open_page):
    page = open_page(FORM)
    filled_in(page)
    page.click("text=Send the report")
    expect(page).to_have_url(THANKS)
    first = page.url
    page.go_back()
    filled_in(page)
    page.click("text=Send the report")
    expect(page).to_have_url(first)
