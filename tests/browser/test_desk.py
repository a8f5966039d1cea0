"""The curators' desk as its people meet it: every kind of page, wide and on a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import looks
from tests.browser.conftest import sign_in
from tests.browser.scene import COLLEAGUE, CURATOR, TITLE
from tests.sheets import collected, csv_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SHEET = csv_of(collected(title=TITLE), collected(id="X002", start_date="the day after"), collected(id="X003", title=""))


def save(page: Page) -> None:
    page.locator("[name=_save]").last.click()


# --- The pages, one after the other -----------------------------------------------------------------------------------
def walk(page: Page, colleague: Page, prefix: str, scene: dict[str, str]) -> Iterator[str]:
    """Goes to each page, and yields its name when it is there."""
    origin = page.url.split("/admin/")[0].removesuffix(prefix)

    def go(address: str) -> None:
        page.goto(f"{origin}{prefix}{address}")

    for name, address in {
        "start": "/admin/",
        "list": scene["list"],
        "queue": f"{scene['list']}?queue=to-review",
        "to verify": f"{scene['list']}?queue=due-soon",
        "record": scene["record"],
        "history": scene["history"],
        "reports": f"{scene['reports']}?queue=reported",
        "report": scene["report"],
        "submissions": f"{scene['submissions']}?queue=submitted",
        **{name: scene[name] for name in ("submission", "asking", "accepting", "duplicate")},
        "countries": "/admin/core/country/",
        "upload": "/admin/core/import/add/",
    }.items():
        go(address)
        yield name
    page.select_option("select[name=of]", "activities")
    page.set_input_files("[type=file]", {"name": "sheet.csv", "mimeType": "text/csv", "buffer": SHEET})
    page.locator(".submit-row button").click()
    expect(page.locator(".import-row")).to_have_count(3)
    yield "plan"
    go(f"{scene['list']}add/")
    save(page)
    expect(page.locator(".errornote")).to_be_visible()
    yield "mistake"
    yield from conflict(page, colleague, go, scene["record"])
    go(scene["country"])
    yield "country"
    line = page.locator("tr:has(select[name$=-scheme] option[value=development]:checked)")
    line.locator("[name$=-valid_to]").fill("2026-11-24")
    save(page)
    expect(page.locator(".effect tbody tr").first).to_be_visible()
    yield "effects"
    go(f"{scene['list']}?queue=to-review")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "send_back_selected")
    page.locator(".actions button").click()
    expect(page.locator(".desk-records").first).to_be_visible()
    yield "bulk"


def conflict(page: Page, colleague: Page, go, record: str) -> Iterator[str]:
    go(record)
    colleague.goto(page.url)
    for each, place in ((colleague, f"Dakar, {uuid4()}"), (page, "Nairobi")):
        each.fill("#id_place", place)
        save(each)
    expect(page.locator(".conflict .clash")).to_have_count(1)
    yield "conflict"


# One row of a list is like the others.
FEW_ROWS = {"exclude": [["#result_list tbody tr:nth-child(n+5)"], [".inline-related tbody tr:nth-child(n+4)"]]}


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
def test_every_page(open_page, scene, prefix):
    page = sign_in(open_page(f"{prefix}/admin/"), CURATOR, scene)
    colleague = sign_in(open_page(f"{prefix}/admin/"), COLLEAGUE, scene)
    ways = [(1280, "light"), (360, "dark")] if prefix else [(1280, "dark"), (360, "light")]
    found = {}
    for name in walk(page, colleague, prefix, scene):
        for width, scheme in ways:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = looks(page, FEW_ROWS)
    assert found == dict.fromkeys(found, ([], 0))


# --- Without a mouse --------------------------------------------------------------------------------------------------
def tab_to(page: Page, words: str) -> None:
    """Presses Tab until what has the focus says these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    pytest.fail(f"Tab does not lead to “{words}”.")


def test_publishing_from_the_queue_by_keyboard(open_page, scene):
    page = sign_in(open_page("/admin/"), CURATOR, scene)
    page.goto(f"{page.url}tad/activity/?queue=to-review")
    for words in ("To be published by keyboard", "Publish"):
        tab_to(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("is now in the state “Published”.")
    tab_to(page, "Back to the list you came from")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list")).to_be_visible()
    expect(page.get_by_text("To be published by keyboard")).to_have_count(0)
