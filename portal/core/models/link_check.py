"""Whether the addresses that records point to still answer. portal/core/links/ looks, politely, and writes this."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BROKEN_AFTER = 3  # days on which a link failed, with none between on which it worked
ARCHIVE = "https://web.archive.org/web/*/"  # followed by an address: the copies that were kept of that page


class Found(models.TextChoices):
    """What the last look met with."""

    ANSWERED = "answered", _("It answers")
    GUARDED = "guarded", _("It answers, but not to programs")
    MISSING = "missing", _("There is no such page")
    ERROR = "error", _("The server reports an error")
    NO_HOST = "no_host", _("There is no such server")
    SILENT = "silent", _("No answer")
    INSECURE = "insecure", _("The connection is not secure")
    CIRCLES = "circles", _("It leads on and on")
    NOT_PUBLIC = "not_public", _("This is no public address")


WORKING = (Found.ANSWERED, Found.GUARDED)


class LinkCheckQuerySet(models.QuerySet):
    def broken(self) -> Self:
        return self.filter(failures__gte=BROKEN_AFTER)

    def moved(self) -> Self:
        return self.exclude(moved_to="")

    def due(self) -> Self:
        return self.filter(next_look_at__lte=timezone.now()).order_by("next_look_at", "pk")


class LinkCheck(models.Model):
    """One row an address, however many records point to it."""

    url = models.URLField(_("address"), max_length=500, unique=True)
    found = models.CharField(_("what was found"), max_length=10, choices=Found, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)  # of HTTP, where a server answered
    looked_at = models.DateTimeField(_("last looked"), null=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    failures = models.PositiveSmallIntegerField(_("days in a row without success"), default=0)
    moved_to = models.URLField(_("moved for good to"), max_length=500, blank=True)
    next_look_at = models.DateTimeField(_("next look"), default=timezone.now)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(condition=Q(found__in=["", *Found.values]), name="linkcheck_found_known"),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
                name="linkcheck_failing_since_when",
            ),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, found="") | Q(looked_at__isnull=False) & ~Q(found=""),
                name="linkcheck_looked_and_found",
            ),
        ]
        indexes = [
            models.Index(fields=["next_look_at"], name="linkcheck_next_look"),
            models.Index(fields=["failing_since"], condition=Q(failures__gte=3), name="linkcheck_broken"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        return self.failures >= BROKEN_AFTER

    @property
    def archive_url(self) -> str:
        return ARCHIVE + self.url
