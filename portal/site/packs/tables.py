"""The tables of a pack that are no list of records: numbers, each with the address of what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.charts import Part
from portal.core.exports.columns import Column, plain
from portal.core.reference import Term
from portal.site.counted import Records
from portal.site.packs.subjects import Count

SOURCES = [
    plain("source", _("Where records come from")),
    plain("source_url", _("Address of the source")),
    plain("records", _("How many records of this pack name it")),
]


# Partners -------------------------------------------------------------------------------------------------------------
def partners(found: dict[str, list[Part]], own: str, base: str) -> list[dict]:
    """A row each, with all counts, most first; ``found`` has the counts by name. Nobody is their own partner."""
    rows: dict[str, dict] = {}
    nothing = {key: value for name in found for key, value in ((name, 0), (f"{name}_url", ""))}
    for name, parts in found.items():
        for part in parts:
            row = rows.setdefault(part.code, {"code": part.code, "label": part.label} | nothing)
            row |= {name: part.count, f"{name}_url": base + part.url if part.url else ""}
    rows.pop(own, None)
    return sorted(rows.values(), key=lambda row: (-sum(row[name] for name in found), row["label"]))


def partner_columns(counts: Iterable[Count]) -> list[Column]:
    head = [plain("code", _("Public code of the partner")), plain("label", _("Name of the partner"))]
    numbers = [
        column
        for count in counts
        for column in (
            plain(count.name, count.meaning),
            plain(f"{count.name}_url", _("Address of these records, where a list has them")),
        )
    ]
    return [*head, *numbers]


# Topics by year -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ByYear:
    years: list[int]
    rows: list[dict]  # {topic, label, count, url, years: {"2013": 4}}


def by_year(records: Records, topics: Iterable[Term], base: str) -> ByYear:
    """All records in the first row, then those of each topic that any of them is about, unless they are of one topic
    alone. ``count`` has the undated, too."""
    rows = [_row("", gettext("All activities"), records, base)]
    if "topic" not in dict(records.conditions):
        found = ((topic, records.having(topic=topic.code)) for topic in topics)
        rows += [_row(topic.code, topic.label, on_topic, base) for topic, on_topic in found if on_topic.hits]
    return ByYear(sorted({int(year) for row in rows for year in row["years"]}), rows)


def _row(code: str, label: str, records: Records, base: str) -> dict:
    years = {str(year): count for year, count in sorted(records.by_year().items())}
    return {"topic": code, "label": label, "count": len(records), "url": base + records.url, "years": years}


def year_columns(years: Iterable[int]) -> list[Column]:
    head = [
        plain("topic", _("Public code of the topic; empty in the row of all activities")),
        plain("label", _("Topic")),
        plain("count", _("Activities, those without a date included")),
        plain("url", _("Address of these records")),
    ]
    return [*head, *(Column(str(year), _("Activities of that year"), partial(_in, str(year))) for year in years)]


def _in(year: str, row: dict) -> int:
    return row["years"].get(year, 0)
