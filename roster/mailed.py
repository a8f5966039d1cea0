"""What has left the pages for others: digests and suggestions that name a consultant, lists that were written as files.

Mails that name one are ``is_secret``: their words are erased once they were sent. What waits, or could not be sent, and
files that are kept to be fetched, would go on telling what is not released any more.
"""

from __future__ import annotations

from portal.core import housekeeping
from portal.core.exports import prepared
from portal.core.models import Mail
from roster.exports import ConsultantExport
from roster.models import Consultant


def take_back(consultant: Consultant) -> None:
    """Of mails to others that were not sent, the words; of lists in files, all: they are made anew by asking. What the
    roof keeps, such as the dumps, a worker looks through now instead of within the hour."""
    unsent = Mail.objects.filter(sent_at=None, text__contains=consultant.get_absolute_url())
    unsent.exclude(name__startswith="consultant_").update(
        to="", subject="", text="", html="", stop_url="", error="", next_try_at=None
    )
    prepared.withdraw(ConsultantExport)
    housekeeping.look_round_soon()
