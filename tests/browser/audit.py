"""How a page looks: what axe finds on it, and how many pixels it is too wide."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 1280)  # a phone, a desktop
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what passed it then keeps no list: half the time
    # No rule of these reads stylesheets, and the style element into which axe copies them is what the desk forbids.
    "preload": {"assets": ["media"]},
}
AXE = Axe().axe_script + Path(__file__).with_suffix(".js").read_text()


def violations(page: Page, context: dict | None = None) -> list[str]:
    """``context`` as axe takes it: what to look at, and what not."""
    page.wait_for_load_state()  # a click comes back as soon as the next page begins: its end may still be on the way
    if not page.evaluate("window.audit instanceof Function"):  # half a megabyte, which stays as long as the document
        page.evaluate(AXE)
    return [
        f"{each['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for each in page.evaluate("([context, options]) => audit(context, options)", [context, RULES])
        for node in each["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return max(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"), 0)


def looks(page: Page, context: dict | None = None) -> tuple[list[str], int]:
    return violations(page, context), overflow(page)


def faults(page: Page, widths: tuple[int, ...] = WIDTHS, context: dict | None = None) -> list[str]:
    """What is wrong on a phone and on a desktop. No script of ours asks for the width, so one visit is enough."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {each}" for each in violations(page, context)]
        if excess := overflow(page):
            found.append(f"{width}: {excess} pixels too wide")
    return found
