"""The flat form of a record: one row, every cell named and explained."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEPARATOR = "; "
DATE = _("2013, 2013-10 or 2013-10-05, as exactly as it is known")
EMPTY = {"code": "", "label": ""}


@dataclass(frozen=True)
class Column:
    """``name`` is the same in every interface language, because files are read by programs and imported again."""

    name: str
    meaning: str | Promise
    value: Callable[[dict], object]  # of a record
    is_date: bool = False  # ISO text; a spreadsheet gets a real date where the day is known


def plain(name: str, meaning: str | Promise, *, is_date: bool = False) -> Column:
    """A field that the record has under the column's name."""
    return Column(name, meaning, itemgetter(name), is_date)


def joined(values: Iterable[object]) -> str:
    """Several values in one cell, by position: "a; ; c" where the second is not known, "" where none is.

    A semicolon inside a value would split it when the file is read again, so it becomes a comma.
    """
    texts = ["" if value is None else str(value) for value in values]
    if not any(texts):
        return ""
    whole = SEPARATOR.join(texts)
    if whole.count(";") == len(texts) - 1:
        return whole
    return SEPARATOR.join(text.replace(";", ",") for text in texts)


def term(field: str, meaning: str | Promise) -> list[Column]:
    """One term of a vocabulary: its code and its label."""
    return [
        Column(f"{field}_code", _("Public code of the next column"), lambda record: (record[field] or EMPTY)["code"]),
        Column(field, meaning, lambda record: (record[field] or EMPTY)["label"]),
    ]


def choice(field: str, meaning: str | Promise) -> list[Column]:
    """One value of a fixed list: its code and its label."""
    return [plain(field, meaning), plain(f"{field}_label", _("The column before, in words"))]


def terms(singular: str, plural: str, meaning: str | Promise) -> list[Column]:
    """Several terms of a vocabulary."""
    codes = Column(f"{singular}_codes", _("Public codes of the next column"), each(plural, "code"))
    return [codes, Column(plural, meaning, each(plural, "label"))]


def each(field: str, key: str) -> Callable[[dict], str]:
    """The same detail of every line of a field, in one cell."""
    return lambda record: joined([line[key] for line in record[field]]) if record[field] else ""


def yes_or_no(field: str, meaning: str | Promise) -> Column:
    return Column(field, meaning, lambda record: "yes" if record[field] else "no")


def first_day(text: str) -> date:
    """The first day that "2013", "2013-10" or "2013-10-05" can mean."""
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
