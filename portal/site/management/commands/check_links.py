"""Look at the addresses that public records point to: by hand, or by cron where no worker does it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.links import checking
from portal.core.links.looking import Looker
from portal.core.models import LinkCheck


class Command(BaseCommand):
    help = "Looks politely at addresses in records that are due, and says how many are broken."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=200, metavar="N", help="look at so many at most (200)")

    def handle(self, *args, most: int = 200, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL is not set: servers could not see who asks.")
        checking.gather()
        done = checking.check(looker=Looker(checking.agent_of(settings.SITE_URL)), most=most)
        links = LinkCheck.objects
        self.stdout.write(
            f"{done.looked} looked at, {done.failed} of them without success, {done.put_off} put off; "
            f"{links.broken().count()} broken, {links.moved().count()} moved for good, {links.due().count()} still due."
        )
