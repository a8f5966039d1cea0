"""The files in core/data, brought into the database: they are the source of truth of every vocabulary.

Loading compares first and writes only differences: each write to a reference table tells every server process to read
the vocabularies anew. Rows that were edited in the admin stay as they are, and whatever a record may name is never
deleted: a term that left its file is no longer offered, a country or an organisation is reported.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pghistory
from django.db import transaction

from portal.core import groups, page_files
from portal.core.merging import Outcome, merge, merge_spans, total
from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    Organisation,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
    Vocabulary,
)

DATA = Path(__file__).resolve().parent / "data"
# label_fr, definition_zh-hans …: the interface language's code follows
LABEL, DEFINITION = "label_", "definition_"

Row = dict[str, str]


@dataclass(frozen=True)
class Source:
    """A file, the model it fills, and how a row reads beyond code, labels and definitions."""

    file: str
    model: type[Vocabulary]
    more: Callable[[Row], dict] = lambda row: {}


VOCABULARIES = [
    Source("regions.csv", Region),
    Source("topics.csv", Topic),
    Source("modalities.csv", Modality),
    Source("pillars.csv", Pillar),
    Source("instruments.csv", Instrument),
    Source("sectors.csv", Sector),
    Source("focuses.csv", Focus),
    Source("meeting_series.csv", MeetingSeries),
    Source("organisation_types.csv", OrganisationType),
    Source("funding_kinds.csv", FundingKind),
    Source("languages.csv", Language),
    Source("goals.csv", Goal, lambda row: _same(row, "colour", "source")),
    Source(
        "recommendations.csv",
        Recommendation,
        lambda row: _same(row, "cluster", "cluster_title", "source") | {"immediate": _yes(row["immediate"])},
    ),
    Source(
        "country_groups.csv",
        CountryGroup,
        lambda row: _same(row, "kind", "rule", "note", "source") | {"provisional": _yes(row["provisional"])},
    ),
]


def load(*, folder: Path = DATA, force: bool = False) -> list[Outcome]:
    """Bring every reference table up to its file, all or nothing. ``force`` also overwrites what was edited here."""
    with transaction.atomic(), pghistory.context(reason="load_reference"):
        outcomes = [_vocabulary(source, folder, force) for source in VOCABULARIES]
        outcomes += [
            _countries(folder, force),
            _statuses(folder, force),
            _members(folder, force),
            _members_by_rule(),
            _organisations(folder, force),
            *page_files.load(folder, force=force),
        ]
    return outcomes


def standings_changed(outcomes: Iterable[Outcome]) -> bool:
    """Did anything change by which the classification rule judges countries and groups?"""
    judged_by = {"country_statuses.csv", "country_group_members.csv", "members by rule"}
    return any(each.wrote for each in outcomes if each.name in judged_by)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _vocabulary(source: Source, folder: Path, force: bool) -> Outcome:
    wanted = {
        row["code"]: {
            "labels": _by_language(row, LABEL),
            "definitions": _by_language(row, DEFINITION),
            "order": place,
            "is_active": True,
        }
        | source.more(row)
        for place, row in enumerate(_read(folder / source.file), start=1)
    }
    outcome = merge(source.file, source.model, "code", wanted, force)
    retired = source.model.objects.filter(is_active=True, edited=False, code__in=outcome.gone)
    outcome.gone = sorted(retired.values_list("code", flat=True))
    if outcome.gone:
        outcome.changed += retired.update(is_active=False)
    return outcome


def _countries(folder: Path, force: bool) -> Outcome:
    region = dict(Region.objects.values_list("code", "pk"))
    plain = ("iso3", "m49", "m49_region", "m49_subregion", "m49_intermediate_region", "un_status", "note", "source")
    wanted = {
        row["iso2"]: _same(row, *plain)
        | {"labels": _by_language(row, LABEL), "everyday_name": row["everyday_en"]}
        | {"region_id": _known(region, row["region"])}
        for row in _read(folder / "countries.csv")
    }
    return merge("countries.csv", Country, "iso2", wanted, force)


def _organisations(folder: Path, force: bool) -> Outcome:
    """Parents before their parts, because a part names its parent's row."""
    types = dict(OrganisationType.objects.values_list("code", "pk"))
    waiting = {row["slug"]: row for row in _read(folder / "organisations.csv")}
    everyone, steps = set(waiting), []
    while waiting:
        ready = {slug: row for slug, row in waiting.items() if row["parent"] not in waiting}
        if not ready:
            raise ValueError(f"organisations.csv: {', '.join(waiting)} are part of one another")
        known = dict(Organisation.objects.values_list("slug", "pk"))
        wanted = {slug: _organisation(row, types, known) for slug, row in ready.items()}
        steps.append(merge("organisations.csv", Organisation, "slug", wanted, force))
        waiting = {slug: row for slug, row in waiting.items() if slug not in ready}
    outcome = total("organisations.csv", steps)
    others = Organisation.objects.exclude(slug__in=everyone).filter(edited=False, is_sample=False)
    outcome.gone = sorted(others.values_list("slug", flat=True))
    return outcome


