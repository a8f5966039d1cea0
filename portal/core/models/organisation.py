"""Institutions, and who acts for them."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.place import Country
from portal.core.models.search_row import SearchRow, derived_by
from portal.core.models.stamp import stamp
from portal.core.models.taxonomy import Language, OrganisationType, public_code
from portal.core.models.versions import content_triggers, reference_triggers


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Anyone sees verified organisations; whoever proposed one, or belongs to it, sees it before; curators see all.

        What was merged is nobody's to see: its address leads to the organisation it became.
        """
        standing = self.exclude(state=Organisation.State.MERGED)
        if getattr(user, "is_curator", False):
            return standing
        if not user.is_authenticated:
            return self.verified()
        mine = Q(proposed_by=user) | Q(pk__in=user.memberships.values("organisation"))
        return standing.filter(Q(state=Organisation.State.VERIFIED) | mine)

    def verified(self) -> Self:
        return self.filter(state=Organisation.State.VERIFIED)

    def to_name(self) -> Self:
        """Those that a record may name: verified ones, and proposed ones until a curator has decided."""
        return self.filter(state__in=[Organisation.State.VERIFIED, Organisation.State.PENDING])


@audited(exclude=["updated_at"])
class Organisation(models.Model):
    class State(models.TextChoices):
        """Moved only by portal/core/organisations.py."""

        PENDING = "pending", _("Proposed")
        VERIFIED = "verified", _("Verified")
        REJECTED = "rejected", _("Rejected")
        MERGED = "merged", _("Merged into another")

    slug = models.CharField(_("code"), max_length=80, unique=True, validators=[public_code])
    name = models.CharField(_("name"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    type = models.ForeignKey(
        OrganisationType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="organisations"
    )
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text=_("Of a national body. Empty for international and regional ones: a seat is no nationality."),
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    aliases = ArrayField(models.CharField(max_length=250), verbose_name=_("other names"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)
    contact_url = models.URLField(
        _("contact page"), max_length=500, blank=True, help_text=_("Where the public reaches it: no personal address.")
    )
    description = models.TextField(_("what it does"), blank=True)
    language = models.ForeignKey(
        Language, verbose_name=_("language of the text"), on_delete=models.PROTECT, related_name="+", to_field="code",
        default="en", db_default="en",
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)
    source = models.TextField(_("source"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)
    edited = models.BooleanField(_("edited here"), default=False)

    # What ships with the portal, or is entered on the desk, is verified; what somebody proposes waits for a curator.
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VERIFIED, editable=False)
    state_reason = models.TextField(_("reason"), blank=True, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True, editable=False)
    proposed_by = stamp(_("proposed by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = stamp(_("decided by"))
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="absorbed",
    )  # fmt: skip
    # By the database, because organisations are also written in bulk; lists, feeds and programs ask what changed.
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("updated"), db_default=Now(), editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organisation_not_part_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "verified", "rejected", "merged"]), name="organisation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="organisation_proposed_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="organisation_decided_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="pending") | Q(proposed_at__isnull=False, decided_at__isnull=True),
                name="organisation_pending_was_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "merged"]) | ~Q(state_reason="") & Q(decided_at__isnull=False),
                name="organisation_decision_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="organisation_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organisation_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["proposed_at"], condition=Q(state="pending"), name="organisation_pending"),
        ]
        triggers = [
            *reference_triggers(),
            *derived_by("core_organisation_index", "id"),
            *content_triggers("organisation"),
            pgtrigger.Trigger(
                name="stamp_update",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.updated_at = clock_timestamp(); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym and self.acronym != self.name else self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.slug])

    # Readers report mistakes on an organisation as on a record.
    @property
    def ref(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        return self.name

    @classmethod
    def is_public(cls) -> Q:
        """What makes a row, or an event of the audit, one that everybody sees."""
        return Q(state=cls.State.VERIFIED)

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED


def follows_merged(*columns: str) -> pgtrigger.Trigger:
    """For a table that names organisations: what is written about one that was merged names what it became.

    A form may have been opened before the merge, or be saved during it: the row's lock makes it wait for the outcome.
    """
    follow = """
            NEW.{0}_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation
                WHERE id = NEW.{0}_id FOR KEY SHARE), NEW.{0}_id);"""
    return pgtrigger.Trigger(
        name="follow_merged",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*(f"{column}_id" for column in columns)),
        func="".join(follow.format(column) for column in columns) + "\n            RETURN NEW;\n        ",
    )


# No constraint in the database: triggers keep the rows in step, after the organisation has changed.
class OrganisationSearch(SearchRow):
    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.organisation_id)


@audited()
class Membership(models.Model):
    """Who may speak for an institution."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("Administrator")
        EDITOR = "editor", _("Editor")
        READER = "reader", _("Reader")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.READER)
    since = models.DateTimeField(_("member since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.get_role_display()}"
