"""What the relay keeps: who wrote to which consultant, when and about what; the words for a while, addresses to nobody.

Not audited: an event would keep what is to be forgotten. roster/relay/ moves it.
"""

from __future__ import annotations

from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models import Mail, Organisation, Topic, User, follows_merged
from portal.core.models.stamp import stamp
from portal.core.rate_limit import mailbox
from roster.models.consultant import Consultant


class Side(models.TextChoices):
    CONSULTANT = "consultant", _("The consultant")
    ENQUIRER = "enquirer", _("Whoever asked")

    @property
    def other(self) -> Side:
        return Side.ENQUIRER if self is Side.CONSULTANT else Side.CONSULTANT


class ConversationQuerySet(models.QuerySet):
    def known_by(self, key: UUID) -> tuple[Conversation, Side] | None:
        """The conversation, and on which side whoever has this link stands; None for a link of nobody's."""
        related = self.select_related("consultant", "enquirer", "organisation", "topic")
        found = (
            related.prefetch_related("messages", "reports").filter(Q(consultant_key=key) | Q(enquirer_key=key)).first()
        )
        if found is None:
            return None
        return found, Side.CONSULTANT if found.consultant_key == key else Side.ENQUIRER

    def of(self, person: User) -> Self:
        """Those that this account takes part in, on either side, and that can still be read; the latest first."""
        own = self.filter(Q(enquirer=person) | Q(consultant__account=person), forgotten_at=None)
        there = own.exclude(state=Conversation.State.WAITING)
        return there.select_related("consultant").order_by("-last_written_at")


class Conversation(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Address not confirmed")  # nothing has reached the consultant
        OPEN = "open", _("Open")
        DECLINED = "declined", _("Declined")
        CLOSED = "closed", _("Closed")

    class Declined(models.TextChoices):
        """What consultants answer most often, so that it reaches the other side in that one's language."""

        BUSY = "busy", _("I have no time in this period.")
        FIELD = "field", _("This is not my field.")
        INTERESTS = "interests", _("It would conflict with interests that I have declared, or work I do.")
        TERMS = "terms", _("I do not take up work of this kind.")
        OTHER = "other", _("I would rather not take this up.")

    ref = models.CharField(_("reference"), max_length=20, unique=True)
    token = models.UUIDField(unique=True)  # of the page with the form: sent twice, it is one request
    consultant = models.ForeignKey(
        Consultant, verbose_name=_("consultant"), null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    consultant_key = models.UUIDField(default=uuid4, unique=True)  # of each side's private page
    enquirer_key = models.UUIDField(default=uuid4, unique=True)

    # Who asks: an account, or a name and an address that a mailed button confirmed.
    enquirer = stamp(_("account"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("asks for"), null=True, on_delete=models.PROTECT, related_name="+"
    )  # verified, and the enquirer was its member
    organisation_as_said = models.CharField(_("asks for, in their own words"), max_length=250, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    topic = models.ForeignKey(Topic, verbose_name=_("topic"), null=True, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField(_("from"), null=True)
    until_day = models.DateField(_("until"), null=True)

    state = models.CharField(_("state"), max_length=10, choices=State)
    declined = models.CharField(_("why it was declined"), max_length=10, choices=Declined, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("reached the consultant"), null=True)
    answered_at = models.DateTimeField(_("first answered"), null=True)
    last_written_at = models.DateTimeField(_("last message"), default=timezone.now)
    forgotten_at = models.DateTimeField(_("words forgotten"), null=True)
    mails = models.ManyToManyField(Mail, related_name="+")  # what to erase with the words

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation with a consultant")
        verbose_name_plural = _("conversations with consultants")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["last_written_at"], condition=Q(forgotten_at=None), name="conversation_to_forget"),
            models.Index(fields=["-created_at"], name="conversation_created"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "open", "declined", "closed"]), name="conversation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", confirmed_at=None) | ~Q(state="waiting") & Q(confirmed_at__isnull=False),
                name="conversation_confirmed_when",
            ),
            models.CheckConstraint(
                condition=Q(state="declined") & ~Q(declined="") | ~Q(state="declined") & Q(declined=""),
                name="conversation_declined_why",
            ),
            models.CheckConstraint(
                condition=Q(enquirer=None) | Q(email=""), name="conversation_address_of_the_account"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(email="") & ~Q(state__in=["waiting", "open"]),
                name="conversation_forgotten_is_ended",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(from_day=None) | Q(until_day__gte=models.F("from_day")),
                name="conversation_from_before_until",
            ),
        ]
        triggers = [follows_merged("organisation")]

    def __str__(self) -> str:
        return self.ref

    def address(self, side: Side) -> str:
        """Where this side's mails go; "" if it left, or its address was forgotten. Never shown to the other side."""
        if side == Side.CONSULTANT:
            return self.consultant.email if self.consultant and not self.consultant.withdrawn_at else ""
        return self.enquirer.email if self.enquirer and self.enquirer.is_active else self.email

    def language_of(self, side: Side) -> str:
        person = self.consultant if side == Side.CONSULTANT else self.enquirer
        return person.language if person else self.language

    def mailbox_of(self, side: Side) -> str:
        address = self.address(side)
        return mailbox(address) if address else ""

    def page(self, side: Side) -> str:
        """The address of this side's private page, in the active language."""
        key = self.consultant_key if side == Side.CONSULTANT else self.enquirer_key
        return reverse("roster:conversation", args=[key])

    @property
    def asks_for(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_as_said


class Message(models.Model):
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    token = models.UUIDField(unique=True)  # of the page it was written on: a double click is one message
    side = models.CharField(_("written by"), max_length=10, choices=Side)
    text = models.TextField(_("text"), blank=True)  # empty once it was forgotten
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("message of a conversation")
        verbose_name_plural = _("messages of a conversation")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["consultant", "enquirer"]), name="message_side_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.created_at:%Y-%m-%d %H:%M}"


class AbuseReport(models.Model):
    """One side says that the relay was abused by the other. Only then may curators read the conversation."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        BLOCKED = "blocked", _("Mailbox blocked")
        CLOSED = "closed", _("Conversation closed")
        DISMISSED = "dismissed", _("No abuse found")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reports")
    side = models.CharField(_("reported by"), max_length=10, choices=Side)
    text = models.TextField(_("what is wrong"), blank=True)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("in the curator’s words"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = stamp(_("decided by"))

    class Meta:
        verbose_name = _("report of abuse")
        verbose_name_plural = _("reports of abuse")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["created_at"], condition=Q(state="open"), name="abusereport_open")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "side"], name="abusereport_once"),
            models.CheckConstraint(condition=Q(side__in=["consultant", "enquirer"]), name="abusereport_side_known"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "blocked", "closed", "dismissed"]), name="abusereport_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None, decided_by=None)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="abusereport_decided_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.conversation)

    @property
    def reported(self) -> Side:
        """Who is said to have abused the relay."""
        return Side(self.side).other


class BlockedMailbox(models.Model):
    """A mailbox from which, and to which, the relay passes nothing on. Whose it is cannot be read from it."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    report = models.ForeignKey(
        AbuseReport, verbose_name=_("because of"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    blocked_at = models.DateTimeField(_("blocked"), default=timezone.now)
    blocked_by = stamp(_("blocked by"))

    class Meta:
        verbose_name = _("blocked mailbox")
        verbose_name_plural = _("blocked mailboxes")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.report or self.digest[:8]}"
