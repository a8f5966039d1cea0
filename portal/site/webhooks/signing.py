"""Signatures as Standard Webhooks has them (standardwebhooks.com): whoever has the secret can tell that it was us."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.utils import timezone

from portal.core.models import Webhook
from portal.core.sealed import seal, unseal

PREFIX = "whsec_"
PURPOSE = "webhook"
BOTH_SIGN = timedelta(days=1)  # the secrets before, beside the new one


class SecretLost(Exception):
    """It was sealed with a SECRET_KEY that nobody has any more: only a new secret helps."""


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sealed(secret: str) -> str:
    return seal(secret, PURPOSE)


def secrets_of(webhook: Webhook) -> list[str]:
    """Those that sign now, the present one first. Raises SecretLost."""
    try:
        return [unseal(each, PURPOSE) for each in sealed_secrets_of(webhook)]
    except InvalidToken as error:
        raise SecretLost from error


def sealed_secrets_of(webhook: Webhook) -> list[str]:
    """The same as they are stored: those before the present one in one column, with a space between."""
    before = webhook.old_secret.split() if webhook.old_secret and webhook.old_secret_until > timezone.now() else []
    return [webhook.secret, *before]


def headers(message_id: str, timestamp: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """``timestamp`` is that of the attempt, in seconds: a receiver refuses what is minutes old."""
    signatures = (signature(key, message_id, timestamp, body) for key in keys)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
