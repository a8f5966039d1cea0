"""Addresses that are told what becomes of public records, what there is to tell, and what of it has arrived.

Announcements and deliveries are written by the database, in the transaction of the change and only while somebody wants
to hear (portal/core/sql/0021_webhooks.sql). portal/site/webhooks/ delivers. docs/adr/0040-webhooks.md.
"""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.link_check import Found


class AnnouncedKind(models.TextChoices):
    """By the name of their list in the API. No consultants: that somebody left is theirs to tell."""

    ACTIVITIES = "activities", _("Activities")
    PARTNERSHIPS = "partnerships", _("Partnerships")
    CASE_STUDIES = "case-studies", _("Case studies")
    NEEDS = "needs", _("Needs")
    OFFERS = "offers", _("Offers")
    MEETINGS = "meetings", _("Meetings")
    ORGANISATIONS = "organisations", _("Organisations")


class WebhookQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(state=Webhook.State.ACTIVE, owner__is_active=True)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Once whoever is just writing to their deliveries has ended, and nobody else begins to."""
        list(self.order_by("pk").select_for_update(of=["self"]).values_list("pk"))
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Webhook(models.Model):
    class State(models.TextChoices):
        """On by a ping (portal/site/webhooks/registering.py), off by ``stop``."""

        NEW = "new", _("Waits for its ping to be answered")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        FAILING = "failing", _("Switched off after days of failures")
        GONE = "gone", _("Switched off: the receiver answered 410")
        BLOCKED = "blocked", _("Switched off by the curators")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), editable=False, on_delete=models.CASCADE,
        related_name="webhooks",
    )  # fmt: skip
    url = models.URLField(_("address"), max_length=500)
    kinds = ArrayField(models.CharField(max_length=20, choices=AnnouncedKind), verbose_name=_("what it hears of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW, editable=False)
    site = models.CharField(max_length=300, editable=False)  # what addresses begin with where there is no SITE_URL
    # Sealed (portal/core/sealed.py): they have to sign, so a hash would not do.
    secret = models.TextField(editable=False)
    old_secret = models.TextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)  # those before sign, too, until then
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)

    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    rests_until = models.DateTimeField(_("left alone until"), null=True, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("last delivered"), null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "url"], name="webhook_once"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "active", "paused", "failing", "gone", "blocked"]),
                name="webhook_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=AnnouncedKind.values) & ~Q(kinds=[]), name="webhook_kinds_known"
            ),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until=None) | ~Q(old_secret="") & ~Q(old_secret_until=None),
                name="webhook_old_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.host  # the rest of the address may hold a key of the receiver's

    def get_absolute_url(self) -> str:
        return reverse("webhook", args=[self.pk])

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def kind_labels(self) -> list[str]:
        return [str(label) for kind, label in AnnouncedKind.choices if kind in self.kinds]

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def is_left_alone(self) -> bool:
        """For now: ``rests_until`` stays when it is over, until something is sent again."""
        return self.is_active and self.rests_until is not None and self.rests_until > timezone.now()

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        return Webhook.objects.filter(pk=self.pk).delete()

    @transaction.atomic
    def stop(self, state: State) -> bool:
        """Nothing further is sent, and what waits is given up. False if it is off like that, or for good, already."""
        running = Webhook.objects.filter(pk=self.pk).exclude(state__in=[state, self.State.BLOCKED])
        if not running.update(state=state):
            return False
        self.state = state
        self.deliveries.waiting().update(next_try_at=None)
        return True

    @property
    def needs_ping(self) -> bool:
        """Whatever stopped it, whoever wants it again shows that somebody is there."""
        return self.state in {self.State.NEW, self.State.PAUSED, self.State.FAILING, self.State.GONE}


class Announcement(models.Model):
    """What one transaction did to one record, as a visitor sees it. Of a kind, numbers grow as they were committed."""

    kind = models.CharField(max_length=20, choices=AnnouncedKind)
    record_id = models.BigIntegerField()
    ref = models.CharField(max_length=80)  # reference, of an organisation the code
    # Both, because a restored database counts transactions anew.
    happened_at = models.DateTimeField()
    transaction = models.BigIntegerField()
    was_public = models.BooleanField()
    is_public = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "transaction", "happened_at"], name="announcement_once"
            ),
            models.CheckConstraint(condition=Q(was_public=True) | Q(is_public=True), name="announcement_of_public"),
        ]
        indexes = [models.Index(fields=["happened_at"], name="announcement_happened")]

    def __str__(self) -> str:
        return f"{self.ref} {self.event}"

    @property
    def event(self) -> str:
        if not self.was_public:
            return "published"
        return "changed" if self.is_public else "withdrawn"


class DeliveryQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(next_try_at__isnull=False)

    def heads(self) -> Self:
        """Those before which nothing else of their record waits for the same receiver."""
        earlier = Delivery.objects.waiting().filter(
            webhook=OuterRef("webhook"), announcement__kind=OuterRef("announcement__kind"),
            announcement__record_id=OuterRef("announcement__record_id"),
            announcement__lt=OuterRef("announcement"),
        )  # fmt: skip
        return self.waiting().filter(~Exists(earlier))

    def due(self) -> Self:
        return self.heads().filter(next_try_at__lte=timezone.now())


class Delivery(models.Model):
    """One announcement for one receiver. Sent until it answered 2xx: at least once, always under the same number."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="deliveries")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, db_default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True)  # null: delivered, or given up
    tried_at = models.DateTimeField(_("last tried"), null=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)  # of HTTP, to the last attempt
    error = models.CharField(_("error"), max_length=20, blank=True, db_default="")  # why there was no answer

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery to a webhook")
        verbose_name_plural = _("deliveries to webhooks")
        constraints = [models.UniqueConstraint(fields=["webhook", "announcement"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["webhook", "next_try_at"], condition=Q(next_try_at__isnull=False), name="delivery_waiting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.announcement)

    @property
    def message_id(self) -> str:
        """By which a receiver knows that it has had it."""
        return f"msg_{self.pk}"

    @property
    def error_label(self) -> str:
        return str(Found(self.error).label) if self.error else ""
