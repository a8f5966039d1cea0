"""The need: what an institution asks for, and what it contributes itself."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from matchmaking.models.lines import (
    GoalLine,
    Invited,
    LanguageLine,
    ModalityLine,
    Place,
    Question,
    RecommendationLine,
    TopicLine,
)
from matchmaking.models.listing import Listing
from portal.core.models import (
    Curated,
    Goal,
    Language,
    Modality,
    Recommendation,
    Topic,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
    span_constraints,
)

SUBJECT = "need"  # of the version stamps
INDEX = "matchmaking_need_index"  # the SQL function that derives search rows: matchmaking/sql/
OF_LINES = [*derived_by(INDEX, "need_id"), *content_triggers(SUBJECT)]


@audited(exclude=["updated_at", "updated_by"])
class Need(Listing):
    REF_PREFIX = "ND"
    stamped_as = SUBJECT

    contribution = models.TextField(
        _("what the owner contributes"),
        blank=True,
        help_text=_("Rooms, people, translation, data, part of the costs …"),
    )  # fmt: skip

    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), through="NeedTopic", blank=True)
    modalities = models.ManyToManyField(
        Modality, verbose_name=_("modalities"), through="NeedModality", blank=True, related_name="needs"
    )
    recommendations = models.ManyToManyField(
        Recommendation, verbose_name=_("recommendations"), through="NeedRecommendation", blank=True
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), through="NeedGoal", blank=True)
    working_languages = models.ManyToManyField(
        Language, verbose_name=_("working languages"), through="NeedLanguage", blank=True, related_name="+"
    )

    class Meta(Listing.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            *(each.clone() for each in Listing.Meta.constraints),
            *span_constraints("need", _("What is asked for cannot end before it starts.")),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="need_queue"),
            models.Index(fields=["verify_due_on"], name="need_verify_due"),
            models.Index(fields=["expires_on"], name="need_expires"),
        ]
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("needs:detail", args=[self.ref])


@audited()
class NeedPlace(Place):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="places")

    class Meta(Place.Meta):
        constraints = [
            *(each.clone() for each in Place.Meta.constraints),
            models.UniqueConstraint(
                fields=["need", "country", "group", "region"], nulls_distinct=False, name="needplace_once"
            ),
        ]
        triggers = OF_LINES


@audited()
class NeedTopic(TopicLine):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="taggings")

    class Meta(TopicLine.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "topic"], name="needtopic_once")]
        triggers = OF_LINES


@audited()
class NeedModality(ModalityLine):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="modality_links")

    class Meta(ModalityLine.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "modality"], name="needmodality_once")]
        triggers = OF_LINES


@audited()
class NeedRecommendation(RecommendationLine):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="recommendation_links")

    class Meta(RecommendationLine.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "recommendation"], name="needrecommendation_once")]
        triggers = OF_LINES


@audited()
class NeedGoal(GoalLine):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="goal_links")

    class Meta(GoalLine.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "goal"], name="needgoal_once")]
        triggers = OF_LINES


@audited()
class NeedLanguage(LanguageLine):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="language_links")

    class Meta(LanguageLine.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "language"], name="needlanguage_once")]
        triggers = OF_LINES


@audited()
class NeedInvited(Invited):
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="invitations")

    class Meta(Invited.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "organisation"], name="needinvited_once")]
        triggers = [*OF_LINES, follows_merged("organisation")]


@audited()
class NeedQuestion(Question):
    LISTING = "need"

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="questions")

    class Meta(Question.Meta):
        constraints = [each.clone() for each in Question.Meta.constraints]
        triggers = [*content_triggers(SUBJECT), follows_merged("asked_for")]
