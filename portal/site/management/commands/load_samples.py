"""Invented records of all rooms, for trying the portal out and for measuring it."""

from django.core.management.base import BaseCommand, CommandError

import matchmaking.samples
import partnerships.samples
import portal.site.meetings.samples
import roster.samples
import tad.samples

ROOMS = {
    tad.samples: ("activities",),
    partnerships.samples: ("initiatives", "case_studies"),
    roster.samples: ("consultants",),
    matchmaking.samples: ("needs", "offers"),
    portal.site.meetings.samples: ("meetings",),
}
KINDS = [kind for kinds in ROOMS.values() for kind in kinds]


class Command(BaseCommand):
    help = "Adds invented records, marked as samples; --clear removes all samples first."

    def add_arguments(self, parser):
        for kind in KINDS:
            words = kind.replace("_", "-")
            parser.add_argument(f"--{words}", type=int, default=0, metavar="N", help=f"how many {words} to add")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same samples")
        parser.add_argument("--clear", action="store_true", help="first remove the samples that are here")

    def handle(self, *args, seed: int, clear: bool, verbosity: int = 1, **options):
        asked = {kind: options.get(kind, 0) for kind in KINDS}
        for kind, number in asked.items():
            if number < 0:
                words = kind.replace("_", " ")
                raise CommandError(f"--{kind.replace('_', '-')} is a number of {words} to add.")
        if clear:
            removed = sum(samples.clear() for samples in reversed(ROOMS))
            self._say(verbosity, f"{removed:,} samples removed.")

        def report(done: int) -> None:
            self._say(verbosity - 1, f"{done:,} written")

        for room, kinds in ROOMS.items():
            numbers = [asked[kind] for kind in kinds]
            if any(numbers):
                room.load(*numbers, seed=seed, report=report)
        here = (
            tad.samples.count(),
            *partnerships.samples.count(),
            roster.samples.count(),
            *matchmaking.samples.count(),
            portal.site.meetings.samples.count(),
        )
        told = (
            "{:,} sample activities, {:,} initiatives, {:,} case studies, {:,} consultants, {:,} needs, {:,} offers "
            "and {:,} meetings"
        )
        self._say(verbosity, f"{told.format(*here)} are here.")

    def _say(self, verbosity: int, text: str) -> None:
        if verbosity > 0:
            self.stdout.write(text)
