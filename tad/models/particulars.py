"""Money, quantities, evaluations, documents and sources of an activity."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import FundingKind, Organisation, audited, content_triggers, derived_by


@audited()
class Funding(models.Model):
    """Who paid, how, and how much: an amount, a band, or honestly "not stated"."""

    class Band(models.TextChoices):
        UNDER_10K = "under_10k", _("Under 10,000")
        FROM_10K = "10k_50k", _("10,000 to 50,000")
        FROM_50K = "50k_250k", _("50,000 to 250,000")
        OVER_250K = "over_250k", _("Over 250,000")

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="funding")
    kind = models.ForeignKey(FundingKind, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="+")
    funder = models.ForeignKey(
        Organisation, verbose_name=_("funder"), null=True, blank=True, on_delete=models.PROTECT, related_name="funded"
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example USD."))
    band = models.CharField(_("band"), max_length=12, choices=Band, blank=True)
    is_estimate = models.BooleanField(_("estimate"), default=False)
    in_kind = models.CharField(_("in kind"), max_length=300, blank=True, help_text=_("What was given: rooms, experts."))
    as_said = models.CharField(_("in the source's words"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | Q(amount__gte=0, currency__regex=r"^[A-Z]{3}$")
                | (Q(amount__isnull=True, currency__regex=r"^[A-Z]{3}$") & ~Q(band="")),
                name="funding_amount_has_currency",
                violation_error_message=_("An amount needs a currency code; a currency needs an amount or a band."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(band=""),
                name="funding_amount_or_band",
                violation_error_message=_("Give the amount or a band, not both."),
            ),
        ]  # fmt: skip
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]

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
        triggers = content_triggers("activity")

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
        triggers = content_triggers("activity")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.result[:60]}"


@audited()
class Document(models.Model):
    """A document or page about the activity, elsewhere on the web."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("Programme")
        REPORT = "report", _("Report")
        MATERIAL = "material", _("Material")
        PAGE = "page", _("Web page")

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PAGE)
    title = models.CharField(_("title"), max_length=250)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        verbose_name = _("document or link")
        verbose_name_plural = _("documents and links")
        ordering = ["pk"]
        triggers = content_triggers("activity")

    def __str__(self) -> str:
        return self.title


@audited()
class Source(models.Model):
    """Where an activity was found: a row of a collection, with the title it had there.

    ``record`` ("A023", "M10") makes loading a collection twice change nothing; one activity may stand in two.
    """

    class Grade(models.TextChoices):
        OFFICIAL = "official", _("Organiser or official body")
        MIRROR = "mirror", _("Official document on another site")
        OTHER = "other", _("Press, blog or other")

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="sources")
    record = models.CharField(_("record in the collection"), max_length=20, unique=True)
    citation = models.TextField(_("citation"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, blank=True)
    title_as_said = models.CharField(_("title there"), max_length=400, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["record"]
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]

    def __str__(self) -> str:
        return self.record
