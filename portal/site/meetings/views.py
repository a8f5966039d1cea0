"""Pages of meetings."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pyroaring import BitMap

from portal.core.exports import calendar_file
from portal.core.exports.formats import FORMATS
from portal.core.models import Meeting
from portal.core.pages import views_of
from portal.core.permissions import get_visible
from portal.site.meetings.detail import MeetingPage
from portal.site.meetings.exports import MeetingExport
from portal.site.meetings.listing import MeetingListing

meeting_list, meeting_suggest = views_of(MeetingListing, MeetingExport)


@require_safe
def meeting_detail(request: HttpRequest, ref: str) -> HttpResponse:
    meeting = get_visible(Meeting.objects.all(), request.user, ref=ref.upper())
    crumbs = [
        {"label": _("Calendar"), "url": reverse("calendar:list")},
        {"label": _("Meetings"), "url": reverse("meetings:list")},
        {"label": meeting.ref, "url": ""},
    ]
    context = {"meeting": MeetingPage(request, meeting), "crumbs": crumbs}
    return render(request, "meetings/meeting_detail.html", context)


@require_safe
def meeting_event(request: HttpRequest, ref: str) -> HttpResponse:
    """The meeting alone, for a calendar program: the same event as in every calendar that has it."""
    meeting = get_visible(Meeting.objects.all(), request.user, ref=ref.upper())
    if not meeting.judged_on():
        raise Http404
    export = MeetingExport(request)
    export.listing.narrowed_to = BitMap([meeting.pk])
    response = HttpResponse(b"".join(calendar_file.stream(export)), content_type=FORMATS["ics"].content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{meeting.ref.lower()}.ics")
    response["X-Robots-Tag"] = "noindex"
    return response
