"""Pages of organisations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.correction_pages import report_on
from portal.core.exports.answers import answer
from portal.core.models import Organisation
from portal.core.pages import list_page, suggestions
from portal.core.permissions import get_visible
from portal.site.organisations.detail import OrganisationPage
from portal.site.organisations.exports import OrganisationExport
from portal.site.organisations.listing import OrganisationListing


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    """The list, as a file if the address names a format."""
    if request.GET.get("format"):
        return answer(request, OrganisationExport)
    return list_page(request, OrganisationListing)


@require_safe
@cache_control(public=True, max_age=300)
def organisation_suggest(request: HttpRequest) -> HttpResponse:
    return suggestions(request, OrganisationListing)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        organisation = get_visible(Organisation.objects.all(), request.user, slug=slug.lower())
    except Http404:
        return redirect(became(slug, request.user), permanent=True)
    crumbs = [
        {"label": _("Organisations"), "url": reverse("organisations:list")},
        {"label": organisation.acronym or organisation.name, "url": ""},
    ]
    context = {"organisation": OrganisationPage(request, organisation), "crumbs": crumbs}
    return render(request, "organisations/organisation_detail.html", context)


@never_cache
@csrf_exempt  # checked by report_on(), so that what was typed is kept
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_correct(request: HttpRequest, slug: str) -> HttpResponse:
    return report_on(request, get_visible(Organisation.objects.all(), request.user, slug=slug.lower()))


def became(slug: str, user) -> Organisation:
    """What the organisation that had this address was merged into, if the user may see that; else 404."""
    return get_visible(Organisation.objects.all(), user, absorbed__slug=slug.lower())
