"""Pages of organisations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.correction_pages import report_on
from portal.core.models import Organisation, content_stamps
from portal.core.pages import views_of
from portal.core.permissions import get_visible
from portal.site.organisations.detail import OrganisationPage
from portal.site.organisations.exports import OrganisationExport
from portal.site.organisations.listing import OrganisationListing

organisation_list, organisation_suggest = views_of(OrganisationListing, OrganisationExport)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    stamps = content_stamps()
    try:
        organisation = get_visible(Organisation.objects.all(), request.user, slug=slug.lower())
    except Http404:
        return redirect(became(slug, request.user), permanent=True)
    crumbs = [
        {"label": _("Organisations"), "url": reverse("organisations:list")},
        {"label": organisation.acronym or organisation.name, "url": ""},
    ]
    context = {"organisation": OrganisationPage(request, organisation, stamps), "crumbs": crumbs}
    return render(request, "organisations/organisation_detail.html", context)


@never_cache
@csrf_exempt  # checked by report_on(), so that what was typed is kept
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_correct(request: HttpRequest, slug: str) -> HttpResponse:
    return report_on(request, get_visible(Organisation.objects.all(), request.user, slug=slug.lower()))


def became(slug: str, user) -> Organisation:
    """What the organisation that had this address was merged into, if the user may see that; else 404."""
    return get_visible(Organisation.objects.all(), user, absorbed__slug=slug.lower())
