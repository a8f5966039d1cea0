"""What somebody writes on a long public form, before a curator has made a record of it: the same in every room.

Nothing here is public. Whoever knows a submission's address (reference and token) may read and change it: that is why
no account is needed. Everything typed is kept as it was typed (``data``); what the desk lists and filters by is derived
from it at each save. portal/core/submitting/ holds all that can happen to one. docs/adr/0016-submissions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from secrets import token_urlsafe
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.models.stamp import stamp

if TYPE_CHECKING:  # both need the models
    from portal.core.lined_forms import StepForm
    from portal.core.reference import Reference


def new_token() -> str:
    return token_urlsafe(24)


class SubmittedQuerySet(models.QuerySet):
    def known_by(self, ref: str, token: str) -> Submitted | None:
        """The one with this private address. Found by its reference, which is no secret; the secret is compared in a
        time that tells nothing about it."""
        found = self.filter(ref=ref.upper()).first()
        return found if constant_time_compare(found.token if found else new_token(), token) and found else None

    def awaiting_review(self) -> Self:
        return self.filter(state=self.model.State.IN_REVIEW)

    def on_the_desk(self) -> Self:
        """What curators may read: sent, from an address that was confirmed. Before that nobody does."""
        return self.exclude(state__in=self.model.UNREAD)


class Submitted(models.Model):
    """A room says what it asks for, and in which ``State`` a submission can be: draft, confirmed, sent, in_review,
    changes_requested, accepted and rejected there are always. ``state_answer`` has the room's ready answers, ``title``
    is what lists call it."""

    State: ClassVar[type[models.TextChoices]]
    REF_PREFIX: ClassVar[str]
    NAME: ClassVar[str]  # what its addresses and mails and the counts of attempts begin with
    STEPS: ClassVar[Mapping[str, type[StepForm]]]  # in their order
    NEEDED: ClassVar[tuple[str, ...]]  # steps that are enough to send
    EMAIL_IN: ClassVar[str] = "who"  # the step that asks for the address, as "email"
    DOCUMENTS_IN: ClassVar[str]  # the step that takes files
    TOGETHER: ClassVar[Mapping[str, tuple[tuple[str, ...], ...]]] = {}  # fields of which none can be changed alone

    EDITABLE = frozenset({"draft", "confirmed", "changes_requested"})
    REVIEWED = frozenset({"in_review"})  # from where curators decide
    RETURNING = frozenset({"rejected"})  # from where it can come back to them
    DECIDED = frozenset({"accepted", "rejected"})
    UNREAD = frozenset({"draft", "confirmed", "sent"})  # by anybody but its writer

    ref = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    token = models.CharField(max_length=40, default=new_token, editable=False)
    start_key = models.UUIDField(unique=True, editable=False)  # of the page it was begun from: pressed twice, it is one
    language = models.CharField(_("language of the form"), max_length=10, choices=settings.LANGUAGES)

    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    state_by = stamp(_("brought there by"))  # a curator; nobody, if it was the submitter or somebody asked
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    asked = ArrayField(  # "snapshot.title": what the curator wants to have changed
        models.CharField(max_length=60), verbose_name=_("fields asked for"), default=list, blank=True, editable=False
    )

    # {step: {field: text, list of texts, or list of rows}}: exactly what was typed, checked by nobody.
    data = models.JSONField(_("what was typed"), default=dict, editable=False)
    # {step: {"number", "tab", "sequence", "at"}}: which save of the step this is, and from which window it came.
    versions = models.JSONField(default=dict, editable=False)

    # Derived from data at each save, for the desk's lists and filters.
    name = models.CharField(_("name"), max_length=200, blank=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, editable=False)
    link_mailed_to = models.EmailField(blank=True, editable=False)  # the private link is mailed once by itself
    has_consent = models.BooleanField(_("agrees to publication"), default=False, editable=False)
    completeness = models.PositiveSmallIntegerField(_("questions answered, per cent"), default=0, editable=False)

    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    email_confirmed_at = models.DateTimeField(_("e-mail address confirmed"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = stamp(_("decided by"))
    unanswered_since = models.DateTimeField(_("message waits since"), null=True, editable=False)

    objects = SubmittedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["state", "state_since"], name="%(class)s_queue"),
            models.Index(
                fields=["unanswered_since"], condition=Q(unanswered_since__isnull=False), name="%(class)s_to_answer"
            ),
            models.Index(fields=["updated_at"], name="%(class)s_updated"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "confirmed"]) | Q(submitted_at__isnull=False),
                name="%(class)s_beyond_draft_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sent"]) | Q(email_confirmed_at__isnull=False),
                name="%(class)s_reviewed_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """The private page: whoever knows this address wrote the submission."""
        return self.url("status")

    def url(self, view: str, *args) -> str:
        """A private page of it."""
        return reverse(f"{self.NAME}:{view}", args=[self.ref, self.token, *args])

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

    @property
    def why_mailed(self) -> str:
        """At the foot of each mail to its writer."""
        raise NotImplementedError

    @property
    def own_label(self) -> str:
        """What its writer's pages call it: "Your submission SB-2026-0001"."""
        raise NotImplementedError

    def derive(self, forms: Mapping[str, StepForm]) -> None:
        """Bring the columns of the desk up to date with the steps as they are filled."""
        raise NotImplementedError

    def filled(self, reference: Reference, names: Iterable[str] = ()) -> dict[str, StepForm]:
        """Each step, or those named, with what is stored."""
        return {name: self.STEPS[name](self.data.get(name, {}), reference) for name in names or self.STEPS}


class KeptBeside(models.Model):
    """What was typed in one window while the same step was saved from another: kept until its writer has chosen.

    A room adds ``submission``, which calls them ``kept_texts``."""

    step = models.CharField(max_length=20)
    tab = models.CharField(max_length=40)  # the window: typing on in it replaces its own text only
    values = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["submission", "step", "tab"], name="%(class)s_once_a_window")]

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.step}"


class Exchanged(models.Model):
    """A line of the conversation. Without an author it is the submitter's.

    A room adds ``submission``, which calls them ``messages``, and its ready ``answer``."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    text = models.TextField(_("text"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text="") | ~Q(answer=""), name="%(class)s_says_something")]

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def paragraphs(self) -> list[str]:
        return [*filter(None, [self.get_answer_display(), self.text])]


class FileKind(models.TextChoices):
    """What a file holds, by its own bytes (portal/core/submitting/content.py)."""

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


class Uploaded(models.Model):
    """An uploaded file. On disk it has a random name; the name it came with is shown and offered on saving.

    A room adds ``submission``, which calls them ``documents``, and ``file``, and says what it takes."""

    KINDS: ClassVar[frozenset[str]] = frozenset(FileKind)
    LABEL: ClassVar[Promise | str] = _("Documents")
    HINT: ClassVar[Promise | str]  # what is asked for, and how much of it
    TAKEN: ClassVar[Promise | str]  # which kinds these are, to whoever chose another
    LARGEST: ClassVar[int] = 10 * 1024 * 1024  # bytes of one file
    MOST: ClassVar[int] = 5  # files of one submission

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("type"), max_length=4, choices=FileKind)
    size = models.PositiveIntegerField(_("bytes"))
    digest = models.CharField(max_length=64)  # SHA-256 of what was sent: the same file sent again is the same document
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "digest"], name="%(class)s_once")]

    def __str__(self) -> str:
        return self.name
