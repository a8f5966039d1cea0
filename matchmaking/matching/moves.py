"""The moves as the page of a match offers them: to whom, from which states, with which form and which consequence.

The doors decide again, under the lock; this says what is worth showing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.matching import forms
from matchmaking.matching.exchanging import WRITABLE
from matchmaking.matching.parts import Part
from matchmaking.models import Match, MatchState
from matchmaking.models.match import LIVE, TALKING


@dataclass(frozen=True)
class Move:
    form: type[forms.MoveForm]
    label: Promise
    consequence: Promise
    may: Callable[[Part], bool]
    states: tuple[MatchState, ...]
    makes_sense: Callable[[Match, Part], bool] = lambda match, part: True

    def is_open(self, match: Match, part: Part) -> bool:
        return match.state in self.states and self.makes_sense(match, part)


def _has_signed(match: Match, part: Part) -> bool:
    return getattr(match, f"{part.side}_agreed_version") is not None


def writes(part: Part) -> bool:
    return part.may_write


def signs(part: Part) -> bool:
    return part.may_sign


def _ends(part: Part) -> bool:
    return part.may_end


_State = MatchState
MOVES = {
    "message": Move(
        forms.MessageForm, _("Write a message"), _("Everybody who takes part reads it."), writes, WRITABLE
    ),
    "terms": Move(
        forms.TermsForm, _("Write the terms"),
        _("They count once both sides have agreed to this very version."),
        writes, (*TALKING, _State.AGREED),
    ),
    "agree": Move(
        forms.AgreeForm, _("Agree"), _("You agree for your organisation to the terms as they stand here."), signs,
        TALKING, lambda match, part: match.terms_version > 0 and not _has_signed(match, part),
    ),
    "take-back": Move(
        forms.TakeBackForm, _("Take our agreement back"), _("The other side sees that you did."), signs,
        (*TALKING, _State.AGREED), _has_signed,
    ),
    "step": Move(
        forms.NextStepForm, _("Set the next step"), _("It replaces the one that stands there."), writes, LIVE
    ),
    "step-done": Move(
        forms.StepDoneForm, _("This step is done"), _("Then set the next one."), writes, LIVE,
        lambda match, part: bool(match.next_step),
    ),
    "start": Move(
        forms.StartForm, _("The work has begun"), _("From then on the terms stay as they are."), writes,
        (_State.AGREED,),
    ),
    "complete": Move(
        forms.CompleteForm, _("The work is completed"), _("Messages can still be written."), writes,
        (_State.IMPLEMENTING,),
    ),
    "resume": Move(
        forms.ResumeForm, _("Take it up again"), _("It goes on from where it was."), writes, (_State.STALLED,)
    ),
    "stall": Move(
        forms.StallForm, _("Let it rest"), _("Say why nothing moves. It can be taken up again at any time."), writes,
        (*TALKING, _State.AGREED, _State.IMPLEMENTING),
    ),
    "decline": Move(
        forms.DeclineForm, _("Decline"), _("The match ends here. The two may begin another one later."), _ends, TALKING
    ),
    "dissolve": Move(
        forms.DissolveForm, _("Dissolve the match"),
        _("What was agreed no longer holds, and the need or offer counts as open again."), _ends,
        (_State.AGREED, _State.IMPLEMENTING, _State.STALLED),
    ),
    "join": Move(
        forms.JoinForm, _("Ask an organisation in"), _("Somebody who facilitates or funds."),
        lambda part: part.may_facilitate, LIVE,
    ),
    "look-after": Move(
        forms.LookAfterForm, _("Look after it"), _("You are its facilitator, for both sides to see."),
        lambda part: part.is_curator, LIVE, lambda match, part: match.facilitator_id != part.user.pk,
    ),
}  # fmt: skip


def moves_of(match: Match, part: Part) -> dict[str, Move]:
    return {name: move for name, move in MOVES.items() if move.may(part) and move.is_open(match, part)}
