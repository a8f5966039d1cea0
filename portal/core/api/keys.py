"""Who asks with a key, and whether the key is good for what is asked.

A view that only reads needs to say nothing: keys of ``read`` and ``read:own`` open it. Any other names its scope, as in
``scope = Scope.WEBHOOKS``; what changes something and names none is closed to every key. That is decided here, before
the view's own permissions, so that none can forget it. What the owner may do is asked as of anybody who is signed in,
without a curator's powers: docs/adr/0041-powers-need-proof.md.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from portal.core import api_keys
from portal.core.api.throttling import count_network
from portal.core.models import ApiKey, Scope, User
from portal.core.models.api_key import Ending

CHALLENGE = 'Bearer realm="API"'  # RFC 6750


class KeyRefused(AuthenticationFailed):
    """An unknown key, or one that no longer works."""

    def __init__(self, ending: Ending | None) -> None:
        said = {
            Ending.REVOKED: _("This key was revoked."),
            Ending.EXPIRED: _("This key has expired. Make another one in your account."),
        }
        super().__init__(said.get(ending, _("This is no key of this portal.")))
        self.more = {"reason": ending.value if ending else "unknown"}


class ScopeMissing(PermissionDenied):
    """A key that works, but is not good for this; ``scope`` is what it lacks, None where no key would do."""

    def __init__(self, scope: Scope | None) -> None:
        lacks = _("This key lacks the scope “%(scope)s”.")
        super().__init__(lacks % {"scope": scope.value} if scope else _("No key opens this."))
        self.more = {"reason": "scope"}
        self.auth_header = f'{CHALLENGE}, error="insufficient_scope"' + (f', scope="{scope.value}"' if scope else "")


class KeyAuthentication(BaseAuthentication):
    """``Authorization: Bearer ssip_…``."""

    @sensitive_variables("text")
    def authenticate(self, request: Request) -> tuple[User | AnonymousUser, ApiKey] | None:
        scheme, _space, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = api_keys.find(text.strip())
        if key:
            api_keys.note_use(key)
        needed = scope_of(request.parser_context["view"], request.method)
        if refused := refusal_of(key, needed):
            if not (answer := count_network(request)):  # whoever is refused counts as a visitor
                raise Throttled(wait=answer.retry_after)
            raise refused
        if needed == Scope.READ and Scope.OWN not in key.scopes:
            return AnonymousUser(), key
        key.owner.is_unproven = key.owner.is_appointed  # no key can show a second factor
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return f'{CHALLENGE}, error="invalid_token"' if "HTTP_AUTHORIZATION" in request.META else CHALLENGE


def refusal_of(key: ApiKey | None, needed: Scope | None) -> KeyRefused | ScopeMissing | None:
    if key is None or key.ending:
        return KeyRefused(key and key.ending)
    enough = {Scope.READ, Scope.OWN} if needed == Scope.READ else {needed}
    return ScopeMissing(needed) if enough.isdisjoint(key.scopes) else None


def scope_of(view, method: str) -> Scope | None:
    """What a key needs to ask this; None: no key may."""
    return getattr(view, "scope", None) or (Scope.READ if method in SAFE_METHODS else None)
