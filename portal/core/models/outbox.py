"""Mails that wait, were sent, or could not be: written in the transaction of the change they tell of.

portal/core/mail.py writes them, portal/core/outbox.py sends them. docs/adr/0013-mail-and-limits.md.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet):
    def due(self) -> Self:
        return self.filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")

    def failed(self) -> Self:
        """Given up: only a person who says "try again" sends them once more."""
        return self.filter(sent_at=None, next_try_at=None)


class Mail(models.Model):
    name = models.CharField(_("mail"), max_length=60)  # of the function in mail.py and of its templates
    key = models.CharField(max_length=64, unique=True)  # a keyed hash of name, cause and mailbox: one mail for each
    to = models.EmailField(_("to"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True)
    # Whoever reads it could sign in, or it says what a consultant may take back: erased as soon as it was sent, and
    # shown to nobody.
    is_secret = models.BooleanField(_("holds a key"), default=False)
    stop_url = models.URLField(_("address to stop such mails"), max_length=500, blank=True)

    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.TextField(_("error"), blank=True)  # of the last attempt, as the mail server said it

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="mail_next_try"),
            models.Index(fields=["created_at"], name="mail_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_try_at__isnull=True), name="mail_sent_is_done"
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=True) | ~Q(to="") & ~Q(text=""), name="mail_waiting_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
