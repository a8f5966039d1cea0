"""Who did something: the columns in which records name people."""

from __future__ import annotations

from django.conf import settings
from django.db import models


def stamp(verb) -> models.ForeignKey:
    """Who did it. Accounts that stamped a record are made inactive, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=verb, null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
