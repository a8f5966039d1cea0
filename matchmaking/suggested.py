"""The block of suggestions on an organisation's desk: the best for what it asked for or offered last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matchmaking.models import Listing
from matchmaking.own.desk import Block
from matchmaking.own.kinds import KINDS
from matchmaking.suggestions import TO_BE_HAD, Suggested, suggestions
from portal.core import reference as reference_memory
from portal.core.models import Membership, current_versions

LISTINGS = 3  # the newest that are open: each is asked for by itself, in the same few queries
BEST = 3  # of each, whatever kind they are


@dataclass(frozen=True)
class Line:
    listing: Listing
    best: list[tuple[str, Suggested]]  # of which kind, and what

    @property
    def url(self) -> str:
        """All of them, with their points in words."""
        return f"{self.listing.get_absolute_url()}#suggestions"


def suggested(request: HttpRequest, membership: Membership) -> Block | None:
    """None as long as nothing of the organisation is open. Of what can still be had or given: what was done elsewhere
    stands on the page of each."""
    listings = _newest(membership)
    if not listings:
        return None
    versions = current_versions()
    reference = reference_memory.current(versions)
    lines = []
    for listing in listings:
        groups = suggestions(listing, request.user, reference, versions, kinds=TO_BE_HAD)
        found = [(str(group.title), each) for group in groups for each in group.shown]
        if found:
            lines.append(Line(listing, sorted(found, key=lambda pair: -pair[1].total)[:BEST]))
    return Block(_("Suggestions"), "matchmaking/_suggested_block.html", {"lines": lines})


def _newest(membership: Membership) -> list[Listing]:
    def of_each_kind() -> Iterator[Listing]:
        for kind in KINDS.values():
            ours = kind.model.objects.still_open().filter(owner=membership.organisation)
            yield from ours.order_by("-published_at", "-pk")[:LISTINGS]

    return sorted(of_each_kind(), key=lambda each: each.published_at, reverse=True)[:LISTINGS]
