"""A reader's report that something on a record is not right. portal/core/corrections.py moves it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models.curated import Curated
from portal.core.models.organisation import Organisation
from portal.core.models.place import Country
from portal.core.models.stamp import stamp

Correctable = Curated | Organisation | Country  # what readers report mistakes on


class CorrectionQuerySet(models.QuerySet):
    def about(self, record: Correctable) -> CorrectionQuerySet:
        return self.filter(record_type=ContentType.objects.get_for_model(record), record_id=record.pk)

    def open(self) -> CorrectionQuerySet:
        return self.filter(state=Correction.State.OPEN)


class Correction(models.Model):
    class Part(models.TextChoices):
        TITLE = "title", _("The title or summary")
        NAME = "name", _("The name")
        STATUS = "status", _("A status, or since when it holds")
        MEMBERSHIP = "membership", _("A group that it belongs to, or does not")
        FOCAL_POINT = "focal_point", _("The focal point: whom to ask")
        DATES = "dates", _("The dates or the place")
        PARTICIPANTS = "participants", _("Who took part, or as what")
        OUTCOME = "outcome", _("What came of it")
        LINK = "link", _("A link does not work")
        REMOVE = "remove", _("This record should not be here")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not changed")

    class Answer(models.TextChoices):
        """What curators say most often, so that it reaches the sender in the sender's language."""

        CORRECTED = "corrected", _("We checked this and corrected the record.")
        REMOVED = "removed", _("We checked this and took the record from public view.")
        SOURCES = "sources", _("The sources we know say what the record says.")
        NO_SOURCE = "no_source", _("We could not find a source for this. With one, please report it again.")
        ALREADY = "already", _("When we looked, the record already said so.")
        SCOPE = "scope", _("This is not something that this database records.")
        UNCLEAR = "unclear", _("We did not understand what should change.")

    ref = models.CharField(_("reference"), max_length=20, unique=True)
    token = models.UUIDField(unique=True)  # of the page with the form: sent twice, it is one report
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.CharField(max_length=20)  # of a country its code, of everything else a number
    record = GenericForeignKey("record_type", "record_id")

    part = models.CharField(_("what is wrong"), max_length=20, choices=Part)
    text = models.TextField(_("what is right"))
    source = models.CharField(_("how the sender knows"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    sent_by = stamp(_("sent by"))  # if the sender was signed in
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("sent for"), null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )  # verified, and the sender was its member
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    reason = models.TextField(_("in the curator’s words"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = stamp(_("decided by"))

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="correction_record"),
            models.Index(fields=["created_at"], condition=Q(state="open"), name="correction_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined"]), name="correction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="correction_decided_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(answer="") | ~Q(reason=""), name="correction_decision_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.get_part_display()}"

    def get_absolute_url(self) -> str:
        """The sender's private page: whoever knows the token sent the report."""
        return reverse("correction", args=[self.token])
