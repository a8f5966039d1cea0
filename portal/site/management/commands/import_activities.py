"""Load activities from a collection; without a file, the real records that ship with the portal."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.core.models import User
from tad import records, shipped

LAYOUTS = [shipped]  # each says whether it recognises a file by its columns, and reads it into records


class Command(BaseCommand):
    help = "Loads activities and publishes them; those that are here already stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file in a known layout")

    def handle(self, *args, file: Path | None = None, **options):
        try:
            found = _layout_of(file).read(file) if file else shipped.read()
            outcome = records.load(found, by=User.objects.importer())
        except (OSError, UnicodeDecodeError, records.RecordRefused) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Activities: {outcome.created} created, {outcome.known} already here.")


def _layout_of(file: Path):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        columns = next(csv.reader(lines), [])
    for layout in LAYOUTS:
        if layout.recognises(columns):
            return layout
    raise CommandError(f"{file}: these columns belong to no layout that can be loaded: {', '.join(columns)}")
