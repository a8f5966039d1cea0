"""Who may open the pages with which listings are written and steered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matchmaking.models import Listing
from matchmaking.own.drafts import may_write
from matchmaking.own.kinds import KINDS, Kind
from matchmaking.permissions import may_steer
from portal.core.models import Membership
from portal.core.permissions import get_visible

READABLE = ("GET", "HEAD")
WRITABLE = ("GET", "HEAD", "POST")


def for_people(*methods: str) -> Callable:
    """A view for whoever is signed in; visitors are led there and back."""

    def decorate(view: Callable) -> Callable:
        return never_cache(require_http_methods(methods)(login_required(view)))

    return decorate


def for_listing(*methods: str) -> Callable:
    """A view of ``(request, kind, listing, …)`` of a listing that this person may see."""

    def decorate(view: Callable) -> Callable:
        @for_people(*methods)
        @wraps(view)
        def found(request: HttpRequest, room: str, ref: str, **kwargs) -> HttpResponse:
            kind = kind_in(room)
            records = kind.model.objects.select_related("owner", "updated_by")
            return view(request, kind, get_visible(records, request.user, ref=ref.upper()), **kwargs)

        return found

    return decorate


def for_steering(*methods: str) -> Callable:
    """The same for curators, the owner's administrators and editors; 403 to others who see the listing."""

    def decorate(view: Callable) -> Callable:
        @for_listing(*methods)
        @wraps(view)
        def entitled(request: HttpRequest, kind: Kind, listing: Listing, **kwargs) -> HttpResponse:
            if not may_steer(request.user, listing):
                raise PermissionDenied
            return view(request, kind, listing, **kwargs)

        return entitled

    return decorate


def kind_in(room: str) -> Kind:
    try:
        return KINDS[room]
    except KeyError:
        raise Http404 from None


def membership_to_write(user, listing: Listing) -> Membership:
    """In the owner of the listing. Raises PermissionDenied."""
    found = user.memberships.select_related("organisation").filter(organisation=listing.owner_id).first()
    if not may_write(found):
        raise PermissionDenied
    return found
