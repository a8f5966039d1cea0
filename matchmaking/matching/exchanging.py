"""What the parties of a match write while it lasts: messages, and whose turn it is until when. Documents: documents.py.

The first word of either side makes an introduction a discussion. Raises MoveRefused and PermissionDenied.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.following import mails
from matchmaking.matching.moving import NO_STEP, entitle, in_state, leads_from, moving, note_by, write
from matchmaking.matching.parts import Part, sides_of
from matchmaking.models import Happened, Match, MatchState
from matchmaking.models.match import LIVE
from portal.core.curation import MoveRefused
from portal.core.models import Organisation, User
from portal.core.rate_limit import allowed
from portal.core.submitting.limits import DAY, pause

MESSAGES_A_DAY = 40  # of one person, in all matches
WRITABLE = (*LIVE, MatchState.COMPLETED)  # what was completed can still be talked about


def write_message(
    match: Match, *, by: User, acting_for: Organisation | None, token: UUID, text: str, site: str
) -> None:
    """``token`` is of the page it was written on: a second time with the same one writes nothing. Code "limit": nobody
    could answer so many, and each is a mail to everybody."""
    is_retry = match.messages.filter(token=token).exists()
    if not is_retry and not (granted := allowed("match message", f"{by.pk}", limit=MESSAGES_A_DAY, period=DAY)):
        raise MoveRefused(pause(granted), code="limit")
    with moving(match, by=by, acting_for=acting_for, move="write", site=site) as (now, part):
        entitle(part.may_write)
        leads_from(now, *WRITABLE)
        message, is_new = now.messages.get_or_create(
            token=token, defaults={"text": text, "written_by": by, "written_for": part.organisation}
        )
        if is_new:
            write(now, **talking(now, part))
            mails.message(message, site=site)


def set_next_step(
    match: Match, *, by: User, acting_for: Organisation | None, text: str, owner: Organisation, due: date, site: str
) -> None:
    """What is to be done next, by which of the parties, until when."""
    with moving(match, by=by, acting_for=acting_for, move="set next step", site=site) as (now, part):
        entitle(part.may_write)
        leads_from(now, *LIVE)
        if owner.pk not in sides_of(now):
            raise MoveRefused(_("Choose one of the organisations that take part."), code="owner")
        if (now.next_step, now.next_step_owner_id, now.next_step_due) == (text, owner.pk, due):
            return
        if due < timezone.localdate():
            raise MoveRefused(_("This day is past."), code="due")
        write(now, next_step=text, next_step_owner=owner, next_step_due=due, **talking(now, part))
        note_by(now, part, Happened.NEXT_STEP, about=str(owner), text=text)


def finish_step(match: Match, *, by: User, acting_for: Organisation | None, step: str, site: str) -> None:
    """``step`` is the one that was seen: somebody may have set another meanwhile, which is not done."""
    with moving(match, by=by, acting_for=acting_for, move="finish step", site=site) as (now, part):
        entitle(part.may_write)
        leads_from(now, *LIVE)
        if now.next_step and now.next_step == step:
            write(now, **NO_STEP)
            note_by(now, part, Happened.STEP_DONE, text=step)


def talking(now: Match, part: Part) -> dict:
    """The columns of the state after somebody wrote: a word of a curator alone is no discussion yet."""
    if now.state != MatchState.INTRODUCED or part.side is None:
        return {}
    return in_state(now, MatchState.IN_DISCUSSION)
