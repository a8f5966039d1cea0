"""What is printed: every table beside its chart, nothing that only a screen can use, and all of it within A4."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

UPRIGHT, LANDSCAPE = 680, 1009  # pixels between margins of 15 mm, 96 an inch
SHOWN = """(selector) => [...document.querySelectorAll(selector)].filter(
    (each) => each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().height > 0)"""
# What reaches beyond the page, or has more in it than it shows; words for those who listen are a pixel wide.
CUT = """(nodes) => nodes.filter((each) => {
    const box = each.getBoundingClientRect(), looks = getComputedStyle(each);
    if (each.closest("svg, .vh")) return false;
    const hides = looks.overflow !== "visible" && (
        each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
    return hides || box.left < -1 || box.right > document.documentElement.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 120))"""
FOR_SCREENS = "nav, form, summary, button, input, select, .filters, .stat__files, .report__files"


def printed(open_page, path: str, width: int = UPRIGHT):
    page = open_page(path, width=width)
    page.emulate_media(media="print")
    return page


def shown(page, selector: str) -> int:
    return page.evaluate(f"({SHOWN})({selector!r}).length")


def cut(page, selector: str) -> list[str]:
    return page.evaluate(f"({CUT})(({SHOWN})({selector!r}))")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_figures_are_printed_whole(open_page, prefix):
    page = printed(open_page, f"{prefix}/statistics/")
    beside = page.locator("main .stat table").count()
    assert (shown(page, "main .stat table"), shown(page, FOR_SCREENS), cut(page, "main *")) == (beside, 0, [])
    assert beside >= 8  # years, the world, topics, modalities, who gives, the arrows, the matrix, who paid
    assert shown(page, "main .stat") == page.locator("main .stat").count()


def test_a_mapping_is_printed_whole(open_page):
    page = printed(open_page, "/statistics/report/")
    tables = page.locator("main table").count()
    assert (shown(page, "main table"), shown(page, FOR_SCREENS)) == (tables, 0)
    assert tables >= 16
    assert cut(page, "main .report__section:not(.report__wide) *") == []
    page.set_viewport_size({"width": LANDSCAPE, "height": 700})  # the list of activities lies across
    assert cut(page, "main *") == []
    # The masthead is on the page on which the report begins.
    assert page.evaluate("getComputedStyle(document.body).page") == "upright"
