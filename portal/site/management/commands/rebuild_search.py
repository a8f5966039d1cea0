"""Derive all search rows anew, or only say how many are not as they should be."""

from django.core.management.base import BaseCommand, CommandError

from tad import search_rows


class Command(BaseCommand):
    help = "Derives the search rows of all records anew. Triggers keep them right; this proves it, or repairs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a row is not right")

    def handle(self, *args, check: bool = False, **options):
        differing = search_rows.differing()
        if check and differing:
            raise CommandError(f"{differing:,} search rows of activities are not right.")
        if not check:
            search_rows.derive_all()
        self.stdout.write(f"Search rows of activities: {differing:,} {'' if check else 'were '}not right.")
