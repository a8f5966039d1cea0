"""Bring countries, groups, vocabularies, organisations and the texts under /about/ up to the files of the project."""

from django.core.management.base import BaseCommand

from portal.core import reference_data
from portal.core.merging import Outcome, total


class Command(BaseCommand):
    help = "Loads the reference data from the project's files; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="also overwrite rows that were edited in the admin")

    def handle(self, *args, force: bool = False, verbosity: int = 1, **options):
        outcomes = reference_data.load(force=force)
        if not verbosity:
            return
        for outcome in outcomes:
            if outcome.wrote:
                self.stdout.write(f"{outcome.name}: {_counted(outcome)}")
            if outcome.kept:
                self.stdout.write(f"{outcome.name}: edited here and left as they are: {', '.join(outcome.kept)}")
            if outcome.gone:
                self.stdout.write(f"{outcome.name}: no longer in the file: {', '.join(outcome.gone)}")
        every = total("Reference data", outcomes)
        self.stdout.write(f"{every.name}: {_counted(every)}, {len(every.kept)} kept.")
        if reference_data.standings_changed(outcomes):
            self.stdout.write("Statuses or members changed: `manage.py reclassify --dry-run` shows whose kind follows.")


def _counted(outcome: Outcome) -> str:
    return (
        f"{outcome.created} created, {outcome.changed} changed, {outcome.removed} removed, "
        f"{outcome.unchanged} unchanged"
    )
