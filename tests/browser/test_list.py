"""Using the list as people do: by mouse, by keyboard, with scripts and without, forth and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.audit import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

FACET = "#f-kind-south_south"


def count(page) -> int:
    return int(re.sub(r"\D", "", page.locator(".list__count strong").inner_text()))


def number_beside(page, choice: str) -> int:
    return int(re.sub(r"\D", "", page.locator(f"{choice} .choice__count").inner_text()))


def choose(page, choice: str) -> int:
    """Press it; how many there are in the list that shows it as chosen. The address may change before the list does."""
    page.click(choice)
    expect(page.locator(choice)).to_have_attribute("aria-current", "true")
    return count(page)


def test_a_facet_swaps_only_the_list(open_page):
    page = open_page("/activities/")
    page.evaluate("window.stayed = true")
    promised = number_beside(page, FACET)
    assert choose(page, FACET) == promised
    expect(page).to_have_url(re.compile(r"\?kind=south_south$"))
    assert page.evaluate("window.stayed") is True
    expect(page.locator("#announce")).to_have_text(re.compile(str(promised)))


def test_back_and_reload_show_what_the_address_says(open_page):
    page = open_page("/activities/")
    everything = count(page)
    chosen = choose(page, FACET)
    expect(page).to_have_url(re.compile("kind=south_south"))
    both = choose(page, "#f-topic-patents")
    expect(page).to_have_url(re.compile("topic=patents"))
    assert everything > chosen > both
    page.go_back()
    expect(page.locator(".list__count strong")).to_have_text(re.compile(rf"\b{chosen:,}\b"))
    page.go_back()
    expect(page.locator(".list__count strong")).to_have_text(re.compile(rf"\b{everything:,}\b"))
    page.go_forward()
    expect(page.locator(".list__count strong")).to_have_text(re.compile(rf"\b{chosen:,}\b"))
    page.go_forward()
    expect(page.locator(".list__count strong")).to_have_text(re.compile(rf"\b{both:,}\b"))
    page.reload()
    assert count(page) == both


def test_without_scripts_the_same_links_lead_to_the_same_lists(open_page):
    with_scripts, without = open_page("/activities/"), open_page("/activities/", scripts=False)
    for page in (with_scripts, without):
        choose(page, FACET)
        page.wait_for_url(re.compile("kind=south_south"))
        choose(page, "#f-topic-patents")
        page.wait_for_url(re.compile("topic=patents"))
        expect(page.locator(".chip")).to_have_count(2)
    assert with_scripts.url == without.url
    assert count(with_scripts) == count(without)


def test_by_keyboard_alone_focus_stays_where_it_was(open_page):
    page = open_page("/activities/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.focus(FACET)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kind=south_south"))
    expect(page.locator(FACET)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/activities/$"))


def test_what_has_focus_can_be_seen(open_page):
    page = open_page("/activities/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2


def test_excluding_and_taking_it_back(open_page):
    page = open_page("/activities/")
    everything, patents = count(page), number_beside(page, "#f-topic-patents")
    page.locator("#f-topic-patents").hover()
    page.locator("li", has=page.locator("#f-topic-patents")).locator(".choice__not").click()
    expect(page).to_have_url(re.compile("not_topic=patents"))
    expect(page.locator(".chip--not")).to_be_visible()
    assert count(page) == everything - patents
    page.locator(".chip--not").click()
    expect(page).to_have_url(re.compile(r"/activities/$"))


def test_searching_inside_a_long_facet(open_page):
    page = open_page("/activities/")
    page.click("#more-beneficiary")
    field = page.locator("#within-beneficiary")
    expect(field).to_be_visible()
    field.fill("keny")
    expect(page.locator("#choices-beneficiary li:visible")).to_have_count(1)
    field.press("Enter")
    expect(page).to_have_url(re.compile("within=keny"))
    expect(page.locator("#choices-beneficiary li")).to_have_count(1)
    page.click("#f-beneficiary-KE")
    expect(page).to_have_url(re.compile("beneficiary=KE"))


def test_searching_keeps_the_filters(open_page):
    page = open_page("/activities/?kind=south_south")
    page.fill("#q", "trademark")
    page.press("#q", "Enter")
    expect(page).to_have_url(re.compile(r"kind=south_south&q=trademark"))
    expect(page.locator("mark").first).to_be_visible()


def test_a_range_of_years_by_form_and_by_bar(open_page):
    page = open_page("/activities/")
    page.fill("#year-min", "2015")
    page.fill("#year-max", "2016")
    page.press("#year-max", "Enter")
    expect(page).to_have_url(re.compile("year_min=2015&year_max=2016"))
    expect(page.locator(".chip")).to_have_text(re.compile("2015–2016"))


def test_the_address_of_a_search_can_be_copied(open_page, browser):
    page = open_page("/activities/?topic=patents")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#share summary")
    assert page.locator("#share-url").input_value() == page.url
    page.click("[data-copies=share-url]")
    expect(page.locator("#announce")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_on_a_phone_the_first_result_is_seen_without_scrolling(open_page):
    page = open_page("/activities/", width=360)
    assert page.locator(".card__title").first.bounding_box()["y"] < 700
    page.click("#filters summary")
    page.click(FACET)
    expect(page).to_have_url(re.compile("kind=south_south"))


def test_an_empty_list_offers_the_next_step(open_page):
    page = open_page("/activities/?q=zzzz&topic=patents")
    page.click("text=Without “zzzz”")
    expect(page).to_have_url(re.compile(r"\?topic=patents$"))
    expect(page.locator(".card").first).to_be_visible()
    assert count(page) > 0


def test_suggestions_by_keyboard(open_page):
    page = open_page("/activities/?kind=south_south")
    page.click("#q")
    page.keyboard.type("trademar")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_have_count(0)
    page.keyboard.type("k")
    page.locator("#suggestions").wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#suggestions [aria-selected]")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    words = chosen.get_attribute("data-value")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"kind=south_south&q=\w+"))
    expect(page.locator("#q")).to_have_value(words)
    assert count(page) > 0
