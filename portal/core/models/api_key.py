"""Keys with which a person's programs use the API: docs/adr/0038-api-keys.md."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.account import User


class Scope(models.TextChoices):
    """What a key is good for; whatever it says, a key never does more than its owner may at that moment."""

    READ = "read", _("Read what everybody may read")
    OWN = "read:own", _("Read what you may read, also your drafts and those of your organisations")
    WEBHOOKS = "webhooks", _("Manage your webhooks")


class Ending(models.TextChoices):
    """Why a key no longer works."""

    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")


class ApiKeyQuerySet(models.QuerySet):
    def working(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), owner__is_active=True)


class ApiKey(models.Model):
    """Nothing is kept of a key but a hash, and how it begins. Its rows change only by being used or revoked."""

    owner = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("name"), max_length=80)
    start = models.CharField(_("begins with"), max_length=12)  # so that its owner knows it when seeing it
    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256, in hexadecimal digits
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("may"))
    site = models.CharField(max_length=300, editable=False)  # what links in mails begin with: mail.origin
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True)  # to the hour
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key for programs")
        verbose_name_plural = _("keys for programs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values) & ~Q(scopes=[]), name="apikey_scopes_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    expires_at__gt=F("created_at"), expires_at__lte=F("created_at") + timedelta(days=366)
                ),
                name="apikey_expires_within_a_year",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def ending(self) -> Ending | None:
        """None while it works. Of somebody who may no longer sign in it does not."""
        if self.revoked_at or not self.owner.is_active:
            return Ending.REVOKED
        return Ending.EXPIRED if self.expires_at <= timezone.now() else None

    @property
    def uses(self) -> list[str]:
        """Its scopes in words, in their order."""
        return [str(scope.label) for scope in Scope if scope in self.scopes]
