"""How a match begins: a curator brings two together, or an interest is taken up (interests.py); and who joins it."""

from __future__ import annotations

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.following import mails
from matchmaking.matching.moving import entitle, leads_from, lock_listings, moving, write
from matchmaking.matching.timeline import note
from matchmaking.models import Happened, Match, Need, Offer, Side
from matchmaking.models.match import LIVE, REF_PREFIX
from portal.core.curation import MoveRefused
from portal.core.models import Organisation, State, User, next_references


def introduce(
    *, need: Need | None, offer: Offer | None, seeker: Organisation, provider: Organisation, by: User,
    facilitator: Organisation | None = None, text: str = "", site: str,
) -> Match:  # fmt: skip
    """A curator brings two together and looks after them; a second time it is the same match. Raises MoveRefused."""
    if not by.is_curator:
        raise PermissionDenied
    with transaction.atomic(), pghistory.context(user=by.pk, move="introduce"):
        need, offer = lock_listings(need, offer)
        for listing, owner in ((need, seeker), (offer, provider)):
            if listing and (listing.owner != owner or listing.state != State.PUBLISHED or listing.ending):
                raise MoveRefused(_("%(ref)s is not open any more.") % {"ref": listing.ref}, code="listing")
        match, is_new = begin(need=need, offer=offer, seeker=seeker, provider=provider, by=by)
        if is_new:
            write(match, facilitator=by)
            introduced = note(match, Happened.INTRODUCED, by=by, acting_for=None, text=text)
            if facilitator:
                _add(match, facilitator, Side.FACILITATOR, by, None)
            mails.happened(introduced, site=site)
    return match


def begin(
    *, need: Need | None, offer: Offer | None, seeker: Organisation, provider: Organisation, by: User
) -> tuple[Match, bool]:
    """The live match of these two about listings that are locked; or a new one, and True. Its type is what they ask
    for, where that is one."""
    if seeker.pk == provider.pk:
        raise MoveRefused(_("An organisation cannot have a match with itself."), code="itself")
    for each in (seeker, provider):
        _is_verified(each)
    if match := live_match(need=need, offer=offer, seeker=seeker, provider=provider):
        return match, False
    listings = [each for each in (need, offer) if each]
    wanted = [set(each.match_types) for each in listings if each.match_types]
    common = set.intersection(*wanted) if wanted else set()
    match = Match.objects.create(
        need=need, offer=offer, seeker=seeker, provider=provider, introduced_by=by,
        ref=next_references(REF_PREFIX, timezone.localdate().year)[0],
        match_type=common.pop() if len(common) == 1 else "", is_sample=any(each.is_sample for each in listings),
    )  # fmt: skip
    return match, True


def live_match(*, need: Need | None, offer: Offer | None, seeker: Organisation, provider: Organisation) -> Match | None:
    """Of these two, about this need or this offer."""
    about = Q(need=need) & Q(need__isnull=False) | Q(offer=offer) & Q(offer__isnull=False)
    return Match.objects.live().filter(about, seeker=seeker, provider=provider).order_by("pk").first()


def join(
    match: Match, *, by: User, acting_for: Organisation | None, organisation: Organisation, side: Side, site: str
) -> None:
    """A third organisation facilitates or funds: curators, and whoever facilitates already, ask it in."""
    with moving(match, by=by, acting_for=acting_for, move="join", site=site) as (now, part):
        entitle(part.may_facilitate)
        leads_from(now, *LIVE)
        _add(now, organisation, side, by, acting_for)


def look_after(match: Match, *, by: User, site: str) -> None:
    """A curator takes it on as its facilitator."""
    with moving(match, by=by, acting_for=None, move="look after", site=site) as (now, _part):
        entitle(by.is_curator)
        if now.facilitator_id != by.pk:
            write(now, facilitator=by)
            note(now, Happened.LOOKED_AFTER, by=by, acting_for=None)


def _add(match: Match, organisation: Organisation, side: Side, by: User, acting_for: Organisation | None) -> None:
    _is_verified(organisation)
    if organisation.pk in (match.seeker_id, match.provider_id):
        raise MoveRefused(_("%(name)s is one of the two already.") % {"name": organisation}, code="organisation")
    if match.parties.get_or_create(organisation=organisation, role=side)[1]:
        note(match, Happened.JOINED, by=by, acting_for=acting_for, about=str(organisation))


def _is_verified(organisation: Organisation) -> None:
    if not organisation.is_verified:
        raise MoveRefused(_("%(name)s is not verified.") % {"name": organisation}, code="organisation")
