"""What somebody writes who wants to be listed, before a curator has made a profile of it. roster/applying/ moves it.

What every such form has is in portal/core/models/submitted.py. docs/adr/0016-submissions.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.lined_forms import StepForm
from portal.core.models import Exchanged, FileKind, KeptBeside, Submitted, Uploaded, audited
from portal.core.rate_limit import mailbox
from roster.applying import steps
from roster.models.consultant import Consultant


class Answer(models.TextChoices):
    """What curators say most often, so that it reaches the applicant in the applicant's language."""

    UNCLEAR = "unclear", _("Some answers are not clear to us yet. Please look at the questions named here.")
    ASSIGNMENTS = "assignments", _("Please say more of what you have done: where, when, and what came of it.")
    INTERESTS = "interests", _("Please say for whom you work, and what could bear on your advice.")
    CV = "cv", _("Please add your CV: only our curators read it.")
    LISTING = "listing", _("To list you we need your consent to be listed: please give it in the last step.")
    NATIONALITY = "nationality", _("The roster is for people from developing countries and countries in transition.")
    SCOPE = "scope", _("We could not see experience in intellectual property, or in technical assistance.")
    UNPROVEN = "unproven", _("We could not confirm what you describe. With a reference, please apply again.")
    KNOWN = "known", _("The roster has your profile already.")
    COMPANY = "company", _("The roster lists people, not companies.")


@audited(
    exclude=[
        "token", "start_key", "data", "versions", "email", "link_mailed_to", "name", "mailbox", "birth_year",
        "nationalities", "topics", "state_since", "unanswered_since", "updated_at",
    ]
)  # fmt: skip
class Application(Submitted):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Draft, e-mail address confirmed")
        SENT = "sent", _("Sent, e-mail address to be confirmed")
        IN_REVIEW = "in_review", _("In review")
        CHANGES_REQUESTED = "changes_requested", _("Changes requested")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Not accepted")

    REF_PREFIX, NAME = "AP", "application"
    STEPS, NEEDED, DOCUMENTS_IN, TOGETHER = steps.STEPS, steps.NEEDED, "about", steps.TOGETHER

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True, editable=False)

    # Derived from data at each save, with those that every form has.
    mailbox = models.CharField(max_length=254, blank=True, editable=False)  # of the address: rate_limit.mailbox
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True, editable=False)
    nationalities = ArrayField(  # ISO 3166
        models.CharField(max_length=2), verbose_name=_("nationalities"), default=list, blank=True, editable=False
    )
    topics = ArrayField(  # codes
        models.CharField(max_length=60), verbose_name=_("topics"), default=list, blank=True, editable=False
    )
    consultant = models.OneToOneField(  # publication.py makes it
        Consultant, verbose_name=_("the profile made of it"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="application", editable=False,
    )  # fmt: skip

    class Meta(Submitted.Meta):
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            *(each.clone() for each in Submitted.Meta.indexes),
            models.Index(fields=["mailbox"], name="application_mailbox"),
        ]
        constraints = [
            *(each.clone() for each in Submitted.Meta.constraints),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft", "confirmed", "sent", "in_review", "changes_requested", "accepted", "rejected",
                    ]
                ),
                name="application_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["changes_requested", "rejected"]) | ~Q(state_reason="") | ~Q(state_answer=""),
                name="application_state_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "rejected"], decided_at__isnull=False)
                | ~Q(state__in=["accepted", "rejected"]) & Q(decided_at__isnull=True),
                name="application_decided_is_stamped",
            ),
        ]  # fmt: skip

    @property
    def title(self) -> str:
        return self.name

    @property
    def why_mailed(self) -> str:
        words = gettext("You get this mail because this address was given with the application %(ref)s.")
        return words % {"ref": self.ref}

    @property
    def own_label(self) -> str:
        return gettext("Your application %(ref)s") % {"ref": self.ref}

    def derive(self, forms: Mapping[str, StepForm]) -> None:
        who, know, consent = (forms[name].answers for name in ("who", "know", "consent"))
        self.name = who.get("name", "")
        self.mailbox = mailbox(who["email"]) if who.get("email") else ""
        self.birth_year = who.get("birth_year")
        self.nationalities = list(dict.fromkeys(line["country"] for line in who["nationalities"]))
        self.topics = list(dict.fromkeys(line["topic"] for line in know["expertise"]))
        self.has_consent = consent.get("listing") == "yes"


class ApplicationText(KeptBeside):
    submission = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="kept_texts")

    class Meta(KeptBeside.Meta):
        verbose_name = _("text from another window")
        verbose_name_plural = _("texts from other windows")


class ApplicationMessage(Exchanged):
    submission = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    answer = models.CharField(_("ready answer"), max_length=20, choices=Answer, blank=True)

    class Meta(Exchanged.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")


class CurriculumVitae(Uploaded):
    """For curators' eyes only, ever: handed out on the desk and on the applicant's own pages, and nowhere else."""

    KINDS = frozenset({FileKind.PDF, FileKind.DOCX})
    LARGEST, MOST = 5 * 1024 * 1024, 1
    LABEL = _("Your CV")
    HINT = _("One file of at most 5 MB, PDF or Word (.docx). Only our curators can open it; it is never published.")
    TAKEN = _("It is of a type that we do not take here. PDF and Word (.docx) are fine.")

    submission = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(_("file"), upload_to="cvs/%Y/%m/", max_length=200)

    class Meta(Uploaded.Meta):
        verbose_name = _("CV")
        verbose_name_plural = _("CVs")
