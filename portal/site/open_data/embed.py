"""A search of any list as a frame for the pages of others: its first records, how many there are, and the way to all.

It is what a visitor sees, whoever looks, and asks nothing of the browser: no cookie, no script. Only these pages may
stand in a frame.
"""

from __future__ import annotations

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from portal.core.addresses import asked_at
from portal.core.listing import Listing
from portal.site.calendar.listing import CalendarListing
from portal.site.finding.lists import LISTS, address_of, kind_of

SHOWN = 5  # records
ROOMS = {listing.room: listing for listing in (*LISTS, CalendarListing)}


class Embedded:
    def __init__(self, request: HttpRequest, listing: type[Listing]) -> None:
        asked = asked_at(f"{address_of(listing)}?{request.GET.urlencode()}", request, user=AnonymousUser())
        self.list = listing(asked)
        self.kind = "" if listing is CalendarListing else kind_of(listing)

    @property
    def entries(self) -> list[tuple[str, dict]]:
        """``(kind, card)``; entries of the calendar say themselves what they are."""
        cards = self.list.marked_cards_of(self.list.ids_from(0, SHOWN))
        return [(self.kind or card["entry_label"], card) for card in cards]

    @property
    def url(self) -> str:
        return str(self.list.address)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@cache_control(public=True, max_age=300)
def embedded(request: HttpRequest, room: str) -> HttpResponse:
    """An address that is not understood shows no records: they would not be those that were meant."""
    if room not in ROOMS:
        raise Http404
    page = Embedded(request, ROOMS[room])
    response = render(request, "data/embedded.html", {"page": page}, status=400 if page.list.mistakes else 200)
    response["X-Robots-Tag"] = "noindex"
    return response
