"""A sheet that somebody sent in: the file, the plan made of it row by row, and what became of it."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models.curated import stamp


def random_name(job: Import, name: str) -> str:
    """Nobody guesses it, and nothing of what the sender called the file reaches the disk."""
    return f"imports/{secrets.token_hex(16)}"


class Import(models.Model):
    class State(models.TextChoices):
        READING = "reading", _("Being read")
        PLANNED = "planned", _("Ready to look through")
        REFUSED = "refused", _("Cannot be read")
        RUNNING = "running", _("Being written")
        DONE = "done", _("Written")

    of = models.CharField(_("what it holds"), max_length=40)  # a key of portal.core.imports.IMPORTERS
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(_("file as sent"), upload_to=random_name)
    language = models.CharField(_("language of the messages"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    publish = models.BooleanField(_("publish new records at once"), default=False)
    leave_out = models.BooleanField(_("leave out new records that look like another one"), default=False)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    created_by = stamp(_("sent by"))
    started_at = models.DateTimeField(_("last begun"), auto_now_add=True)
    finished_at = models.DateTimeField(_("written at"), null=True, blank=True)
    finished_by = stamp(_("written by"))
    done = models.PositiveIntegerField(_("rows done"), default=0)
    figures = models.JSONField(_("figures"), default=dict)  # Outcome, "warning", "lookalike" → number of rows
    problems = models.JSONField(_("about the file"), default=list)  # sheets.Problem as dicts
    fingerprint = models.CharField(_("fingerprint of the plan"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reading", "planned", "refused", "running", "done"]), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False, finished_by__isnull=False)
                | (~Q(state="done") & Q(finished_at__isnull=True, finished_by__isnull=True)),
                name="import_done_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return _("Import %(number)s: %(name)s") % {"number": self.pk, "name": self.name}

    @property
    def total(self) -> int:
        return sum(self.figures.get(outcome, 0) for outcome in ImportRow.Outcome.values)


class ImportRow(models.Model):
    """What the plan says of one row. Values are worded when the plan is made, in the language of its reader."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        ERROR = "error", _("Error")

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    title = models.CharField(_("title"), max_length=400, blank=True)
    ref = models.CharField(_("reference"), max_length=20, blank=True)
    seen_at = models.DateTimeField(_("record last changed"), null=True, blank=True)
    changes = models.JSONField(_("changes"), default=list)  # {"column", "old", "new"}
    problems = models.JSONField(_("problems"), default=list)  # sheets.Problem as dicts
    lookalikes = models.JSONField(_("look-alikes"), default=list)  # {"ref", "row", "title", "why"}

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="importrow_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "changed", "unchanged", "error"]), name="importrow_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_outcome_display()} {self.title}"
