"""The meeting: a conference, a session, a week for officials. Its series is a vocabulary (taxonomy.py).

On the ground floor, because whoever tells of a meeting may stand in any room: docs/adr/0036-calendar.md.
"""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.curated import Curated
from portal.core.models.organisation import follows_merged
from portal.core.models.origin import FoundIn, LinkedDocument
from portal.core.models.participation import TakingPart, names_someone, once, taking_part
from portal.core.models.place import Country
from portal.core.models.search_row import SearchRow, derived_by
from portal.core.models.span import Spanned, span_constraints
from portal.core.models.taxonomy import Language, MeetingSeries, Topic
from portal.core.models.versions import content_triggers

SUBJECT = "meeting"  # of the version stamps
INDEX = "core_meeting_index"  # the SQL function that derives search rows: portal/core/sql/


class Attendance(models.TextChoices):
    """How one takes part, in a meeting or in anything else of the calendar. The index counts in this order."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


@audited(exclude=["updated_at", "updated_by"])
class Meeting(Curated, Spanned):
    class Status(models.TextChoices):
        """The index counts in this order."""

        PLANNED = "planned", _("Announced")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    REF_PREFIX = "MT"
    stamped_as = SUBJECT

    series = models.ForeignKey(
        MeetingSeries, verbose_name=_("series"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="meetings",
    )  # fmt: skip
    kind_as_said = models.CharField(
        _("what it calls itself"), max_length=80, blank=True, help_text=_("Conference, round table, session …")
    )
    description = models.TextField(_("what it is about"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    delivery = models.CharField(_("attendance"), max_length=10, choices=Attendance, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Town or venue."))
    country = models.ForeignKey(
        Country, verbose_name=_("country of the place"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="meetings",
    )  # fmt: skip
    website = models.URLField(_("website"), max_length=500, blank=True)

    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), through="MeetingTopic", blank=True)
    working_languages = models.ManyToManyField(
        Language, verbose_name=_("working languages"), through="MeetingLanguage", blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [F("starts_on").desc(nulls_last=True), "-pk"]
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            *span_constraints("meeting", _("A meeting cannot end before it starts.")),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "held", "postponed", "cancelled"]), name="meeting_status_known"
            ),
            models.CheckConstraint(
                condition=Q(delivery__in=["", *Attendance.values]), name="meeting_delivery_known"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="meeting_queue"),
            models.Index(fields=["verify_due_on"], name="meeting_verify_due"),
        ]
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.ref])


@audited()
class MeetingParty(TakingPart):
    """Who organises it, and whom it is for."""

    RECORD = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participations")
    organisation = taking_part("meetings")

    class Meta(TakingPart.Meta):
        verbose_name = _("party of the meeting")
        verbose_name_plural = _("parties of the meeting")
        constraints = [
            *(each.clone() for each in TakingPart.Meta.constraints),
            names_someone("meetingparty_names_someone"),
            once("meeting", "meetingparty_once"),
        ]
        triggers = [*derived_by(INDEX, "meeting_id"), *content_triggers(SUBJECT), follows_merged("organisation")]


class Tagging(models.Model):
    """One of the small tables between a meeting and a vocabulary."""

    class Meta:
        abstract = True
        triggers = [*derived_by(INDEX, "meeting_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@audited()
class MeetingTopic(Tagging):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("topic of the meeting")
        verbose_name_plural = _("topics of the meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "topic"], name="meetingtopic_once")]


@audited()
class MeetingLanguage(Tagging):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="language_links")
    language = models.ForeignKey(Language, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("working language of the meeting")
        verbose_name_plural = _("working languages of the meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "language"], name="meetinglanguage_once")]


@audited()
class MeetingActivity(models.Model):
    """An activity that belongs to the meeting, by its reference: the ground floor knows no room, and a reference is
    never given to another record. Where it is the same event, the calendar shows the meeting alone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="activities")
    ref = models.CharField(
        _("reference of the activity"), max_length=20,
        validators=[RegexValidator(r"^TA-\d{4}-\d{4,}$", _("A reference of an activity reads like TA-2013-0042."))],
    )  # fmt: skip
    is_same = models.BooleanField(
        _("the same event"), default=False, help_text=_("The calendar then shows the meeting and not the activity.")
    )

    class Meta:
        verbose_name = _("activity of the meeting")
        verbose_name_plural = _("activities of the meeting")
        ordering = ["ref"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "ref"], name="meetingactivity_once"),
            models.UniqueConstraint(
                fields=["ref"], condition=Q(is_same=True), name="meetingactivity_one_meeting",
                violation_error_message=_("Another meeting is said to be this activity."),
            ),
        ]  # fmt: skip
        triggers = content_triggers(SUBJECT)

    def __str__(self) -> str:
        return self.ref


@audited()
class MeetingDocument(LinkedDocument):
    """The agenda, a report, the list of participants: where each can be read."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")

    class Meta(LinkedDocument.Meta):
        triggers = content_triggers(SUBJECT)


@audited()
class MeetingSource(FoundIn):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sources")

    class Meta(FoundIn.Meta):
        triggers = [*derived_by(INDEX, "meeting_id"), *content_triggers(SUBJECT)]


# No constraint in the database: triggers keep the rows in step, after the meeting has changed.
class MeetingSearch(SearchRow):
    meeting = models.OneToOneField(
        Meeting, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.meeting_id)
