"""Invented matches between sample organisations, a handful in every state, and interests that wait; some name something
in return. For trying the portal out: nobody is mailed about one, and they are in no file."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from random import Random
from uuid import uuid4

from django.utils import timezone

from matchmaking.models import (
    Happened,
    Interest,
    Listing,
    Match,
    MatchMessage,
    MatchState,
    MatchTerms,
    Need,
    Offer,
    Story,
)
from matchmaking.models.match import BINDING, REF_PREFIX, SIGNING, agreement
from matchmaking.models.match_lines import TimelineEntry
from portal.core.models import Organisation, User, next_references
from portal.core.samples import SAID

ONE_IN, MOST = 5, 20  # needs; matches, and interests that wait
STATES = (
    MatchState.IN_DISCUSSION, MatchState.COMPLETED, MatchState.INTRODUCED, MatchState.AGREED, MatchState.IMPLEMENTING,
    MatchState.STALLED,
)  # fmt: skip
TERMS = "The provider sends two trainers for a week; the seeker pays for rooms and interpreters. " + SAID
INTEREST = "We have done this ourselves and would gladly tell you how. " + SAID
STEP = "Send the draft programme. " + SAID
OUTCOME = "Twelve examiners were trained, and the backlog is half of what it was. " + SAID
REACHED = {  # what the timeline tells of each state
    MatchState.IN_DISCUSSION: [Happened.WROTE_TERMS],
    MatchState.STALLED: [Happened.STALLED],
    MatchState.AGREED: [Happened.WROTE_TERMS, Happened.BOTH_AGREED],
    MatchState.IMPLEMENTING: [Happened.WROTE_TERMS, Happened.BOTH_AGREED, Happened.BEGAN],
    MatchState.COMPLETED: [Happened.WROTE_TERMS, Happened.BOTH_AGREED, Happened.BEGAN, Happened.TOLD_STORY],
}


def load(needs: int, *, rng: Random, by: User) -> None:
    """One for every few of so many needs, each between a sample need and a sample offer of somebody else; then as many
    interests in other needs."""
    states, many = cycle(STATES), min(needs // ONE_IN, MOST)
    asked, offers = list(_open(Need)), list(_open(Offer))
    for need in asked[: 2 * many]:
        others = [each for each in offers if each.owner_id != need.owner_id]
        if not others:
            continue
        offer = offers.pop(offers.index(rng.choice(others)))
        own = [each for each in (*asked, *offers) if each.owner_id == offer.owner_id]
        in_return = {f"return_{each._meta.model_name}": each for each in own[:1]}
        if need in asked[:many]:
            _draw(next(states), need, offer, in_return, rng, by)
        else:
            _interest(need, offer.owner, in_return, by, sent_at=timezone.now() - timedelta(days=rng.randrange(1, 9)))


def clear() -> None:
    Match.objects.filter(is_sample=True).delete()


def _open(model: type[Listing]):
    drawn = model.objects.still_open().filter(is_sample=True, matches=None, interests=None)
    return drawn.select_related("owner").order_by("pk")


def _interest(need: Need, organisation: Organisation, in_return: dict, by: User, **values) -> None:
    Interest.objects.create(need=need, organisation=organisation, message=INTEREST, sent_by=by, **in_return, **values)


def _draw(state: MatchState, need: Need, offer: Offer, in_return: dict, rng: Random, by: User) -> None:
    now, today = timezone.now(), timezone.localdate()
    introduced = now - timedelta(days=rng.randrange(60, 200))
    quiet_since = now - timedelta(days=rng.randrange(1, 50))
    values = {
        "introduced_at": introduced, "introduced_by": by, "state": state, "state_since": quiet_since,
        "quiet_since": quiet_since, "is_sample": True, "match_type": rng.choice(need.match_types or ["technical"]),
    }  # fmt: skip
    if state == MatchState.STALLED:
        values["state_reason"] = SAID
    if state in (MatchState.IN_DISCUSSION, *BINDING):
        values |= {"terms_version": 1, "ends_on": today + timedelta(days=rng.randrange(-30, 90))}
    if state in BINDING:
        values |= {name: value for side in SIGNING for name, value in _stamp(side, quiet_since, by).items()}
    if state in (MatchState.IMPLEMENTING, MatchState.COMPLETED):
        values["begun_on"] = quiet_since.date()
    if state == MatchState.COMPLETED:
        values |= {"outcome": OUTCOME, "outcome_on": today}
    elif state != MatchState.STALLED:
        due = today + timedelta(days=rng.randrange(-10, 40))
        values |= {"next_step": STEP, "next_step_owner": offer.owner, "next_step_due": due}
    [ref] = next_references(REF_PREFIX, today.year)
    match = Match.objects.create(ref=ref, need=need, offer=offer, seeker=need.owner, provider=offer.owner, **values)
    if in_return:  # it began with an interest; else somebody introduced the two
        taken_up = {"state": Interest.State.TAKEN_UP, "answered_at": introduced, "answered_by": by, "match": match}
        _interest(need, offer.owner, in_return, by, sent_at=introduced - timedelta(days=3), **taken_up)
        _note(match, Happened.TOOK_UP, introduced, by, need.owner, about=str(offer.owner))
    else:
        _note(match, Happened.INTRODUCED, introduced, by, None)
    _lines(match, by)


def _stamp(side, at, by: User) -> dict:
    return dict(zip(agreement(side), (by, at, 1), strict=True))


def _lines(match: Match, by: User) -> None:
    """What was said, agreed and done."""
    text = "Good morning. We would gladly work with you on this. " + SAID
    for written_for in (match.provider, match.seeker):
        MatchMessage.objects.create(match=match, token=uuid4(), text=text, written_by=by, written_for=written_for)
    if match.terms_version:
        terms = {"match_type": match.match_type, "ends_on": match.ends_on, "text": TERMS}
        MatchTerms.objects.create(match=match, version=1, written_by=by, written_for=match.provider, **terms)
    for what in REACHED.get(match.state, []):
        _note(match, what, match.quiet_since, by, match.provider)
    if match.state == MatchState.COMPLETED:
        stamps = {name: value for side in SIGNING for name, value in _stamp(side, match.quiet_since, by).items()}
        Story.objects.create(
            match=match, text=OUTCOME, written_by=by, written_at=match.quiet_since, published_at=match.quiet_since,
            **stamps,
        )  # fmt: skip


def _note(match: Match, what: Happened, at, by: User, acted_for: Organisation | None, *, about: str = "1") -> None:
    TimelineEntry.objects.create(match=match, what=what, at=at, by=by, acted_for=acted_for, about=about)
