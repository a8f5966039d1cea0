"""Whether an answer is still what it was: for conditional requests, and for files that are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from portal.core.models import content_stamps
from portal.stamps import fingerprint, own_apps


def stamp_of(request: HttpRequest) -> str:
    """The same for as long as the same address has the same answer for the same reader. One query, two if signed in.

    What an address asks of the clock ("added in the last 7 days") is not in it.
    """
    said = [code_version(), content_stamps(), rights_of(request.user), get_language(), request.build_absolute_uri()]
    said.append(timezone.localdate())  # statuses and memberships are those of a day
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def conditional(request: HttpRequest, stamp: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or that the reader has the same already. What changes with the clock alone is always made anew.

    ``stamp`` begins with ``stamp_of(request)``, asked for before anything that the answer is made of was read: a change
    between the two would be kept from the reader until the next.
    """
    tag = None if "added" in request.GET else f'W/"{stamp}"'
    response = (get_conditional_response(request, etag=tag) if tag else None) or make()
    if tag and response.status_code in {200, 304}:
        response["ETag"] = tag
    patch_cache_control(response, no_cache=True, **{"private" if request.user.is_authenticated else "public": True})
    return response


def rights_of(user) -> tuple:
    """Who asks and what they may see: whoever changes role or organisation, or proves it, gets another answer."""
    if not user.is_authenticated:
        return ()
    organisations = user.memberships.order_by("organisation_id").values_list("organisation_id", flat=True)
    return (user.pk, user.role, user.is_unproven, *organisations)


@lru_cache(maxsize=1)
def code_version() -> str:
    """A new version of the program may say the same things differently."""
    return fingerprint([*own_apps(), *settings.LOCALE_PATHS])
