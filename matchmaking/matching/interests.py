"""What may happen to an interest: sent → taken up | declined | withdrawn. Taken up it makes the match.

Members who may write for a verified organisation express one, on an open need or offer of somebody else; those who
steer the listing answer. Each door locks the listing and then the interest: of two at once the second is told what the
first did. Doing a thing twice is doing it once. Raises MoveRefused and PermissionDenied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.following import mails
from matchmaking.matching.introducing import begin, live_match
from matchmaking.matching.moving import entitle, lock_listings, said
from matchmaking.matching.timeline import note
from matchmaking.models import Happened, Interest, Listing, Match, Need, Offer
from matchmaking.models.listing import Visibility
from matchmaking.permissions import may_steer
from portal.core.curation import MoveRefused
from portal.core.memberships import EDITING
from portal.core.models import Membership, Organisation, User

State = Interest.State
MOST = 50  # own needs, and own offers, to choose from


def may_express(membership: Membership | None, listing: Listing) -> bool:
    """Nobody is interested in what was invented, but for sample organisations."""
    if membership is None or not listing.is_open or membership.organisation_id == listing.owner_id:
        return False
    organisation = membership.organisation
    is_real = organisation.is_sample or not listing.is_sample
    return is_real and organisation.is_verified and membership.role in EDITING


def own_open(organisation: Organisation) -> list[Listing]:
    """What an organisation can name in return: its own that wait for an answer, and that the other side may read."""
    found = (model.objects.filter(owner=organisation).still_open() for model in (Offer, Need))
    return [
        each for listings in found for each in listings.order_by("title", "pk")[:MOST] if _is_return(each, organisation)
    ]


def _is_return(listing: Listing, organisation: Organisation) -> bool:
    is_real = organisation.is_sample or not listing.is_sample
    is_read = listing.visibility != Visibility.INVITED
    return listing.owner_id == organisation.pk and listing.is_open and is_read and is_real


def express(
    listing: Listing, *, membership: Membership, message: str, in_return: Listing | None = None, site: str
) -> Interest:
    """A second time, while the first waits, it is the first. Code "match": the two have one already. ``in_return`` is
    one of the own needs or offers, code "return" if it is none of those that can be named any more."""
    by, organisation = membership.user, membership.organisation
    with transaction.atomic(), pghistory.context(user=by.pk, move="express interest"):
        sides = _sides(listing, organisation)
        lock_listings(sides["need"], sides["offer"])
        listing.refresh_from_db()
        if not may_express(membership, listing):
            raise MoveRefused(_("%(ref)s is not open any more.") % {"ref": listing.ref}, code="listing")
        if in_return:
            in_return.refresh_from_db()
            if not _is_return(in_return, organisation):
                raise MoveRefused(_("%(ref)s is not open any more.") % {"ref": in_return.ref}, code="return")
        if match := live_match(**sides):
            raise MoveRefused(_("You have a match about this already: %(ref)s.") % {"ref": match.ref}, code="match")
        interest, is_new = Interest.objects.get_or_create(
            **{name: sides[name] for name in ("need", "offer")}, organisation=organisation, state=State.SENT,
            defaults={
                "message": message, "sent_by": by,
                "return_need": in_return if isinstance(in_return, Need) else None,
                "return_offer": in_return if isinstance(in_return, Offer) else None,
            },
        )  # fmt: skip
        if is_new:
            mails.interest_sent(interest, site=site)
    return interest


def take_up(interest: Interest, *, by: User, site: str) -> Match:
    """The owner wants to talk: the two have a match from now on."""
    with _answering(interest, by, move="take up interest") as now:
        if now.state == State.TAKEN_UP:
            return now.match
        _waits(now)
        entitle(may_steer(by, now.listing))
        match, is_new = begin(**_sides(now.listing, now.organisation), by=by)
        _answer(now, State.TAKEN_UP, by, site, match=match)
        if is_new:
            owner = now.listing.owner if _is_member(by, now.listing.owner) else None
            note(match, Happened.TOOK_UP, by=by, acting_for=owner, about=str(now.organisation))
    return match


def decline(interest: Interest, *, by: User, reason: str, site: str) -> None:
    reason = said(reason)
    with _answering(interest, by, move="decline interest") as now:
        if now.state != State.DECLINED:
            _waits(now)
            entitle(may_steer(by, now.listing))
            _answer(now, State.DECLINED, by, site, reason=reason)


def withdraw(interest: Interest, *, by: User, site: str) -> None:
    """By those who may write for the organisation that expressed it."""
    with _answering(interest, by, move="withdraw interest") as now:
        if now.state != State.WITHDRAWN:
            _waits(now)
            entitle(may_withdraw(by, now))
            _answer(now, State.WITHDRAWN, by, site)


def may_withdraw(user: User, interest: Interest) -> bool:
    return user.memberships.filter(organisation=interest.organisation_id, role__in=EDITING).exists()


def _sides(listing: Listing, organisation: Organisation) -> dict:
    """Who would seek and who provide, as ``begin`` takes them."""
    if isinstance(listing, Need):
        return {"need": listing, "offer": None, "seeker": listing.owner, "provider": organisation}
    return {"need": None, "offer": listing, "seeker": organisation, "provider": listing.owner}


@contextmanager
def _answering(interest: Interest, by: User, *, move: str) -> Iterator[Interest]:
    """The interest as it is now; what was written is to be seen on ``interest`` afterwards, too."""
    with transaction.atomic(), pghistory.context(user=by.pk, move=move):
        lock_listings(interest.need, interest.offer)
        related = Interest.objects.select_related("need__owner", "offer__owner", "organisation", "match")
        now = related.select_for_update(of=["self"]).get(pk=interest.pk)
        if not Interest.objects.visible_to(by).filter(pk=now.pk).exists():
            raise PermissionDenied
        yield now
    for field in Interest._meta.concrete_fields:
        setattr(interest, field.attname, getattr(now, field.attname))


def _waits(now: Interest) -> None:
    if now.state != State.SENT:
        message = _("This interest was answered or withdrawn meanwhile: “%(state)s”.")
        raise MoveRefused(message % {"state": now.get_state_display()}, code="state")


def _answer(now: Interest, to: State, by: User, site: str, **written) -> None:
    now.state, now.answered_by, now.answered_at = to, by, timezone.now()
    for name, value in written.items():
        setattr(now, name, value)
    now.save(update_fields=["state", "answered_by", "answered_at", *written])
    mails.interest_answered(now, site=site)


def _is_member(user: User, organisation: Organisation) -> bool:
    return user.memberships.filter(organisation=organisation).exists()
