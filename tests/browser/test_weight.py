"""A first visit weighs at most 60 kB, everything together, as it travels."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

LIMIT = 60_000
PAGES = ["/", "/activities/", "/ar/activities/", "/zh-hans/activities/", "/activities/?q=trademark&view=table",
         "/activities/TA-2017-0006/", "/activities/TA-2017-0006/correct/", "/about/", "/api/v1/docs/",
         "/search/?q=patent", "/partnerships/", "/roster/", "/ar/roster/", "/roster/apply/", "/needs/",
         "/offers/?view=table", "/needs/unmet/", "/organisations/", "/organisations/wipo/", "/account/signup/",
         "/countries/", "/ar/countries/", "/countries/ZW/", "/about/milestones/", "/about/country-statuses/",
         "/statistics/", "/ar/statistics/", "/statistics/report/", "/ar/statistics/report/", "/data/",
         "/topics/geographical-indications/", "/calendar/?when=past",
         "/calendar/?view=month&on=2019-06", "/no/such/page/"]  # fmt: skip


TOGETHER = 6  # windows: that nothing more comes is known after half a second without a request, in all at once


@pytest.mark.parametrize("paths", [PAGES[at : at + TOGETHER] for at in range(0, len(PAGES), TOGETHER)])
def test_first_visits(open_page, paths):
    weigh(open_page, *paths)


def test_first_visits_of_records(open_page, first_of):
    weigh(open_page, *map(first_of, ("/roster/", "/needs/", "/offers/")))


def weigh(open_page, *paths: str) -> None:
    visits = []
    for path in paths:
        page, finished = open_page("/health/"), []
        page.on("requestfinished", lambda request, finished=finished: finished.append(request))
        page.goto(page.url.removesuffix("/health/") + path, wait_until="commit")
        visits.append((page, finished))
    for page, finished in visits:
        page.wait_for_load_state("networkidle")
        sizes = {request.url: request.sizes()["responseBodySize"] for request in finished}
        assert len(sizes) >= 4  # the page, a stylesheet, scripts, an icon
        assert sum(sizes.values()) <= LIMIT, sizes


def test_static_files_are_compressed_and_kept_for_ever(open_page):
    page = open_page("/health/")
    answers = []
    page.on("response", lambda response: answers.append(response))
    page.goto(page.url.removesuffix("/health/") + "/activities/", wait_until="networkidle")
    files = [answer for answer in answers if "/static/" in answer.url and answer.url.endswith((".css", ".js"))]
    assert files
    for answer in files:
        headers = answer.headers
        assert headers["content-encoding"] in {"br", "gzip"}, answer.url
        assert "immutable" in headers["cache-control"], answer.url
