"""Who may open the pages of an organisation's members."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
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
    """A view of ``(request, membership, …)`` under ``<slug>/``: 404 to strangers, 403 to members of other roles.

    An organisation that was merged has no pages any more: its members are led to those of the one that was kept.
    """

    def decorate(view: Callable) -> Callable:
        @for_people(*methods)
        @wraps(view)
        def found(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
            own = request.user.memberships.exclude(organisation__state=Organisation.State.MERGED)
            known = own.select_related("organisation__country", "organisation__type")
            membership = known.filter(organisation__slug=slug).first()
            if membership is None:
                kept = get_object_or_404(own, organisation__absorbed__slug=slug)
                return redirect("members:organisation", kept.organisation.slug)
            if membership.role not in roles:
                raise PermissionDenied
            return view(request, membership, **kwargs)

        return found

    return decorate
