"""One question to all lists of the portal: how much each has, the best of it, and the way into the list."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from matchmaking.lists import NeedList, OfferList
from partnerships.listing import CaseStudyListing, InitiativeListing
from portal.core.addresses import encoded
from portal.core.listing import Listing
from portal.core.models import current_versions
from portal.core.suggest import why_nothing
from portal.site.meetings.listing import MeetingListing
from portal.site.organisations.listing import OrganisationListing
from roster.listing import ConsultantListing
from tad.listing import ActivityListing

LISTS: list[type[Listing]] = [
    ActivityListing,
    InitiativeListing,
    CaseStudyListing,
    ConsultantListing,
    NeedList,
    OfferList,
    MeetingListing,
    OrganisationListing,
]
BEST = 5  # of each kind


class Search:
    def __init__(self, request: HttpRequest) -> None:
        versions = current_versions()
        self.q = " ".join(request.GET.get("q", "").split())
        self.unknown = [name for name in request.GET if name != "q"]
        self.listings = [listing(_asking(request, listing, self.q), versions) for listing in LISTS]

    @cached_property
    def errors(self) -> list[str]:
        """Each once, although every list says it."""
        said = (error for listing in self.listings for error in listing.errors)
        strange = (_("This page does not know “%(name)s”.") % {"name": name[:60]} for name in self.unknown)
        return list(dict.fromkeys([*strange, *said]))

    @cached_property
    def groups(self) -> list[dict]:
        """``[{id, title, url, count_text, cards, as_cards, note, more}]``, those first that found something. None for a
        question that is not understood: everything would be taken for its answer."""
        if self.errors:
            return []
        found = [self._group(listing) for listing in self.listings]
        return sorted(found, key=lambda group: not group["count"])

    def _group(self, listing: Listing) -> dict:
        count = listing.count
        cards = listing.cards_of(listing.ids_from(0, BEST)) if count and self.q else []
        return {
            "id": listing.room.replace("_", "-"),
            "title": listing.title,
            "count": count,
            "count_text": listing.count_text,
            "cards": cards,
            "as_cards": listing.as_cards,
            "note": listing.ranking_note if listing.too_common else "",
            "url": str(listing.address),
            "more": count > BEST,
        }

    @property
    def found(self) -> bool:
        return any(group["count"] for group in self.groups)

    @property
    def note(self) -> str:
        """Why nothing was found, where the words themselves are the reason."""
        return why_nothing(self.q) if self.q and not self.found and not self.errors else ""

    @property
    def meant(self) -> Iterator[dict[str, str]]:
        """Similar words that would find something, each once."""
        if self.found or self.errors:
            return
        offered = (listing.meant for listing in self.listings)
        for words in dict.fromkeys(each["words"] for each in offered if each):
            yield {"words": words, "url": f"{reverse('search')}?{encoded('q', words)}"}


def _asking(request: HttpRequest, listing: type[Listing], words: str) -> HttpRequest:
    """The same reader at the list's own address, so that every link of it leads there."""
    asked = copy(request)
    asked.path = asked.path_info = reverse(f"{listing.room}:list")
    asked.GET = QueryDict(encoded("q", words) if words else "")
    return asked
