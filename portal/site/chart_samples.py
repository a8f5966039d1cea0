"""Figures for /components/: usual ones, and the ends of what there may be."""

from __future__ import annotations

from portal.core.charts import Columns, Flow, Heat, Part, Series, columns, flow, heat

LONG = "Eastern and Southern African countries and all of their neighbours"


def part(label: str, count: int, note: str = "") -> Part:
    return Part(label, count, "#", note=note)


def sample_flow() -> Flow:
    helped = [part("Brazil", 12), part("India", 7), part("Korea, Republic of", 3)]
    was_helped = [part(f"Country {number}", 14 - number) for number in range(1, 13)]
    return flow(helped, [part(LONG, 20, "group"), *was_helped])


def sample_columns() -> Columns:
    received = {year: (year * 7) % 5 for year in range(2009, 2026)}
    given = {2011: 1, 2017: 3, 2018: 2}
    return columns(Series("Received", received, lambda year: "#"), Series("Given", given, lambda year: "#"))


def sample_heat() -> Heat:
    rows = [("Patents", (1, 4, 0)), ("Traditional knowledge and cultural expressions", (0, 2, 12))]
    cells = [(part(label, sum(counts)), [part("", count) for count in counts]) for label, counts in rows]
    return heat(["2010–2014", "2015–2019", "2020–2024"], cells)
