"""What somebody writes on the public form, before a curator has made a record of it. States change in moves.py only.

What every such form has is in portal/core/models/submitted.py. docs/adr/0016-submissions.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Initiative
from partnerships.submission import steps
from partnerships.submission.judgement import verdict
from portal.core.classification import Kind
from portal.core.lined_forms import StepForm
from portal.core.models import (
    Country,
    Exchanged,
    FileKind,
    KeptBeside,
    Submitted,
    Uploaded,
    audited,
    new_token,
)


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
class Submission(Submitted):
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

    REF_PREFIX, NAME = "SB", "submission"
    STEPS, NEEDED, DOCUMENTS_IN = steps.STEPS, steps.NEEDED, "reuse"
    TOGETHER = {
        "snapshot": (("modality", "modality_as_said"), ("start", "end", "ongoing")),
        "means": (("amount", "currency", "band"),),
    }
    REVIEWED = frozenset({State.IN_REVIEW, State.PARTNERS_CONFIRMING})
    RETURNING = frozenset({State.PARTNERS_CONFIRMING, State.REJECTED, State.DUPLICATE})
    DECIDED = frozenset({State.ACCEPTED, State.REJECTED, State.DUPLICATE})

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True, editable=False)
    duplicate_of = models.CharField(_("duplicate of"), max_length=20, blank=True, editable=False)  # a reference

    # Derived from data at each save, with those that every form has.
    title = models.CharField(_("title"), max_length=400, blank=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True, editable=False)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    has_right = models.BooleanField(_("may submit it"), default=False, editable=False)
    shows_name = models.BooleanField(_("name may be shown"), default=False, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNCLASSIFIED, editable=False)

    initiative = models.OneToOneField(  # publication.py makes it
        Initiative, verbose_name=_("the record made of it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="submission", editable=False,
    )  # fmt: skip
    running_asked_at = models.DateTimeField(_("last asked whether it is still running"), null=True, editable=False)
    running_confirmed_at = models.DateTimeField(_("last said to be still running"), null=True, editable=False)

    class Meta(Submitted.Meta):
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            *Submitted.Meta.constraints,
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

    @property
    def why_mailed(self) -> str:
        words = gettext("You get this mail because this address was given with the submission %(ref)s.")
        return words % {"ref": self.ref}

    @property
    def own_label(self) -> str:
        return gettext("Your submission %(ref)s") % {"ref": self.ref}

    def derive(self, forms: Mapping[str, StepForm]) -> None:
        who, snapshot, consent = (forms[name].answers for name in ("who", "snapshot", "consent"))
        self.title = " ".join(self.data.get("snapshot", {}).get("title", "").split())[:400]
        self.name = who.get("name", "")
        self.organisation = who.get("organisation", "")
        self.country_id = who.get("country") or None
        self.has_right = bool(who.get("has_right"))
        self.shows_name = bool(who.get("shows_name"))
        self.has_consent = bool(consent.get("has_consent"))
        self.kind = verdict(snapshot, forms["snapshot"].reference).kind


class KeptText(KeptBeside):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="kept_texts")

    class Meta(KeptBeside.Meta):
        verbose_name = _("text from another window")
        verbose_name_plural = _("texts from other windows")


class Message(Exchanged):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True)

    class Meta(Exchanged.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")


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


class Document(Uploaded):
    Kind = FileKind
    HINT = _(
        "At most five, of 10 MB each: PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, WebP or plain text. For "
        "example: the agreement, a report, a photograph. Curators read them; those you may publish go with the record."
    )
    TAKEN = _(
        "It is of a type that we do not take. PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, WebP and plain "
        "text are fine."
    )

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(_("file"), upload_to="submissions/%Y/%m/", max_length=200)
    initiative = models.ForeignKey(  # of an accepted submission: with what record it is offered
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="files", editable=False
    )
    is_withheld = models.BooleanField(_("withheld"), default=False, help_text=_("Not offered with the record."))

    class Meta(Uploaded.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
