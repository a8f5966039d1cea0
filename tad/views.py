"""Pages of the technical-assistance database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.exports.answers import answer
from portal.core.pages import list_page, suggestions
from portal.core.permissions import get_visible
from tad.detail import ActivityPage
from tad.exports import ActivityExport
from tad.listing import ActivityListing
from tad.models import Activity


@require_safe
def activity_list(request: HttpRequest) -> HttpResponseBase:
    """The list, as a file if the address names a format."""
    if request.GET.get("format"):
        return answer(request, ActivityExport)
    return list_page(request, ActivityListing)


@require_safe
@cache_control(public=True, max_age=300)
def activity_suggest(request: HttpRequest) -> HttpResponse:
    return suggestions(request, ActivityListing)


@require_safe
def activity_detail(request: HttpRequest, ref: str) -> HttpResponse:
    activity = get_visible(Activity.objects.all(), request.user, ref=ref.upper())
    page = ActivityPage(request, activity)
    crumbs = [{"label": _("Activities"), "url": reverse("activities:list")}, {"label": activity.ref, "url": ""}]
    return render(request, "activities/activity_detail.html", {"activity": page, "crumbs": crumbs})
