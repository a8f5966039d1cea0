"""A document of sections, facts and tables: what the page of a report and its Word file are both made of, so that they
cannot say different things. Everything is worded; who writes it knows nothing of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""  # "/activities/" for a page of the portal, else whole
    note: str = ""  # below it, in small letters
    language: str = ""  # of the text, where it is another one than the document's


@dataclass(frozen=True)
class Table:
    name: str  # unique in its document
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]  # the first cell of each says what the row is about
    numbers: int = 0  # so many columns, the last ones, hold numbers
    widths: Sequence[int] = ()  # of the columns among each other; default: words are three times as wide as numbers
    note: str = ""
    number: int = 0

    @property
    def shares(self) -> Sequence[int]:
        words = len(self.headings) - self.numbers
        return self.widths or [3] * words + [1] * self.numbers


@dataclass(frozen=True)
class Section:
    name: str  # unique in its document
    title: str
    texts: Sequence[Cell] = ()  # paragraphs
    facts: Sequence[tuple[str, Cell]] = ()  # a term, and what is to be said of it
    tables: Sequence[Table] = ()
    is_part: bool = False  # of the section before it
    is_wide: bool = False  # too wide for a page upright


@dataclass(frozen=True)
class Document:
    title: str
    subtitle: str
    url: str  # of its page
    base: str  # how absolute addresses of the portal begin
    author: str
    language: str
    made_at: datetime
    sections: Sequence[Section] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        return [table for section in self.sections for table in section.tables]


def numbered(sections: Sequence[Section]) -> list[Section]:
    """Tables count through the whole document, so that one can speak of "table 7"."""
    numbers = count(1)
    return [
        replace(section, tables=[replace(table, number=next(numbers)) for table in section.tables])
        for section in sections
    ]
