"""A large file that is being written in the background, and kept for some days to be fetched."""

from __future__ import annotations

from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    return token_urlsafe(24)


class PreparedFile(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    RUNNING = (State.WAITING, State.WORKING)

    token = models.CharField(_("token"), max_length=40, unique=True, default=new_token, editable=False)
    # What was asked for, and by whom.
    export = models.CharField(_("export"), max_length=120)  # dotted name of an Export
    base = models.CharField(_("beginning of addresses"), max_length=300)
    path = models.CharField(_("page"), max_length=300)
    querystring = models.TextField(_("conditions"), blank=True)
    format = models.CharField(_("format"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    asked = models.CharField(max_length=32, editable=False)  # the same for the same question by the same reader
    stamp = models.CharField(max_length=32, editable=False)  # the same for as long as the answer is
    # How far it is.
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("records written"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    file = models.FileField(_("file"), upload_to="exports", blank=True)
    name = models.CharField(_("name of the file"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    seen_alive_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("prepared file")
        verbose_name_plural = _("prepared files")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "working", "ready", "failed"]), name="preparedfile_state_known"
            ),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(file=""), name="preparedfile_ready_has_file"),
            models.UniqueConstraint(
                fields=["asked"], condition=Q(state__in=["waiting", "working"]), name="preparedfile_runs_once"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="preparedfile_expires")]

    def __str__(self) -> str:
        return f"{self.path}?{self.querystring} ({self.format})"

    def get_absolute_url(self) -> str:
        return reverse("exports:prepared", args=[self.token])

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING

    @property
    def is_pack(self) -> bool:
        """Whether it has an address of its own below the page that it is about; others are lists in another form."""
        return self.path.endswith(f".{self.format}")

    @property
    def list_url(self) -> str:
        """The list it is made of, or the page that it is about."""
        if self.is_pack:
            return self.path.rpartition("/")[0] + "/"
        return f"{self.path}?{self.querystring}" if self.querystring else self.path

    @property
    def csv_url(self) -> str:
        return f"{self.list_url}{'&' if self.querystring else '?'}format=csv"
