"""Make a file with all open data: by hand, or by cron where no worker does it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.site.open_data.dump import keeping, shelf


class Command(BaseCommand):
    help = "Makes a file with all open data, if anything has changed since the last."

    def handle(self, *args, **options):
        if not settings.SITE_URL or not settings.KEEP_DUMPS:
            raise CommandError("No dump is made: SITE_URL is not set, or KEEP_DUMPS is 0.")
        made = keeping.make()
        if made:
            self.stdout.write(f"{made.name}: {made.size:,} bytes, SHA-256 {made.sha256}")
        else:
            self.stdout.write(f"Nothing was made: another is at it, or nothing changed. Kept: {len(shelf.dumps())}.")
