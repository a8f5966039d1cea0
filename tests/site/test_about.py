"""The texts about the portal: in whose language, for whose eyes, and whether what they link to is there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal.core import page_files, reference_data
from portal.core.classification import Role
from portal.core.markdown import problems
from portal.core.models import CountryStatus, Page, PageText
from tests.core.test_reference_data import read
from tests.factories import activity, page_text
from tests.reading import csv_rows

pytestmark = pytest.mark.django_db
SHIPPED = sorted((reference_data.DATA / "pages").glob("*/*.md"))
TEMPLATES = [path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")]


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# The texts that the portal comes with ---------------------------------------------------------------------------------
def test_a_shipped_text_has_no_mistakes_and_the_anchors_of_the_english_one():
    every = {path: page_files.Shipped.read(path) for path in SHIPPED}
    for path, shipped in every.items():
        assert problems(shipped.body) == [], path
        assert 10 < len(shipped.title) + len(shipped.summary) < 450, path
        english = every[path.parents[1] / "en" / path.name]
        anchors = [re.findall(r"^##.*(\{#.*\})$", each.body, re.M) for each in (shipped, english)]
        assert anchors[0] == anchors[1], path
        assert len(re.findall(r"^## ", shipped.body, re.M)) == len(anchors[0]), path
        blanks = [set(re.findall(r"\{[a-z_]+\}", each.body)) for each in (shipped, english)]
        assert blanks[0] == blanks[1], path


def test_every_page_is_written_in_english():
    assert {path.stem for path in SHIPPED if path.parent.name == "en"} == {row["slug"] for row in read("pages")}
    assert {path.parent.name for path in SHIPPED} <= set(dict(settings.LANGUAGES))


def test_every_link_of_every_page_leads_to_a_page_and_to_a_place_on_it(client):
    pages = {
        text.get_absolute_url(): shown(client, text.get_absolute_url())
        for text in PageText.objects.filter(language="en")
    }
    main = {url: html[html.index("<main") : html.index("</main>")] for url, html in pages.items()}
    links = {unescape(link) for html in main.values() for link in re.findall(r'href="(/[^"]*)"', html)}
    assert len(links) > 15
    for link in sorted(links):
        address, _hash, anchor = link.partition("#")
        if address == "/account/keys/":  # a person's own
            assert client.get(address)["Location"] == f"/account/login/?next={address}"
            continue
        html = shown(client, address)
        assert not anchor or f'id="{anchor}"' in html, link
    for url, html in main.items():
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html)), url


def test_words_that_pages_link_to_are_in_the_glossary(client):
    glossary = shown(client, "/about/glossary/")
    used = {code for template in TEMPLATES for code in re.findall(r'(?:{% term|word=) ?"([a-z-]+)"', template)}
    used |= {role.replace("_", "-") for role in Role.values}
    assert {code for code in used if f'id="{code}"' not in glossary} == set()
    assert used >= {"kind", "modality", "conditions", "match-type"}
    record = activity(beneficiaries=["KE"]).get_absolute_url()
    assert '<a class="term" href="/fr/about/glossary/#beneficiary">' in shown(client, f"/fr{record}")


# The pages ------------------------------------------------------------------------------------------------------------
def test_the_index_leads_to_every_page(client, django_assert_num_queries):
    shown(client, "/about/")
    with django_assert_num_queries(2):
        html = shown(client, "/about/")
    for each in PageText.objects.filter(language="en"):
        assert f'href="{each.get_absolute_url()}">{each.title}</a>' in html
        assert each.summary in unescape(html)


def test_a_page_says_what_it_is(client, django_assert_num_queries):
    page_text("zz-page", title="Zebra crossing", summary="Black & white.", body="Lead.\n\n## One {#one}\n\nText.")
    with django_assert_num_queries(2):
        html = shown(client, "/about/zz-page/")
    assert "<title>Zebra crossing – " in html
    assert '<meta name="description" content="Black &amp; white.">' in html
    assert '<link rel="canonical" href="http://testserver/about/zz-page/">' in html
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', html) == ["en"]
    assert '<h2 id="one">One</h2>' in html


def test_the_readers_language_or_else_english_and_said_so(client):
    english = page_text("zz-page", title="Zebra", body="[about](/about/)")
    fallback = shown(client, "/fr/about/zz-page/")
    assert '<h1 lang="en" dir="ltr">Zebra</h1>' in fallback
    assert "notice--info" in fallback
    assert '<link rel="canonical" href="http://testserver/about/zz-page/">' in fallback
    assert 'href="/fr/about/"' in fallback
    page_text(english.page, language="fr", title="Zèbre")
    french = shown(client, "/fr/about/zz-page/")
    assert '<h1 lang="fr" dir="ltr">Zèbre</h1>' in french
    assert "notice--info" not in french
    assert re.findall(r'hreflang="([^"]+)" href="([^"]+)">', french) == [
        ("en", "http://testserver/about/zz-page/"), ("fr", "http://testserver/fr/about/zz-page/"),
    ]  # fmt: skip
    assert "Zèbre" in shown(client, "/fr/about/")
    assert "Zebra" in shown(client, "/es/about/")
    sitemap = shown(client, "/sitemap-texts.xml")
    assert "<loc>http://testserver/fr/about/zz-page/</loc>" in sitemap


def test_a_draft_is_for_curators_only(client, member, curator, signed_in):
    page_text("zz-page", title="Zebra", is_published=False)
    for reader in (client, signed_in(member)):
        assert reader.get("/about/zz-page/").status_code == 404
        assert "Zebra" not in shown(reader, "/about/")
    html = shown(signed_in(curator), "/about/zz-page/")
    assert "A draft: only curators see this page." in html
    assert "noindex" in html
    assert "zz-page" not in shown(client, "/sitemap-texts.xml")


@pytest.mark.parametrize("address", ["/about/nothing/", "/about/Privacy/", "/about/a b/", "/about/../about/x/"])
def test_no_such_page(client, address):
    assert client.get(address).status_code == 404


def test_who_previews_is_a_curator_at_the_desk(client, curator, member, signed_in):
    typed = {"language": "ar", "title": "<b>T", "body": "## H {#h}\n\n<script>x</script> [y](/nowhere/)"}
    assert client.post("/about/preview/", typed).status_code == 403
    assert signed_in(member).post("/about/preview/", typed).status_code == 403
    desk = signed_in(curator)
    assert desk.get("/about/preview/").status_code == 405
    html = desk.post("/about/preview/", typed | {"page": Page.objects.get(slug="milestones").pk}).content.decode()
    assert "A preview: nothing is saved yet." in html
    assert '<h1 lang="ar" dir="rtl">&lt;b&gt;T</h1>' in html
    assert "this portal has no such page" in html
    assert "<script>x" not in html
    assert desk.post("/about/preview/", {"page": "x", "language": "xx"}).status_code == 200
    assert not PageText.objects.filter(language="ar", title="<b>T").exists()


# The statuses ---------------------------------------------------------------------------------------------------------
def test_the_table_of_statuses_is_the_reference_data(client, django_assert_num_queries):
    wanted = sorted(
        (
            row["country"],
            row["scheme"],
            row["value"],
            row["valid_from"],
            row["valid_to"],
            row["scheduled_to"],
            row["source"],
        )
        for row in read("country_statuses")
    )
    names = ("country", "list", "value", "valid_from", "valid_to", "scheduled_to", "source")
    assert sorted(tuple(row[name] for name in names) for row in csv_rows(client, "/about/country-statuses/")) == wanted
    shown(client, "/about/country-statuses/")
    with django_assert_num_queries(2):
        html = shown(client, "/about/country-statuses/")
    assert len(re.findall(r'<th scope="row">', html)) == len(wanted)
    with django_assert_num_queries(2):
        html = shown(client, "/about/country-statuses/?country=CV")
    assert len(re.findall(r'<th scope="row">', html)) == CountryStatus.objects.filter(country="CV").count()


def listed(client: Client, query: str) -> list[tuple[str, str, str]]:
    html = shown(client, f"/about/country-statuses/?{query}")
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>(.*?)</tr>", html, re.S)
    return [(name, *re.findall(r"<td[^>]*>(.*?)</td>", cells, re.S)[0:4:3]) for name, cells in rows]


def test_statuses_are_filtered_by_country_list_and_day(client):
    assert listed(client, "country=CV&list=ldc") == [("Cabo Verde", "Least developed country", "20 December 2007")]
    assert listed(client, "country=CV&list=ldc&on=2007-12-19") != []
    html = shown(client, "/about/country-statuses/?country=CV&list=ldc&on=2007-12-20")
    assert "No status is recorded for this." in html
    today = timezone.localdate().isoformat()
    ldcs = csv_rows(client, f"/about/country-statuses/?list=ldc&on={today}")
    count = re.search(
        r"Least developed country</dt><dd class=\"num\"><a [^>]*>(\d+)</a>", shown(client, "/about/classification/")
    )
    assert int(count.group(1)) == len(ldcs)
    assert "planned: 24 November 2026" in shown(client, "/about/country-statuses/?country=BD")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("country=XX", "Country: "),
        ("list=nonsense", "List: "),
        ("on=yesterday", "True on: Write a day as 2015-06-30."),
        ("on=2015-02-30", "True on: "),
        ("colour=red", "“colour” is no filter of this table."),
        ("country=%00", "Country: "),
    ],
)
def test_an_address_that_is_not_understood_says_so(client, query, said):
    html = shown(client, f"/about/country-statuses/?{query}")
    assert said in unescape(html)
    response = client.get(f"/about/country-statuses/?{query}&format=csv")
    assert (response.status_code, response.streaming) == (400, False)


def test_a_format_that_is_not_there(client):
    assert client.get("/about/country-statuses/?format=xlsx").status_code == 400
