"""Sheets to take away: the one that was sent, with what the plan says in columns beside each row, to be corrected and
sent again (those columns are passed over); and an empty one to begin with.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from portal.core.formulas import defused_text
from portal.core.missing_files import may_be_gone
from portal.core.models import Import
from portal.core.sheets import Level, Problem, Sheet, read

ADDED = ["import_row", "import_outcome", "import_ref", "import_errors", "import_warnings", "import_lookalikes"]


def with_outcomes(sheet: Sheet, said: Mapping[int, dict]) -> Iterator[list[str]]:
    """Header and rows as text. ``said``: what the plan keeps of each row (PlannedRow.kept), by its number."""
    columns = [name for name in sheet.columns if name not in ADDED]
    yield [*columns, *ADDED]
    for row in sheet.rows:
        yield [*(row[name] for name in columns), *_added(said.get(row.number))]


def sheet_back(job: Import) -> Iterator[list[str]]:
    with may_be_gone(job), job.file.open("rb") as file:
        sheet = read(file, job.name)
    fields = ("number", "outcome", "ref", "problems", "lookalikes")
    return with_outcomes(sheet, {row["number"]: row for row in job.rows.values(*fields)})


def _added(row: dict | None) -> list[str]:
    if row is None:
        return [""] * len(ADDED)
    problems = [Problem(**each) for each in row["problems"]]
    errors = [_said(each) for each in problems if each.level == Level.ERROR]
    warnings = [_said(each) for each in problems if each.level == Level.WARNING]
    alike = [in_words(each) for each in row["lookalikes"]]
    return [str(row["number"]), row["outcome"], row["ref"], *("\n".join(each) for each in (errors, warnings, alike))]


def in_words(lookalike: dict) -> str:
    """ "TA-2013-0042 Workshop on marks (same title, same month)"; another row of the sheet is named by its number."""
    who = lookalike["ref"] or _("row %(number)d") % {"number": lookalike["row"]}
    return f"{who} {lookalike['title']} ({lookalike['why']})"


def _said(problem: Problem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message


def as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """UTF-8 with BOM; what could be taken for a formula gets an apostrophe, which reading takes away again."""
    text = io.StringIO(newline="")
    write = csv.writer(text).writerow
    text.write("\ufeff")
    for row in rows:
        write([defused_text(cell) for cell in row])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def as_xlsx(rows: Iterable[list[str]]) -> bytes:
    import xlsxwriter  # seldom needed

    file = io.BytesIO()
    options = {"constant_memory": True, "in_memory": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("Records")
        bold = book.add_format({"bold": True})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, cell, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def empty_sheet(columns: list[tuple[str, object, str]], *, with_examples: bool) -> bytes:
    """A workbook to fill in: the columns, with one example row if wanted, and a second sheet that explains them."""
    import xlsxwriter  # seldom needed

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet, help_sheet = book.add_worksheet("Records"), book.add_worksheet("Columns")
        sheet.freeze_panes(1, 0)
        help_sheet.set_column(0, 0, 30)
        help_sheet.set_column(1, 1, 90)
        for place, (name, meaning, example) in enumerate(columns):
            sheet.set_column(place, place, max(12, len(name) + 2), text)  # as text: "2013-10" stays what it is
            sheet.write_string(0, place, name, bold)
            if with_examples and example:
                sheet.write_string(1, place, example, text)
            help_sheet.write_string(place, 0, name, bold)
            help_sheet.write_string(place, 1, str(meaning))
    return file.getvalue()
