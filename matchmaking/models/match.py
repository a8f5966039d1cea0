"""The match: an organisation that seeks and one that provides, on their way from the first word to the result.

Moved by matchmaking/matching/ alone. Each side agrees by a stamp on one version of the terms; what belongs to a match
and is written line by line is in match_lines.py.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.models.listing import Listing, MatchType
from matchmaking.models.need import Need
from matchmaking.models.offer import Offer
from partnerships.models import Initiative
from portal.core.models import Organisation, audited, follows_merged
from portal.core.models.stamp import stamp
from tad.models import Activity

REF_PREFIX = "MA"


class Side(models.TextChoices):
    """As what an organisation takes part. The first two agree on the terms; the others help."""

    SEEKER = "seeker", _("Seeker")
    PROVIDER = "provider", _("Provider")
    FACILITATOR = "facilitator", _("Facilitator")
    FUNDER = "funder", _("Funder")

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.PROVIDER if self is Side.SEEKER else Side.SEEKER


SIGNING = (Side.SEEKER, Side.PROVIDER)
HELPING = (Side.FACILITATOR, Side.FUNDER)


class MatchState(models.TextChoices):
    """A suggestion is not a match yet, and has no row."""

    INTRODUCED = "introduced", _("Introduced")
    IN_DISCUSSION = "in_discussion", _("In discussion")
    AGREED = "agreed", _("Agreed")
    IMPLEMENTING = "implementing", _("Under way")
    COMPLETED = "completed", _("Completed")
    STALLED = "stalled", _("Stalled")
    DECLINED = "declined", _("Declined")
    DISSOLVED = "dissolved", _("Dissolved")


TALKING = (MatchState.INTRODUCED, MatchState.IN_DISCUSSION)
BINDING = (MatchState.AGREED, MatchState.IMPLEMENTING, MatchState.COMPLETED)  # in these its listings count as matched
FAILED = (MatchState.DECLINED, MatchState.DISSOLVED)
OVER = (MatchState.COMPLETED, *FAILED)
LIVE = tuple(each for each in MatchState if each not in OVER)


def agreement(side: Side) -> list[str]:
    """The columns of a side's stamp: who, when, and on which version of the terms."""
    return [f"{side}_agreed_by", f"{side}_agreed_at", f"{side}_agreed_version"]


def stamps_on(signed: models.Model) -> list[Side]:
    """The sides that have stamped a match's present terms, or its story."""
    return [side for side in SIGNING if getattr(signed, f"{side}_agreed_at")]


def _stamp_is_whole(side: Side) -> models.CheckConstraint:
    by, at, version = agreement(side)
    return models.CheckConstraint(
        condition=Q(**{f"{by}__isnull": True, f"{at}__isnull": True, f"{version}__isnull": True})
        | Q(**{f"{by}__isnull": False, f"{at}__isnull": False, version: F("terms_version")}, terms_version__gte=1),
        name=f"match_{side}_stamps_present_terms",
    )


def _tells(listing: str) -> pgtrigger.Trigger:
    """A need or an offer counts as matched while one of its matches is agreed or further: told by the database, so that
    no way of changing a match forgets it."""
    states = ", ".join(f"'{each.value}'" for each in BINDING)
    return pgtrigger.Trigger(
        name=f"tell_{listing}",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", f"{listing}_id") | pgtrigger.Delete,
        func=f"""
            UPDATE matchmaking_{listing} listing SET in_match = NOT in_match, updated_at = now()
            WHERE id IN (OLD.{listing}_id, NEW.{listing}_id) AND in_match IS DISTINCT FROM EXISTS (
                SELECT FROM matchmaking_match m WHERE m.{listing}_id = listing.id AND m.state IN ({states}));
            RETURN NULL;
        """,  # noqa: S608 -- constants
    )


class MatchQuerySet(models.QuerySet):
    def of(self, organisations) -> Self:
        """Those in which one of these organisations takes part, as whatever."""
        helped = self.model.parties.rel.related_model.objects.filter(organisation__in=organisations)
        return self.filter(
            Q(seeker__in=organisations) | Q(provider__in=organisations) | Q(pk__in=helped.values("match"))
        )

    def visible_to(self, user) -> Self:
        """Curators, and members of every organisation that takes part."""
        if getattr(user, "is_curator", False):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.of(user.memberships.values("organisation"))

    def live(self) -> Self:
        return self.filter(state__in=LIVE)


