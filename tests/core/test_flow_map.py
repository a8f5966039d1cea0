"""The map of who helps whom: arrows from giver to receiver, the strongest of them, each beside its number."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from portal.core import flow_map
from portal.core.charts import Part
from portal.core.flow_map import THINNEST, WIDEST, FlowMap, arrow
from portal.core.shapes import centre, drawing


def part(code: str, count: int) -> Part:
    return Part(f"<{code}>", count, f"/records/?of={code}&all", code)


def shown(*parts: Part) -> FlowMap:
    return FlowMap(parts, "A <title>", "Things")


def test_every_shape_has_a_place_on_the_map():
    for iso2, shape in drawing().shapes.items():
        x, y = centre(iso2)
        assert (0 < x < drawing().width, 0 < y < drawing().height) == (True, True), (iso2, shape)
    assert centre("AQ") is None
    assert centre("BR")[0] < centre("KE")[0] < centre("IN")[0]
    assert centre("EG")[1] < centre("KE")[1] < centre("ZA")[1]


def test_an_arrow_is_wide_where_it_begins_and_ends_in_a_point():
    path = arrow((100, 100), (300, 100), 20, bend=0)
    assert path == "M100 110Q200 105 300 100Q200 95 100 90z"
    there, back = arrow((100, 100), (300, 100), 20), arrow((300, 100), (100, 100), 20)
    middles = [int(re.search(r"Q\d+ (\d+)", each)[1]) for each in (there, back)]
    assert middles[0] < 100 < middles[1]  # on either side of the straight line


def test_widths_follow_numbers():
    world = shown(part("BR-KE", 1000), part("IN-KE", 500), part("CN-KE", 1))
    assert [world.width(each.count) for each in world.parts] == [WIDEST, WIDEST / 2, THINNEST]
    assert [each["text"] for each in world.legend] == ["1", "1,000"]


@pytest.mark.usefixtures("db")
def test_arrows_and_table_say_the_same(monkeypatch):
    monkeypatch.setattr(flow_map, "DRAWN", 2)
    world = shown(part("AQ-KE", 9), part("BR-KE", 5), part("KE-TV", 4), part("IN-KE", 3))
    html = render_to_string("_components/flow_map.html", {"map": world})
    arrows = re.findall(r'<a href="([^"]+)" tabindex="-1" rel="nofollow"><title>([^<]+)</title><path d="M', html)
    rows = re.findall(r'<th scope="row">([^<]+)</th><td class="num"><a href="([^"]+)" rel="nofollow">(\d+)</a>', html)
    assert arrows == [
        ("/records/?of=BR-KE&amp;all", "&lt;BR-KE&gt;: 5"), ("/records/?of=KE-TV&amp;all", "&lt;KE-TV&gt;: 4"),
    ]  # fmt: skip
    assert [(url, f"{label}: {count}") for label, url, count in rows] == arrows
    assert "The 2 strongest arrows are drawn" in html
    assert "Most: &lt;BR-KE&gt;, 5 and &lt;KE-TV&gt;, 4." in html


def test_no_arrow_at_all():
    html = render_to_string("_components/flow_map.html", {"map": shown()})
    assert ("No arrow can be drawn." in html, "<table" in html) == (True, False)
