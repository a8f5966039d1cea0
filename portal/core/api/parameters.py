"""Parameters of the API: one declaration both checks a request and describes the parameter in the schema.

What is declared here is JSON Schema; what a list is filtered by is checked by the list's own grammar (core/filters.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from django.conf import settings
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.core.dates import joined_text
from portal.core.reference import Reference

NO_NULL = r"^[^\u0000]*$"
SHOWN = 60  # characters of a wrong value that are repeated in the message
DIGITS = re.compile(r"-?[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class Parameter:
    name: str
    description: str | Promise
    schema: dict = field(default_factory=dict)
    repeated: bool = False  # may be given several times
    separated: bool = False  # several values in one, by commas
    read: Callable[[str], object] = str
    example: object = None
    codes: Callable[[Reference], list[str]] | None = None  # the known values, where the database has them

    def mistakes(self, values: list[str]) -> list[str]:
        if len(values) > 1 and not self.repeated:
            return [_("“%(name)s” is given %(count)s times; it takes one value.") % self._named(count=len(values))]
        each = self.schema.get("items", self.schema)
        parts = [part for value in values for part in (value.split(",") if self.separated else [value])]
        return [sentence for part in parts if (sentence := self._mistake(part, each))]

    def _mistake(self, value: str, schema: dict) -> str:
        shown = self._named(value=value[:SHOWN])
        if "\0" in value:
            return _("“%(name)s” contains a null character.") % shown
        if len(value) > schema.get("maxLength", 1000):
            return _("“%(name)s” is too long.") % shown
        if (known := schema.get("enum")) and value not in known:
            text = _("“%(value)s” is not possible for “%(name)s”. Known are: %(known)s.")
            return text % (shown | {"known": joined_text(known)})
        if schema.get("type") == "integer":
            return self._not_a_number(value, schema)
        try:
            self.read(value)
        except ValueError as error:
            return str(error)
        return ""

    def _not_a_number(self, value: str, schema: dict) -> str:
        if DIGITS.fullmatch(value) and schema["minimum"] <= int(value) <= schema["maximum"]:
            return ""
        return _("“%(value)s” is not possible for “%(name)s”: a whole number from %(first)s to %(last)s is.") % (
            self._named(value=value[:SHOWN], first=schema["minimum"], last=schema["maximum"])
        )

    def _named(self, **values: object) -> dict[str, object]:
        return {"name": self.name} | values

    def value(self, query: QueryDict) -> object:
        """The checked value, or the default."""
        if self.name not in query:
            return self.schema.get("default")
        if self.separated:
            return list(dict.fromkeys(query[self.name].split(",")))
        return int(query[self.name]) if self.schema.get("type") == "integer" else self.read(query[self.name])


def mistakes_in(query: QueryDict, known: Iterable[Parameter]) -> dict[str, list[str]]:
    """Every mistake as a sentence, by parameter; an unknown parameter is one."""
    by_name = {parameter.name: parameter for parameter in known}
    found: dict[str, list[str]] = {}
    for name, values in query.lists():
        if name not in by_name:
            found[name[:SHOWN]] = [_("There is no parameter “%(name)s” here.") % {"name": name[:SHOWN]}]
        elif sentences := by_name[name].mistakes(values):
            found[name] = sentences
    return found


def moment(text: str) -> datetime:
    """An ISO 8601 day or moment; without an offset it is in UTC."""
    try:
        if day := parse_date(text):
            return datetime.combine(day, time(), UTC)
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        shown = {"value": text[:SHOWN]}
        raise ValueError(_("“%(value)s” is no date such as 2026-01-31 or 2026-01-31T12:00:00Z.") % shown)
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:  # an offset before the first or after the last year
        return found.replace(tzinfo=UTC)


def whole(minimum: int, maximum: int, default: int | None = None) -> dict:
    schema = {"type": "integer", "minimum": minimum, "maximum": maximum}
    return schema if default is None else schema | {"default": default}


LANG = Parameter(
    "lang",
    "Language of labels and messages. Without it Accept-Language decides, then English.",
    {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
    example="fr",
)
PAGE = Parameter("page", "Page of the list, from 1. Beyond the last page the answer is 404.", whole(1, 10**8, 1))
PER_PAGE = Parameter("per_page", "Records a page.", whole(1, 100, 50), example=20)
UPDATED_SINCE = Parameter(
    "updated_since",
    "Only records that changed at or after this day or moment (ISO 8601; UTC unless it says otherwise). "
    "Writing takes a moment: ask again from a few minutes before your last answer.",
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
    read=moment,
    example="2026-01-31",
)


def fields(names: Iterable[str]) -> Parameter:
    return Parameter(
        "fields",
        "Only these fields of each record, separated by commas.",
        {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1},
        separated=True,
    )
