"""Tell what is due: by hand, or every few minutes by cron where no `db_worker` runs."""

from django.core.management.base import BaseCommand

from portal.core.models import Delivery
from portal.site.webhooks import delivering


class Command(BaseCommand):
    help = "Tells registered addresses what was published, changed and withdrawn, as far as it is due."

    def handle(self, *args, **options):
        tried = delivering.deliver_all()
        self.stdout.write(f"{tried} tried, {Delivery.objects.waiting().count()} waiting.")
