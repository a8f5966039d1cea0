"""What is remembered of following a match: which reminders went out, who looked when, and the story told of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.models.match import SIGNING, Match, Side, agreement
from portal.core.models import Language, Membership, audited
from portal.core.models.stamp import stamp


class Reminder(models.Model):
    """A mail that nobody's action caused. The constraint is what makes each go once, whoever writes it."""

    class Kind(models.TextChoices):
        QUIET = "quiet", _("Nothing has happened for a while")
        BY_HAND = "by_hand", _("Reminded by a curator")
        STEP = "step", _("A next step is due")
        OUTCOME = "outcome", _("The outcome is asked")

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    step = models.PositiveSmallIntegerField(_("days of silence"), default=0)
    since = models.DateField(
        _("about the day"), help_text=_("On which the silence began, the step was due, or the match was to end.")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "kind", "since", "step"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(kind="quiet", step__gt=0) | ~Q(kind="quiet") & Q(step=0), name="reminder_steps_of_silence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.kind} {self.step}"


class LastLook(models.Model):
    """When a member last looked at a match: what happened since by others is unread."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="looks")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField(_("looked"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["match", "membership"], name="lastlook_once")]

    def __str__(self) -> str:
        return f"{self.match_id} {self.membership_id}"


def _stamp_is_whole(side: Side) -> models.CheckConstraint:
    stamped = [Q(**{f"{name}__isnull": True}) for name in agreement(side)]
    whole = Q(*stamped) | Q(*(~each for each in stamped))
    return models.CheckConstraint(condition=whole, name=f"story_{side}_stamp_is_whole")


@audited()
class Story(models.Model):
    """What came of a match, as both sides want it told. Everybody reads it once both have stamped the same version."""

    match = models.OneToOneField(Match, on_delete=models.CASCADE, related_name="story")
    text = models.TextField(_("what came of it"))
    language = models.ForeignKey(
        Language, verbose_name=_("language of the text"), on_delete=models.PROTECT, related_name="+", to_field="code",
        default="en",
    )  # fmt: skip
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    seeker_agreed_by = stamp(_("agreed for the seeker by"))
    seeker_agreed_at = models.DateTimeField(_("seeker agreed"), null=True, editable=False)
    seeker_agreed_version = models.PositiveIntegerField(_("version the seeker agreed to"), null=True, editable=False)
    provider_agreed_by = stamp(_("agreed for the provider by"))
    provider_agreed_at = models.DateTimeField(_("provider agreed"), null=True, editable=False)
    provider_agreed_version = models.PositiveIntegerField(
        _("version the provider agreed to"), null=True, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(seeker_agreed_version=F("version"), provider_agreed_version=F("version"))
                & Q(seeker_agreed_version__isnull=False, provider_agreed_version__isnull=False),
                name="story_published_by_both",
            ),
            *(_stamp_is_whole(side) for side in SIGNING),
        ]

    def __str__(self) -> str:
        return f"{self.match} · {self._meta.verbose_name}"
