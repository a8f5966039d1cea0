"""Derive all search rows anew, or only say how many are not as they should be."""

from django.core.management.base import BaseCommand, CommandError

from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.site.meetings.search_rows import MEETING_ROWS
from portal.site.organisations.search_rows import ORGANISATION_ROWS
from roster.search_rows import CONSULTANT_ROWS
from tad.search_rows import ROWS as ACTIVITY_ROWS

ROWS = {
    "activities": ACTIVITY_ROWS,
    "initiatives": INITIATIVE_ROWS,
    "case studies": CASE_STUDY_ROWS,
    "consultants": CONSULTANT_ROWS,
    "needs": NEED_ROWS,
    "offers": OFFER_ROWS,
    "meetings": MEETING_ROWS,
    "organisations": ORGANISATION_ROWS,
}


class Command(BaseCommand):
    help = "Derives the search rows of all records anew. Triggers keep them right; this proves it, or repairs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a row is not right")

    def handle(self, *args, check: bool = False, **options):
        for name, rows in ROWS.items():
            differing = rows.differing()
            if check and differing:
                raise CommandError(f"{differing:,} search rows of {name} are not right.")
            if not check:
                rows.derive_all()
            self.stdout.write(f"Search rows of {name}: {differing:,} {'' if check else 'were '}not right.")
