"""What stands on an organisation's desk. Another part of the room adds a block with one line, in its AppConfig.ready():

    BLOCKS.append(suggestions_for_you)

A block is a function of the request and the membership for which somebody acts; it gives a Block, or None where it has
nothing to say. It asks the database a fixed number of times, however many listings there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matchmaking.models import Listing, Status
from matchmaking.own import drafts
from matchmaking.own.kinds import KINDS, Kind
from portal.core.dates import day_text, number_text
from portal.core.models import Membership, State
from portal.core.permissions import WITH_AUTHORS

SOON = timedelta(days=14)
SHOWN = 100  # of one kind; the list of the room has the rest


@dataclass(frozen=True)
class Block:
    title: str
    template: str  # gets this object as ``block``
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One listing, with what is due."""

    listing: Listing
    url: str
    due: str

    @property
    def title(self) -> str:
        return "" if self.listing.title == self.listing.ref else self.listing.title

    @property
    def state(self) -> str:
        return self.listing.status.label if self.listing.status else self.listing.get_state_display()


GROUPS: list[tuple[Promise, Callable[[Listing], bool]]] = [  # what waits for us before what is over
    (gettext_lazy("Sent back: please change"), lambda each: each.state == State.CHANGES_REQUESTED),
    (gettext_lazy("Drafts"), lambda each: each.state == State.DRAFT),
    (gettext_lazy("With the curators"), lambda each: each.state == State.IN_REVIEW),
    (gettext_lazy("Open"), lambda each: each.status == Status.OPEN),
    (gettext_lazy("Expired: renew or close"), lambda each: each.status == Status.EXPIRED),
    (gettext_lazy("Over"), lambda each: True),
]


def listings_of(kind: Kind) -> Callable[[HttpRequest, Membership], Block]:
    def block(request: HttpRequest, membership: Membership) -> Block:
        owned = kind.model.objects.filter(owner=membership.organisation).order_by("-updated_at", "-pk")
        asked = Count("questions", filter=Q(questions__answered_at__isnull=True))
        lines = [_line(each, kind, membership) for each in owned.annotate(unanswered=asked)[:SHOWN]]
        context = {"groups": _grouped(lines), "kind": kind, "may_write": drafts.may_write(membership)}
        return Block(str(kind.ours), "matchmaking/own/_listings.html", context)

    return block


def _grouped(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        heading = next(str(heading) for heading, belongs in GROUPS if belongs(line.listing))
        found.setdefault(heading, []).append(line)
    return [(str(heading), found[str(heading)]) for heading, _belongs in GROUPS if str(heading) in found]


def _line(listing: Listing, kind: Kind, membership: Membership) -> Line:
    is_ours_to_write = drafts.may_write(membership) and listing.state in WITH_AUTHORS
    write = reverse("matchmaking:write", args=[kind.room, listing.ref])
    return Line(listing, write if is_ours_to_write else listing.get_absolute_url(), _due(listing, timezone.localdate()))


def _due(listing: Listing, today: date) -> str:
    if listing.unanswered:
        text = ngettext("%(count)s question to answer", "%(count)s questions to answer", listing.unanswered)
        return text % {"count": number_text(listing.unanswered)}
    if listing.status == Status.OPEN and listing.expires_on - today <= SOON:
        return _("open until %(day)s") % {"day": day_text(listing.expires_on)}
    if listing.status == Status.EXPIRED:
        return _("was open until %(day)s") % {"day": day_text(listing.expires_on)}
    return ""


BLOCKS: list[Callable[[HttpRequest, Membership], Block | None]] = [listings_of(kind) for kind in KINDS.values()]


def blocks_for(request: HttpRequest, membership: Membership) -> list[Block]:
    return [block for make in BLOCKS if (block := make(request, membership))]
