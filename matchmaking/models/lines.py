"""The lines of a listing: for which places, about what, who is invited, what was asked. Each is made concrete twice,
for needs (need.py) and for offers (offer.py), with a column named ``need`` or ``offer``."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models import (
    Country,
    CountryGroup,
    Goal,
    Language,
    Modality,
    Organisation,
    Recommendation,
    Region,
    Topic,
)
from portal.core.models.stamp import stamp


class Line(models.Model):
    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Place(Line):
    """A country, a group of countries or a region that help is asked for or offered to. A need that names none is its
    owner's country's; an offer that names none is for any country."""

    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        CountryGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, group__isnull=True, region__isnull=True)
                | Q(country__isnull=True, group__isnull=False, region__isnull=True)
                | Q(country__isnull=True, group__isnull=True, region__isnull=False),
                name="%(class)s_one_place",
                violation_error_message=_("Name a country, a group or a region on each line, and only one of them."),
            )
        ]

    def __str__(self) -> str:
        return str(self.country or self.group or self.region)


class TopicLine(Line):
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    as_said = models.CharField(_("in own words"), max_length=120, blank=True)

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class ModalityLine(Line):
    modality = models.ForeignKey(Modality, verbose_name=_("modality"), on_delete=models.PROTECT, related_name="+")

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("modality")
        verbose_name_plural = _("modalities")


class RecommendationLine(Line):
    recommendation = models.ForeignKey(
        Recommendation, verbose_name=_("recommendation"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")


class GoalLine(Line):
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="+")

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("goal")
        verbose_name_plural = _("goals")


class LanguageLine(Line):
    """A language in which one can work together."""

    language = models.ForeignKey(Language, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("working language")
        verbose_name_plural = _("working languages")


class Invited(Line):
    """An organisation that may see a listing that is shown to the invited, and read the confidential part of any."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("invited organisation")
        verbose_name_plural = _("invited organisations")


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Of a listing that this user may see: public questions once they are answered; one's own, those of the
        organisations one acts for, and on their own listings all of them."""
        if getattr(user, "is_curator", False):
            return self
        told = Q(is_public=True, answered_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(told)
        theirs = user.memberships.values("organisation")
        about = f"{self.model.LISTING}__owner__in"
        return self.filter(told | Q(asked_by=user) | Q(asked_for__in=theirs) | Q(**{about: theirs}))

    def unanswered(self) -> Self:
        return self.filter(answered_at__isnull=True)


class Question(Line):
    LISTING: str  # "need" or "offer"

    text = models.TextField(_("question"))
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Everybody who sees the listing reads question and answer.")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    asked_by = stamp(_("asked by"))
    asked_for = models.ForeignKey(
        Organisation, verbose_name=_("asked for"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by = stamp(_("answered by"))

    objects = QuestionQuerySet.as_manager()

    class Meta(Line.Meta):
        abstract = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = [F("asked_at").asc(), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="%(class)s_answered_who_and_when",
            )
        ]
