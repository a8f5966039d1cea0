"""What came of a match, as its page shows it: the record, the outcome, the story with both stamps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from matchmaking.following.outcomes import published_on, story_of
from matchmaking.models import Listing, Match, MatchState, Story
from matchmaking.models.match import SIGNING, agreement
from partnerships.models import Initiative
from portal.core.dates import day_text
from portal.core.models import Organisation
from portal.core.naming import direction
from tad.models import Activity


@dataclass(frozen=True)
class Stamp:
    organisation: Organisation
    is_set: bool


@dataclass(frozen=True)
class Told:
    """A published story, as the page of a need or an offer tells it."""

    story: Story
    record: Activity | Initiative | None  # what was made of the match, for whoever may see that

    @property
    def published_on(self) -> str:
        return day_text(timezone.localdate(self.story.published_at))

    @property
    def dir(self) -> str:
        return direction(self.story.language_id)


def told_of(listing: Listing, user) -> list[Told]:
    stories = list(published_on(listing))
    records = [each.match.activity or each.match.initiative for each in stories]
    seen = _seen(user, records)
    return [Told(story, record if record in seen else None) for story, record in zip(stories, records, strict=True)]


def _seen(user, records: Collection[Activity | Initiative | None]) -> set[Activity | Initiative]:
    """Those of the records that this reader may see; at most a query a kind, however many there are."""
    found: set[Activity | Initiative] = set()
    for model in (Activity, Initiative):
        if keys := [each.pk for each in records if isinstance(each, model)]:
            found |= set(model.objects.visible_to(user).filter(pk__in=keys).only("pk"))
    return found


class Result:
    """``moves`` are the names of those that the reader can make now."""

    SHOWN = (MatchState.AGREED, MatchState.IMPLEMENTING, MatchState.COMPLETED)

    def __init__(self, match: Match, user, moves: Collection[str]) -> None:
        self.match, self.user, self.moves = match, user, moves

    def __bool__(self) -> bool:
        return self.match.state in self.SHOWN

    @cached_property
    def record(self) -> dict | None:
        """The activity or partnership; with an address for whoever may see it yet."""
        made = self.match.activity or self.match.initiative
        if made is None:
            return None
        return {
            "title": made.title, "ref": made.ref, "language": made.language_id, "state": made.get_state_display(),
            "url": made.get_absolute_url() if made in _seen(self.user, [made]) else "",
        }  # fmt: skip

    @property
    def outcome_on(self) -> str:
        return day_text(self.match.outcome_on)

    @cached_property
    def story(self) -> Story | None:
        return story_of(self.match) if self.match.state == MatchState.COMPLETED else None

    @property
    def stamps(self) -> list[Stamp]:
        version = self.story.version if self.story else 0
        return [
            Stamp(self.match.organisation_of(side), getattr(self.story, agreement(side)[2]) == version)
            for side in SIGNING
        ]

    @property
    def published(self) -> str:
        if not (self.story and self.story.published_at):
            return ""
        return _("Published on %(day)s") % {"day": day_text(timezone.localdate(self.story.published_at))}

    @property
    def records_links(self) -> list[tuple[str, str]]:
        labels = {"activity": _("Make an activity of it"), "partnership": _("Make a partnership of it")}
        return [(label, self._url(name)) for name, label in labels.items() if name in self.moves]

    @property
    def outcome_link(self) -> tuple[str, str] | None:
        label = _("Tell it anew") if self.match.outcome else _("Tell what came of it")
        return (label, self._url("outcome")) if "outcome" in self.moves else None

    @property
    def story_link(self) -> tuple[str, str] | None:
        label = _("Write it anew") if self.story else _("Write it as a story for everybody")
        return (label, self._url("story")) if "story" in self.moves else None

    @property
    def publish_url(self) -> str:
        return self._url("publish") if "publish" in self.moves else ""

    def _url(self, name: str) -> str:
        return reverse("matchmaking:move", args=[self.match.ref, name])
