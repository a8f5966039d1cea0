"""Pages that only who knows their address may see, or that are one person's."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def kept_private(response: HttpResponse) -> HttpResponse:
    """No other site learns the address, no shared cache or search engine keeps the page."""
    patch_cache_control(response, private=True, no_cache=True)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
