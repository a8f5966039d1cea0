"""What of profiles was released: all that pages, cards, files, feeds and the API are made of.

The view ``roster_released`` (roster/sql/) leaves out what has no open consent; here its rows become values. Whoever
shows a profile asks here and never hands the model itself to a template.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from roster.models.consultant import Consultant, nameless
from roster.models.particulars import Assignment


@dataclass(frozen=True, slots=True)
class Released:
    """A profile as it may be shown. What was not released is empty, as what was never told: nobody can tell the two
    apart. The columns are those of the view; ids are those of vocabularies."""

    consultant_id: int
    ref: str
    state: str
    is_sample: bool
    is_listed: bool
    published_at: datetime | None
    updated_at: datetime
    name: str
    nationalities: list[str]  # ISO 3166 alpha-2, as is the next
    residence: str | None
    position: str
    employer_id: int | None
    employer_as_said: str
    availability: str
    away_until: date | None
    remote: bool | None
    basis: str
    nominated_by_id: int | None
    last_confirmed_on: date | None
    interests: str
    interests_declared_on: date | None
    expertise: list[dict]  # topic, level, years: most years first
    modalities: list[int]
    languages: list[dict]  # language, level: best spoken first
    biographies: list[dict]  # language (its code), text
    # activity (its reference), title, title_language, as_said, role, from_year, to_year, country, output, verified_on
    assignments: list[dict]

    @property
    def title(self) -> str:
        return self.name or nameless(self.ref)

    def biography_in(self, language: str) -> dict | None:
        """The text in the reader's language, else in English, else the first that was written."""
        written = {each["language"]: each for each in reversed(self.biographies)}
        first = self.biographies[0] if self.biographies else None
        return written.get(language.partition("-")[0]) or written.get("en") or first


COLUMNS = ", ".join(field.name for field in fields(Released))
# Everybody who is listed, in columns as records have them: for pages that name people beside records.
NAMES = (
    "SELECT consultant_id AS id, ref, name AS title, '' AS language_id, is_sample FROM roster_released WHERE is_listed"
)
LINES = ("expertise", "languages", "biographies", "assignments")


def read(visible: QuerySet, ids: Iterable[int]) -> list[Released]:
    """The profiles with these ids, in this order, as far as they are among the ``visible``: one query."""
    wanted = list(ids)
    found = {each.consultant_id: each for each in _read(visible.filter(pk__in=wanted))} if wanted else {}
    return [found[pk] for pk in wanted if pk in found]


def read_one(visible: QuerySet, ref: str) -> Released | None:
    return next(iter(_read(visible.filter(ref=ref.upper()))), None)


def who_worked_on(activity: int, ref: str) -> list[tuple[Released, list[dict]]]:
    """The listed consultants who released that they worked on an activity, with their lines about it. Two queries, one
    where nobody did, as of nearly every activity: planning a question to the view takes longer than that one.

    Which lines there are is asked of the view again: that somebody worked on it may be unreleased."""
    named = Assignment.objects.filter(activity=activity).order_by().values_list("consultant_id", flat=True)
    found = read(Consultant.objects.listed(), set(named))
    told = [(each, [line for line in each.assignments if line["activity"] == ref]) for each in found]
    return sorted(((each, lines) for each, lines in told if lines), key=lambda found: found[0].title.casefold())


def _read(chosen: QuerySet) -> list[Released]:
    which, params = chosen.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM roster_released WHERE consultant_id IN ({which})",  # noqa: S608 -- written by Django
            params,
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [Released(**row | {name: json.loads(row[name]) for name in LINES}) for row in rows]
