"""axe finds nothing on any kind of page: phone and desktop, both directions, scripts on and off, light and dark."""

import pytest

from tests.browser.audit import WIDTHS, faults, looks, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PAGES = {
    "home": "/",
    "list": "/activities/?beneficiary=KE&not_topic=gender",
    "table": "/activities/?view=table",
    "opened facet": "/activities/?open=beneficiary&within=a",
    "words": "/activities/?q=trademark",
    "mistake": "/activities/?topic=nonsense",
    "empty": "/activities/?q=zzzz&topic=patents",
    "detail": "/activities/TA-2017-0006/",
    "partnerships": "/partnerships/?country=BR&not_topic=gender",
    "partnerships in a table": "/partnerships/?view=table",
    "partnership": "/partnerships/PI-2009-0001/",
    "case studies": "/case-studies/?topic=geographical-indications",
    "case study": "/case-studies/CS-2026-0002/",
    "roster": "/roster/?region=africa",
    "roster in a table": "/roster/?view=table",
    "apply": "/roster/apply/",
    "needs": "/needs/?status=open&region=africa",
    "offers in a table": "/offers/?view=table",
    "unmet needs": "/needs/unmet/",
    "calendar": "/calendar/",
    "calendar of what is past": "/calendar/?when=past&topic=patents",
    "calendar as a month": "/calendar/?view=month&on=2019-06",
    "calendar without an entry": "/calendar/?entry=offer&series=annual-conferences",
    "meetings in a table": "/calendar/meetings/?view=table",
    "meeting": "/calendar/MT-2012-0001/",
    "organisations": "/organisations/?region=africa",
    "organisations in a table": "/organisations/?view=table",
    "organisation": "/organisations/wipo/",
    "countries": "/countries/?region=africa&sort=given",
    "country with much": "/countries/ZW/",
    "country with nothing": "/countries/AX/",
    "topics": "/topics/",
    "topic": "/topics/geographical-indications/",
    "figures": "/statistics/?not_region=arab",
    "figures of others": "/statistics/reference/",
    "mapping report": "/statistics/report/",
    "mapping report that is not understood": "/statistics/report/?year_min=soon&topic=patents&not_region=arab",
    "open data": "/data/",
    "about": "/about/",
    "milestones": "/about/milestones/",
    "glossary": "/about/glossary/#beneficiary",
    "classification": "/about/classification/",
    "statuses": "/about/country-statuses/?list=ldc&on=yesterday",
    "search": "/search/?q=trademark",
    "search by name": "/search/?q=geographical+indications+in+Kenya",
    "search by filter": "/search/?q=trademark&topic=trademarks&country=KE",
    "search-empty": "/search/?q=zzzzqq",
    "save a search": "/searches/new/activities/?topic=patents&not_region=africa",
    "not found": "/no/such/page/",
}
RECORDS = {
    "consultant": ("/roster/", ""),
    "writing to a consultant": ("/roster/", "contact/"),
    "need": ("/needs/", ""),
    "offer": ("/offers/", ""),
}


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
@pytest.mark.parametrize("name", PAGES)
def test_pages(visit, name, prefix):
    assert faults(visit(prefix + PAGES[name])) == []


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
@pytest.mark.parametrize("name", RECORDS)
def test_records(visit, first_of, name, prefix):
    """Of the rooms whose samples have a number that depends on the year."""
    room, ending = RECORDS[name]
    assert faults(visit(prefix + first_of(room) + ending)) == []


@pytest.mark.parametrize(
    "name", ["list", "detail", "empty", "roster", "unmet needs", "apply", "country with much", "not found"]
)
def test_pages_without_scripts(visit, name):
    assert faults(visit(PAGES[name], scripts=False)) == []


@pytest.mark.parametrize(
    "name", ["home", "list", "detail", "empty", "roster", "unmet needs", "country with much", "milestones"]
)
def test_pages_in_the_dark(visit, name):
    assert violations(visit(PAGES[name], scheme="dark")) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_api_for_people(visit, scheme):
    """Its address has no language."""
    assert faults(visit("/api/v1/docs/", scheme=scheme)) == []


@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["ltr", "rtl"])
def test_the_gallery(open_page, workshop, prefix):
    page = open_page(f"{prefix}/components/", base=workshop)
    assert page.locator("h1").count() == 1
    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_opened_menus(open_page, width):
    page = open_page("/activities/", width=width)
    folded = ["#filters"] if width < 600 else []  # beside the results where there is room
    for menu in ["#languages", "#sort", "#share", *folded]:
        page.evaluate("menu => { document.querySelector(menu).open = true }", menu)
        assert looks(page) == ([], 0)
