"""Figures: what is drawn is in proportion, inside its box, and all of it stands in the table."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.charts import (
    DRAWN,
    LEVELS,
    LISTED,
    ROW,
    WIDTH,
    Bar,
    Beside,
    Part,
    Series,
    columns,
    flow,
    heat,
    period_text,
    periods,
)

COUNTS = st.lists(st.integers(1, 100_000), max_size=20).map(lambda counts: sorted(counts, reverse=True))
YEARS = st.dictionaries(st.integers(1950, 2060), st.integers(0, 5_000), max_size=30)


def parts(counts: list[int], first: int = 0) -> list[Part]:
    return [Part(f"Country {place}", count, f"/?c={place}") for place, count in enumerate(counts, first)]


@settings(max_examples=40)
@given(COUNTS, COUNTS)
def test_a_flow_keeps_to_its_box_and_to_one_scale(left, right):
    figure = flow(parts(left), parts(right, first=5))
    for side, counts in ((figure.left, left), (figure.right, right)):
        assert [ribbon.part.count for ribbon in side.ribbons] == counts[:DRAWN]
        assert side.more == len(counts) - len(side.ribbons)
        assert side.height == len(side.ribbons) * ROW
        for ribbon in side.ribbons:
            numbers = [float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", ribbon.path)]
            assert all(-0.1 <= each <= max(side.height, WIDTH) + 0.1 for each in numbers)
            assert float(ribbon.bar) <= 100
    rows = {row.label: row.parts for row in figure.rows}
    for place, side in enumerate((parts(left), parts(right, first=5))):
        assert [both[place] for both in rows.values() if both[place].count] == sorted(
            side, key=lambda part: list(rows).index(part.label)
        )
    assert figure.missing == 0
    totals = [sum(part.count for part in row.parts) for row in figure.rows]
    assert totals == sorted(totals, reverse=True)


def test_a_flow_with_very_many_says_how_many_its_table_leaves_out():
    figure = flow(parts([1] * 100), parts([5]))
    assert (len(figure.rows), figure.missing, figure.rows[0].parts[1].count) == (LISTED, 100 - LISTED, 5)
    words = {"flow": figure, "name": "K", "left_title": "A", "right_title": "B", "id": "f", "left_url": "/?all=1"}
    html = render_to_string("_components/flow.html", words)
    assert 'and 92 more · <a href="/?all=1"' in html
    assert "The largest as a table" in html


def test_widths_of_a_flow_are_in_proportion():
    figure = flow(parts([40, 10]), parts([20], first=7))
    bars = [ribbon.bar for side in (figure.left, figure.right) for ribbon in side.ribbons]
    assert bars == ["100", "25", "50"]
    assert [side.stem[1] for side in (figure.left, figure.right)] == ["40", "16"]  # 32 + 8 units, and 16


def test_a_flow_with_nobody_on_one_side_says_so():
    words = {"name": "<Kenya>", "left_title": "Who", "right_title": "Whom", "left_none": "Nobody.", "id": "f"}
    html = render_to_string("_components/flow.html", words | {"flow": flow([], parts([3]))})
    assert "&lt;Kenya&gt;" in html
    assert "Nobody." in html
    assert html.count("<path") == 1
    empty = render_to_string("_components/flow.html", words | {"flow": flow([], []), "right_none": "Nor anybody."})
    assert "Nor anybody." in empty
    assert "<table" not in empty


@settings(max_examples=40)
@given(YEARS, YEARS)
def test_columns_keep_to_their_box_and_the_table_has_every_year(above, below):
    figure = columns(Series("A", above), Series("B", below))
    known = [year for each in (above, below) for year, count in each.items() if count]
    if not known:
        assert figure is None
        return
    for series, drawn, low, high in ((above, figure.columns[0], 0, 100), (below, figure.columns[1], 0, 100)):
        assert [(each.part.label, each.part.count) for each in drawn] == [
            (str(year), count) for year, count in sorted(series.items()) if count
        ]
        for each in drawn:
            assert low <= float(each.y) + 0.01
            assert float(each.y) + float(each.height) <= high + 0.1
            assert 0 <= float(each.x) <= float(each.x) + float(each.width) <= 100.1
    assert [row.label for row in figure.rows] == [str(year) for year in range(min(known), max(known) + 1)]
    for row in figure.rows:
        assert [part.count for part in row.parts] == [side.get(int(row.label), 0) for side in (above, below)]


def test_the_bar_of_an_only_year_stands_in_the_middle_and_is_no_wall():
    [[bar]] = columns(Series("A", {2018: 1})).columns
    assert (bar.x, bar.width, bar.middle) == ("46", "8", "50")


def test_columns_are_mirrored_for_those_who_read_from_right_to_left():
    series = Series("A", {2010: 1, 2012: 4}, lambda year: f"/?y={year}")
    left, right = columns(series).columns[0], columns(series, mirrored=True).columns[0]
    assert [float(each.middle) for each in left] == sorted(float(each.middle) for each in left)
    assert [each.middle for each in right] == [each.middle for each in reversed(left)]
    assert [each.part.url for each in right] == ["/?y=2010", "/?y=2012"]


@given(st.lists(st.integers(1900, 2199), min_size=1), st.integers(1, 12))
def test_periods_are_equal_and_hold_every_year_once(years, most):
    found = periods(years, most=most)
    assert 1 <= len(found) <= most
    assert len({len(period) for period in found}) == 1
    assert [year for period in found for year in period] == list(range(found[0][0], max(years) + 1))
    assert found[0][0] <= min(years) < found[0][0] + len(found[0])


def test_periods_of_nothing_and_how_they_are_called():
    assert periods([]) == []
    assert [period_text(period) for period in periods([2009, 2020])] == [
        "2009–2010", "2011–2012", "2013–2014", "2015–2016", "2017–2018", "2019–2020"
    ]  # fmt: skip
    assert period_text(range(2013, 2014)) == "2013"


def test_a_heat_table_shades_by_its_largest_cell():
    table = heat(["a", "b"], [(Part("Patents", 9), parts([8, 1])), (Part("Marks", 4), parts([4, 0]))])
    assert [[cell.level for cell in cells] for _about, cells in table.rows] == [[LEVELS, 1], [2, 0]]
    html = render_to_string("_components/heat.html", {"heat": table, "title": "Topics", "about": "Topic"})
    assert html.count("<a ") == 3  # none for nothing; these rows have no list of their own
    assert heat([], []).rows == []


def test_bars_and_what_is_said_beside_them_are_written_as_text():
    linked, plain = Bar(Part("A & B", 1200, "/?a=1&b=2"), "100", "<9 %"), Bar(Part("<b>", 3), "0.25", "")
    html = render_to_string("_components/bars.html", {"bars": [linked, plain], "labelled": "topics"})
    rows = [re.sub(r"\s*\n\s*", "", row) for row in re.findall(r"<li.*?</li>", html, re.DOTALL)]
    assert [re.sub(r"<svg.*</svg>", "", row) for row in rows] == [
        '<li class="bars__row"><span class="bars__label">A &amp; B</span><span class="bars__number num">'
        '<a href="/?a=1&amp;b=2" rel="nofollow">1,200<span class="vh"> A &amp; B</span></a>'
        ' <small class="quiet">&lt;9 %</small></span></li>',
        '<li class="bars__row"><span class="bars__label">&lt;b&gt;</span><span class="bars__number num">3</span></li>',
    ]
    assert re.findall(r'rect width="([^"]*)%"', html) == ["100", "0.25"]
    said = [Beside("2019 · A & B", 5, currency="CHF"), Beside("<i>", 7, "/?c=1&d=2")]
    beside = render_to_string("statistics/_further.html", {"rows": said})
    assert re.findall(r"<div>.*?</div>", beside) == [
        '<div><dt>2019 · A &amp; B</dt><dd class="num">5 CHF</dd></div>',
        '<div><dt>&lt;i&gt;</dt><dd class="num">'
        '<a href="/?c=1&amp;d=2" rel="nofollow">7<span class="vh"> &lt;i&gt;</span></a></dd></div>',
    ]
