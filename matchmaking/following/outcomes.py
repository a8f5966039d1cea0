"""What came of a match: the outcome, told by either side, and the story that both sides want told.

The outcome is read by those who see the match. The story is read by everybody, once an administrator of each side has
stamped the same version of it; who writes it anew takes it from view until both have stamped that, too.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.matching.moving import NO_STEP, entitle, in_state, leads_from, moving, not_unawares, note_by, write
from matchmaking.matching.parts import Part
from matchmaking.models import Happened, Listing, Match, MatchState, Story
from matchmaking.models.match import SIGNING, agreement
from portal.core.curation import MoveRefused
from portal.core.models import Organisation, User


def tell(match: Match, *, by: User, acting_for: Organisation | None, text: str, site: str) -> None:
    """Told again, the newer words stand. With the outcome the work is completed."""
    with moving(match, by=by, acting_for=acting_for, move="tell outcome", site=site) as (now, part):
        entitle(part.may_write)
        leads_from(now, MatchState.IMPLEMENTING, MatchState.COMPLETED)
        if now.outcome == text.strip():
            return
        was_under_way = now.state == MatchState.IMPLEMENTING
        told = {"outcome": text.strip(), "outcome_on": timezone.localdate()}
        write(now, **told, **NO_STEP, **in_state(now, MatchState.COMPLETED))
        note_by(now, part, Happened.TOLD_OUTCOME)
        if was_under_way:
            note_by(now, part, Happened.COMPLETED)


# --- The story --------------------------------------------------------------------------------------------------------
def write_story(
    match: Match, *, by: User, acting_for: Organisation, seen: int, text: str, language: str, agree: bool = False,
    stamps: int = len(SIGNING), site: str,
) -> Story:  # fmt: skip
    """The next version, 1 for the first; ``seen`` is the one the writer had before them (0: none), and of two who write
    at once the second is told (code "story"), as is who knows of fewer ``stamps`` than there are (code "stamps"). Both
    stamps go; ``agree`` sets that of the writer's side."""
    with moving(match, by=by, acting_for=acting_for, move="write story", site=site) as (now, part):
        entitle(part.side is not None and part.may_write and (part.may_sign or not agree))
        leads_from(now, MatchState.COMPLETED)
        story = story_of(now)
        if story is None or (story.text, story.language_id) != (text.strip(), language):
            _on_version(story, seen)
            if story:
                not_unawares(story, stamps)
            story = _new_version(now, story, by, text.strip(), language)
            note_by(now, part, Happened.WROTE_STORY, about=str(story.version))
        if agree:
            _sign(now, part, story)
    return story


def agree_to_story(match: Match, *, by: User, acting_for: Organisation, version: int, site: str) -> None:
    """One side's stamp, by an administrator; the second publishes it."""
    with moving(match, by=by, acting_for=acting_for, move="agree to story", site=site) as (now, part):
        entitle(part.may_sign)
        story = story_of(now)
        _on_version(story, version)
        if story is None:
            raise MoveRefused(_("Nobody has written the story yet."), code="story")
        _sign(now, part, story)


def story_of(match: Match) -> Story | None:
    return Story.objects.filter(match=match).first()


def published_on(listing: Listing) -> QuerySet[Story]:
    """What came of a need or an offer, the newest first."""
    name = listing._meta.model_name
    found = Story.objects.filter(**{f"match__{name}": listing}, published_at__isnull=False)
    return found.select_related("match__seeker", "match__provider", "match__activity", "match__initiative").order_by(
        "-published_at"
    )


def _new_version(now: Match, story: Story | None, by: User, text: str, language: str) -> Story:
    stamps = {name: None for side in SIGNING for name in agreement(side)}
    written = {"text": text, "language_id": language, "written_by": by, "written_at": timezone.now()}
    values = stamps | written | {"published_at": None, "version": story.version + 1 if story else 1}
    return Story.objects.update_or_create(match=now, defaults=values)[0]


def _sign(now: Match, part: Part, story: Story) -> None:
    by, at, version = agreement(part.side)
    if getattr(story, version) == story.version:
        return
    moment = timezone.now()
    values = {by: part.user, at: moment, version: story.version}
    if getattr(story, agreement(part.side.other)[2]) == story.version:
        values["published_at"] = moment
    for name, value in values.items():
        setattr(story, name, value)
    story.save(update_fields=list(values))
    note_by(now, part, Happened.AGREED_STORY, about=str(story.version))
    if story.published_at:
        note_by(now, part, Happened.TOLD_STORY)


def _on_version(story: Story | None, version: int) -> None:
    if version != (story.version if story else 0):
        raise MoveRefused(
            _("The story was changed while you looked at it: this is the new text. Please read it again."),
            code="story",
        )
