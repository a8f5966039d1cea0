"""Matches whose two sides have published what came of them: everything else about a match is between its parties."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from matchmaking.index import ListingIndex, need_index, offer_index
from matchmaking.models import Listing, Match, Story
from portal.core.models.versions import Stamp
from portal.core.naming import direction


def published(which: Q) -> list[Story]:
    """The latest first; ``which`` is asked of stories. Two queries, one where there is none, as of nearly every record:
    the other joins five tables."""
    told = Story.objects.filter(which, published_at__isnull=False)
    if not told.exists():
        return []
    with_parties = told.select_related("match__seeker", "match__provider", "match__need", "match__offer")
    return list(with_parties.order_by("-published_at"))


def begun_with(stories: Iterable[Story], versions: dict[str, Stamp]) -> list[dict]:
    """Links to the public needs and offers with which these matches began."""
    found = (
        _link(story.match, listing)
        for story in stories
        for listing, index in ((story.match.need, need_index), (story.match.offer, offer_index))
        if listing is not None and _is_public(listing, index, versions)
    )
    return list({link["ref"]: link for link in found}.values())


def _is_public(listing: Listing, index: ListingIndex, versions: dict[str, Stamp]) -> bool:
    return listing.pk in index.current(versions).readable()


def _link(match: Match, listing: Listing) -> dict:
    sides = {"seeker": match.seeker.name, "provider": match.provider.name}
    return {
        "ref": listing.ref, "title": listing.title, "url": listing.get_absolute_url(), "language": listing.language_id,
        "dir": direction(listing.language_id), "is_sample": listing.is_sample,
        "why": _("Met by %(provider)s for %(seeker)s") % sides,
    }  # fmt: skip
