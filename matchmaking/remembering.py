"""What is remembered of suggestions: the doors through which one is set aside, taken back, and noted as mailed."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import transaction
from django.utils import timezone

from matchmaking.models import Listing, Suggestion
from portal.core.models import User


def set_aside(listing: Listing, candidate: str, *, by: User) -> None:
    """Not relevant: whoever acts for the listing's owner sees it apart from now on. Twice is once."""
    with transaction.atomic(), pghistory.context(user=by.pk, move="set aside"):
        remembered, _is_new = Suggestion.objects.get_or_create(**_of(listing), candidate=candidate)
        unset = Suggestion.objects.filter(pk=remembered.pk, set_aside_at=None)
        unset.update(set_aside_at=timezone.now(), set_aside_by=by)


def take_back(listing: Listing, candidate: str, *, by: User) -> None:
    """It was relevant after all."""
    with transaction.atomic(), pghistory.context(user=by.pk, move="take back"):
        Suggestion.objects.filter(**_of(listing), candidate=candidate).update(set_aside_at=None, set_aside_by=None)


def set_aside_of(listing: Listing) -> set[str]:
    remembered = Suggestion.objects.filter(**_of(listing), set_aside_at__isnull=False)
    return set(remembered.values_list("candidate", flat=True))


def settled_of(listing: Listing) -> set[str]:
    """What need not be mailed any more: it was, or somebody set it aside."""
    return set(Suggestion.objects.filter(**_of(listing)).values_list("candidate", flat=True))


def note_mailed(listing: Listing, candidates: Iterable[str]) -> None:
    now = timezone.now()
    rows = [Suggestion(**_of(listing), candidate=each, mailed_at=now) for each in sorted(candidates)]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)


def _of(listing: Listing) -> dict[str, Listing]:
    return {listing._meta.model_name: listing}
