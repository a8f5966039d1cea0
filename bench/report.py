"""The table: each promise, what was measured at each size, and whether it was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

JUDGED_AT = 100_000  # the promises speak of this size; the others stand beside it


@dataclass(frozen=True)
class Row:
    label: str
    key: str
    unit: str
    promise: str = ""
    keeps: Callable[[float], bool] | None = None
    judged_everywhere: bool = False


PAGES = {
    "home": "home", "search": "search over everything", "countries": "countries", "country": "a country",
    "topic": "a topic", "organisation": "an organisation", "detail": "an activity", "calendar": "calendar",
    "month": "a month of the calendar", "statistics": "figures", "statistics_filtered": "figures, one to three filters",
    "reference": "figures of others", "data": "open data", "embed": "a list in a frame", "about": "about",
}  # fmt: skip
# Pages that show what changes with an activity: their first visit after a change is measured, too.
TOUCHED = ("home", "search", "country", "topic", "organisation", "calendar", "statistics", "data", "about")
ROWS = [
    Row("list page p50 / empty page p50, one client", "list_by_empty", "×", "≤ 12", lambda x: x <= 12),
    Row("list page p50, this size / 100k", "by_100k", "×", "≤ 4 at 1m", lambda x: x <= 4, True),
    Row("list page p95 / p50", "p95_by_p50", "×", "≤ 4", lambda x: x <= 4),
    Row("list made naively p50 / list page p50", "naive_by_list", "×", "≥ 15", lambda x: x >= 15),
    Row("Datasette with the same facets / list page", "datasette_by_list", "×", "≥ 100", lambda x: x >= 100),
    Row("facets, total and ids / fetching the 25 rows", "facets_by_rows", "×", "≤ 4", lambda x: x <= 4),
    *(
        Row(f"{label} p50 / empty page p50", f"{key}_by_empty", "×", "≤ 12", lambda x: x <= 12)
        for key, label in PAGES.items()
    ),
    *(
        Row(
            f"{PAGES[key]}, first after a change / empty page",
            f"{key}_changed_by_empty",
            "×",
            "≤ 12",
            lambda x: x <= 12,
        )
        for key in TOUCHED
    ),
    Row("API, 50 records, p50 / empty page p50", "api_by_empty", "×"),
    Row("suggestions while typing p50 / empty page p50", "suggest_by_empty", "×"),
    Row("list searched by words p50 / only filtered p50", "search_by_filter", "×"),
    Row("list / empty, requests a second, 8 clients, 2 workers", "rate_by_empty", "", "≥ 0.07", lambda x: x >= 0.07),
    Row("CSV export / COPY of the plain columns, rows a second", "csv_by_copy", "", "≥ 0.10", lambda x: x >= 0.10),
    Row("memory that exporting everything takes", "export_mb", " MB", "≤ 40", lambda x: x <= 40, True),
    Row("wrong counts", "wrong_counts", "", "0", lambda x: x == 0, True),
    Row("random queries checked for them", "checked", ""),
    Row("empty page p50", "empty_ms", " ms"),
    Row("list page p50", "list_ms", " ms"),
    Row("CSV, records a second", "csv_rows", ""),
    Row("JSON, records a second", "json_rows", ""),
    Row("XLSX, records a second", "xlsx_rows", ""),
    Row("memory of a worker", "worker_mb", " MB"),
    Row("of it the index", "index_mb", " MB"),
    Row("loading the index", "load_s", " s"),
    Row("one change applied", "change_ms", " ms"),
    Row("suggestions for a need, p50", "fits_ms", " ms", "≤ 500", lambda x: x <= 500, True),
    Row("suggestions for a need, p95", "fits_p95_ms", " ms"),
]


def table(measured: dict[int, dict[str, float]]) -> str:
    lines = [["", *(size_name(size) for size in measured), "promise", ""]]
    lines += [_line(row, measured) for row in ROWS]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_aligned(line, widths)).rstrip() for line in lines)


def _line(row: Row, measured: dict[int, dict[str, float]]) -> list[str]:
    values = {size: figures[row.key] for size, figures in measured.items() if row.key in figures}
    judged = [values[size] for size in values if row.judged_everywhere or size == judged_size(measured)]
    cells = [_number(values[size]) + row.unit if size in values else "–" for size in measured]
    if row.keeps is None:
        return [row.label, *cells, "", ""]
    verdict = "not measured" if not judged else "ok" if all(map(row.keeps, judged)) else "MISSED"
    return [row.label, *cells, row.promise, verdict]


def judged_size(sizes) -> int:
    return JUDGED_AT if JUDGED_AT in sizes else max(sizes)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _aligned(cells: list[str], widths: list[int]) -> list[str]:
    return [
        cell.ljust(width) if place in (0, len(cells) - 1) else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]


def size_name(size: int) -> str:
    for unit, letter in ((1_000_000, "m"), (1000, "k")):
        if size % unit == 0:
            return f"{size // unit}{letter}"
    return str(size)
