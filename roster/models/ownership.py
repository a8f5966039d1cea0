"""Whose profile it is and whether it is still correct: claims, rounds of asking; and what stays of who left."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models import Country
from portal.core.models.stamp import stamp
from roster.models.consultant import Consultant


class ClaimQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state=Claim.State.OPEN)


class Claim(models.Model):
    """A mailbox is asked whose profile this is. Whoever opens the mailed link may bind it to an account, once and for a
    while. Moved by roster/claims.py."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Claimed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="claims")
    email = models.EmailField(_("sent to"))
    mailbox = models.CharField(max_length=254, editable=False)  # of the address: rate_limit.mailbox
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # what the mailed link proves
    created_by = stamp(_("invited by"))
    sent_at = models.DateTimeField(_("last sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = stamp(_("answered by"))  # nobody, if it was declined without signing in

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim of a profile")
        verbose_name_plural = _("claims of profiles")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultant"], condition=Q(state="open"), name="claim_one_open"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "withdrawn"]), name="claim_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="claim_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(answered_by__isnull=False), name="claim_accepted_by_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultant.ref} · {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("profile:claim", args=[self.token])

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def can_be_accepted(self) -> bool:
        return self.state == self.State.OPEN and not self.is_expired


class CurrencyCheck(models.Model):
    """One round of asking whether a profile is still correct: a mail, reminders, an answer. Moved by
    roster/currency.py."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="checks")
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    mails = models.PositiveSmallIntegerField(_("mails"), default=1)  # the first one and its reminders
    last_mail_at = models.DateTimeField(_("last mail"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question whether a profile is correct")
        verbose_name_plural = _("questions whether profiles are correct")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultant"], condition=Q(answered_at__isnull=True), name="currencycheck_one_open"
            ),
            models.CheckConstraint(condition=Q(mails__gte=1), name="currencycheck_begins_with_a_mail"),
        ]
        indexes = [
            models.Index(fields=["last_mail_at"], condition=Q(answered_at__isnull=True), name="currencycheck_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.consultant.ref} · {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("profile:still-correct", args=[self.token])


class FormerAssignment(models.Model):
    """That some consultant, who has left the roster since, worked on an activity. Nothing leads back to the person, nor
    from one such line to another."""

    activity = models.ForeignKey("tad.Activity", verbose_name=_("activity"), on_delete=models.CASCADE, related_name="+")
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    was_verified = models.BooleanField(_("verified by a curator"), default=False)

    class Meta:
        verbose_name = _("assignment of a former consultant")
        verbose_name_plural = _("assignments of former consultants")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity.ref} · {self.from_year or ''}–{self.to_year or ''}"
