"""An organisation suggests somebody for the roster. Until that person says yes, next to nothing is kept of them.

roster/applying/nominations.py asks, takes the answer and forgets.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.models import Organisation, audited, follows_merged
from portal.core.models.stamp import stamp
from portal.core.rate_limit import mailbox
from roster.models.application import Application


@audited(exclude=["token", "name", "email", "digest", "why", "topics"])
class Nomination(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ACCEPTED = "accepted", _("Said yes")
        DECLINED = "declined", _("Said no")
        FORGOTTEN = "forgotten", _("Not answered, and forgotten")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="nominations"
    )
    # All that is kept of the person, erased with the answer: whoever says yes says the rest in their own words.
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    why = models.TextField(_("why"), blank=True)
    topics = ArrayField(models.CharField(max_length=60), verbose_name=_("topics"), default=list, blank=True)

    # Of the mailbox: an organisation asks nobody twice at a time, and learns of nobody that another has asked.
    digest = models.CharField(max_length=64, editable=False)
    token = models.UUIDField(default=uuid4, unique=True, editable=False)  # what the mailed link proves
    language = models.CharField(_("language of the mail"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("nominated"), default=timezone.now)
    created_by = stamp(_("nominated by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    application = models.OneToOneField(
        Application, verbose_name=_("application"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="nomination",
    )  # fmt: skip

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], condition=Q(state="open"), name="nomination_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "forgotten"]), name="nomination_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | ~Q(state="open") & Q(answered_at__isnull=False, name="", email="", why="", topics=[]),
                name="nomination_answered_is_erased",
            ),
        ]
        triggers = [follows_merged("organisation")]

    def __str__(self) -> str:
        """Without the name: who decides on nothing need not know it."""
        return f"{self.organisation} · {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Only who reads the mailbox knows it."""
        return reverse("application:nomination", args=[self.token])


class Unwilling(models.Model):
    """A mailbox that wants no nominations: kept as a keyed hash, from which nobody can be read."""

    digest = models.CharField(max_length=64, primary_key=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.digest[:8]}… {self.created_at:%Y-%m-%d}"


def digest_of(email: str) -> str:
    return salted_hmac("roster.nomination", mailbox(email), algorithm="sha256").hexdigest()