def _organisation(row: Row, types: dict[str, int], organisations: dict[str, int]) -> dict:
    return _same(row, "name", "acronym", "website", "note", "source") | {
        "type_id": _known(types, row["type"]),
        "country_id": row["country"] or None,
        "parent_id": _known(organisations, row["parent"]),
        "aliases": [alias for alias in row["aliases"].split("|") if alias],
    }


def _statuses(folder: Path, force: bool) -> Outcome:
    """A country's rows of one list belong together: if one of them was edited here, all of them stay."""
    wanted: dict[tuple, list[dict]] = defaultdict(list)
    for row in _read(folder / "country_statuses.csv"):
        dates = {name: _date(row[name]) for name in ("valid_from", "valid_to", "scheduled_to")}
        wanted[row["country"], row["scheme"]].append(
            _same(row, "value", "note", "source") | dates | ({"edited": False} if force else {})
        )
    stored: dict[tuple, list[CountryStatus]] = defaultdict(list)
    for status in CountryStatus.objects.all():
        stored[status.country_id, status.scheme].append(status)
    edited = set() if force else {key for key, rows in stored.items() if any(row.edited for row in rows)}
    new = (CountryStatus, lambda country, scheme: {"country_id": country, "scheme": scheme})
    return merge_spans("country_statuses.csv", *new, wanted=wanted, stored=stored, edited=edited)


def _members(folder: Path, force: bool) -> Outcome:
    """A group's members as listed; those of a group edited here stay, and rows that follow from a rule come later."""
    ids = dict(CountryGroup.objects.values_list("code", "pk"))
    wanted: dict[tuple, list[dict]] = defaultdict(list)
    for row in _read(folder / "country_group_members.csv"):
        dates = {name: _date(row[name]) for name in ("valid_from", "valid_to")}
        wanted[row["group"], row["country"]].append(_same(row, "source") | dates)
    stored: dict[tuple, list[CountryGroupMember]] = defaultdict(list)
    for member in CountryGroupMember.objects.filter(by_rule=False).select_related("group"):
        stored[member.group.code, member.country_id].append(member)
    edited_groups = set() if force else set(CountryGroup.objects.filter(edited=True).values_list("code", flat=True))
    edited = {key for key in wanted.keys() | stored.keys() if key[0] in edited_groups}
    new = (CountryGroupMember, lambda group, country: {"group_id": ids[group], "country_id": country})
    return merge_spans("country_group_members.csv", *new, wanted=wanted, stored=stored, edited=edited)


def _members_by_rule() -> Outcome:
    changes = groups.refresh_members()
    added = sum(change.added for change in changes)
    return Outcome("members by rule", created=added, removed=len(changes) - added)


def _by_language(row: Row, prefix: str) -> dict[str, str]:
    return {column.removeprefix(prefix): text for column, text in row.items() if column.startswith(prefix) and text}


def _same(row: Row, *names: str) -> dict[str, str]:
    return {name: row[name] for name in names}


def _known(ids: dict[str, int], code: str) -> int | None:
    """The row behind a code of a file. A code that nothing has is an error of the file, named by the KeyError."""
    return ids[code] if code else None


def _yes(text: str) -> bool:
    return text == "yes"


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
