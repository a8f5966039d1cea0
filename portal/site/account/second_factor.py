"""Whether somebody has shown a second factor since they signed in, and where to go to do so."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse


def is_shown(request: HttpRequest) -> bool:
    """Read from the session, without a query: allauth writes each way of authentication into it."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def next_step(request: HttpRequest) -> str:
    """The page that asks for the second factor; for who has none, the page that leads to setting one up."""
    enabled = get_adapter().is_mfa_enabled
    if enabled(request.user, [Authenticator.Type.TOTP]):
        return reverse("mfa_reauthenticate")
    has_passkey = enabled(request.user, [Authenticator.Type.WEBAUTHN])
    return reverse("mfa_reauthenticate_webauthn" if has_passkey else "account-desk")
