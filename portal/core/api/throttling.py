"""Fair use: how many requests a minute, counted for a network or, once signed in, for a person."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from portal.core.rate_limit import allowed, client_prefix

PERIOD = timedelta(minutes=1)


class FairUse(BaseThrottle):
    def allow_request(self, request: Request, view) -> bool:
        if request.user.is_authenticated:
            answer = allowed("api-user", str(request.user.pk), limit=settings.API_RATE_SIGNED_IN, period=PERIOD)
        else:
            answer = allowed("api", client_prefix(request), limit=settings.API_RATE, period=PERIOD)
        self.retry_after = answer.retry_after
        return answer.allowed

    def wait(self) -> int:
        return self.retry_after
