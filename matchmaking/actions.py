"""Writing needs and offers with all their lines: the one way for forms, pages, samples and the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from matchmaking.models import (
    Need,
    NeedGoal,
    NeedInvited,
    NeedLanguage,
    NeedModality,
    NeedPlace,
    NeedRecommendation,
    NeedTopic,
    Offer,
    OfferGoal,
    OfferInvited,
    OfferLanguage,
    OfferModality,
    OfferPlace,
    OfferRecommendation,
    OfferTopic,
)
from portal.core.models import User
from portal.core.writing import write

NEED_LINES: dict[str, type[models.Model]] = {
    "places": NeedPlace,
    "topics": NeedTopic,
    "modalities": NeedModality,
    "recommendations": NeedRecommendation,
    "goals": NeedGoal,
    "working_languages": NeedLanguage,
    "invitations": NeedInvited,
}
OFFER_LINES: dict[str, type[models.Model]] = {
    "places": OfferPlace,
    "topics": OfferTopic,
    "modalities": OfferModality,
    "recommendations": OfferRecommendation,
    "goals": OfferGoal,
    "working_languages": OfferLanguage,
    "invitations": OfferInvited,
}


def record_need(*, by: User, values: dict, need: Need | None = None, **lines: Iterable[dict] | None) -> Need:
    """Create a need, or change ``need``; what the arguments mean is said in portal/core/writing.py."""
    record = need or Need(**values)
    write(record, NEED_LINES, by=by, values=values, year=timezone.localdate().year, lines=lines)
    return record


def record_offer(*, by: User, values: dict, offer: Offer | None = None, **lines: Iterable[dict] | None) -> Offer:
    record = offer or Offer(**values)
    write(record, OFFER_LINES, by=by, values=values, year=timezone.localdate().year, lines=lines)
    return record
