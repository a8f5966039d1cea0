"""What somebody writes on the public form, before a curator has made a record of it.

Nothing here is public. Whoever knows a submission's address (reference and token) may read and change it: that is why
no account is needed. Everything typed is kept as it was typed (``data``); what the desk lists and filters by is derived
from it at each save. States change in moves.py only. docs/adr/0016-submissions.md.
"""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from partnerships.models import Initiative
from portal.core.classification import Kind
from portal.core.models import Country, audited
from portal.core.models.curated import stamp


def new_token() -> str:
    return token_urlsafe(24)


class Answer(models.TextChoices):
    """What curators say most often, so that it reaches the submitter in the submitter's language."""

    UNCLEAR = "unclear", _("Some answers are not clear to us yet. Please look at the questions named here.")
    ROLES = "roles", _("Please say of each country and organisation what it gave and what it received.")
    SOURCE = "source", _("Please add a link or a document that shows what you describe.")
    DATES = "dates", _("Please say as exactly as you can when it began and when it ended.")
    CONSENT = "consent", _("To publish it we need your consent: please give it in the last step.")
    SCOPE = "scope", _("It is not about intellectual property, or not a cooperation between countries.")
    NO_SOURCE = "no_source", _("We could not find anything that confirms it. With a source, please tell us again.")
    PROMOTION = "promotion", _("It advertises a product or a service. The portal records cooperation only.")
    PLANNED = "planned", _("It has not begun yet. Please come back when it has.")
    KNOWN = "known", _("The portal records the same cooperation already.")
    PART = "part", _("It is a part of a cooperation that the portal records already, and belongs there.")


class SubmissionQuerySet(models.QuerySet):
    def known_by(self, ref: str, token: str) -> Submission | None:
        """The submission with this private address. Found by its reference, which is no secret; the secret is compared
        in a time that tells nothing about it."""
        found = self.filter(ref=ref.upper()).first()
        return found if constant_time_compare(found.token if found else new_token(), token) and found else None

    def awaiting_review(self) -> Self:
        return self.filter(state=Submission.State.IN_REVIEW)

    def on_the_desk(self) -> Self:
        """What curators may read: sent, from an address that was confirmed. Before that nobody does."""
        return self.exclude(state__in=Submission.UNREAD)


