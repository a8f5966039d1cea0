"""Searches that somebody keeps and is mailed about: docs/adr/0024-saved-searches.md."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from portal.core.models.account import User


class Subscriber(models.Model):
    """Whose searches they are: an account's, or a mailbox's whose reader needs none. Each gets mails of its own."""

    user = models.OneToOneField(
        User, verbose_name=_("account"), null=True, editable=False, on_delete=models.CASCADE, related_name="subscriber"
    )
    email = models.EmailField(_("e-mail address"), blank=True)  # only without an account, which has its own
    mailbox = models.CharField(max_length=254, blank=True, editable=False)  # of the address: rate_limit.mailbox
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # of the private page; every mail has it
    language = models.CharField(_("language of the mails"), max_length=10, choices=settings.LANGUAGES)
    site = models.CharField(max_length=300, editable=False)  # what links begin with where there is no SITE_URL
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("reader of saved searches")
        verbose_name_plural = _("readers of saved searches")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="", mailbox="")
                | Q(user__isnull=True) & ~Q(email="") & ~Q(mailbox=""),
                name="subscriber_account_or_mailbox",
            ),
            models.UniqueConstraint(fields=["mailbox"], condition=~Q(mailbox=""), name="subscriber_mailbox_once"),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.email

    def get_absolute_url(self) -> str:
        """Where its reader sees and changes the searches: signed in, or by the private address."""
        return reverse("account-searches") if self.user_id else reverse("saved-searches", args=[self.token])

    @property
    def address(self) -> str:
        return self.user.email if self.user else self.email


class SavedSearchQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)


class SavedSearch(models.Model):
    class Period(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week, on Monday")
        MONTHLY = "monthly", _("Every month, on the first")
        NEVER = "never", _("No mails, only keep it")

    subscriber = models.ForeignKey(
        Subscriber, verbose_name=_("reader"), editable=False, on_delete=models.CASCADE, related_name="searches"
    )
    token = models.UUIDField(unique=True, editable=False)  # of the page with the form: sent twice, it is one search
    name = models.CharField(_("name"), max_length=100)
    room = models.CharField(_("list"), max_length=40)  # Listing.room
    query = models.TextField(_("filters"), blank=True)  # as an address has them, in one order
    period = models.CharField(_("mails"), max_length=10, choices=Period, default=Period.WEEKLY)
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)  # by the mailed button; at once with an account

    # Nothing is told that was added before: when it was saved, or mails about it began again.
    since = models.DateTimeField(default=timezone.now, editable=False)
    told_until = models.DateTimeField(_("looked through until"), default=timezone.now)
    told = models.PositiveIntegerField(_("records mailed"), default=0)
    told_at = models.DateTimeField(_("last mailed"), null=True)
    told_gone = models.TextField(blank=True, editable=False)  # values that are gone, as far as a mail has said so

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["period", "told_until"], condition=Q(confirmed_at__isnull=False), name="savedsearch_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period__in=["daily", "weekly", "monthly", "never"]), name="savedsearch_period_known"
            ),
            models.UniqueConstraint(F("subscriber"), F("room"), MD5("query"), name="savedsearch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room}?{self.query}"  # not its name, which is its reader's own word


class Told(models.Model):
    """The records of a list that somebody was mailed about, by whichever search: none is mailed to them twice."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="told")
    room = models.CharField(max_length=40)
    packed = models.BinaryField()  # a bitmap of ids: some bytes a record, however many there are

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "room"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.subscriber_id} {self.room}"

    @property
    def ids(self) -> BitMap:
        return BitMap.deserialize(bytes(self.packed))
