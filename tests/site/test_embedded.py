"""Lists in the frames of others: what a visitor sees of exactly this search, and only these pages may be framed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from portal.site.open_data.embed import ROOMS, SHOWN
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer, organisation

pytestmark = pytest.mark.django_db
LISTS = {room: f"/{room.replace('_', '-')}/" for room in ROOMS} | {"meetings": "/calendar/meetings/"}


def titles(html: str) -> list[str]:
    return re.findall(r'entry__title"><a [^>]*>([^<]+)<', html)


@pytest.mark.parametrize("room", ROOMS)
def test_the_share_menu_of_each_list_has_the_code_of_its_frame(client, room, django_assert_max_num_queries):
    for make in (activity, initiative, case_study, consultant, need, offer, organisation):
        make()
    meeting(starts_on=date(2090, 1, 2), ends_on=date(2090, 1, 3))
    sort = "" if room == "calendar" else "?sort=title"
    code = re.search(r'id="share-frame"[^>]* value="([^"]+)"', client.get(LISTS[room] + sort).content.decode())[1]
    address = re.fullmatch(r'<iframe src="http://testserver([^"]+)" title="[^"]+" .*></iframe>', unescape(code))[1]
    assert unescape(address) == f"/embed/{room}/{sort}"
    with django_assert_max_num_queries(12):
        html = client.get(address).content.decode()
    assert len(titles(html)) == min(SHOWN, html.count('class="entry"')) > 0
    assert f'<a href="{LISTS[room]}{sort}">The whole list</a>' in html
    assert "South-South IP Portal</a>" in html
    assert 'rel="license">CC BY 4.0</a>' in html
    assert '<base target="_blank">' in html


def test_a_frame_has_the_first_of_what_its_filters_leave(client, signed_in, curator, django_assert_num_queries):
    for day in range(1, SHOWN + 3):
        activity(title=f"On day {day} <b>", topics=["patents"], beneficiaries=["VN"], starts_on=date(2013, 10, day))
    activity(title="Of another topic")
    activity(title="Hidden", topics=["patents"], state="draft", starts_on=date(2014, 1, 1))
    address = "/embed/activities/?topic=patents&not_region=africa"
    client.get(address)
    with django_assert_num_queries(2):  # the stamps, and the cards
        html = client.get(address).content.decode()
    assert titles(html) == [f"On day {day} &lt;b&gt;" for day in range(SHOWN + 2, 2, -1)]
    assert "<strong>7 activities</strong>" in html
    assert 'href="/activities/?topic=patents&amp;not_region=africa"' in html
    in_french = client.get(f"/fr{address}").content.decode()  # which has a space before the colon
    assert re.search(r"<p class=\"quiet\">Thème\s: Brevets · Région\s: sauf Afrique</p>", in_french)
    assert "Topic: Patents · Region: not Africa" in re.sub(r"\s+", " ", html)
    assert signed_in(curator).get(address).content.decode() == html  # a curator's page may not show drafts, either
    arabic = client.get(f"/ar{address}").content.decode()
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'href="/ar/activities/' in arabic


def test_only_frames_may_be_framed_and_they_leave_nothing_in_the_browser(signed_in, curator):
    activity()
    for reader in (Client(), signed_in(curator)):
        before = dict(reader.cookies)
        response = reader.get("/embed/activities/?q=x")
        assert not response.cookies
        assert dict(reader.cookies) == before
        policy = response["Content-Security-Policy"]
        assert ("X-Frame-Options" in response, "frame-ancestors *" in policy) == (False, True)
        assert "script-src 'self'" in policy
        assert b"<script" not in response.content
        for address in ("/", "/activities/", "/activities/?embed=yes", "/data/", "/embed/nothing/", "/account/login/"):
            response = reader.get(address)
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
            assert response["X-Frame-Options"] == "DENY"


def test_what_is_not_understood_shows_no_other_records(client):
    activity(title="Xshown")
    for query in ("colour=red", "topic=nothing", "sort=colour", "year_min=%00", "q=%00x&topic=%3Cb%3E"):
        response = client.get(f"/embed/activities/?{query}")
        assert response.status_code == 400
        assert "Part of this address was not understood" in response.content.decode()
        assert "Xshown" not in response.content.decode()
    empty = client.get("/embed/activities/?topic=gender")
    assert empty.status_code == 200
    assert "No activity matches all of this" in empty.content.decode()
    assert "share-frame" not in client.get("/activities/?colour=red").content.decode()
    assert client.get("/embed/nothing/").status_code == 404
    assert client.post("/embed/activities/").status_code == 405
