"""How people come to act for an institution: invited by its administrators, or asking them. portal/core/memberships.py
moves both."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.organisation import Membership, Organisation
from portal.core.models.stamp import stamp


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state=Invitation.State.OPEN)

    def of_mailbox(self, mailbox: str) -> Self:
        """Those that whoever reads this mailbox could accept today."""
        return self.open().filter(mailbox=mailbox, expires_at__gt=timezone.now())


@audited(exclude=["token"])
class Invitation(models.Model):
    """A mailbox is asked to act for an organisation. Whoever opens the mailed link may accept, once and for a while."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    mailbox = models.CharField(max_length=254, editable=False)  # of the address: rate_limit.mailbox
    role = models.CharField(_("role"), max_length=10, choices=Membership.Role)
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # what the mailed link proves
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    created_by = stamp(_("invited by"))
    sent_at = models.DateTimeField(_("last sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = stamp(_("answered by"))  # nobody, if it was declined without signing in
    wants_no_more = models.BooleanField(_("wants no more invitations from it"), default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "mailbox"], condition=Q(state="open"), name="invitation_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "withdrawn"]), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="invitation_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "withdrawn"]) | Q(answered_by__isnull=False),
                name="invitation_answered_by_whom",
            ),
            models.CheckConstraint(condition=Q(role__in=["admin", "editor", "reader"]), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.organisation} · {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """Only who reads the mailbox knows it."""
        return reverse("invitation", args=[self.token])

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def can_be_accepted(self) -> bool:
        return self.state == self.State.OPEN and not self.is_expired


@audited()
class JoinRequest(models.Model):
    """Somebody asks to act for a verified organisation; its administrators decide."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="join_requests"
    )
    message = models.CharField(_("message"), max_length=500, blank=True)  # to the administrators, on their page only
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = stamp(_("decided by"))

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(state="open"), name="joinrequest_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "withdrawn"]), name="joinrequest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="joinrequest_decided_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.get_state_display()}"
