"""Load meetings from a sheet; without a file, the real meetings that ship with the portal."""

from __future__ import annotations

from pathlib import Path

from portal.core.imports.importer import Outcome
from portal.core.models import MeetingSource, User
from portal.site.management.sheet_command import SheetCommand
from portal.site.meetings.records import load_meetings
from portal.site.meetings.shipped import read
from tad.shipped import FOLDER


class Command(SheetCommand):
    help = "Lists row by row what a sheet of meetings (CSV, XLSX) would change, then writes all of it or nothing."

    of = "meetings"
    collection, facts = FOLDER / "meetings.csv", "facts.csv"

    def load_collection(self, file: Path, *, dry_run: bool, verbosity: int) -> None:
        """Those that are here already stay as they are."""
        if dry_run:
            known = set(MeetingSource.objects.values_list("record", flat=True))
            for meeting in read():
                self.stdout.write(f"{meeting.key}: {Outcome.UNCHANGED if meeting.key in known else Outcome.NEW}")
            return
        outcome = load_meetings(read(), by=User.objects.importer())
        if verbosity:
            self.stdout.write(f"Meetings: {outcome.created} created, {outcome.known} already here.")
