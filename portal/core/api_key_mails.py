"""Mails about keys for programs, to their owner. None holds a key."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import ApiKey, Mail
from portal.core.notifications import KINDS, Kind, notify
from portal.core.outbox import queue

KIND = "api_key_ending"
KINDS[KIND] = Kind(
    gettext_lazy("A key for programs expires"),
    gettext_lazy("A week before, and when a program still uses it afterwards."),
)


def made(key: ApiKey) -> Mail | None:
    """Cannot be stopped: it says that something else than its owner may now ask in the owner's name."""
    with translation.override(key.owner.language):
        why = _("You get this mail because it has to do with the safety of your account.")
        return queue("api_key_made", to=key.owner.email, cause=str(key.pk), why=why, context=_words(key))


def ending(key: ApiKey) -> Mail | None:
    """Once before it has expired, once after it."""
    ended = key.ending is not None
    why = gettext_lazy("You get this mail because you made this key.")
    words = _words(key) | {"ended": ended}
    cause = f"{key.pk} {ended}"
    return notify(key.owner, KIND, "api_key_ending", cause=cause, why=why, context=words, site=_site(key))


def _words(key: ApiKey) -> dict:
    return {"key": key, "keys_url": _site(key) + reverse("account-keys")}


def _site(key: ApiKey) -> str:
    return settings.SITE_URL or key.site
