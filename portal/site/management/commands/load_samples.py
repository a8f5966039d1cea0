"""Invented activities, for trying the portal out and for measuring it."""

from django.core.management.base import BaseCommand, CommandError

from tad import samples


class Command(BaseCommand):
    help = "Adds invented activities, marked as samples; --clear removes all samples first."

    def add_arguments(self, parser):
        parser.add_argument("--activities", type=int, default=0, metavar="N", help="how many to add")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same activities")
        parser.add_argument("--clear", action="store_true", help="first remove the samples that are here")

    def handle(self, *args, activities: int, seed: int, clear: bool, verbosity: int = 1, **options):
        if activities < 0:
            raise CommandError("--activities is a number of activities to add.")
        if clear:
            removed = samples.clear()
            self._say(verbosity, f"{removed:,} samples removed.")
        if activities:
            samples.load(activities, seed=seed, report=lambda done: self._say(verbosity - 1, f"{done:,} written"))
        self._say(verbosity, f"{samples.count():,} sample activities are here.")

    def _say(self, verbosity: int, text: str) -> None:
        if verbosity > 0:
            self.stdout.write(text)
