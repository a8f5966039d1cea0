"""What is read from a file, and what can be wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from portal.core.dates import joined_text
from portal.core.formulas import undefused

MEGABYTE = 1_000_000
MAX_UPLOAD = 10 * MEGABYTE  # bytes, by way of the admin
MAX_FILE = 50 * MEGABYTE  # bytes, by way of the command
MAX_UNPACKED = 200 * MEGABYTE  # bytes of an XLSX file's parts together
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 32_767  # characters: what Excel can hold


class Level(StrEnum):
    ERROR = "error"  # nothing can be written
    WARNING = "warning"  # something a person should look at
    NOTE = "note"  # good to know


@dataclass(frozen=True)
class Problem:
    """Something wrong in a place of the sheet. Row 0: the file as a whole; no column: the whole row."""

    row: int
    column: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return ": ".join([*([self.place] if self.place else []), self.message])

    @property
    def place(self) -> str:
        """ "row 7, end_date"."""
        row = [_("row %(number)d") % {"number": self.row}] if self.row else []
        return ", ".join([*row, *([self.column] if self.column else [])])

    def as_dict(self) -> dict:
        return asdict(self)


class Unreadable(Exception):
    """No rows can be got from the file."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = [each if isinstance(each, Problem) else Problem(0, "", each) for each in problems]
        super().__init__(" ".join(map(str, self.problems)))


@dataclass
class Row:
    number: int  # as the spreadsheet shows it: the header is row 1
    cells: dict[str, str]  # by column; every column is there
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Sheet:
    columns: list[str]
    rows: list[Row]  # without the empty ones


RawRow = tuple[int, list[str], list[Problem]]  # number, texts, what the format already found wrong


def assemble(raw: Iterable[RawRow], *, ragged: bool) -> Sheet:
    """Header and rows from a format's raw rows. ``ragged``: the format lets rows differ in length (CSV)."""
    lines = iter(raw)
    columns = _header(next(lines, None))
    rows = []
    for number, texts, problems in lines:
        if not any(text.strip() for text in texts) and not problems:
            continue
        if len(rows) == MAX_ROWS:
            text = _("The sheet has more than %(number)d rows. Split it into several files.")
            raise Unreadable(Problem(number, "", text % {"number": MAX_ROWS}))
        rows.append(_row(number, columns, texts, problems, ragged))
    if not rows:
        raise Unreadable(_("The sheet has a header and no rows."))
    return Sheet(columns, rows)


def _header(line: RawRow | None) -> list[str]:
    if line is None or not any(text.strip() for text in line[1]):
        raise Unreadable(_("The file is empty, or its first row is. The first row must hold the names of the columns."))
    columns = [text.strip().lower() for text in line[1]]
    while not columns[-1]:
        columns.pop()
    if len(columns) > MAX_COLUMNS:
        raise Unreadable(_("The sheet has more than %(number)d columns.") % {"number": MAX_COLUMNS})
    problems = list(line[2])
    for place, name in enumerate(columns):
        if not name:
            problems.append(Problem(1, letter(place), _("This column has no name.")))
        elif name in columns[:place]:
            problems.append(Problem(1, name, _("This column is there twice.")))
    if problems:
        raise Unreadable(*problems)
    return columns


def _row(number: int, columns: list[str], texts: list[str], problems: list[Problem], ragged: bool) -> Row:
    row = Row(number, dict.fromkeys(columns, ""), [_named(problem, columns) for problem in problems])
    extra = [place for place, text in enumerate(texts) if place >= len(columns) and text.strip()]
    if ragged and (extra or len(texts) < len(columns)):
        text = _("This row has %(found)d cells, the header %(wanted)d. Text that holds the delimiter needs “"
                 "quotation marks” around it.")  # fmt: skip
        row.problems.append(Problem(number, "", text % {"found": len(texts), "wanted": len(columns)}))
    elif extra:
        text = _("There is something in a column that has no name.")
        row.problems += [Problem(number, letter(place), text) for place in extra]
    for column, text in zip(columns, texts, strict=False):
        row.cells[column], faults = _cell(text)
        row.problems += [Problem(number, column, fault) for fault in faults]
    return row


def _named(problem: Problem, columns: list[str]) -> Problem:
    """A format knows columns by their letters only."""
    names = {letter(place): name for place, name in enumerate(columns)}
    return Problem(problem.row, names.get(problem.column, problem.column), problem.message, problem.level)


def plain(text: str) -> str:
    """A value as reading gives it back, to compare with what was read."""
    return _cell(text)[0]


def _cell(text: str) -> tuple[str, list[str]]:
    """The text without blanks around it and without the apostrophe that keeps a spreadsheet from calculating."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip(" \n\t\u00a0")
    text = undefused(text)
    faults = []
    if len(text) > MAX_CELL:
        faults.append(too_long(text, MAX_CELL))
    found = sorted({ord(each) for each in text if unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t"})
    if found:
        names = joined_text(f"U+{each:04X}" for each in found)
        faults.append(_("This cell holds control characters (%(names)s). Type the text anew.") % {"names": names})
        text = "".join(each for each in text if ord(each) not in found)
    return text, faults


def too_long(text: str, limit: int) -> str:
    numbers = {"length": len(text), "limit": limit}
    return _("This text has %(length)d characters; at most %(limit)d are possible.") % numbers


def letter(place: int) -> str:
    """0 → A, 26 → AA: a column as spreadsheets name it."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def numbered(rows: Iterable[list[str]]) -> Iterator[RawRow]:
    for number, texts in enumerate(rows, start=1):
        yield number, texts, []
