"""The interest: an organisation says to the owner of a need or an offer that it wants to work on it together."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.models.listing import Listing
from matchmaking.models.match import Match
from matchmaking.models.need import Need
from matchmaking.models.offer import Offer
from portal.core.models import Organisation, audited, follows_merged
from portal.core.models.stamp import stamp


class InterestQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Curators, and members of either side."""
        if getattr(user, "is_curator", False):
            return self
        if not user.is_authenticated:
            return self.none()
        theirs = user.memberships.values("organisation")
        return self.filter(Q(organisation__in=theirs) | self.about(theirs))

    def waiting(self) -> Self:
        return self.filter(state=Interest.State.SENT)

    @staticmethod
    def about(organisations) -> Q:
        """On a listing that one of these owns."""
        return Q(need__owner__in=organisations) | Q(offer__owner__in=organisations)


@audited()
class Interest(models.Model):
    """Moved by matchmaking/matching/interests.py alone."""

    class State(models.TextChoices):
        SENT = "sent", _("Waiting for an answer")
        TAKEN_UP = "taken_up", _("Taken up")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.CASCADE, related_name="interests")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="interests"
    )
    message = models.TextField(_("message"))
    # One of the organisation's own, which it would give or get in return.
    return_need = models.ForeignKey(
        Need, verbose_name=_("need in return"), null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    return_offer = models.ForeignKey(
        Offer, verbose_name=_("offer in return"), null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    sent_by = stamp(_("sent by"))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by = stamp(_("answered by"))
    match = models.ForeignKey(
        Match, verbose_name=_("match"), null=True, blank=True, editable=False, on_delete=models.CASCADE,
        related_name="interests",
    )  # fmt: skip

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(need__isnull=True, offer__isnull=False) | Q(need__isnull=False, offer__isnull=True),
                name="interest_of_one_listing",
            ),
            models.CheckConstraint(
                condition=Q(return_need__isnull=True) | Q(return_offer__isnull=True), name="interest_returns_one"
            ),
            models.UniqueConstraint(
                fields=["need", "offer", "organisation"], condition=Q(state="sent"), nulls_distinct=False,
                name="interest_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at__isnull=True, answered_by__isnull=True)
                | Q(state__in=["taken_up", "declined", "withdrawn"], answered_at__isnull=False)
                & Q(answered_by__isnull=False),
                name="interest_answered_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="interest_declined_why"),
            models.CheckConstraint(
                condition=Q(state="taken_up", match__isnull=False) | ~Q(state="taken_up") & Q(match__isnull=True),
                name="interest_taken_up_is_a_match",
            ),
        ]  # fmt: skip
        triggers = [follows_merged("organisation")]

    def __str__(self) -> str:
        return f"{self.listing.ref} ← {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:interest", args=[self.pk])

    @property
    def listing(self) -> Listing:
        return self.need or self.offer

    @property
    def in_return(self) -> Listing | None:
        return self.return_need or self.return_offer
