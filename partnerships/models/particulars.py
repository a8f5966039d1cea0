"""Results in figures, relations, documents and sources of an initiative."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.initiative import Initiative
from partnerships.models.partner import INDEX, SUBJECT
from portal.core.models import FoundIn, LinkedDocument, audited, content_triggers, derived_by


@audited()
class Result(models.Model):
    """A result as a figure: "25,000 – clients – of fifteen new institutions"."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="result_lines")
    figure = models.DecimalField(_("figure"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("Persons, per cent, offices …"))
    what = models.CharField(_("what it counts"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("result in figures")
        verbose_name_plural = _("results in figures")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(figure__gte=0),
                name="result_not_negative",
                violation_error_message=_("A figure counts from nought."),
            )
        ]
        triggers = [*derived_by(INDEX, "initiative_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self.figure:f} {self.unit} {self.what}".strip()


@audited()
class InitiativeRelation(models.Model):
    """That an initiative continues, widens or is part of another; the note says which."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Initiative, verbose_name=_("other initiative"), on_delete=models.CASCADE, related_name="relations_from"
    )
    note = models.CharField(_("how they are related"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("related initiative")
        verbose_name_plural = _("related initiatives")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "other"], name="initiativerelation_once"),
            models.CheckConstraint(
                condition=~models.Q(initiative=models.F("other")),
                name="initiativerelation_not_to_itself",
                violation_error_message=_("An initiative is not related to itself."),
            ),
        ]
        triggers = content_triggers(SUBJECT)

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.other_id}"


@audited()
class InitiativeDocument(LinkedDocument):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="documents")

    class Meta(LinkedDocument.Meta):
        triggers = content_triggers(SUBJECT)


@audited()
class InitiativeSource(FoundIn):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="sources")

    class Meta(FoundIn.Meta):
        triggers = [*derived_by(INDEX, "initiative_id"), *content_triggers(SUBJECT)]
