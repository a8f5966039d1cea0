"""A first visit: from the home page to who has helped a country like mine with geographical indications."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.audit import looks, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 360)], ids=["scripts", "no scripts, phone"])
def test_who_has_helped_a_country_like_mine_in_three_clicks(open_page, scripts, width):
    page = open_page("/", scripts=scripts, width=width)
    page.get_by_label("What are you looking for?").fill("geographical indications in Kenya")
    page.get_by_role("button", name="Search").click()  # one
    both = page.locator(".answer").first
    expect(both).to_contain_text("Geographical indications · Kenya")
    assert violations(page) == []
    number = both.get_by_role("link", name=re.compile("^Activities: "))
    promised = number.inner_text().removeprefix("Activities: ")
    number.click()  # two
    expect(page.locator(".list__count strong")).to_have_text(re.compile(rf"^{promised} activit"))
    card = page.locator(".card").first
    expect(card.locator(".route__who")).not_to_be_empty()
    title = card.locator("h3 a")
    name = title.inner_text()
    title.click()  # three
    expect(page.locator("h1")).to_have_text(name)


def test_a_country_on_the_map_leads_to_its_page(open_page):
    page = open_page("/?map=given")
    expect(page.get_by_role("link", name="Support given")).to_have_attribute("aria-current", "true")
    assert violations(page) == []
    page.get_by_text("The map as a table").click()
    assert looks(page) == ([], 0)
    page.locator(".map__world a[href$='/BR/']").click()
    expect(page.locator("h1")).to_have_text("Brazil")


def test_countries_and_topics_are_suggested_while_one_types(open_page):
    page = open_page("/")
    box = page.locator("#home-search")
    box.press_sequentially("keny")
    option = page.get_by_role("option").first
    expect(option).to_have_text("KenyaCountry")
    assert violations(page) == []
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=Kenya$"))
    expect(page.locator(".answer").first).to_contain_text("Kenya")
