"""What is remembered of a suggestion. Suggestions themselves are computed each time, by matchmaking/suggestions.py."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matchmaking.models.need import Need
from matchmaking.models.offer import Offer
from portal.core.models import audited
from portal.core.models.stamp import stamp


@audited()
class Suggestion(models.Model):
    """That a candidate was mailed to those who act for a listing's owner, or that they set it aside.

    ``candidate`` is the candidate's reference, or "organisation:" and the slug of a possible third partner: references
    are never used twice, so one table does for every kind, and nothing has to be kept in step.
    """

    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.CASCADE, related_name="remembered")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="remembered")
    candidate = models.CharField(_("candidate"), max_length=250)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True, editable=False)
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True, editable=False)
    set_aside_by = stamp(_("set aside by"))

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                condition=Q(need__isnull=True, offer__isnull=False) | Q(need__isnull=False, offer__isnull=True),
                name="suggestion_of_one_listing",
            ),
            models.UniqueConstraint(
                fields=["need", "offer", "candidate"], nulls_distinct=False, name="suggestion_once"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True)
                | Q(set_aside_at__isnull=False, set_aside_by__isnull=False),
                name="suggestion_set_aside_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{(self.need or self.offer).ref} ← {self.candidate}"