@audited(
    exclude=[
        "token",
        "start_key",
        "data",
        "versions",
        "title",
        "email",
        "link_mailed_to",
        "name",
        "organisation",
        "state_since",
        "unanswered_since",
        "initiative",
        "running_asked_at",
        "running_confirmed_at",
        "updated_at",
    ]
)
class Submission(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Draft, e-mail address confirmed")
        SENT = "sent", _("Sent, e-mail address to be confirmed")
        IN_REVIEW = "in_review", _("In review")
        CHANGES_REQUESTED = "changes_requested", _("Changes requested")
        PARTNERS_CONFIRMING = "partners_confirming", _("Partners are confirming")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Not accepted")
        DUPLICATE = "duplicate", _("Already in the portal")

    REF_PREFIX = "SB"
    EDITABLE = frozenset({State.DRAFT, State.CONFIRMED, State.CHANGES_REQUESTED})
    DECIDED = frozenset({State.ACCEPTED, State.REJECTED, State.DUPLICATE})
    UNREAD = frozenset({State.DRAFT, State.CONFIRMED, State.SENT})  # by anybody but its writer

    ref = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    token = models.CharField(max_length=40, default=new_token, editable=False)
    start_key = models.UUIDField(unique=True, editable=False)  # of the page it was begun from: pressed twice, it is one
    language = models.CharField(_("language of the form"), max_length=10, choices=settings.LANGUAGES)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    state_by = stamp(_("brought there by"))  # a curator; nobody, if it was the submitter or a partner
    state_answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True, editable=False)
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    duplicate_of = models.CharField(_("duplicate of"), max_length=20, blank=True, editable=False)  # a reference
    asked = ArrayField(  # "snapshot.title": what the curator wants to have changed
        models.CharField(max_length=60), verbose_name=_("fields asked for"), default=list, blank=True, editable=False
    )

    # {step: {field: text, list of texts, or list of rows}}: exactly what was typed, checked by nobody.
    data = models.JSONField(_("what was typed"), default=dict, editable=False)
    # {step: {"number", "tab", "sequence", "at"}}: which save of the step this is, and from which window it came.
    versions = models.JSONField(default=dict, editable=False)

    # Derived from data at each save (drafts.py), for the desk's lists and filters.
    title = models.CharField(_("title"), max_length=400, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, editable=False)
    link_mailed_to = models.EmailField(blank=True, editable=False)  # the private link is mailed once by itself
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    has_right = models.BooleanField(_("may submit it"), default=False, editable=False)
    shows_name = models.BooleanField(_("name may be shown"), default=False, editable=False)
    has_consent = models.BooleanField(_("agrees to publication"), default=False, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNCLASSIFIED, editable=False)
    completeness = models.PositiveSmallIntegerField(_("questions answered, per cent"), default=0, editable=False)

    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    email_confirmed_at = models.DateTimeField(_("e-mail address confirmed"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = stamp(_("decided by"))
    unanswered_since = models.DateTimeField(_("message waits since"), null=True, editable=False)
    initiative = models.OneToOneField(  # publication.py makes it
        Initiative, verbose_name=_("the record made of it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="submission", editable=False,
    )  # fmt: skip
    running_asked_at = models.DateTimeField(_("last asked whether it is still running"), null=True, editable=False)
    running_confirmed_at = models.DateTimeField(_("last said to be still running"), null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [
            models.Index(fields=["state", "state_since"], name="submission_queue"),
            models.Index(
                fields=["unanswered_since"], condition=Q(unanswered_since__isnull=False), name="submission_to_answer"
            ),
            models.Index(fields=["updated_at"], name="submission_updated"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft", "confirmed", "sent", "in_review", "changes_requested", "partners_confirming",
                        "accepted", "rejected", "duplicate",
                    ]
                ),
                name="submission_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "confirmed"]) | Q(submitted_at__isnull=False),
                name="submission_beyond_draft_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent"]) | Q(email_confirmed_at__isnull=False),
                name="submission_reviewed_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["changes_requested", "rejected", "duplicate"])
                | ~Q(state_reason="")
                | ~Q(state_answer=""),
                name="submission_state_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="duplicate") | ~Q(duplicate_of=""), name="submission_duplicate_names_other"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "rejected", "duplicate"], decided_at__isnull=False)
                | ~Q(state__in=["accepted", "rejected", "duplicate"]) & Q(decided_at__isnull=True),
                name="submission_decided_is_stamped",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """The private page: whoever knows this address wrote the submission."""
        return reverse("submission:status", args=[self.ref, self.token])

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED

    @property
    def reasons(self) -> list[str]:
        """Why it is in its state, a paragraph each: the ready answer in the reader's language, the curator's words."""
        return [*filter(None, [self.get_state_answer_display(), self.state_reason])]


class KeptText(models.Model):
    """What was typed in one window while the same step was saved from another: kept until its writer has chosen."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="kept_texts")
    step = models.CharField(max_length=20)
    tab = models.CharField(max_length=40)  # the window: typing on in it replaces its own text only
    values = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text from another window")
        verbose_name_plural = _("texts from other windows")
        constraints = [models.UniqueConstraint(fields=["submission", "step", "tab"], name="kepttext_once_a_window")]

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.step}"


class Message(models.Model):
    """A line of the conversation. Without an author it is the submitter's."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True)
    text = models.TextField(_("text"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text="") | ~Q(answer=""), name="message_says_something")]

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def paragraphs(self) -> list[str]:
        return [*filter(None, [self.get_answer_display(), self.text])]


class ConfirmationQuerySet(models.QuerySet):
    def known_by(self, pk: int, token: str) -> Confirmation | None:
        """The one with this private address."""
        found = self.filter(pk=pk).first()
        return found if constant_time_compare(found.token if found else new_token(), token) and found else None


@audited(exclude=["token", "name", "organisation", "email", "text"])
class Confirmation(models.Model):
    """A partner who is asked whether the record is right, and the answer. confirmations.py asks, answers and counts."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        CORRECTED = "corrected", _("Asks for a correction")
        OBJECTED = "objected", _("Objects")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="confirmations")
    token = models.CharField(max_length=40, default=new_token, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)  # empty once forgotten: housekeeping.py
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)  # when the present link was mailed
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    text = models.TextField(_("what is wrong"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of a partner")
        verbose_name_plural = _("confirmations of partners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "email"], condition=~Q(email=""), name="confirmation_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=["confirmed", "corrected", "objected"], answered_at__isnull=False),
                name="confirmation_answer_known",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["corrected", "objected"]) | ~Q(text="") | Q(email=""),
                name="confirmation_doubt_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.name}".strip()

    def get_absolute_url(self) -> str:
        """The private page of this partner."""
        return reverse("submission:partner", args=[self.pk, self.token])


class Document(models.Model):
    """An uploaded file. On disk it has a random name; the name it came with is shown and offered on saving."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        PPTX = "pptx", "PowerPoint"
        ODT = "odt", "OpenDocument"
        ODS = "ods", "OpenDocument"
        ODP = "odp", "OpenDocument"
        PNG = "png", "PNG"
        JPEG = "jpg", "JPEG"
        WEBP = "webp", "WebP"
        TEXT = "txt", _("Text")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(_("file"), upload_to="submissions/%Y/%m/", max_length=200)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("type"), max_length=4, choices=Kind)
    size = models.PositiveIntegerField(_("bytes"))
    initiative = models.ForeignKey(  # of an accepted submission: with what record it is offered
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="files", editable=False
    )
    is_withheld = models.BooleanField(_("withheld"), default=False, help_text=_("Not offered with the record."))
    digest = models.CharField(max_length=64)  # SHA-256 of what was sent: the same file sent again is the same document
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "digest"], name="document_once")]

    def __str__(self) -> str:
        return self.name
