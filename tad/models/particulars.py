"""Money, quantities, evaluations, documents and sources of an activity."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import (
    Costed,
    FoundIn,
    FundingKind,
    LinkedDocument,
    Organisation,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
)


@audited()
class Funding(Costed):
    """Who paid, how, and how much: an amount, a band, or honestly "not stated"."""

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="funding")
    kind = models.ForeignKey(FundingKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="+")
    funder = models.ForeignKey(
        Organisation, verbose_name=_("funder"), null=True, blank=True, on_delete=models.PROTECT, related_name="funded"
    )
    as_said = models.CharField(_("in the source's words"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["pk"]
        constraints = [each.clone() for each in Costed.Meta.constraints]
        indexes = [
            models.Index(
                fields=["kind", "currency", "activity"], include=["amount"], name="funding_stated",
                condition=models.Q(amount__isnull=False),
            )
        ]  # fmt: skip
        triggers = [
            *derived_by("tad_activity_index", "activity_id"),
            *content_triggers("activity"),
            follows_merged("funder"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount or self.band} {self.currency}".strip()


@audited()
class Quantity(models.Model):
    class Unit(models.TextChoices):
        PERSONS = "persons", _("Persons")
        PERSON_DAYS = "person_days", _("Person-days")
        EXPERTS = "experts", _("Experts")
        ITEMS = "items", _("Items")

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="quantities")
    unit = models.CharField(_("unit"), max_length=12, choices=Unit)
    number = models.PositiveIntegerField(_("number"))
    what = models.CharField(_("of what"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        ordering = ["pk"]
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]

    def __str__(self) -> str:
        return f"{self.number} {self.get_unit_display()} {self.what}".strip()


@audited()
class Evaluation(models.Model):
    class Kind(models.TextChoices):
        FEEDBACK = "feedback", _("Participants' feedback")
        SELF = "self", _("Self-assessment")
        EXTERNAL = "external", _("External evaluation")
        FOLLOW_UP = "follow_up", _("Later follow-up")

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="evaluations")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    date = models.DateField(_("date"), null=True, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200, blank=True)
    baseline = models.CharField(_("baseline"), max_length=200, blank=True)
    target = models.CharField(_("target"), max_length=200, blank=True)
    result = models.TextField(_("result"))

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["date", "pk"]
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.result[:60]}"


@audited()
class Document(LinkedDocument):
    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="documents")

    class Meta(LinkedDocument.Meta):
        triggers = content_triggers("activity")


@audited()
class Source(FoundIn):
    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="sources")

    class Meta(FoundIn.Meta):
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]
