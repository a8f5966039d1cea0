"""What every reviewed record has: a reference, a state that only curation.py moves, and stamps. What tells of something
also has a title, a text, an owner and a source; a profile of a person has none of these."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models.organisation import Organisation
from portal.core.models.stamp import stamp
from portal.core.models.taxonomy import Language


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    ARCHIVED = "archived", _("Archived")


class ReviewedQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def awaiting_review(self) -> Self:
        return self.filter(state=State.IN_REVIEW)


class CuratedQuerySet(ReviewedQuerySet):
    def visible_to(self, user) -> Self:
        """The only answer to "who may see this": pages, facets, exports, feeds, API and admin start here.

        Anyone sees what is published; curators see everything; a member of an organisation also sees what that
        organisation owns, and an author what they wrote.
        """
        if getattr(user, "is_curator", False):
            return self
        published = Q(state=State.PUBLISHED)
        if not user.is_authenticated:
            return self.filter(published)
        return self.filter(published | Q(created_by=user) | Q(owner__memberships__user=user)).distinct()


class Reviewed(models.Model):
    """A record that goes through the doors of curation.py before anybody else sees it."""

    REF_PREFIX: str

    ref = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = stamp(_("created by"))
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    updated_by = stamp(_("updated by"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    submitted_by = stamp(_("submitted by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = stamp(_("published by"))
    last_verified_on = models.DateField(_("last verified"), null=True, blank=True)
    verify_due_on = models.DateField(_("to be verified by"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Invented, for trying the portal out."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_state_known"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="%(class)s_submitted_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="%(class)s_published_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="%(class)s_published_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CHANGES_REQUESTED, State.REJECTED, State.ARCHIVED]) | ~Q(state_reason=""),
                name="%(class)s_state_has_reason",
            ),
        ]

    @classmethod
    def is_public(cls) -> Q:
        """What makes a row, or an event of the audit, one that everybody sees."""
        return Q(state=State.PUBLISHED)

    def hindrance(self, move: str) -> str:
        """Why the record may not go through a door of curation.py that its state leaves open, said to whoever tries;
        "" if it may. Asked before every move; may ask the database."""
        return ""


class Curated(Reviewed):
    """A reviewed record that tells of something: an activity, an initiative, a case study."""

    stamped_as: ClassVar[str]  # the subject of the version stamps that count its changes

    title = models.CharField(_("title"), max_length=400)
    summary = models.CharField(_("summary"), max_length=500, blank=True)
    language = models.ForeignKey(
        Language, verbose_name=_("language of the text"), on_delete=models.PROTECT, related_name="+", to_field="code",
        default="en",
    )  # fmt: skip
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owned by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("The organisation whose members may see and edit the record before it is published."),
    )  # fmt: skip
    source = models.TextField(_("source"), blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    note = models.TextField(
        _("note on the record"), blank=True, help_text=_("Shown to everyone: what is inferred, where sources differ.")
    )

    objects = CuratedQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_own_url(self) -> str:
        """Where the members of its owner work on it."""
        return reverse("members:records", args=[self.owner.slug])
