"""What something cost: an amount, a band, something in kind, or honestly nothing known."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Costed(models.Model):
    class Band(models.TextChoices):
        UNDER_10K = "under_10k", _("Under 10,000")
        FROM_10K = "10k_50k", _("10,000 to 50,000")
        FROM_50K = "50k_250k", _("50,000 to 250,000")
        OVER_250K = "over_250k", _("Over 250,000")

    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example USD."))
    band = models.CharField(_("band"), max_length=12, choices=Band, blank=True)
    is_estimate = models.BooleanField(_("estimate"), default=False)
    in_kind = models.CharField(_("in kind"), max_length=300, blank=True, help_text=_("What was given: rooms, experts."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | Q(amount__gte=0, currency__regex=r"^[A-Z]{3}$")
                | (Q(amount__isnull=True, currency__regex=r"^[A-Z]{3}$") & ~Q(band="")),
                name="%(class)s_amount_has_currency",
                violation_error_message=_("An amount needs a currency code; a currency needs an amount or a band."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(band=""),
                name="%(class)s_amount_or_band",
                violation_error_message=_("Give the amount or a band, not both."),
            ),
        ]  # fmt: skip
