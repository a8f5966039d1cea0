"""The listing: what needs and offers have in common. Whose it is, what it is about, who may see it, and until when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.models import Curated, CuratedQuerySet, Pillar, Spanned, State
from portal.core.models.stamp import stamp

PLAUSIBLE = (date(2000, 1, 1), date(2199, 12, 31))


class MatchType(models.TextChoices):
    FINANCIAL = "financial", _("Financial support")
    TECHNICAL = "technical", _("Technical support")
    PARTNERSHIP = "ppp", _("Public-private partnership")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    REGISTERED = "registered", _("Whoever is signed in")
    INVITED = "invited", _("Only the organisations invited")


class Ending(models.TextChoices):
    """How a listing that was open came to its end; set by matchmaking/closing.py alone."""

    MATCHED = "matched", _("Matched")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Status(models.TextChoices):
    """What a reader is told of a published listing. *Expired* is no state: the day says it. *Matched* is what its owner
    said, or what its matches on the portal say. The index counts in this order (matchmaking/sql/)."""

    OPEN = "open", _("Open")
    EXPIRED = "expired", _("Expired")
    MATCHED = "matched", _("Matched")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ListingQuerySet(CuratedQuerySet):
    def visible_to(self, user) -> Self:
        """Of what is published and not withdrawn anybody sees the public listings, whoever is signed in also those for
        the registered, members of an organisation also those it is invited to. Authors, the owner's members and
        curators see theirs, whatever its state."""
        if getattr(user, "is_curator", False):
            return self
        if not user.is_authenticated:
            return self.published()
        theirs = user.memberships.values("organisation")
        lines = self.model.invitations.rel.related_model.objects
        invited = Q(pk__in=lines.filter(organisation__in=theirs).values(self.model._meta.model_name))
        seen = Q(visibility__in=[Visibility.PUBLIC, Visibility.REGISTERED]) | Q(visibility=Visibility.INVITED) & invited
        return self.filter(_shown() & seen | Q(created_by=user) | Q(owner__in=theirs))

    def published(self) -> Self:
        """What everybody sees."""
        return self.filter(self.model.is_public())

    def still_open(self, day: date | None = None) -> Self:
        """Those that wait for an answer on the day, today unless it is given. Who may see them is another question."""
        day = day or timezone.localdate()
        unended = self.filter(state=State.PUBLISHED, ending="", in_match=False)
        return unended.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day))

    def matched(self) -> Self:
        """Those whose owner, or whose matches, say so."""
        return self.filter(Q(ending=Ending.MATCHED) | Q(ending="", in_match=True))


def _shown() -> Q:
    return Q(state=State.PUBLISHED) & ~Q(ending=Ending.WITHDRAWN)


class Listing(Curated, Spanned):
    """Abstract. A subclass has the lines ``places``, ``taggings``, ``modality_links``, ``recommendation_links``,
    ``goal_links``, ``language_links``, ``invitations`` and ``questions`` (lines.py)."""

    description = models.TextField(_("description"), blank=True, help_text=_("What is asked for or given, in full."))
    expected_result = models.TextField(
        _("expected result"), blank=True, help_text=_("What will be different when it has been done.")
    )
    match_types = ArrayField(
        models.CharField(max_length=10, choices=MatchType), verbose_name=_("match wanted"), default=list, blank=True,
        help_text=_("Which kind of match would serve."),
    )  # fmt: skip
    pillar = models.ForeignKey(
        Pillar, verbose_name=_("pillar"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    modality_as_said = models.CharField(
        _("modality in own words"), max_length=120, blank=True, help_text=_("Required for “other”.")
    )
    confidential = models.TextField(
        _("confidential part"), blank=True,
        help_text=_("Read by members of the owner, curators, and organisations that are invited or have a match. It is "
                    "neither searched nor exported."),
    )  # fmt: skip
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    deadline = models.DateField(_("answers wanted by"), null=True, blank=True)
    expires_on = models.DateField(
        _("open until"), null=True, blank=True, help_text=_("The last day on which it counts as open.")
    )

    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True, editable=False)
    ending_reason = models.TextField(_("why it ended"), blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = stamp(_("ended by"))
    in_match = models.BooleanField(
        _("has an agreed match"), default=False, db_default=False, editable=False,
        help_text=_("Kept by the database (models/match.py): one of its matches is agreed, under way or completed."),
    )  # fmt: skip

    objects = ListingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = [F("published_at").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(match_types__contained_by=MatchType.values), name="%(class)s_match_types_known"
            ),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="%(class)s_visibility_known"),
            models.CheckConstraint(
                condition=Q(ending="", ended_at__isnull=True, ended_by__isnull=True, ending_reason="")
                | Q(ending__in=Ending.values, ended_at__isnull=False, ended_by__isnull=False) & ~Q(ending_reason=""),
                name="%(class)s_ended_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(owner__isnull=False, expires_on__isnull=False),
                name="%(class)s_published_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(expires_on__isnull=True) | Q(deadline__lte=F("expires_on")),
                name="%(class)s_deadline_while_open",
                violation_error_message=_("Answers cannot be wanted by a day on which it is no longer open."),
            ),
            models.CheckConstraint(
                condition=(Q(deadline__isnull=True) | Q(deadline__range=PLAUSIBLE))
                & (Q(expires_on__isnull=True) | Q(expires_on__range=PLAUSIBLE)),
                name="%(class)s_days_plausible",
                violation_error_message=_("A date must lie between 2000 and 2199."),
            ),
        ]  # fmt: skip

    def get_own_url(self) -> str:
        return reverse("matchmaking:desk")

    @property
    def status(self) -> Status | None:
        """As of today; None as long as it is not published."""
        return status_on(timezone.localdate(), self.state, self.ending, self.in_match, self.expires_on)

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @classmethod
    def is_public(cls) -> Q:
        return _shown() & Q(visibility=Visibility.PUBLIC)

    def hindrance(self, move: str) -> str:
        """Only a verified organisation asks or offers in public, and nothing is published that is over already."""
        if move != "publish":
            return ""
        if self.owner_id is None or not self.owner.is_verified:
            return gettext("%(ref)s has no owner that is verified: choose a verified organisation.") % {"ref": self.ref}
        if self.expires_on is None:
            return gettext("%(ref)s does not say until when it is open.") % {"ref": self.ref}
        if self.expires_on < timezone.localdate():
            return gettext("%(ref)s was open until a day that is past: set another one.") % {"ref": self.ref}
        if self.visibility == Visibility.INVITED and not self.invitations.exists():
            return gettext("%(ref)s is shown to invited organisations only, and none is invited.") % {"ref": self.ref}
        return ""


def status_on(day: date, state: str, ending: str, in_match: bool, expires_on: date | None) -> Status | None:
    """The same for rows that are not records. How its owner ended it goes before what its matches say."""
    if state != State.PUBLISHED:
        return None
    if ending:
        return Status(ending)
    if in_match:
        return Status.MATCHED
    return Status.EXPIRED if expires_on and expires_on < day else Status.OPEN
