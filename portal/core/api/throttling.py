"""Fair use: how many requests a minute, counted for a network, for a key or, once signed in, for a person."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from portal.core.models import ApiKey
from portal.core.rate_limit import Answer, allowed, client_prefix

PERIOD = timedelta(minutes=1)


class FairUse(BaseThrottle):
    def allow_request(self, request: Request, view) -> bool:
        if isinstance(request.auth, ApiKey):
            answer = _count("api-key", request.auth.pk)
        elif request.user.is_authenticated:
            answer = _count("api-user", request.user.pk)
        else:
            answer = count_network(request)
        self.retry_after = answer.retry_after
        return answer.allowed

    def wait(self) -> int:
        return self.retry_after


def count_network(request: Request) -> Answer:
    return allowed("api", client_prefix(request), limit=settings.API_RATE, period=PERIOD)


def _count(scope: str, key: int) -> Answer:
    return allowed(scope, str(key), limit=settings.API_RATE_SIGNED_IN, period=PERIOD)
