"""What has left the pages for others: digests and suggestions that name a consultant, lists that were written as files.

Mails that name one are ``is_secret``: their words are erased once they were sent. What waits, or could not be sent, and
files that are kept to be fetched, would go on telling what is not released any more.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.utils.translation import override

from portal.core import housekeeping
from portal.core.exports import prepared
from portal.core.models import Mail
from roster.exports import ConsultantExport
from roster.models import Consultant


def take_back(consultant: Consultant) -> None:
    """Of mails to others that were not sent, the words; of lists in files, all: they are made anew by asking. What the
    roof keeps, such as the dumps, a worker looks through now instead of within the hour."""
    unsent = Mail.objects.filter(naming(consultant), sent_at=None)
    unsent.exclude(name__startswith="consultant_").update(
        to="", subject="", text="", html="", stop_url="", error="", next_try_at=None
    )
    prepared.withdraw(ConsultantExport)
    housekeeping.look_round_soon()


def naming(consultant: Consultant) -> Q:
    """Mails that lead to the profile, whatever their language and whoever's page asks: an address without a language
    is the end of it in every other."""
    with override(settings.LANGUAGE_CODE):
        return Q(text__contains=consultant.get_absolute_url())
