"""The files in which real records ship: rows, partial dates, citations with their addresses; how they are published."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pghistory
from django.db import models, transaction
from django.utils import timezone

from portal.core import reference
from portal.core.curation import VERIFY_AFTER
from portal.core.models import Curated, Precision, State, User
from portal.core.reference import Reference
from portal.core.search_rows import SearchRows

Row = dict[str, str]
CITED = re.compile(r"^(?P<text>.*?)(?:\s+–\s+)?(?P<url>https?://\S+)?$")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def listed(text: str, separator: str) -> list[str]:
    return [item for item in text.split(separator) if item]


def day_of(text: str, *, last: bool = False) -> tuple[date | None, Precision]:
    """ "2013-10" → the first (or last) day it can mean, and how exactly it is known. ValueError for no day."""
    if not text:
        return None, Precision.DAY
    numbers = [int(part) for part in text.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(numbers) - 1]
    year, month, day = [*numbers, *([12, None] if last else [1, 1])[len(numbers) - 1 :]][:3]
    return date(year, month, monthrange(year, month)[1] if day is None else day), precision


def span_of(starts: str, ends: str) -> dict:
    """Both ends as the fields of ``Spanned``."""
    starts_on, starts_precision = day_of(starts)
    ends_on, ends_precision = day_of(ends, last=True)
    return {
        "starts_on": starts_on,
        "starts_precision": starts_precision,
        "ends_on": ends_on,
        "ends_precision": ends_precision,
    }


def citations(source: str) -> list[tuple[str, str]]:
    """ "text – https://… ; text – https://…" → [(text, address)]; either may be missing."""
    matches = [CITED.match(part.strip()) for part in source.split(" ; ")]
    return [(match["text"], match["url"] or "") for match in matches if match]


def cited(source: str) -> tuple[str, str]:
    """What is cited, in words, and its first address. Where only an address was noted, its host speaks for it."""
    parts = citations(source)
    address = next((url for _text, url in parts if url), "")
    return "; ".join(text for text, _url in parts if text) or urlsplit(address).netloc, address


def party(line: dict, known: Reference) -> dict:
    """A line of parties in public codes, as the columns of ``TakingPart``. A code that nothing has: KeyError."""
    country, group, organisation = line["country"], line["group"], line["organisation"]
    return {
        "role": line["role"],
        "as_said": line["as_said"],
        "country_id": known.countries[country].code if country else None,
        "group_id": known.groups.by_code[group].id if group else None,
        "organisation_id": known.organisation_by_slug[organisation].id if organisation else None,
    }


def published(by: User, verified_on: date) -> dict:
    """State and stamps of a new record that somebody who may stands for."""
    return {
        "state": State.PUBLISHED,
        "published_at": timezone.now(),
        "published_by": by,
        "last_verified_on": verified_on,
        "verify_due_on": verified_on + VERIFY_AFTER,
    }


class Record(Protocol):
    """A record as a collection tells it. ``key`` is its row's name there ("P14")."""

    key: str


class RecordRefused(ValueError):
    """A record names a code that nothing has; the message says which record."""


@dataclass
class Outcome:
    created: int = 0
    known: int = 0


def stored(sources: type[models.Model]) -> dict[str, int]:
    """{row of a collection: the record that it is}."""
    parent = next(field.attname for field in sources._meta.concrete_fields if field.is_relation)
    return dict(sources._default_manager.values_list("record", parent))


@transaction.atomic
def load(
    records: Iterable[Record], sources: type[models.Model], rows: SearchRows,
    create: Callable[[Record, Reference], Curated], *, by: User, reason: str,
) -> Outcome:  # fmt: skip
    """Create what is not here yet, in the order given; all or nothing. ``reason`` is what the audit says.

    A record that is already here is left alone, because from then on it is curated in the portal.
    """
    known, here = reference.current(), stored(sources)
    outcome, touched = Outcome(), []
    with rows.deferred(), pghistory.context(user=by.pk, reason=reason):
        for record in records:
            if record.key in here:
                outcome.known += 1
                continue
            try:
                touched.append(create(record, known).pk)
            except KeyError as error:
                raise RecordRefused(f"{record.key}: nothing has the code {error}") from error
            outcome.created += 1
    if touched:
        rows.derive(touched)
    return outcome
