"""What the commands that load records from sheets share: the same plan as on the desk, as text; then exactly that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from portal.core.imports import IMPORTERS, running
from portal.core.imports.importer import Outcome, PlannedRow
from portal.core.imports.sheet_back import as_csv, in_words, with_outcomes
from portal.core.models import Import, User
from portal.core.sheets import Problem, Unreadable, read


class SheetCommand(BaseCommand):
    """A room's command names what it imports, and loads the collection that ships with the portal."""

    of: str  # a key of IMPORTERS
    collection: Path  # the main file of the shipped collection
    facts: str  # a file beside it, without which it is a sheet like any other
    refusals: tuple[type[Exception], ...] = ()  # what loading the collection may raise

    def load_collection(self, file: Path, *, dry_run: bool, verbosity: int) -> None:
        """The collection that ships says more than one sheet can, in files beside it."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="a sheet in a known layout (docs/import.md)")
        parser.add_argument("--dry-run", action="store_true", help="only list; write nothing")
        parser.add_argument("--publish", action="store_true", help="publish new records; without it they go to review")
        parser.add_argument("--leave-out", action="store_true", help="leave out new rows that look like another record")
        parser.add_argument("--sheet", type=Path, help="write the sheet, with what is wrong beside each row, to a file")

    def handle(self, *args, file: Path | None = None, **options):
        try:
            if file is None or self._is_collection(file):
                wanted = {name: options[name] for name in ("dry_run", "verbosity")}
                self.load_collection(file or self.collection, **wanted)
            else:
                self.load_sheet(file, **options)
        except Unreadable as refusal:
            raise CommandError("\n".join(f"{file}: {problem}" for problem in refusal.problems)) from refusal
        except (OSError, UnicodeDecodeError, *self.refusals) as error:
            raise CommandError(str(error)) from error

    def load_sheet(self, file: Path, *, dry_run: bool, verbosity: int, **options) -> None:
        with file.open("rb") as opened:
            sheet = read(opened, file.name)
        about, rows = IMPORTERS[self.of].about(sheet), IMPORTERS[self.of].plan(sheet)
        if options["sheet"]:
            said = {row.number: row.kept() for row in rows}
            options["sheet"].write_bytes(b"".join(as_csv(with_outcomes(sheet, said))))
        figures = running.figures_of(rows)
        if verbosity:
            self.stdout.write("\n".join([*_listing(about, rows), _total(figures)]))
        if figures[Outcome.ERROR]:
            raise CommandError("Nothing was written: correct the errors first.")
        if not dry_run:
            self.run_plan(file, about, rows, **options)

    def run_plan(self, file: Path, about: list[Problem], rows: list[PlannedRow], **options) -> None:
        by = User.objects.importer()
        with file.open("rb") as opened:
            job = running.receive(File(opened), of=self.of, name=file.name, by=by)
        running.keep(job, about, rows)
        running.start(job, publish=options["publish"], leave_out=options["leave_out"])
        if not running.run(job, by=by):
            job.refresh_from_db()
            raise CommandError("Nothing was written. " + " ".join(_refusals(job)))
        job.refresh_from_db()
        self.stdout.write(f"Written: {job.done} records, as import {job.pk}.")

    def _is_collection(self, file: Path) -> bool:
        return file.name == self.collection.name and (file.parent / self.facts).exists()


def _listing(about: list[Problem], rows: list[PlannedRow]) -> Iterator[str]:
    yield from map(str, about)
    for row in rows:
        yield " ".join(filter(None, [f"row {row.number}: {row.outcome}", row.ref, row.title]))
        yield from (f"    {change.column}: {change.old or '–'} → {change.new or '–'}" for change in row.changes)
        for problem in row.problems:
            yield f"    {problem.level}: {': '.join(filter(None, [problem.column, problem.message]))}"
        yield from (f"    looks like {in_words(each)}" for each in row.kept()["lookalikes"])


def _total(figures: dict[str, int]) -> str:
    names = {"new": "new", "changed": "changed", "unchanged": "unchanged", "error": "with errors",
             "warning": "with warnings", "lookalike": "that look like another record"}  # fmt: skip
    return ", ".join(f"{figures[key]} {words}" for key, words in names.items()) + "."


def _refusals(job: Import) -> list[str]:
    wrong = [problem for row in job.rows.filter(outcome=Outcome.ERROR) for problem in row.problems]
    return [str(Problem(**each)) for each in [*job.problems, *wrong]]
