"""Send what is due: by hand, or every few minutes by cron where no `db_worker` runs."""

from django.core.management.base import BaseCommand

from portal.core import housekeeping, outbox
from portal.core.models import Mail


class Command(BaseCommand):
    help = "Sends the mails that are due and erases what is no longer needed of old ones."

    def handle(self, *args, **options):
        tried = outbox.send_due()
        sent = sum(mail.sent_at is not None for mail in tried)
        for mail in tried:
            if mail.error:
                self.stderr.write(f"{mail}: {mail.error}")
        housekeeping.tidy()
        waiting = Mail.objects.filter(next_try_at__isnull=False).count()
        self.stdout.write(
            f"{sent} sent, {len(tried) - sent} not, {waiting} waiting, {Mail.objects.failed().count()} given up."
        )
