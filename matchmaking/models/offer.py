"""The offer: what an institution can give, on which conditions, and how much of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
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

SUBJECT = "offer"  # of the version stamps
INDEX = "matchmaking_offer_index"  # the SQL function that derives search rows: matchmaking/sql/
OF_LINES = [*derived_by(INDEX, "offer_id"), *content_triggers(SUBJECT)]


class Condition(models.TextChoices):
    FREE = "free", _("Free of charge")
    COST_SHARING = "cost-sharing", _("Cost sharing")
    LICENCE = "licence", _("Licence")
    COLLABORATION = "collaboration", _("Collaboration")
    JOINT_VENTURE = "joint-venture", _("Joint venture")
    SALE = "sale", _("Sale")


@audited(exclude=["updated_at", "updated_by"])
class Offer(Listing):
    REF_PREFIX = "OF"
    stamped_as = SUBJECT

    conditions = ArrayField(
        models.CharField(max_length=15, choices=Condition), verbose_name=_("conditions"), default=list, blank=True
    )
    conditions_note = models.TextField(_("about the conditions"), blank=True)
    capacity = models.TextField(
        _("capacity"), blank=True, help_text=_("How many persons, how often in a year, with which equipment …")
    )

    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), through="OfferTopic", blank=True)
    modalities = models.ManyToManyField(
        Modality, verbose_name=_("modalities"), through="OfferModality", blank=True, related_name="offers"
    )
    recommendations = models.ManyToManyField(
        Recommendation, verbose_name=_("recommendations"), through="OfferRecommendation", blank=True
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), through="OfferGoal", blank=True)
    working_languages = models.ManyToManyField(
        Language, verbose_name=_("working languages"), through="OfferLanguage", blank=True, related_name="+"
    )

    class Meta(Listing.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            *(each.clone() for each in Listing.Meta.constraints),
            *span_constraints("offer", _("What is offered cannot end before it starts.")),
            models.CheckConstraint(
                condition=Q(conditions__contained_by=Condition.values), name="offer_conditions_known"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="offer_queue"),
            models.Index(fields=["verify_due_on"], name="offer_verify_due"),
            models.Index(fields=["expires_on"], name="offer_expires"),
        ]
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", args=[self.ref])


@audited()
class OfferPlace(Place):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="places")

    class Meta(Place.Meta):
        constraints = [
            *(each.clone() for each in Place.Meta.constraints),
            models.UniqueConstraint(
                fields=["offer", "country", "group", "region"], nulls_distinct=False, name="offerplace_once"
            ),
        ]
        triggers = OF_LINES


@audited()
class OfferTopic(TopicLine):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="taggings")

    class Meta(TopicLine.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "topic"], name="offertopic_once")]
        triggers = OF_LINES


@audited()
class OfferModality(ModalityLine):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="modality_links")

    class Meta(ModalityLine.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "modality"], name="offermodality_once")]
        triggers = OF_LINES


@audited()
class OfferRecommendation(RecommendationLine):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="recommendation_links")

    class Meta(RecommendationLine.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "recommendation"], name="offerrecommendation_once")]
        triggers = OF_LINES


@audited()
class OfferGoal(GoalLine):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="goal_links")

    class Meta(GoalLine.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "goal"], name="offergoal_once")]
        triggers = OF_LINES


@audited()
class OfferLanguage(LanguageLine):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="language_links")

    class Meta(LanguageLine.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "language"], name="offerlanguage_once")]
        triggers = OF_LINES


@audited()
class OfferInvited(Invited):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="invitations")

    class Meta(Invited.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "organisation"], name="offerinvited_once")]
        triggers = [*OF_LINES, follows_merged("organisation")]


@audited()
class OfferQuestion(Question):
    LISTING = "offer"

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")

    class Meta(Question.Meta):
        constraints = [each.clone() for each in Question.Meta.constraints]
        triggers = [*content_triggers(SUBJECT), follows_merged("asked_for")]
