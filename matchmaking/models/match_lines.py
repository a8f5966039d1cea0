"""What belongs to a match: who helps, versions of the terms, messages, documents, and what happened when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.models.listing import MatchType
from matchmaking.models.match import HELPING, Match, Side
from portal.core.models import Organisation, Uploaded, audited, follows_merged
from portal.core.models.stamp import stamp


def acted_for() -> models.ForeignKey:
    """The organisation in whose name somebody did it; None for a curator, or the portal itself."""
    return models.ForeignKey(
        Organisation, verbose_name=_("for"), null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip


@audited()
class MatchParty(models.Model):
    """An organisation that helps: facilitates or funds. Seeker and provider are columns of the match."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="matches_helped"
    )
    role = models.CharField(_("role"), max_length=15, choices=[(each.value, each.label) for each in HELPING])

    class Meta:
        verbose_name = _("organisation that helps")
        verbose_name_plural = _("organisations that help")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "organisation", "role"], name="matchparty_once"),
            models.CheckConstraint(condition=Q(role__in=HELPING), name="matchparty_role_known"),
        ]
        triggers = [follows_merged("organisation")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation}"

    @property
    def side(self) -> Side:
        return Side(self.role)


@audited()
class MatchTerms(models.Model):
    """One version of the terms. The latest stands between the two; each side stamps it or does not."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="terms")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("terms"))
    match_type = models.CharField(_("type of match"), max_length=10, choices=MatchType)
    ends_on = models.DateField(_("to be completed by"), null=True, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = stamp(_("written by"))
    written_for = acted_for()

    class Meta:
        verbose_name = _("version of the terms")
        verbose_name_plural = _("versions of the terms")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["match", "version"], name="matchterms_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="matchterms_counted_from_one"),
            models.CheckConstraint(condition=Q(match_type__in=MatchType.values), name="matchterms_type_known"),
        ]
        triggers = [follows_merged("written_for")]

    def __str__(self) -> str:
        return f"{self.match_id}, {self.version}"


@audited()
class MatchMessage(models.Model):
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="messages")
    token = models.UUIDField(unique=True, editable=False)  # of the page it was written on: a double click is one
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = stamp(_("written by"))
    written_for = acted_for()

    class Meta:
        verbose_name = _("message in a match")
        verbose_name_plural = _("messages in a match")
        ordering = ["pk"]
        triggers = [follows_merged("written_for")]

    def __str__(self) -> str:
        return f"{self.written_by}, {self.written_at:%Y-%m-%d %H:%M}"


@audited()
class MatchDocument(Uploaded):
    """A file that only those who see the match can fetch."""

    MOST = 20
    HINT = _("A draft agreement, a programme, a budget. At most 10 MB each.")
    TAKEN = _("These can be added: PDF, Word, Excel, PowerPoint, OpenDocument, text, PNG, JPEG and WebP.")

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(_("file"), upload_to="matches/%Y/", max_length=200)
    added_by = stamp(_("added by"))
    added_for = acted_for()

    class Meta(Uploaded.Meta):
        verbose_name = _("document of a match")
        verbose_name_plural = _("documents of a match")
        constraints = [models.UniqueConstraint(fields=["match", "digest"], name="matchdocument_once")]
        triggers = [follows_merged("added_for")]


class Happened(models.TextChoices):
    """What a line of the timeline tells; worded by matchmaking/matching/timeline.py."""

    INTRODUCED = "introduced", _("Introduced")
    TOOK_UP = "took_up", _("Interest taken up")
    JOINED = "joined", _("Somebody joined")
    LOOKED_AFTER = "looked_after", _("Looked after")
    WROTE_TERMS = "wrote_terms", _("Terms written")
    AGREED = "agreed", _("One side agreed")
    TOOK_BACK = "took_back", _("Agreement taken back")
    BOTH_AGREED = "both_agreed", _("Both sides agreed")
    BEGAN = "began", _("Work began")
    COMPLETED = "completed", _("Completed")
    DECLINED = "declined", _("Declined")
    STALLED = "stalled", _("Stalled")
    RESUMED = "resumed", _("Resumed")
    DISSOLVED = "dissolved", _("Dissolved")
    NEXT_STEP = "next_step", _("Next step set")
    STEP_DONE = "step_done", _("Next step done")
    ADDED_DOCUMENT = "added_document", _("Document added")
    REMOVED_DOCUMENT = "removed_document", _("Document removed")
    REMINDED = "reminded", _("Reminded")
    RECORDED = "recorded", _("Recorded in the portal")
    TOLD_OUTCOME = "told_outcome", _("Outcome told")
    WROTE_STORY = "wrote_story", _("Story written")
    AGREED_STORY = "agreed_story", _("One side agreed to the story")
    TOLD_STORY = "told_story", _("Published as a story")


class TimelineEntry(models.Model):
    """Who did what when. Written once, never changed: a record of its own, so it is not audited again."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="timeline")
    what = models.CharField(_("what"), max_length=20, choices=Happened)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = stamp(_("who"))
    acted_for = acted_for()
    about = models.CharField(_("about"), max_length=250, blank=True)  # a version, a file's name, an organisation, a ref
    text = models.TextField(_("in their words"), blank=True)  # a reason, a step

    class Meta:
        verbose_name = _("line of the timeline")
        verbose_name_plural = _("timeline")
        ordering = ["-pk"]
        triggers = [follows_merged("acted_for")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_what_display()}"
