"""The doors of a match: one function a move, the actor explicit, everything the match hangs on locked.

    introduced → in discussion → agreed (both stamps) → under way → completed
    introduced, in discussion → declined          anything live → stalled → where it was
    agreed, under way, stalled → dissolved        agreed → in discussion (new terms, or a stamp taken back)

``by`` does it for ``acting_for``, an organisation of the match; without one as a curator. What
they may do is asked under the lock (parts.py). Doing a thing twice is doing it once. Moves raise MoveRefused, whose
code says why ("state", "terms", "reason", "listing" …), and PermissionDenied.
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.matching.moving import (
    NO_STEP,
    entitle,
    in_state,
    leads_from,
    moving,
    not_unawares,
    note_by,
    said,
    write,
)
from matchmaking.matching.parts import Part
from matchmaking.matching.timeline import note
from matchmaking.models import Happened, Match, MatchState, MatchTerms, Side
from matchmaking.models.match import OVER, SIGNING, TALKING, agreement
from portal.core.curation import MoveRefused
from portal.core.models import Organisation, User


# --- The terms, and agreeing ------------------------------------------------------------------------------------------
def change_terms(
    match: Match, *, by: User, acting_for: Organisation | None, seen: int, text: str, match_type: str,
    ends_on: date | None, agree: bool = False, stamps: int = len(SIGNING), site: str,
) -> None:  # fmt: skip
    """Write the next version. Both stamps go, except that the writer may set their own side's at once (``agree``).

    ``seen`` is the version that the writer had before them: of two who write at once the second is told (code "terms").
    So is who knows of fewer ``stamps`` on it than there are (code "stamps").
    """
    with moving(match, by=by, acting_for=acting_for, move="change terms", site=site) as (now, part):
        entitle(part.may_write and (part.may_sign or not agree))
        written = {"text": text.strip(), "match_type": match_type, "ends_on": ends_on}
        latest = now.terms.first()
        is_same = latest is not None and {name: getattr(latest, name) for name in written} == written
        if not is_same:
            _on_terms(now, seen)
            leads_from(now, *TALKING, MatchState.AGREED)
            not_unawares(now, stamps)
            _new_version(now, part, written)
        if agree:
            _sign(now, part)


def agree(match: Match, *, by: User, acting_for: Organisation, version: int, site: str) -> None:
    """One side's stamp on a version, by an administrator; the second makes it agreed. Refused on any version but the
    present one (code "terms")."""
    with moving(match, by=by, acting_for=acting_for, move="agree", site=site) as (now, part):
        entitle(part.may_sign)
        _on_terms(now, version)
        if now.terms_version == 0:
            raise MoveRefused(_("There are no terms yet: write down what you agree on."), code="terms")
        _sign(now, part)


def take_back(match: Match, *, by: User, acting_for: Organisation, site: str) -> None:
    """Before work has begun, a side may take its stamp back."""
    with moving(match, by=by, acting_for=acting_for, move="take back", site=site) as (now, part):
        entitle(part.may_sign)
        leads_from(now, *TALKING, MatchState.AGREED)
        if getattr(now, f"{part.side}_agreed_at"):
            write(now, **_unstamped(part.side), **in_state(now, MatchState.IN_DISCUSSION))
            note_by(now, part, Happened.TOOK_BACK, about=str(now.terms_version))


def _new_version(now: Match, part: Part, written: dict) -> None:
    version = now.terms_version + 1
    stamps = {name: value for side in SIGNING for name, value in _unstamped(side).items()}
    write(
        now, **stamps, **in_state(now, MatchState.IN_DISCUSSION), terms_version=version,
        match_type=written["match_type"], ends_on=written["ends_on"],
    )  # fmt: skip
    MatchTerms.objects.create(
        match=now, version=version, written_by=part.user, written_for=part.organisation, **written
    )
    note_by(now, part, Happened.WROTE_TERMS, about=str(version))


def _sign(now: Match, part: Part) -> None:
    if getattr(now, f"{part.side}_agreed_version") == now.terms_version:
        return
    leads_from(now, *TALKING)
    values = (part.user, timezone.now(), now.terms_version)
    stamped = dict(zip(agreement(part.side), values, strict=True))
    is_second = getattr(now, f"{part.side.other}_agreed_version") is not None
    write(now, **stamped, **in_state(now, MatchState.AGREED if is_second else MatchState.IN_DISCUSSION))
    note_by(now, part, Happened.AGREED, about=str(now.terms_version))
    if is_second:
        note_by(now, part, Happened.BOTH_AGREED, about=str(now.terms_version))


def _on_terms(now: Match, version: int) -> None:
    if version != now.terms_version:
        raise MoveRefused(
            _("The terms were changed while you looked at them: these are the new ones. Please read them again."),
            code="terms",
        )


def _unstamped(side: Side) -> dict[str, None]:
    return dict.fromkeys(agreement(side))


# --- Doing it, or not -------------------------------------------------------------------------------------------------
def start(match: Match, *, by: User, acting_for: Organisation | None, on: date | None = None, site: str) -> None:
    """The agreed work begins, today unless another day is said."""
    with moving(match, by=by, acting_for=acting_for, move="start", site=site) as (now, part):
        entitle(part.may_write)
        if now.state != MatchState.IMPLEMENTING:
            leads_from(now, MatchState.AGREED)
            write(now, **in_state(now, MatchState.IMPLEMENTING), begun_on=on or timezone.localdate())
            note_by(now, part, Happened.BEGAN)


def complete(match: Match, *, by: User, acting_for: Organisation | None, site: str) -> None:
    with moving(match, by=by, acting_for=acting_for, move="complete", site=site) as (now, part):
        entitle(part.may_write)
        if now.state != MatchState.COMPLETED:
            leads_from(now, MatchState.IMPLEMENTING)
            write(now, **in_state(now, MatchState.COMPLETED), **NO_STEP)
            note_by(now, part, Happened.COMPLETED)


def decline(match: Match, *, by: User, acting_for: Organisation | None, reason: str, site: str) -> None:
    """One side does not want it, before anything was agreed."""
    _end(match, MatchState.DECLINED, Happened.DECLINED, TALKING, by, acting_for, reason, site)


def dissolve(match: Match, *, by: User, acting_for: Organisation | None, reason: str, site: str) -> None:
    """What was agreed, or rests, comes to nothing."""
    bound = (MatchState.AGREED, MatchState.IMPLEMENTING, MatchState.STALLED)
    _end(match, MatchState.DISSOLVED, Happened.DISSOLVED, bound, by, acting_for, reason, site)


def _end(match: Match, to: MatchState, what: Happened, states, by: User, acting_for, reason: str, site: str) -> None:
    reason = said(reason)
    with moving(match, by=by, acting_for=acting_for, move=to.value, site=site) as (now, part):
        entitle(part.may_end)
        if now.state != to:
            leads_from(now, *states)
            write(now, **in_state(now, to, reason), **NO_STEP)
            note_by(now, part, what, text=reason)


def stall(match: Match, *, by: User | None, acting_for: Organisation | None, reason: str, site: str) -> None:
    """Nothing moves. Without ``by`` the portal says so, after its last reminder."""
    reason = said(reason)
    with moving(match, by=by, acting_for=acting_for, move="stall", site=site) as (now, part):
        entitle(part is None or part.may_write)
        if now.state != MatchState.STALLED:
            leads_from(now, *TALKING, MatchState.AGREED, MatchState.IMPLEMENTING)
            since = timezone.now() if by else now.quiet_since
            write(now, **in_state(now, MatchState.STALLED, reason), quiet_since=since)
            note(now, Happened.STALLED, by=by, acting_for=part and part.organisation, text=reason)


def resume(match: Match, *, by: User, acting_for: Organisation | None, site: str) -> None:
    """It goes on from where it was."""
    with moving(match, by=by, acting_for=acting_for, move="resume", site=site) as (now, part):
        entitle(part.may_write)
        if now.state in OVER:
            leads_from(now, MatchState.STALLED)
        if now.state == MatchState.STALLED:
            write(now, **in_state(now, before_stalling(now)))
            note_by(now, part, Happened.RESUMED)


def before_stalling(match: Match) -> MatchState:
    """What a match that rests has reached: its stamps and its first day say it."""
    if match.agreed_at is None:
        return MatchState.IN_DISCUSSION
    return MatchState.IMPLEMENTING if match.begun_on else MatchState.AGREED
