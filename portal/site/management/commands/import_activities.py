"""Load activities from a sheet; without a file, the real records that ship with the portal."""

from __future__ import annotations

from pathlib import Path

from portal.core.imports.importer import Outcome
from portal.core.models import User
from portal.site.management.sheet_command import SheetCommand
from tad import records, shipped


class Command(SheetCommand):
    help = "Lists row by row what a sheet of activities (CSV, XLSX) would change, then writes all of it or nothing."

    of = "activities"
    collection, facts = shipped.FOLDER / "activities.csv", "facts.csv"
    refusals = (records.RecordRefused,)

    def load_collection(self, file: Path, *, dry_run: bool, verbosity: int) -> None:
        found = shipped.read(file)
        if dry_run:
            for key, known in records.preview(found):
                self.stdout.write(f"{key}: {Outcome.UNCHANGED if known else Outcome.NEW}")
            return
        outcome = records.load(found, by=User.objects.importer())
        if verbosity:
            self.stdout.write(f"Activities: {outcome.created} created, {outcome.known} already here.")
