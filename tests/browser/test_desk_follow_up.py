"""The desk's pages beside the records: what is due, missing or broken, matches, texts with their preview."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import looks
from tests.browser.conftest import sign_in
from tests.browser.scene import CURATOR
from tests.browser.test_desk import FEW_ROWS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PAGES = {
    "to verify": "/admin/follow-up/freshness/",
    "outcomes": "/admin/follow-up/outcomes/",
    "links": "/admin/core/linkcheck/",
    "matches": "/admin/matchmaking/match/",
    "texts": "/admin/core/pagetext/?language__exact=ar&q=glossary",
}


def walk(page: Page, prefix: str) -> Iterator[tuple[str, Page]]:
    """Goes to each page, and yields its name and itself; to a text and its preview from their list."""
    origin = page.url.split("/admin/")[0].removesuffix(prefix)
    for name, address in PAGES.items():
        page.goto(f"{origin}{prefix}{address}")
        expect(page.locator("#content h1")).to_have_count(1)
        yield name, page
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#id_body")).to_be_visible()
    yield "text", page
    with page.context.expect_page() as opened:
        page.locator(".desk-preview button").click()
    expect(opened.value.locator(".notice--warning")).to_be_visible()
    yield "preview", opened.value


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
def test_every_page(open_page, scene, prefix):
    ways = [(1280, "light"), (360, "dark")] if prefix else [(1280, "dark"), (360, "light")]
    found = {}
    for name, page in walk(sign_in(open_page(f"{prefix}/admin/"), CURATOR, scene), prefix):
        for width, scheme in ways:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = looks(page, FEW_ROWS)
    assert found == dict.fromkeys(found, ([], 0))
    assert {name for name, _width in found} == {*PAGES, "text", "preview"}
