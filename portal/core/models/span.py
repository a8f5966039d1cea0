"""When something took place: both ends as exactly as they are known."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")


class Spanned(models.Model):
    """A date known only to the month or year is kept as the first (start) or last (end) day of it, with its precision.

    Whoever inherits adds ``span_constraints`` to its own.
    """

    starts_on = models.DateField(_("start"), null=True, blank=True)
    starts_precision = models.CharField(_("start known"), max_length=5, choices=Precision, default=Precision.DAY)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    ends_precision = models.CharField(_("end known"), max_length=5, choices=Precision, default=Precision.DAY)
    date_note = models.CharField(_("about the date"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def year(self) -> int | None:
        day = self.judged_on()
        return day.year if day else None

    def judged_on(self) -> date | None:
        """The start; where only the end is known, the end."""
        return self.starts_on or self.ends_on


def span_constraints(name: str, refusal: str | Promise) -> list[models.CheckConstraint]:
    """``name`` is the model's; ``refusal`` is said where the end comes before the start."""
    plausible = (date(1900, 1, 1), date(2199, 12, 31))
    return [
        models.CheckConstraint(
            condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
            name=f"{name}_start_before_end",
            violation_error_message=refusal,
        ),
        models.CheckConstraint(
            condition=(Q(starts_on__isnull=True) | Q(starts_on__range=plausible))
            & (Q(ends_on__isnull=True) | Q(ends_on__range=plausible)),
            name=f"{name}_dates_plausible",
            violation_error_message=_("A date must lie between 1900 and 2199."),
        ),
    ]
