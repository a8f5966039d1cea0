"""The flat form of a record: one row, every cell named and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.utils.functional import Promise

SEPARATOR = "; "


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
