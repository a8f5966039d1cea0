"""Pages of the technical-assistance database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.exports.answers import answer
from portal.core.permissions import get_visible
from portal.core.suggest import WordHelp
from tad.detail import ActivityPage
from tad.exports import ActivityExport
from tad.filters import ActivityFilterSet
from tad.listing import ActivityListing, activity_text
from tad.models import Activity


@require_safe
def activity_list(request: HttpRequest) -> HttpResponseBase:
    """The list, as a file if the address names a format.

    To htmx only the part that a filter changes, unless it restores a page of its history.
    """
    if request.GET.get("format"):
        return answer(request, ActivityExport)
    only_part = request.htmx and not request.htmx.history_restore_request
    template = "activities/_list.html" if only_part else "activities/activity_list.html"
    page = ActivityListing(request)
    page.number  # noqa: B018 -- a page beyond the last is "not found" before anything is sent
    response = render(request, template, {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    if page.is_filtered:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def activity_suggest(request: HttpRequest) -> HttpResponse:
    """What a search may be about, the same for everybody, in the form browsers know from OpenSearch."""
    typed = request.GET.get("q", "")
    found = WordHelp.current(activity_text, ActivityFilterSet).suggestions(typed)
    answer = [typed, [value for value, _kind in found], [kind for _value, kind in found]]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")


@require_safe
def activity_detail(request: HttpRequest, ref: str) -> HttpResponse:
    activity = get_visible(Activity.objects.all(), request.user, ref=ref.upper())
    page = ActivityPage(request, activity)
    crumbs = [{"label": _("Activities"), "url": reverse("activities:list")}, {"label": activity.ref, "url": ""}]
    return render(request, "activities/activity_detail.html", {"activity": page, "crumbs": crumbs})
