"""What stands of interests and matches on an organisation's desk: what waits for us before what waits for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from matchmaking.following.looks import with_unread
from matchmaking.models import Interest, Match, MatchState, Side
from matchmaking.models.match import LIVE, SIGNING, TALKING, agreement
from matchmaking.own.desk import SHOWN, Block
from portal.core.dates import day_text
from portal.core.models import Membership, Organisation

FAR = date.max


def interests(request: HttpRequest, membership: Membership) -> Block | None:
    """Those that wait for an answer: ours and theirs, the oldest first."""
    ours = membership.organisation
    concerned = Q(organisation=ours) | Interest.objects.about([ours.pk])
    found = Interest.objects.waiting().filter(concerned).select_related("need__owner", "offer__owner", "organisation")
    waiting = list(found.order_by("sent_at", "pk")[:SHOWN])
    if not waiting:
        return None
    received = [(each, each.organisation) for each in waiting if each.organisation_id != ours.pk]
    sent = [(each, each.listing.owner) for each in waiting if each.organisation_id == ours.pk]
    groups = [(_("Others are interested: please answer"), received), (_("You are interested: waiting"), sent)]
    shown = [(heading, lines) for heading, lines in groups if lines]  # each with the organisation on the other side
    return Block(pgettext("expressed", "Interests"), "matchmaking/following/_interests.html", {"groups": shown})


@dataclass(frozen=True)
class Line:
    match: Match
    ours: Organisation
    due: str
    day: date  # by which it is due; FAR: no day
    is_ours: bool  # to do

    @property
    def others(self) -> list[Organisation]:
        """Of the two that sign: both, to who only helps them."""
        return [each for each in (self.match.seeker, self.match.provider) if each.pk != self.ours.pk]

    @property
    def is_late(self) -> bool:
        return self.day < timezone.localdate()


GROUPS: list[tuple[Promise, str]] = [
    (gettext_lazy("Waiting for you"), "ours"), (gettext_lazy("Waiting for others"), "theirs"),
    (gettext_lazy("Over"), "over"),
]  # fmt: skip


def matches(request: HttpRequest, membership: Membership) -> Block | None:
    ours = membership.organisation
    related = ("need", "offer", "seeker", "provider", "next_step_owner", "story")
    found = with_unread(Match.objects.of([ours.pk]), membership).select_related(*related)
    lines = [line_of(each, ours) for each in found.order_by("-quiet_since", "-pk")[:SHOWN]]
    if not lines:
        return None
    grouped: dict[str, list[Line]] = {name: [] for _heading, name in GROUPS}
    for line in sorted(lines, key=lambda each: each.day):
        is_over = line.match.state not in LIVE and not line.is_ours
        grouped["over" if is_over else "ours" if line.is_ours else "theirs"].append(line)
    shown = [(heading, grouped[name]) for heading, name in GROUPS if grouped[name]]
    return Block(_("Matches"), "matchmaking/following/_matches.html", {"groups": shown})


def line_of(match: Match, ours: Organisation) -> Line:
    """The first thing that is due; whose it is decides where the line stands."""
    side = next((side for side in SIGNING if match.organisation_of(side) == ours), None)
    if words := _wanted(match, side):
        return Line(match, ours, words, FAR, is_ours=True)
    if match.next_step:
        is_ours = match.next_step_owner_id == ours.pk
        by = {"name": match.next_step_owner, "day": day_text(match.next_step_due)}
        words = _("your next step, by %(day)s") if is_ours else _("next step: %(name)s, by %(day)s")
        return Line(match, ours, words % by, match.next_step_due, is_ours)
    if match.state in TALKING:
        return Line(match, ours, _("say what the next step is"), FAR, is_ours=True)
    return Line(match, ours, "", FAR, is_ours=False)


def _wanted(match: Match, side: Side | None) -> str:
    """What only this organisation, or any of the parties, can do now."""
    if match.state == MatchState.STALLED:
        return _("stalled: wake it up, or end it")
    if match.state == MatchState.AGREED:
        return _("agreed: make an activity or a partnership of it")
    is_over = match.ends_on is not None and match.ends_on < timezone.localdate()
    if match.state in (MatchState.IMPLEMENTING, MatchState.COMPLETED) and is_over and not match.outcome:
        return _("tell what came of it")
    if side is None:
        return ""
    if match.state in TALKING and _waits_for(match, match.terms_version, side):
        return _("the other side agrees to the terms: what do you say?")
    story = getattr(match, "story", None)
    if story and _waits_for(story, story.version, side):
        return _("the other side would like to publish the story: what do you say?")
    return ""


def _waits_for(stamped, version: int, side: Side) -> bool:
    """The other side has stamped what stands there now, this one has not."""
    ours, theirs = (getattr(stamped, agreement(each)[2]) for each in (side, side.other))
    return theirs == version and ours != version
