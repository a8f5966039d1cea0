"""Pages of countries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.correction_pages import report_on
from portal.core.models import Country
from portal.site.countries.detail import CountryPage
from portal.site.countries.listing import CountryList
from portal.site.countries.table import answer


@require_safe
def country_list(request: HttpRequest) -> HttpResponseBase:
    page = CountryList(request)
    if request.GET.get("format"):
        return answer(request, page)
    response = render(request, "countries/country_list.html", {"page": page})
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
def country_detail(request: HttpRequest, iso2: str) -> HttpResponse:
    """By ISO 3166 alpha-2 code; small letters lead to the capitals."""
    page = CountryPage(request, iso2.upper())
    if iso2 != page.iso2:
        return redirect("countries:detail", page.iso2, permanent=True)
    crumbs = [{"label": _("Countries"), "url": reverse("countries:list")}, {"label": page.name, "url": ""}]
    return render(request, "countries/country_detail.html", {"country": page, "crumbs": crumbs})


@never_cache
@csrf_exempt  # checked by report_on(), so that what was typed is kept
@require_http_methods(["GET", "HEAD", "POST"])
def country_correct(request: HttpRequest, iso2: str) -> HttpResponse:
    return report_on(request, get_object_or_404(Country, iso2=iso2.upper()))
