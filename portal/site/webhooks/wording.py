"""What a message says: which record, what became of it, and where to ask. No word of the record itself: whoever is told
asks for it, and gets what a visitor may see at that moment."""

from __future__ import annotations

from datetime import datetime

import orjson
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.core.models import AnnouncedKind, Delivery, Webhook
from portal.site.webhooks.posting import Message


def message(delivery: Delivery) -> Message:
    """The same, but for SITE_URL, however often it is sent."""
    told, site = delivery.announcement, site_of(delivery.webhook)
    page, answer = addresses(told.kind, told.ref)
    data = {"kind": told.kind, "ref": told.ref, "event": told.event, "url": site + page, "api_url": site + answer}
    return Message(delivery.message_id, written(f"{told.kind}.{told.event}", told.happened_at, data))


def written(type_of: str, moment: datetime, data: dict) -> bytes:
    return orjson.dumps({"type": type_of, "timestamp": moment, "data": data}, option=orjson.OPT_UTC_Z)


def addresses(kind: str, ref: str) -> tuple[str, str]:
    """Of the page, in English, and of the record in the API. What was withdrawn is not there."""
    name = f"{kind}-term" if kind == AnnouncedKind.ORGANISATIONS else f"{kind}-record"
    with translation.override("en"):
        return reverse(f"{kind.replace('-', '_')}:detail", args=[ref]), reverse(f"api:{name}", args=[ref])


def site_of(webhook: Webhook) -> str:
    return settings.SITE_URL or webhook.site
