"""Owners hear that a listing is about to expire, each once for each day until which it is open."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from matchmaking.own import mails
from matchmaking.own.kinds import KINDS

AHEAD = timedelta(days=14)


def remind() -> int:
    """How many mails were written. A portal that does not know its own address writes none."""
    if not settings.SITE_URL:
        return 0
    until = timezone.localdate() + AHEAD
    due = [
        listing
        for kind in KINDS.values()
        for listing in kind.model.objects.still_open().filter(expires_on__lte=until, is_sample=False).order_by("pk")
    ]
    to = [(person, listing) for listing in due for person in mails.writers(listing)]
    return sum(mails.expires(person, listing, site=settings.SITE_URL) is not None for person, listing in to)
