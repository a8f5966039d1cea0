"""Records that left a calendar that people subscribe to: for a while it says so, because a program that once kept an
event would otherwise go on showing it. Nothing is said of them but their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.exports.export import Entry, Event
from portal.core.models import State

KEPT = timedelta(days=90)


def withdrawn(model: type[models.Model], ids: Iterable[int], language: str) -> Iterator[Event]:
    """Of these records, which their reader may not see, those that were public in the last 90 days."""
    with override(language):
        title = _("No longer announced")
    rows = model.objects.filter(pk__in=list(ids), published_at__isnull=False, updated_at__gte=timezone.now() - KEPT)
    dated = rows.exclude(state=State.PUBLISHED).annotate(
        first=Coalesce("starts_on", "ends_on"), last=Coalesce("ends_on", "starts_on")
    )
    columns = ("ref", "published_at", "updated_at", "first", "last")
    for ref, published, updated, first, last in dated.filter(first__isnull=False).order_by("pk").values_list(*columns):
        entry = Entry(
            ref=ref, url="", title=title, summary="", language=language, published=published,
            updated=updated,
        )  # fmt: skip
        yield Event(entry=entry, first=first, last=last, is_cancelled=True)
