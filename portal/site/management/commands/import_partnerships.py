"""Load initiatives from a file; without one, the real records that ship with the portal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partnerships import records, shipped
from partnerships.models import InitiativeSource
from portal.core.models import User


class Command(BaseCommand):
    help = "Loads initiatives and publishes them; those that are here already stay as they are."

    read: Callable[..., list[shipped.Record]] = staticmethod(shipped.initiatives)
    load: Callable[..., records.Outcome] = staticmethod(records.load_initiatives)
    sources = InitiativeSource
    what = "Initiatives"

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file in the layout of partnerships/data")
        parser.add_argument("--dry-run", action="store_true", help="list what would be created; write nothing")

    def handle(self, *args, file: Path | None = None, dry_run: bool = False, verbosity: int = 1, **options):
        try:
            found = self.read(file) if file else self.read()
            if dry_run:
                for record in found:
                    state = "already here" if records.is_known(record, self.sources) else "new"
                    self.stdout.write(f"{record.key}: {state}")
                return
            outcome = self.load(found, by=User.objects.importer())
        except (OSError, UnicodeDecodeError, shipped.UnknownLayout, records.RecordRefused) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"{self.what}: {outcome.created} created, {outcome.known} already here.")
