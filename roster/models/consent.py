"""What of a profile its owner released: given and withdrawn field by field, dated, kept as history.

A field is released while it has an open consent, and only together with the listing itself. Moved by
roster/consents.py; roster/privacy.py says which columns each field covers.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models import audited, content_triggers, derived_by
from portal.core.models.stamp import stamp

SUBJECT = "consultant"  # of the version stamps
INDEX = "roster_consultant_index"  # the SQL function that derives search rows: roster/sql/


class ConsentQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(withdrawn_at=None)


@audited()
class Consent(models.Model):
    class Field(models.TextChoices):
        LISTING = "listing", _("Being listed: nationality, expertise, languages, modalities, why listed")
        NAME = "name", _("Name")
        RESIDENCE = "residence", _("Country of residence")
        POSITION = "position", _("Position and employer")
        BIOGRAPHY = "biography", _("Biography")
        AVAILABILITY = "availability", _("Availability and remote work")
        ASSIGNMENTS = "assignments", _("Assignments")
        INTERESTS = "interests", _("Declaration of interests")

    class How(models.TextChoices):
        FORM = "form", _("In the application")
        OWN_PAGE = "own_page", _("On the own page")
        SAMPLE = "sample", _("Invented with the profile")

    consultant = models.ForeignKey("roster.Consultant", on_delete=models.CASCADE, related_name="consents")
    field = models.CharField(_("what is released"), max_length=20, choices=Field)
    how = models.CharField(_("how it was given"), max_length=10, choices=How)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    given_by = stamp(_("given by"))  # nobody, where it came through a mailed link
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = stamp(_("withdrawn by"))

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultant", "field"], condition=Q(withdrawn_at=None), name="consent_one_open"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | Q(withdrawn_at__isnull=False),
                name="consent_withdrawn_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    field__in=[
                        "listing", "name", "residence", "position", "biography", "availability", "assignments",
                        "interests",
                    ]
                ),
                name="consent_field_known",
            ),
        ]  # fmt: skip
        triggers = [*derived_by(INDEX, "consultant_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self.get_field_display()} · {self.given_at:%Y-%m-%d}"
