"""Pages of the roster."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.pages import views_of
from portal.core.permissions import get_visible
from roster.detail import ConsultantPage
from roster.exports import ConsultantExport
from roster.listing import ConsultantListing
from roster.models import Consultant
from roster.released import read_one

consultant_list, consultant_suggest = views_of(ConsultantListing, ConsultantExport)


@require_safe
def consultant_detail(request: HttpRequest, ref: str) -> HttpResponse:
    profile = read_one(Consultant.objects.visible_to(request.user), ref)
    if profile is None:
        return redirect(became(ref, request.user), permanent=True)
    crumbs = [{"label": _("Consultants"), "url": reverse("roster:list")}, {"label": profile.ref, "url": ""}]
    context = {"consultant": ConsultantPage(request, profile), "crumbs": crumbs}
    return render(request, "roster/consultant_detail.html", context)


def became(ref: str, user) -> Consultant:
    """Whom the profile that had this reference was merged into, if the user may see that one; else 404."""
    return get_visible(Consultant.objects.all(), user, merged_from__gone__ref=ref.upper())
