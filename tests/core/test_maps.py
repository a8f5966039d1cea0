"""The map of the world: steps, words, links; every country is somewhere on it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from portal.core import reference as reference_memory
from portal.core.maps import STEPS, WorldMap
from portal.core.models import Country
from portal.core.shapes import SHAPES

NOBODY_LIVES_THERE = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}


def world(numbers: dict[str, int], reference=None) -> WorldMap:
    return WorldMap(
        numbers, reference, title="A <title>", counted="Things", said=lambda count: f"{count} things",
        page=lambda iso2: f"/page/{iso2}/", records=lambda iso2: f"/records/?of={iso2}&all",
    )  # fmt: skip


@pytest.fixture
def reference(db):
    return reference_memory.current()


def test_every_inhabited_country_has_one_shape(db):
    shapes = re.findall(r' id="([A-Z]{2})"', (settings.BASE_DIR / "static" / SHAPES).read_text())
    assert Counter(shapes) == Counter(set(Country.objects.values_list("iso2", flat=True)) - NOBODY_LIVES_THERE)


@given(st.lists(st.integers(0, 10**6), max_size=40))
def test_steps_rise_with_the_numbers_and_the_legend_names_each(numbers):
    shown = world({f"{place:02}": number for place, number in enumerate(numbers)})
    steps = {count: shown.step(count) for count in sorted(numbers)}
    assert list(steps.values()) == sorted(steps.values())
    assert steps.get(0, 0) == 0
    used = sorted(set(steps.values()) - {0})
    assert used == list(range(STEPS - len(used) + 1, STEPS + 1))  # the darkest is always the most
    assert [each["step"] for each in shown.legend] == [0, *used]
    for step in used:
        ends = [count for count in steps if steps[count] == step]
        said = next(each["text"] for each in shown.legend if each["step"] == step)
        assert said.replace(",", "") == "–".join(str(end) for end in sorted({min(ends), max(ends)}))


def test_each_step_has_about_as_many_countries():
    shown = world({f"A{letter}": 2**place for place, letter in enumerate("ABCDEFGHIJKLMNO")})
    assert Counter(map(shown.step, shown.numbers.values())) == dict.fromkeys(range(1, 6), 3)


def test_shapes_and_table_say_the_same(reference):
    html = render_to_string("_components/map.html", {"map": world({"TV": 3, "KE": 1200, "FR": 0}, reference)})
    shapes = dict(re.findall(r'<a href="/page/(..)/" tabindex="-1"><title>[^:]+: ([^<]+)</title>', html))
    assert len(shapes) == 249 - len(NOBODY_LIVES_THERE)
    assert {iso2: said for iso2, said in shapes.items() if said != "nothing recorded"} == {
        "KE": "1200 things", "TV": "3 things",
    }  # fmt: skip
    assert re.findall(r'<use class="map__(\d)(?: map__dot)?" href="[^"]+world[^"]*svg#(KE|TV|FR)"', html) == [
        ("0", "FR"), ("5", "KE"), ("4", "TV"),  # dots after land
    ]  # fmt: skip
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td><a href="([^"]+)" rel="nofollow">([^<]+)<', html
    )
    assert rows == [
        ("/page/KE/", "Kenya", "/records/?of=KE&amp;all", "1,200"),
        ("/page/TV/", "Tuvalu", "/records/?of=TV&amp;all", "3"),
    ]
    assert "Most: Kenya, 1200 things and Tuvalu, 3 things." in html
    assert "A &lt;title&gt;" in html


def test_shapes_that_lead_to_records_are_drawn_on_the_others(reference):
    shown = replace(world({"TV": 3, "KE": 1200}, reference), leads="records")
    html = render_to_string("_components/map.html", {"map": shown})
    assert re.findall(r'<a href="([^"]+)" tabindex="-1"><title>', html) == [
        "/records/?of=KE&amp;all", "/records/?of=TV&amp;all",
    ]  # fmt: skip
    drawn = re.findall(r'<use class="map__(\d)[^"]*" href="[^"]+svg#(\w+)"', html)
    assert drawn == [("0", "world"), ("5", "KE"), ("4", "TV")]


def test_nothing_recorded_anywhere(reference):
    html = render_to_string("_components/map.html", {"map": world({}, reference)})
    assert "Nothing is recorded for any country." in html
    assert set(re.findall(r'<use class="map__(\d)[ "]', html)) == {"0"}
    assert "<table" not in html
