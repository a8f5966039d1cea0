"""What somebody who is signed in was shown stays in their browser, and what is about the account not even there."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control


def private_answers(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware. Asks for a cookie, not for the person: visitors' pages cost no query and stay alike."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(reverse("account")):
            add_never_cache_headers(response)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response

    return answer
