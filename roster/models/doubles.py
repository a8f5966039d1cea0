"""What curators found about profiles that look like one person: two people, or one who was here twice."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.stamp import stamp
from roster.models.consultant import Consultant


class Decided(models.Model):
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    decided_by = stamp(_("decided by"))

    class Meta:
        abstract = True
        ordering = ["-pk"]


class ToldApart(Decided):
    """Two people: nobody need ask again whether they are one."""

    one = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="+")  # the older profile of the two
    other = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="+")

    class Meta(Decided.Meta):
        verbose_name = _("two people told apart")
        verbose_name_plural = _("people told apart")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="toldapart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="toldapart_in_one_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"


class Merged(Decided):
    """One person: the archived profile's address leads to the one that was kept. roster/merging.py"""

    gone = models.OneToOneField(Consultant, verbose_name=_("profile"), on_delete=models.CASCADE, related_name="merged")
    into = models.ForeignKey(
        Consultant, verbose_name=_("merged into"), on_delete=models.CASCADE, related_name="merged_from"
    )

    class Meta(Decided.Meta):
        verbose_name = _("merged profile")
        verbose_name_plural = _("merged profiles")
        constraints = [models.CheckConstraint(condition=~Q(gone=F("into")), name="merged_into_another")]

    def __str__(self) -> str:
        return f"{self.gone.ref} → {self.into.ref}"
