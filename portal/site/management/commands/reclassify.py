"""Judge all records again by the South-South / triangular rule; the list of changes comes before any write."""

from django.core.management.base import BaseCommand

from portal.core import reclassify


class Command(BaseCommand):
    help = "Shows which records change their kind since statuses or participants changed, then writes it."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, *args, dry_run: bool = False, **options):
        count = 0
        for change in reclassify.preview():
            count += 1
            self.stdout.write(str(change))
        if not count:
            self.stdout.write("Every record has the kind that the rule gives it.")
        elif dry_run:
            self.stdout.write(f"{count} records would change; nothing was written.")
        else:
            self.stdout.write(f"{len(reclassify.apply())} records changed.")
