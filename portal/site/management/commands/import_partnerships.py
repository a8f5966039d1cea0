"""Load initiatives from a sheet; without a file, the real records that ship with the portal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from partnerships import records, shipped
from partnerships.models import InitiativeSource
from portal.core.collected import Outcome as Loaded
from portal.core.collected import RecordRefused
from portal.core.imports.importer import Outcome
from portal.core.models import User
from portal.site.management.sheet_command import SheetCommand


class Command(SheetCommand):
    help = "Lists row by row what a sheet of initiatives (CSV, XLSX) would change, then writes all of it or nothing."

    of = "partnerships"
    collection, facts = shipped.FOLDER / "partnerships.csv", "facts.csv"
    refusals = (shipped.UnknownLayout, RecordRefused)
    read: Callable[[Path], list[shipped.Record]] = staticmethod(shipped.initiatives)
    load: Callable[..., Loaded] = staticmethod(records.load_initiatives)
    sources = InitiativeSource
    what = "Initiatives"

    def load_collection(self, file: Path, *, dry_run: bool, verbosity: int) -> None:
        found = self.read(file)
        if dry_run:
            for record in found:
                known = records.is_known(record, self.sources)
                self.stdout.write(f"{record.key}: {Outcome.UNCHANGED if known else Outcome.NEW}")
            return
        outcome = self.load(found, by=User.objects.importer())
        if verbosity:
            self.stdout.write(f"{self.what}: {outcome.created} created, {outcome.known} already here.")
