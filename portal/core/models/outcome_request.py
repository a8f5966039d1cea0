"""That curators asked those who took part what came of something: when, and how many, so that nobody is pestered."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.stamp import stamp


class OutcomeRequest(models.Model):
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.BigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = stamp(_("asked by"))
    people = models.PositiveSmallIntegerField(_("mails"))

    class Meta:
        verbose_name = _("request for an outcome")
        verbose_name_plural = _("requests for outcomes")
        constraints = [models.CheckConstraint(condition=Q(people__gt=0), name="outcomerequest_asks_somebody")]
        indexes = [models.Index(fields=["record_type", "record_id", "asked_at"], name="outcomerequest_record")]

    def __str__(self) -> str:
        return f"{self.record} · {self.asked_at:%Y-%m-%d}"
