"""What all doors of a match share: the lock, the entitlement, and how a move is written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.following import mails
from matchmaking.matching.parts import Part, part_as
from matchmaking.matching.timeline import last_entry, note
from matchmaking.models import Happened, Match, MatchState, Need, Offer, Story
from matchmaking.models.match import stamps_on
from portal.core.curation import MoveRefused
from portal.core.models import Organisation, User

NO_STEP = {"next_step": "", "next_step_owner": None, "next_step_due": None}


@contextmanager
def moving(
    match: Match, *, by: User | None, acting_for: Organisation | None, move: str, site: str
) -> Iterator[tuple[Match, Part | None]]:
    """The match as it is now, locked with its listings, and as whom ``by`` stands before it; None for the portal. What
    was written is to be seen on ``match`` afterwards, too. PermissionDenied to who has nothing to do with it.
    The other parties get a mail with what it came to.

    Listings before matches: whoever merges organisations takes the rows in this order.
    """
    with transaction.atomic(), pghistory.context(user=by and by.pk, move=move):
        lock_listings(match.need, match.offer)
        related = Match.objects.select_related("need", "offer", "seeker", "provider", "next_step_owner")
        now = related.select_for_update(of=["self"]).get(pk=match.pk)
        part = part_as(by, now, acting_for) if by else None
        if by and part is None:
            raise PermissionDenied
        told = last_entry(now)
        yield now, part
        mails.news(now, after=told, site=site)
    for field in Match._meta.concrete_fields:
        setattr(match, field.attname, getattr(now, field.attname))


def lock_listings(need: Need | None, offer: Offer | None) -> tuple[Need | None, Offer | None]:
    """As they are now; in this order, whoever asks."""
    found = []
    for model, listing in ((Need, need), (Offer, offer)):
        rows = model.objects.select_for_update(of=["self"], no_key=True).select_related("owner")
        found.append(rows.get(pk=listing.pk) if listing else None)
    return tuple(found)


def entitle(may: bool) -> None:
    if not may:
        raise PermissionDenied


def leads_from(now: Match, *states: MatchState) -> None:
    if now.state not in states:
        message = _("%(ref)s is now in the state “%(state)s”: this step is not possible from there.")
        raise MoveRefused(message % {"ref": now.ref, "state": now.get_state_display()}, code="state")


def not_unawares(signed: Match | Story, known: int) -> None:
    """Whoever writes anew ends the agreements to what stands there, and must have known of as many."""
    if len(stamps_on(signed)) > known:
        raise MoveRefused(
            _("An agreement came in while you wrote. Nothing is lost: send it again only if that agreement is to end."),
            code="stamps",
        )


def said(reason: str) -> str:
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    return reason.strip()


def in_state(now: Match, to: MatchState, reason: str = "") -> dict:
    """The columns of a state; when it is the same already, it began when it began."""
    since = now.state_since if now.state == to else timezone.now()
    return {"state": to, "state_reason": reason, "state_since": since}


def write(now: Match, **values) -> None:
    values.setdefault("quiet_since", timezone.now())
    for name, value in values.items():
        setattr(now, name, value)
    now.save(update_fields=list(values))


def note_by(now: Match, part: Part, what: Happened, *, about: str = "", text: str = "") -> None:
    note(now, what, by=part.user, acting_for=part.organisation, about=about, text=text)
