"""Tombstones of all kinds: for the page at an address that had a record, and for programs that keep copies."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone

from matchmaking.models import Need, Offer
from partnerships.models import CaseStudy, Initiative
from portal.core.models import Meeting, Organisation
from portal.core.tombstones import gone, tombstone
from tad.models import Activity

# By the name of their list in the API. No consultants.
KINDS: dict[str, type[Model]] = {
    "activities": Activity,
    "partnerships": Initiative,
    "case-studies": CaseStudy,
    "needs": Need,
    "offers": Offer,
    "meetings": Meeting,
    "organisations": Organisation,
}


def gone_from(request: HttpRequest) -> date | None:
    """Since when the record whose page this address was is gone; None where nothing public was."""
    match = request.resolver_match
    if match is None or match.url_name != "detail":
        return None
    model = KINDS.get(match.namespace.replace("_", "-"))
    if model is None:
        return None
    key = match.kwargs["slug"].lower() if model is Organisation else match.kwargs["ref"].upper()
    found = tombstone(model, key)
    return found and timezone.localdate(found[0])


def all_gone(since: datetime | None) -> QuerySet:
    """``(kind, key, gone_since, successor)``, the latest first."""
    parts = [
        (gone(model).filter(gone_since__gte=since) if since else gone(model))
        .annotate(of=Value(kind))
        .values_list("of", "key", "gone_since", "successor")
        for kind, model in KINDS.items()
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-gone_since", "of", "key")


def told(row: tuple[str, str, datetime, str | None]) -> dict:
    """A row of ``all_gone`` as programs read it."""
    kind, key, since, successor = row
    return {"kind": kind, "ref": key, "gone_since": since.isoformat(), "successor": successor}
