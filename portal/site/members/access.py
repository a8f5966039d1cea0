"""Who may open the pages of an organisation's members."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.models import Membership, Organisation

READABLE = ("GET", "HEAD")
WRITABLE = ("GET", "HEAD", "POST")


def for_people(*methods: str) -> Callable:
    """A view for whoever is signed in; others are led to sign in and back."""

    def decorate(view: Callable) -> Callable:
        return never_cache(require_http_methods(methods)(login_required(view)))

    return decorate


def for_members(*methods: str, roles: Iterable[str] = Membership.Role.values) -> Callable:
    """A view of ``(request, membership, …)`` under ``<slug>/``: 404 to strangers, 403 to members of other roles."""

    def decorate(view: Callable) -> Callable:
        @for_people(*methods)
        @wraps(view)
        def found(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
            membership = get_object_or_404(
                Membership.objects.select_related("organisation", "organisation__country", "organisation__type"),
                user=request.user,
                organisation__slug=slug,
                organisation__state__in=[Organisation.State.VERIFIED, Organisation.State.PENDING,
                                         Organisation.State.REJECTED],
            )  # fmt: skip
            if membership.role not in roles:
                raise PermissionDenied
            return view(request, membership, **kwargs)

        return found

    return decorate
