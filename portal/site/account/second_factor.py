"""Whether somebody has shown a second factor since they signed in, and where to go to do so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.core.models import User


def powers_need_proof(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware, after authentication: who curates is a member to every page and answer until the factor is shown.

    Here and not in each view, so that no view can forget it. As lazy as Django's own: visitors' pages ask nothing.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _seen(request))
        return get_response(request)

    return answer


def _seen(request: HttpRequest) -> User | AnonymousUser:
    person = get_user(request)
    if person.is_authenticated:
        person.is_unproven = person.is_appointed and not _is_shown(request, person)
    return person


def _is_shown(request: HttpRequest, person: User) -> bool:
    """Read from the session, without a query: allauth writes each way of authentication into it."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, person))


def needs_mailbox(request: HttpRequest) -> bool:
    """Whether somebody appointed, who has no second factor yet, still has to show that they read the account's mailbox:
    by signing in with a mailed code. Else whoever knows the password could set up the factor that keeps them out."""
    person = request.user
    if not person.is_authenticated or not person.is_appointed:
        return False
    if get_adapter().is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return False
    by_code = (each for each in get_authentication_records(request, person) if each["method"] == "code")
    return person.email.lower() not in {(each.get("email") or "").lower() for each in by_code}


def by_mailbox(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what sets up the first factor, and for what moves the mailbox elsewhere."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect("account-desk") if needs_mailbox(request) else view(request, *args, **kwargs)

    return answer


def next_step(request: HttpRequest) -> str:
    """The page that asks for the second factor; for who has none, the page that leads to setting one up."""
    enabled = get_adapter().is_mfa_enabled
    if enabled(request.user, [Authenticator.Type.TOTP]):
        return reverse("mfa_reauthenticate")
    has_passkey = enabled(request.user, [Authenticator.Type.WEBAUTHN])
    return reverse("mfa_reauthenticate_webauthn" if has_passkey else "account-desk")
