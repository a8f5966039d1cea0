"""What a consultant knows and has done: one table a kind of line."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import Country, Language, Modality, Topic, audited, content_triggers, derived_by
from portal.core.models.stamp import stamp
from roster.models.consent import INDEX, SUBJECT
from roster.models.consultant import Consultant


class Line(models.Model):
    class Meta:
        abstract = True
        ordering = ["pk"]
        triggers = [*derived_by(INDEX, "consultant_id"), *content_triggers(SUBJECT)]


@audited()
class Biography(Line):
    """One a language."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="biographies")
    language = models.ForeignKey(
        Language, verbose_name=_("language of the text"), on_delete=models.PROTECT, related_name="+", to_field="code"
    )
    text = models.TextField(_("biography"))

    class Meta(Line.Meta):
        verbose_name = _("biography")
        verbose_name_plural = _("biographies")
        constraints = [models.UniqueConstraint(fields=["consultant", "language"], name="biography_one_a_language")]

    def __str__(self) -> str:
        return f"{self.language_id}: {self.text[:60]}"


@audited()
class Expertise(Line):
    class Level(models.TextChoices):
        WORKING = "working", _("Working knowledge")
        ADVANCED = "advanced", _("Advanced")
        EXPERT = "expert", _("Expert")

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="expertise")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    years = models.PositiveSmallIntegerField(_("years of experience"), null=True, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")
        constraints = [
            models.UniqueConstraint(fields=["consultant", "topic"], name="expertise_once"),
            models.CheckConstraint(
                condition=Q(level__in=["working", "advanced", "expert"]), name="expertise_level_known"
            ),
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__lte=70),
                name="expertise_years_plausible",
                violation_error_message=_("Nobody has worked for more than 70 years."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} · {self.get_level_display()}"


@audited()
class ConsultantModality(Line):
    """A kind of assistance that they have given."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="modality_links")
    modality = models.ForeignKey(Modality, verbose_name=_("modality"), on_delete=models.PROTECT, related_name="+")

    class Meta(Line.Meta):
        verbose_name = _("modality of the consultant")
        verbose_name_plural = _("modalities of the consultant")
        constraints = [models.UniqueConstraint(fields=["consultant", "modality"], name="consultantmodality_once")]

    def __str__(self) -> str:
        return str(self.modality)


@audited()
class LanguageSkill(Line):
    class Level(models.TextChoices):
        WORKING = "working", _("Working knowledge")
        FLUENT = "fluent", _("Fluent")
        NATIVE = "native", _("Native")

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=10, choices=Level)

    class Meta(Line.Meta):
        verbose_name = _("language spoken")
        verbose_name_plural = _("languages spoken")
        constraints = [
            models.UniqueConstraint(fields=["consultant", "language"], name="languageskill_once"),
            models.CheckConstraint(
                condition=Q(level__in=["working", "fluent", "native"]), name="languageskill_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} · {self.get_level_display()}"


def _what_is_edited_is_unverified() -> pgtrigger.Trigger:
    """A curator vouched for what the line said then. By whatever way it is edited, somebody looks again; the door that
    verifies (roster/assignments.py) writes the stamps along with the activity."""
    said = ("activity_id", "as_said", "role", "from_year", "to_year", "country_id", "output")
    old, new = (", ".join(f"{row}.{name}" for name in said) for row in ("OLD", "NEW"))
    judged = "OLD.verified_on, OLD.verified_by_id, OLD.unmatched_on"
    return pgtrigger.Trigger(
        name="edit_unverifies",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            f"(({old}) IS DISTINCT FROM ({new}) AND ({judged}) IS NOT DISTINCT FROM ({judged.replace('OLD', 'NEW')}))"
        ),
        func="NEW.verified_on := NULL; NEW.verified_by_id := NULL; NEW.unmatched_on := NULL; RETURN NEW;",
    )


@audited()
class Assignment(Line):
    """Work that was done: an activity of the technical-assistance database, or what only words tell of."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="assignments")
    activity = models.ForeignKey(
        "tad.Activity", verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    as_said = models.CharField(
        _("what it was"), max_length=300, blank=True, help_text=_("Where the portal knows no such activity.")
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    output = models.TextField(_("what came out of it"), blank=True)
    verified_on = models.DateField(_("verified"), null=True, blank=True)  # by a curator, against the activity
    verified_by = stamp(_("verified by"))
    unmatched_on = models.DateField(  # a curator looked, and the portal knows no such activity
        _("no activity found"), null=True, blank=True, editable=False
    )

    class Meta(Line.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = [F("to_year").desc(nulls_last=True), F("from_year").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultant", "activity", "role"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(activity__isnull=False) | ~Q(as_said=""),
                name="assignment_says_what",
                violation_error_message=_("Choose an activity, or say in words what it was."),
            ),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True) | Q(to_year__isnull=True) | Q(from_year__lte=F("to_year")),
                name="assignment_from_before_to",
                violation_error_message=_("An assignment cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=(Q(from_year__isnull=True) | Q(from_year__range=(1900, 2199)))
                & (Q(to_year__isnull=True) | Q(to_year__range=(1900, 2199))),
                name="assignment_years_plausible",
                violation_error_message=_("A year must lie between 1900 and 2199."),
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="assignment_verified_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | Q(activity__isnull=False),
                name="assignment_verified_against_an_activity",
            ),
        ]
        triggers = [*Line.Meta.triggers, _what_is_edited_is_unverified()]

    def __str__(self) -> str:
        return self.as_said or self.activity.ref
