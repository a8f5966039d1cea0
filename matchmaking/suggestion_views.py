"""The block of suggestions on the page of a need or offer, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matchmaking.models import Listing, Status
from matchmaking.permissions import may_see_suggestions, may_steer
from matchmaking.remembering import set_aside, take_back
from matchmaking.suggestions import Group, suggestions
from portal.core import reference as reference_memory
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from portal.core.permissions import get_visible
from portal.core.reference import Reference


@dataclass(frozen=True)
class Fits:
    groups: list[Group]
    url: str  # where the buttons lead
    may_steer: bool
    has_topics: bool
    introduce_url: str  # to curators: what a candidate's reference is added to; "" to others


def fits(listing: Listing, user, reference: Reference, versions: dict[str, Stamp]) -> Fits | None:
    """For those who act for its owner, until it is over; None for anybody else."""
    if listing.status not in (None, Status.OPEN) or not may_see_suggestions(user, listing):
        return None
    groups = suggestions(listing, user, reference, versions)
    kind = listing._meta.model_name
    introduce = f"{reverse('matchmaking:introduce')}?{kind}={listing.ref}&" if user.is_curator else ""
    return Fits(
        groups, _address(listing, "suggestions"), may_steer(user, listing), bool(listing.taggings.all()), introduce
    )


@login_required
@require_POST
def remember(request: HttpRequest, ref: str, model: type[Listing]) -> HttpResponse:
    """Set a candidate aside, or take that back. Pressing twice is pressing once."""
    listing = get_visible(model.objects.all(), request.user, ref=ref.upper())
    if not may_steer(request.user, listing):
        raise PermissionDenied
    candidate = request.POST.get("candidate", "")
    if "take_back" in request.POST:
        take_back(listing, candidate, by=request.user)
    elif candidate in _candidates(listing, request.user):
        set_aside(listing, candidate, by=request.user)
    else:
        messages.warning(request, _("This is not among the suggestions any more."))
    return redirect(f"{_address(listing, 'detail')}#suggestions")


def _candidates(listing: Listing, user) -> set[str]:
    """Only what was suggested can be set aside."""
    versions = current_versions()
    groups = suggestions(listing, user, reference_memory.current(versions), versions)
    return {each.ref for group in groups for each in [*group.shown, *group.set_aside]}


def _address(listing: Listing, name: str) -> str:
    return reverse(f"{listing._meta.model_name}s:{name}", args=[listing.ref])