@audited()
class Match(models.Model):
    State = MatchState

    ref = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    need = models.ForeignKey(
        Need, verbose_name=_("need"), null=True, blank=True, on_delete=models.PROTECT, related_name="matches"
    )
    offer = models.ForeignKey(
        Offer, verbose_name=_("offer"), null=True, blank=True, on_delete=models.PROTECT, related_name="matches"
    )
    seeker = models.ForeignKey(
        Organisation, verbose_name=_("seeker"), on_delete=models.PROTECT, related_name="matches_sought"
    )
    provider = models.ForeignKey(
        Organisation, verbose_name=_("provider"), on_delete=models.PROTECT, related_name="matches_provided"
    )
    facilitator = models.ForeignKey(  # a curator
        settings.AUTH_USER_MODEL, verbose_name=_("looked after by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="matches_facilitated",
    )  # fmt: skip
    introduced_at = models.DateTimeField(_("introduced"), default=timezone.now, editable=False)
    introduced_by = stamp(_("introduced by"))

    state = models.CharField(_("state"), max_length=15, choices=MatchState, default=MatchState.INTRODUCED)
    state_reason = models.TextField(_("reason"), blank=True)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    # The last time that anybody of either side, or a facilitator, did anything. Reminders do not move it.
    quiet_since = models.DateTimeField(_("quiet since"), default=timezone.now, editable=False)

    # The terms as they stand: their text and earlier versions are MatchTerms. Version 0: nobody has written any.
    terms_version = models.PositiveSmallIntegerField(_("version of the terms"), default=0)
    match_type = models.CharField(_("type of match"), max_length=10, choices=MatchType, blank=True)
    ends_on = models.DateField(_("to be completed by"), null=True, blank=True)
    seeker_agreed_by = stamp(_("agreed for the seeker by"))
    seeker_agreed_at = models.DateTimeField(_("seeker agreed"), null=True, blank=True)
    seeker_agreed_version = models.PositiveSmallIntegerField(_("version the seeker agreed to"), null=True, blank=True)
    provider_agreed_by = stamp(_("agreed for the provider by"))
    provider_agreed_at = models.DateTimeField(_("provider agreed"), null=True, blank=True)
    provider_agreed_version = models.PositiveSmallIntegerField(
        _("version the provider agreed to"), null=True, blank=True
    )
    begun_on = models.DateField(_("work began"), null=True, blank=True)

    next_step = models.TextField(_("next step"), blank=True)
    next_step_owner = models.ForeignKey(
        Organisation, verbose_name=_("whose turn it is"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    next_step_due = models.DateField(_("due"), null=True, blank=True)

    outcome = models.TextField(_("outcome"), blank=True)
    outcome_on = models.DateField(_("outcome told on"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity that came of it"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="matches",
    )  # fmt: skip
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("partnership that came of it"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="matches",
    )  # fmt: skip
    is_sample = models.BooleanField(_("sample"), default=False)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-quiet_since", "-pk"]
        indexes = [
            models.Index(fields=["state", "quiet_since"], name="match_quiet"),
            models.Index(fields=["next_step_due"], condition=Q(next_step_due__isnull=False), name="match_next_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(need__isnull=False) | Q(offer__isnull=False), name="match_of_a_listing"),
            models.UniqueConstraint(
                fields=["need", "provider"], condition=Q(need__isnull=False, state__in=LIVE), name="match_of_need_once"
            ),
            models.UniqueConstraint(
                fields=["offer", "seeker"], condition=Q(offer__isnull=False, state__in=LIVE), name="match_of_offer_once"
            ),
            models.CheckConstraint(condition=Q(state__in=MatchState.values), name="match_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[MatchState.STALLED, *FAILED]) | ~Q(state_reason=""),
                name="match_state_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(match_type="") | Q(match_type__in=MatchType.values), name="match_type_known"
            ),
            *(_stamp_is_whole(side) for side in SIGNING),
            models.CheckConstraint(
                condition=~Q(state__in=BINDING)
                | Q(seeker_agreed_version=F("terms_version"), provider_agreed_version=F("terms_version"))
                & Q(seeker_agreed_version__isnull=False, provider_agreed_version__isnull=False)
                & ~Q(match_type=""),
                name="match_agreed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MatchState.IMPLEMENTING, MatchState.COMPLETED]) | Q(begun_on__isnull=False),
                name="match_under_way_since",
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_owner__isnull=True, next_step_due__isnull=True)
                | ~Q(next_step="") & Q(next_step_owner__isnull=False, next_step_due__isnull=False),
                name="match_next_step_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True) | ~Q(outcome="") & Q(outcome_on__isnull=False),
                name="match_outcome_told_when",
            ),
        ]
        triggers = [
            _tells("need"), _tells("offer"),
            follows_merged("seeker", "provider", "next_step_owner"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:match", args=[self.ref])

    @property
    def listing(self) -> Listing:
        """What it is about: the need where there is one."""
        return self.need or self.offer

    @property
    def title(self) -> str:
        return self.listing.title

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def agreed_at(self) -> datetime | None:
        """When the second side agreed to the present terms; None before."""
        both = (self.seeker_agreed_at, self.provider_agreed_at)
        return max(both) if all(both) else None

    @property
    def judged_on(self) -> date:
        """The day whose statuses decide the kind of cooperation: that of the agreement, and until then today."""
        return timezone.localdate(self.agreed_at) if self.agreed_at else timezone.localdate()

    def organisation_of(self, side: Side) -> Organisation:
        """Of one of the two that sign."""
        return self.seeker if side == Side.SEEKER else self.provider

    def folded_into(self, kept: Match) -> None:
        """Two organisations became one, and both had this match: what was said in either is kept in one."""
        documents = self.documents.exclude(digest__in=kept.documents.values("digest"))
        for lines in (self.messages, documents, self.timeline, self.interests):
            lines.update(match=kept)
