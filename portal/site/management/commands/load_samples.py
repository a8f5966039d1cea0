"""Invented records of all rooms, for trying the portal out and for measuring it."""

from django.core.management.base import BaseCommand, CommandError

import partnerships.samples
import roster.samples
import tad.samples

KINDS = ("activities", "initiatives", "case_studies", "consultants")


class Command(BaseCommand):
    help = "Adds invented records, marked as samples; --clear removes all samples first."

    def add_arguments(self, parser):
        for kind in KINDS:
            words = kind.replace("_", "-")
            parser.add_argument(f"--{words}", type=int, default=0, metavar="N", help=f"how many {words} to add")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same samples")
        parser.add_argument("--clear", action="store_true", help="first remove the samples that are here")

    def handle(
        self, *args, activities: int = 0, initiatives: int = 0, case_studies: int = 0, consultants: int = 0, seed: int,
        clear: bool, verbosity: int = 1, **options,
    ):  # fmt: skip
        for kind, number in zip(KINDS, (activities, initiatives, case_studies, consultants), strict=True):
            if number < 0:
                words = kind.replace("_", " ")
                raise CommandError(f"--{kind.replace('_', '-')} is a number of {words} to add.")
        if clear:
            removed = sum(each.samples.clear() for each in (roster, tad, partnerships))
            self._say(verbosity, f"{removed:,} samples removed.")

        def report(done: int) -> None:
            self._say(verbosity - 1, f"{done:,} written")

        if activities:
            tad.samples.load(activities, seed=seed, report=report)
        if initiatives or case_studies:
            partnerships.samples.load(initiatives, case_studies, seed=seed, report=report)
        if consultants:
            roster.samples.load(consultants, seed=seed, report=report)
        here = (tad.samples.count(), *partnerships.samples.count(), roster.samples.count())
        told = "{:,} sample activities, {:,} initiatives, {:,} case studies and {:,} consultants are here."
        self._say(verbosity, told.format(*here))

    def _say(self, verbosity: int, text: str) -> None:
        if verbosity > 0:
            self.stdout.write(text)
