"""Who may open a consultant's own pages: the consultant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.models import User
from roster.models import Claim, Consultant

READABLE = ("GET", "HEAD")
WRITABLE = ("GET", "HEAD", "POST")


def for_owners(*methods: str) -> Callable:
    """A view of ``(request, consultant, …)``: visitors are led to sign in, whose mailbox was asked to claim a profile
    is led there, for anybody else there is no such page."""

    def decorate(view: Callable) -> Callable:
        @never_cache
        @require_http_methods(methods)
        @login_required
        @wraps(view)
        def found(request: HttpRequest, **kwargs) -> HttpResponse:
            consultant = Consultant.objects.select_related("account").filter(account=request.user).first()
            if consultant is None:
                if waiting := claim_of(request.user):
                    return redirect(waiting)
                raise Http404
            return view(request, consultant, **kwargs)

        return found

    return decorate


def claim_of(person: User) -> Claim | None:
    """The profile that waits for the very address that the person confirmed. ``ana+x@`` may be somebody else's than
    ``ana@``: with another address one comes by the mailed link."""
    confirmed = person.emailaddress_set.filter(verified=True).annotate(address=Lower("email")).values("address")
    waiting = Claim.objects.open().annotate(address=Lower("email"))
    return waiting.filter(address__in=confirmed, consultant__account=None).first()
