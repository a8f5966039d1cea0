"""The lists that are searched together, in the order in which a reader meets them."""

from __future__ import annotations

from copy import copy

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from matchmaking.lists import NeedList, OfferList
from partnerships.listing import CaseStudyListing, InitiativeListing
from portal.core.listing import Listing
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
KINDS = {"partnerships": _("Partnership")}  # by room, where readers know a record by another name than the desk


def address_of(listing: type[Listing]) -> str:
    return reverse(f"{listing.room}:list")


def kind_of(listing: type[Listing]) -> str:
    """What one of its records is called: "Activity"."""
    return str(KINDS.get(listing.room) or capfirst(listing.filterset_class.Meta.model._meta.verbose_name))


def knows(listing: type[Listing], name: str) -> bool:
    return name in listing.filterset_class.base_filters


def asking(request: HttpRequest, listing: type[Listing], parameters: QueryDict) -> HttpRequest:
    """The same reader at the list's own address with those parameters that it knows, so that every link of it leads
    there."""
    asked = copy(request)
    asked.path = asked.path_info = address_of(listing)
    asked.GET = QueryDict(mutable=True)
    for name, values in parameters.lists():
        if knows(listing, name):
            asked.GET.setlist(name, values)
    return asked
