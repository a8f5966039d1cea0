"""Load the real meetings that ship with the portal."""

from django.core.management.base import BaseCommand

from portal.core.models import User
from portal.site.meetings import shipped
from portal.site.meetings.records import load_meetings


class Command(BaseCommand):
    help = "Loads the real meetings that ship with the portal; those that are here already stay as they are."

    def handle(self, *args, verbosity: int, **options) -> None:
        outcome = load_meetings(shipped.read(), by=User.objects.importer())
        if verbosity:
            self.stdout.write(f"Meetings: {outcome.created} created, {outcome.known} already here.")
