"""Keys for programs: how they are made, found, revoked and forgotten. docs/adr/0038-api-keys.md.

A key is ``ssip_`` and 56 hexadecimal digits: 48 by chance and eight that check what stands before them (CRC-32). So
programs that search published code know one when they see it, and a mistyped one is refused without a query.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from zlib import crc32

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from portal.core import api_key_mails as mails
from portal.core.models import ApiKey, Scope, User
from portal.core.models.api_key import ApiKeyQuerySet

SHAPE = re.compile(r"ssip_[0-9a-f]{56}", re.ASCII)
SHOWN = 9  # characters with which a key is told from others
MOST = 10  # keys that work, of one person
USUAL, LONGEST = timedelta(days=90), timedelta(days=365)
NOTED = timedelta(hours=1)  # the last use is written down at most this often
WARNED = timedelta(days=7)  # before the end
KEPT = timedelta(days=90)  # after the end: its owner still sees it, and its program is told why it is refused


class MakingRefused(ValidationError):
    """There are as many keys as there may be, or one of this name."""


@sensitive_variables("text")
def make(owner: User, *, name: str, scopes: Iterable[Scope], expires_at: datetime, site: str) -> tuple[ApiKey, str]:
    """The key and its text, which nobody can be shown again. Its owner is mailed. Raises MakingRefused."""
    text = new_text()
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # two that are made at once take turns
        working = owner.api_keys.working()
        if working.count() >= MOST:
            raise MakingRefused(_("You have %(most)d keys. Revoke one that is no longer used.") % {"most": MOST})
        if working.filter(name=name).exists():
            raise MakingRefused(_("You have a key with this name. It was shown once; revoke it, or choose another."))
        key = ApiKey.objects.create(
            owner=owner, name=name, start=text[:SHOWN], digest=digest_of(text), scopes=sorted(scopes),
            expires_at=expires_at, site=site,
        )  # fmt: skip
        mails.made(key)
    return key, text


def new_text() -> str:
    unchecked = f"ssip_{secrets.token_hex(24)}"
    return unchecked + checksum(unchecked)


def checksum(unchecked: str) -> str:
    return f"{crc32(unchecked.encode()):08x}"


def digest_of(text: str) -> str:
    """Without salt and in one round: nobody guesses 192 bits."""
    return hashlib.sha256(text.encode()).hexdigest()


@sensitive_variables("text")  # reports of defects show variables
def find(text: str) -> ApiKey | None:
    """By its hash, whether it still works or not: how long the index takes says nothing about keys that there are."""
    if not SHAPE.fullmatch(text) or checksum(text[:-8]) != text[-8:]:
        return None
    return ApiKey.objects.select_related("owner").filter(digest=digest_of(text)).first()


def note_use(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at is None or key.last_used_at <= now - NOTED:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)  # this alone: it may be revoked at this moment


def revoke(keys: ApiKeyQuerySet) -> int:
    """How many worked until now."""
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now())


def tell_of_ends() -> None:
    """Mail owners once when a key ends within a week, and once when a program still uses one that has expired."""
    now = timezone.now()
    lasting = ApiKey.objects.filter(revoked_at=None).select_related("owner")
    for key in lasting.filter(
        expires_at__gt=now, expires_at__lte=now + WARNED, created_at__lt=F("expires_at") - 2 * WARNED
    ):
        mails.ending(key)
    for key in lasting.filter(expires_at__lte=now, last_used_at__gt=F("expires_at")):
        mails.ending(key)


def forget_old() -> int:
    before = timezone.now() - KEPT
    return ApiKey.objects.filter(Q(revoked_at__lt=before) | Q(expires_at__lt=before)).delete()[0]
