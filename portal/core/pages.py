"""Pages that every kind of record has: its list, and what its search box suggests."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core import json_ld
from portal.core.exports.answers import answer
from portal.core.exports.export import Export
from portal.core.listing import Listing
from portal.core.suggest import WordHelp

View = Callable[[HttpRequest], HttpResponseBase]


def views_of(listing: type[Listing], export: type[Export]) -> tuple[View, View]:
    """The two views of a list: itself, as a file if the address names a format; and what its search box suggests."""

    @require_safe
    def records(request: HttpRequest) -> HttpResponseBase:
        if request.GET.get("format"):
            return answer(request, export)
        return list_page(request, listing)

    @require_safe
    @cache_control(public=True, max_age=300)
    def suggest(request: HttpRequest) -> HttpResponseBase:
        return suggestions(request, listing)

    return records, suggest


def list_page(request: HttpRequest, listing: type[Listing]) -> HttpResponse:
    """The list; to htmx only the part that a filter changes, unless it restores a page of its history."""
    only_part = request.htmx and not request.htmx.history_restore_request
    page = listing(request)
    page.number  # noqa: B018 -- a page beyond the last is "not found" before anything is sent
    if only_part:
        response = render(request, "records/_list.html", {"page": page})
    else:
        response = render(request, "records/list.html", {"page": page, "json_ld": _json_ld(request, page)})
    patch_vary_headers(response, ["HX-Request"])
    if page.is_filtered:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _json_ld(request: HttpRequest, page: Listing) -> str:
    """None of a filtered list, which search engines leave alone; samples are for readers, who see what they are."""
    if page.is_filtered:
        return ""
    real = (card for card in page.cards if not card["is_sample"])
    return json_ld.collection(request, page.title, page.count, ((card["title"], card["url"]) for card in real))


def suggestions(request: HttpRequest, listing: type[Listing]) -> HttpResponse:
    """What a search may be about, the same for everybody, in the form browsers know from OpenSearch."""
    return suggested(request, WordHelp.current(listing.text, listing.filterset_class).suggestions)


def suggested(request: HttpRequest, find: Callable[[str], list[tuple[str, str]]]) -> HttpResponse:
    """``find`` gives (what to search for, what it is) for what was typed."""
    typed = request.GET.get("q", "")
    found = find(typed)
    answer = [typed, [value for value, _kind in found], [kind for _value, kind in found]]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")
