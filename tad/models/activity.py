"""The activity: one technical-assistance or capacity-building event or project step."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Party
from portal.core.models import (
    Attendance,
    Classified,
    Curated,
    Goal,
    Language,
    Modality,
    Pillar,
    Recommendation,
    Spanned,
    Topic,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
    span_constraints,
)
from portal.core.reference import Reference
from tad.models.participation import Participation

SUBJECT = "activity"  # of the version stamps
INDEX = "tad_activity_index"  # the SQL function that derives search rows: tad/sql/


@audited(exclude=["updated_at", "updated_by"])
class Activity(Curated, Spanned, Classified):
    class Scope(models.TextChoices):
        NATIONAL = "national", _("National")
        SUBREGIONAL = "subregional", _("Subregional")
        REGIONAL = "regional", _("Regional")
        INTERREGIONAL = "interregional", _("Interregional")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ONGOING = "ongoing", _("Ongoing")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")

    Delivery = Attendance
    REF_PREFIX = "TA"
    stamped_as = SUBJECT

    objective = models.TextField(_("objective"), blank=True)
    description = models.TextField(_("what happened"), blank=True)
    expected_outcome = models.TextField(_("expected outcome"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    modality = models.ForeignKey(
        Modality, verbose_name=_("modality"), null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    modality_as_said = models.CharField(
        _("modality in the source's words"), max_length=120, blank=True, help_text=_("Required for “other”.")
    )
    pillar = models.ForeignKey(
        Pillar, verbose_name=_("pillar"), null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    scope = models.CharField(_("scope"), max_length=20, choices=Scope, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.COMPLETED)
    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Town or venue."))
    audience = models.CharField(_("audience"), max_length=300, blank=True)

    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)

    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), through="ActivityTopic", blank=True)
    recommendations = models.ManyToManyField(
        Recommendation, verbose_name=_("recommendations"), through="ActivityRecommendation", blank=True
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), through="ActivityGoal", blank=True)
    working_languages = models.ManyToManyField(
        Language, verbose_name=_("working languages"), through="ActivityLanguage", blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = [F("starts_on").desc(nulls_last=True), "-pk"]
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            *(each.clone() for each in Classified.Meta.constraints),
            *span_constraints("activity", _("An activity cannot end before it starts.")),
            models.CheckConstraint(
                condition=Q(participants__isnull=True) | Q(participants__gte=Coalesce("women", 0) + Coalesce("men", 0)),
                name="activity_participants_add_up",
                violation_error_message=_("There are more women and men than participants."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="activity_not_part_of_itself",
                violation_error_message=_("An activity cannot be part of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="activity_queue"),
            models.Index(fields=["verify_due_on"], name="activity_verify_due"),
            models.Index(fields=["updated_at"], name="activity_updated"),
            models.Index(
                fields=["last_verified_on"], include=["id"], name="activity_verified",
                condition=models.Q(state="published"),
            ),
            models.Index(fields=["ends_on"], name="activity_ends"),
            models.Index(fields=["starts_on"], name="activity_starts", condition=models.Q(ends_on__isnull=True)),
            models.Index(
                fields=["id"], include=["starts_on", "starts_precision", "ends_on", "ends_precision"],
                name="activity_days",
            ),
        ]  # fmt: skip
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("activities:detail", args=[self.ref])

    @classmethod
    def parties_of(cls, records: Iterable[Activity], reference: Reference) -> dict[int, list[Party]]:
        return Participation.parties_of({record.pk: record.judged_on() for record in records}, reference)


class Tagging(models.Model):
    """One of the small tables between an activity and a vocabulary."""

    class Meta:
        abstract = True
        triggers = [*derived_by(INDEX, "activity_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@audited()
class ActivityTopic(Tagging):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    as_said = models.CharField(_("in the source's words"), max_length=120, blank=True)

    class Meta(Tagging.Meta):
        verbose_name = _("topic of the activity")
        verbose_name_plural = _("topics of the activity")
        constraints = [models.UniqueConstraint(fields=["activity", "topic"], name="activitytopic_once")]


@audited()
class ActivityRecommendation(Tagging):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Tagging.Meta):
        verbose_name = _("recommendation of the activity")
        verbose_name_plural = _("recommendations of the activity")
        constraints = [
            models.UniqueConstraint(fields=["activity", "recommendation"], name="activityrecommendation_once")
        ]


@audited()
class ActivityGoal(Tagging):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(_("main goal"), default=False)

    class Meta(Tagging.Meta):
        verbose_name = _("goal of the activity")
        verbose_name_plural = _("goals of the activity")
        constraints = [
            models.UniqueConstraint(fields=["activity", "goal"], name="activitygoal_once"),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(is_main=True), name="activitygoal_one_main",
                violation_error_message=_("An activity has one main goal."),
            ),
        ]  # fmt: skip


@audited()
class ActivityLanguage(Tagging):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    language = models.ForeignKey(Language, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("working language")
        verbose_name_plural = _("working languages")
        constraints = [models.UniqueConstraint(fields=["activity", "language"], name="activitylanguage_once")]
