"""Pages of the technical-assistance database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.pages import views_of
from portal.core.permissions import get_visible
from tad.detail import ActivityPage
from tad.exports import ActivityExport
from tad.listing import ActivityListing
from tad.models import Activity

activity_list, activity_suggest = views_of(ActivityListing, ActivityExport)


@require_safe
def activity_detail(request: HttpRequest, ref: str) -> HttpResponse:
    activity = get_visible(Activity.objects.all(), request.user, ref=ref.upper())
    page = ActivityPage(request, activity)
    crumbs = [{"label": _("Activities"), "url": reverse("activities:list")}, {"label": activity.ref, "url": ""}]
    return render(request, "activities/activity_detail.html", {"activity": page, "crumbs": crumbs})
