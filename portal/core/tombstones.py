"""What was public and is no more: that it is gone, since when, and what it became. Never a word of it.

The audit knows what anybody could once see, so a record that never was public has no tombstone. One that is public
again has none either. People are not told of: a profile that left is as if it had never been.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import CharField, F, Model, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

from portal.core.models import Organisation

TOLD = timedelta(days=90)  # for so long a feed tells of it


def gone(model: type[Model]) -> QuerySet:
    """Real records with ``key`` (reference or code), ``gone_since`` and ``successor`` (code of what it became)."""
    events = model.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))
    last_public = events.filter(model.is_public()).order_by("-pgh_id").values("pgh_id")[:1]
    next_change = events.filter(pgh_id__gt=OuterRef("last_public")).order_by("pgh_id").values("pgh_created_at")[:1]
    return (
        model._default_manager.exclude(model.is_public())
        .filter(is_sample=False)
        .order_by()
        .annotate(last_public=Subquery(last_public))
        .annotate(gone_since=Subquery(next_change), **_names(model))
        .filter(gone_since__isnull=False)
    )


def _names(model: type[Model]) -> dict:
    if model is Organisation:
        return {"key": F("slug"), "successor": F("merged_into__slug")}
    return {"key": F("ref"), "successor": Value(None, output_field=CharField(null=True))}


def tombstone(model: type[Model], key: str) -> tuple[datetime, str | None] | None:
    """Since when this record is gone, and what it became; None where nothing public was."""
    return gone(model).filter(key=key).values_list("gone_since", "successor").first()


def lately(*models: type[Model]) -> list[tuple[str, datetime]]:
    """``(key, gone_since)`` of what a feed still tells, the same whatever it is filtered by: filters would say more."""
    since = timezone.now() - TOLD  # what left later was changed later, which is quicker to ask
    return [
        found
        for model in models
        for found in gone(model)
        .filter(updated_at__gte=since, gone_since__gte=since)
        .order_by("pk")
        .values_list("key", "gone_since")
    ]
