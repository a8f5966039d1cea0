"""The moves towards a result, beside those of matchmaking/matching/moves.py."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from matchmaking.following import forms
from matchmaking.following.outcomes import story_of
from matchmaking.matching.moves import MOVES, Move, signs, writes
from matchmaking.matching.parts import Part
from matchmaking.models import Match, MatchState
from matchmaking.models.match import agreement


def _tells(part: Part) -> bool:
    return part.may_write and part.side is not None


def _has_no_record(match: Match, part: Part) -> bool:
    return match.activity_id is None and match.initiative_id is None


def _has_story_to_sign(match: Match, part: Part) -> bool:
    story = story_of(match)
    return story is not None and getattr(story, agreement(part.side)[2]) != story.version


_AGREED, _UNDER_WAY, _COMPLETED = MatchState.AGREED, MatchState.IMPLEMENTING, MatchState.COMPLETED
_FILLED_IN = _(
    "Title, topics, organisations, places, languages and period are filled in, the terms stand as what was agreed; "
    "nothing confidential, no message and no document. Curators read it before anybody else does."
)
MOVES |= {
    "activity": Move(
        forms.ActivityForm, _("Make an activity of it"), _FILLED_IN, writes, (_AGREED, _UNDER_WAY), _has_no_record
    ),
    "partnership": Move(
        forms.PartnershipForm, _("Make a partnership of it"), _FILLED_IN, writes, (_AGREED, _UNDER_WAY),
        _has_no_record,
    ),
    "outcome": Move(
        forms.OutcomeForm, _("Tell what came of it"), _("With it the match is completed."), writes,
        (_UNDER_WAY, _COMPLETED),
    ),
    "story": Move(
        forms.StoryForm, _("Write the story"),
        _("A new version. It is out of sight until both sides have agreed to it."), _tells, (_COMPLETED,),
        lambda match, part: bool(match.outcome),
    ),
    "publish": Move(
        forms.PublishForm, _("Agree to publish"), _("You agree for your organisation to the text as it stands here."),
        signs, (_COMPLETED,), _has_story_to_sign,
    ),
}  # fmt: skip
