"""Papers of meetings that are kept here: what an organiser hands out, where no address elsewhere is sure to stay."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.meeting import SUBJECT, Meeting
from portal.core.models.submitted import FileKind, Uploaded
from portal.core.models.taxonomy import Language
from portal.core.models.versions import content_triggers

MOST = 20  # papers of one meeting
AT_MOST = pgtrigger.Trigger(
    name="at_most",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("meeting_id"),
    func=f"""
            PERFORM FROM core_meeting WHERE id = NEW.meeting_id FOR NO KEY UPDATE;  -- two at once count each other
            IF {MOST} <= (SELECT count(*) FROM core_meetingpaper WHERE meeting_id = NEW.meeting_id AND id <> NEW.id)
            THEN
                RAISE check_violation USING CONSTRAINT = 'meetingpaper_at_most_{MOST}',
                    MESSAGE = 'A meeting has at most {MOST} papers (meetingpaper_at_most_{MOST}).';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 -- a constant
)


@audited()
class MeetingPaper(Uploaded):
    """A file with what a reader must know before fetching it: which paper it is and in which language."""

    class What(models.TextChoices):
        AGENDA = "agenda", _("Agenda")
        PROGRAMME = "programme", _("Programme")
        DOCUMENTS = "documents", _("List of documents")
        WORKING = "working", _("Working document")
        PRESENTATION = "presentation", _("Presentation")
        REPORT = "report", _("Report")
        OTHER = "other", _("Other paper")

    KINDS = frozenset(FileKind) - {FileKind.PNG, FileKind.JPEG, FileKind.WEBP}
    HINT = _(
        "At most 20, of 10 MB each: PDF, Word, Excel, PowerPoint, OpenDocument or plain text. Each says what it is and "
        "its language. Whoever sees the meeting can fetch them."
    )
    TAKEN = _(
        "It is of a type that we do not take. PDF, Word, Excel, PowerPoint, OpenDocument and plain text are fine."
    )
    MOST = MOST

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    what = models.CharField(_("what it is"), max_length=12, choices=What)
    title = models.CharField(
        _("title"), max_length=250, blank=True, help_text=_("As on the paper. Empty: what it is, alone.")
    )
    language = models.ForeignKey(
        Language, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+", to_field="code"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_withheld = models.BooleanField(
        _("withheld"), default=False, help_text=_("Gone at once from pages, files and the API. Curators still find it.")
    )
    withheld_because = models.CharField(_("why withheld"), max_length=250, blank=True)
    file = models.FileField(_("file"), upload_to="meetings/%Y/", max_length=200)

    class Meta(Uploaded.Meta):
        verbose_name = _("paper of the meeting")
        verbose_name_plural = _("papers of the meeting")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "digest"], name="meetingpaper_once",
                violation_error_message=_("This file is here already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    what__in=["agenda", "programme", "documents", "working", "presentation", "report", "other"]
                ),
                name="meetingpaper_what_known",
            ),
            models.CheckConstraint(
                condition=Q(is_withheld=False) | ~Q(withheld_because=""), name="meetingpaper_withheld_why",
                violation_error_message=_("Say why this paper is withheld."),
            ),
        ]  # fmt: skip
        triggers = [*content_triggers(SUBJECT), AT_MOST]

    def __str__(self) -> str:
        return self.title or self.get_what_display()

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper", args=[self.meeting.ref, self.pk])
