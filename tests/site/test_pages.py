"""Pages of the roof: home, about, health, robots, sitemap, error pages, gallery, headers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from portal.core import kept
from portal.core.models import Country, State
from portal.site import errors
from portal.site.mail_samples import SAMPLES
from tests.factories import activity, case_study, initiative, need, offer, organisation

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_home_counts_only_what_the_public_sees(client):
    activity(title="South", beneficiaries=["KE"])
    activity(title="With support", beneficiaries=["KE", "UG"], others={"funder": ["JP"]})
    activity(title="Draft", state=State.DRAFT, beneficiaries=["PE"])
    shown = text(client.get("/"))
    for figure in ("2 activities", "1 South-South", "1 triangular", "2 beneficiary countries"):
        assert figure in shown
    assert "Draft" not in shown


def test_what_is_kept_of_the_frame_speaks_the_language_of_its_page(client):
    """Sections and footer are made once a language; readers of two take turns."""
    said = {
        "/": ("Activities", "Privacy"),
        "/fr/": ("Activités", "Confidentialité"),
        "/es/": ("Actividades", "Privacidad"),
    }
    for prefix, words in [*said.items(), *said.items()]:
        page = client.get(f"{prefix}topics/").content.decode()
        linked = [f'href="{prefix}activities/">{words[0]}</a>', f'href="{prefix}about/privacy/">{words[1]}</a>']
        assert [page.count(each) for each in linked] == [1, 1], prefix


def test_the_foot_leads_to_the_source_where_one_is_stated(client, settings):
    for stated in ("", "https://code.example.org/portal"):
        settings.SOURCE_URL = stated
        kept.forget()
        page = client.get("/topics/").content.decode()
        assert page.count(f'<a href="{stated}">Source code</a>') == bool(stated), stated


def test_the_map_counts_support_received_or_given(client):
    activity(providers=["BR"], beneficiaries=["KE", "UG"])
    activity(providers=["BR"], beneficiaries=["KE"])
    activity(state=State.DRAFT, beneficiaries=["PE"])

    def table(address: str) -> dict[str, tuple[str, str]]:
        """Numbers by country, each with the number of records that its link leads to."""
        html = client.get(address).content.decode()
        rows = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th><td><a href="([^"]+)" rel="nofollow">(\d+)<', html)
        return {name: (number, f"{number} activit" in text(client.get(unescape(url)))) for name, url, number in rows}

    received = {"Kenya": ("2", True), "Uganda": ("1", True)}
    assert [table(f"/{query}") for query in ("", "?map=received", "?map=given")] == [
        received, received, {"Brazil": ("2", True)},
    ]  # fmt: skip
    assert (table("/?map=%3Cb"), "“&lt;b” is not possible for “map”." in client.get("/?map=%3Cb").content.decode()) == (
        received, True,
    )  # fmt: skip
    assert client.get("/fr/?map=given").status_code == 200
    activity(providers=["BR"], beneficiaries=["group:aripo"])
    Country.objects.filter(pk="UG").update(labels={"en": "Zquganda"})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT labels ->> 'en', count(*)::text FROM tad_activitysearch JOIN core_country "
            "ON codes @> ARRAY[core_code(3, core_country_number(iso2)), core_code(20, 0)] GROUP BY 1"
        )
        assert table("/") == {name: (number, True) for name, number in cursor.fetchall()}


def entries(html: str, heading: str) -> list[tuple[str, str]]:
    """Kind and title of what stands under a heading of the home page."""
    part = html[html.index(f'aria-labelledby="{heading}"') :].partition("</section>")[0]
    found = re.findall(r'entry__kind">([^<]+)</p>\s*<h3 class="entry__title"><a [^>]*>([^<]+)</a>', part)
    return [(kind, unescape(title)) for kind, title in found]


def test_home_shows_what_is_new_in_every_room(client):
    for number in range(3):
        activity(title=f"Activity {number}")
    initiative(title="Partnership")
    case_study(title="Story")
    need(title="Need")
    activity(title="Draft", state=State.DRAFT)
    need(title="For the invited", visibility="invited")
    assert entries(client.get("/").content.decode(), "newest") == [  # two of a kind at most, the last one first
        ("Need", "Need"), ("Case study", "Story"), ("Partnership", "Partnership"), ("Activity", "Activity 2"),
        ("Activity", "Activity 1"),
    ]  # fmt: skip


def test_home_shows_what_is_coming_and_which_needs_wait(client):
    today = timezone.localdate()
    activity(title="Coming course", starts_on=today + timedelta(days=30), ends_on=None, status="planned")
    activity(title="Past course")
    for number in range(4):
        need(title=f"Need {number}", expires_on=today + timedelta(days=60 + number))
    need(title="Met", ending="matched")
    html = client.get("/").content.decode()
    coming = entries(html, "coming")
    assert coming[:2] == [("Activity", "Coming course"), coming[1]]
    assert [title for _kind, title in coming[1:]] == ["Need 0", "Need 1", "Need 2", "Need 3"]
    assert entries(html, "waiting") == [("Need", "Need 0"), ("Need", "Need 1"), ("Need", "Need 2")]
    assert 'href="/needs/unmet/">See all 4 open needs</a>' in html


def test_home_shows_what_was_last_where_nothing_is_announced(client, django_assert_num_queries):
    for number in range(1, 7):
        activity(title=f"In month {number}", starts_on=date(2014, number, 1), ends_on=date(2014, number, 2))
    client.get("/")
    with django_assert_num_queries(5):  # the stamps, the versions, what the calendar was told, the cards
        page = client.get("/")
    assert entries(page.content.decode(), "coming") == [("Activity", f"In month {number}") for number in (6, 5, 4, 3)]
    assert "No meeting, course or deadline is announced at the moment. Most recently" in text(page)


def test_home_empty(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "0 activities" in text(response)


def test_home_asks_as_much_for_one_as_for_many(client, django_assert_num_queries):
    soon = timezone.localdate() + timedelta(days=9)

    def grow(many: int) -> None:
        for _number in range(many):
            activity(starts_on=soon, ends_on=None, status="planned")
            for make in (initiative, case_study, need, offer):
                make()

    # The stamps, the versions, what the calendar was told, what is coming by its kinds; where parts have to be made,
    # what is new, cards of each kind of it and of needs that wait. Among many, nine activities come before the first
    # deadline: two kinds less.
    for many, kept_cost, made_cost in ((1, 6, 13), (9, 4, 11), (20, 4, 11)):
        grow(many)
        client.get("/")
        with django_assert_num_queries(kept_cost):
            client.get("/")
        kept.forget()
        with django_assert_num_queries(made_cost):
            client.get("/")


def test_what_home_keeps_is_gone_with_any_change_and_is_of_no_reader(client, signed_in, curator, member):
    record = activity(title="Zqfirst", beneficiaries=["KE"])
    wanted = need(title="Zqneed", owner=organisation())
    activity(title="Zqdraft", state=State.DRAFT)
    need(title="Zqregistered", visibility="registered")
    readers = [signed_in(curator), client, signed_in(member)]

    def said() -> list[set[str]]:
        pages = [reader.get("/").content.decode() for reader in readers]
        return [{title for part in ("newest", "waiting") for _kind, title in entries(page, part)} for page in pages]

    assert said() == [{"Zqfirst", "Zqneed"}] * 3
    type(record).objects.filter(pk=record.pk).update(title="Zqsecond")
    type(wanted).objects.filter(pk=wanted.pk).update(title="Zqother")
    assert said() == [{"Zqsecond", "Zqother"}] * 3
    on_map = '<th scope="row"><a href="/countries/{}/">'
    assert [on_map.format(code) in client.get("/").content.decode() for code in ("KE", "UG")] == [True, False]
    activity(title="Zqthird", beneficiaries=["UG"])
    assert on_map.format("UG") in client.get("/").content.decode()
    assert on_map.format("UG") not in client.get("/?map=given").content.decode()
    assert 'href="/fr/countries/UG/"' in client.get("/fr/").content.decode()


def test_about_says_that_it_is_not_wipos(client):
    assert "It is not WIPO’s, and its classification is its own." in text(client.get("/about/"))


def test_health(client):
    assert client.get("/health/").json() == {"status": "ok"}


def test_robots_keep_out_of_the_facets(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /*/account/",
        "Disallow: /*?",
        "Allow: /sitemap-",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_sitemap_lists_every_public_record_and_no_draft(client):
    shown, hidden = activity(), activity(state=State.DRAFT)
    index = client.get("/sitemap.xml").content.decode()
    sections = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    names = ["pages", "texts", "activities", "partnerships", "case-studies", "consultants", "needs", "offers"]
    names += ["meetings", "organisations", "countries", "topics"]
    assert sections == [f"/sitemap-{name}.xml" for name in names]
    records = client.get("/sitemap-activities.xml").content.decode()
    assert re.findall(r"<loc>http://testserver(.*?)</loc>", records) == [shown.get_absolute_url()]
    assert hidden.ref not in records
    assert "/about/" in client.get("/sitemap-pages.xml").content.decode()


def test_not_found_helps(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "Nothing was lost." in text(response)
    assert 'action="/search/"' in response.content.decode()


def test_not_found_beyond_a_list_says_so(client):
    assert "This list has no page 9." in text(client.get("/activities/?page=9"))


@pytest.mark.parametrize(
    ("raised", "status"),
    [(SuspiciousOperation("x"), 400), (RequestDataTooBig("x"), 413), (PermissionDenied("x"), 403)],
)
def test_error_pages_keep_their_status_and_show_no_exception(rf, raised, status):
    handler = errors.forbidden if status == 403 else errors.bad_request
    response = handler(_request(rf), raised)
    assert response.status_code == status
    assert "Where to go from here" in text(response)


def test_too_many_requests_says_when_to_come_back(rf):
    response = errors.too_many_requests(_request(rf), retry_after=90)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "90")
    assert "Where to go from here" in text(response)


def test_a_server_error_page_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(_request(rf))
    assert response.status_code == 500
    assert "What was saved before is safe." in text(response)


def test_a_server_error_page_has_the_stylesheet_where_it_is_served(rf, settings, tmp_path):
    """Only under the name of its content; and where nobody knows that name, none."""
    pages = []
    for manifest in ('{"paths": {"css/portal.css": "css/portal.0123.css"}, "version": "1.1"}', "half a"):
        (tmp_path / "staticfiles.json").write_text(manifest)
        backend = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
        settings.STATIC_ROOT, settings.STORAGES = tmp_path, settings.STORAGES | {"staticfiles": backend}
        pages.append(errors.server_error(_request(rf)))
    assert [re.findall(r'rel="stylesheet" href="(.*?)"', each.content.decode()) for each in pages] == [
        ["/static/css/portal.0123.css"], [],
    ]  # fmt: skip


def test_an_exception_in_a_view_is_a_500_page(monkeypatch):
    def broken(request):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("portal.site.views.Home", broken)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()


def test_a_forged_form_is_refused_with_advice():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "The form could not be accepted" in text(response)


def test_pages_only_answer_to_reading(client):
    asked = list(
        product(["post", "put", "delete", "patch"], ["/", "/about/", "/search/", "/activities/", "/robots.txt"])
    )
    answered = {(method, address): getattr(client, method)(address).status_code for method, address in asked}
    assert answered == dict.fromkeys(asked, 405)


def test_every_answer_carries_the_safety_headers(client):
    for address in ("/", "/activities/", "/about/", "/search/?q=a", "/nothing/"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_pages_have_no_inline_script_or_style(client):
    record = activity()
    for address in ("/", "/activities/", record.get_absolute_url(), "/about/", "/activities/?view=table", "/nothing/"):
        html = client.get(address).content.decode()
        inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>|<style| style=|\son\w+=", html)
        assert inline == [], address


def test_the_language_switch_keeps_the_page_and_its_filters(client):
    activity()
    html = client.get("/fr/activities/?topic=patents").content.decode()
    switches = dict(re.findall(r'<a href="([^"]+)" lang="([^"]+)" hreflang', html))
    assert switches == {
        f"{prefix}/activities/?topic=patents": code
        for code, prefix in {
            "en": "", "ar": "/ar", "zh-hans": "/zh-hans", "fr": "/fr", "pt": "/pt", "ru": "/ru", "es": "/es",
        }.items()
    }  # fmt: skip


@pytest.mark.slow
def test_the_gallery_shows_every_component_and_mail_to_developers_only(client):
    assert client.get("/components/").status_code == 404
    with override_settings(DEBUG=True):
        response = client.get("/components/")
        assert response.status_code == 200
        mails = re.findall(r'"/components/(\w+)\.html"', response.content.decode())
        assert mails == sorted(SAMPLES)
        for name in mails:
            assert 'dir="rtl"' in client.get(f"/ar/components/{name}.html").content.decode(), name
    assert client.get(f"/components/{mails[0]}.html").status_code == 404


def _request(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    return request
