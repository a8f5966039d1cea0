"""Pages of the repository of partnerships."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from partnerships.detail import CaseStudyPage, InitiativePage
from partnerships.exports import CaseStudyExport, InitiativeExport
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import CaseStudy, Initiative
from portal.core.exports.answers import answer
from portal.core.pages import list_page, suggestions
from portal.core.permissions import get_visible


@require_safe
def initiative_list(request: HttpRequest) -> HttpResponseBase:
    """The list, as a file if the address names a format."""
    if request.GET.get("format"):
        return answer(request, InitiativeExport)
    return list_page(request, InitiativeListing)


@require_safe
@cache_control(public=True, max_age=300)
def initiative_suggest(request: HttpRequest) -> HttpResponse:
    return suggestions(request, InitiativeListing)


@require_safe
def initiative_detail(request: HttpRequest, ref: str) -> HttpResponse:
    initiative = get_visible(Initiative.objects.all(), request.user, ref=ref.upper())
    crumbs = [{"label": _("Partnerships"), "url": reverse("partnerships:list")}, {"label": initiative.ref, "url": ""}]
    context = {"initiative": InitiativePage(request, initiative), "crumbs": crumbs}
    return render(request, "partnerships/initiative_detail.html", context)


@require_safe
def case_study_list(request: HttpRequest) -> HttpResponseBase:
    if request.GET.get("format"):
        return answer(request, CaseStudyExport)
    return list_page(request, CaseStudyListing)


@require_safe
@cache_control(public=True, max_age=300)
def case_study_suggest(request: HttpRequest) -> HttpResponse:
    return suggestions(request, CaseStudyListing)


@require_safe
def case_study_detail(request: HttpRequest, ref: str) -> HttpResponse:
    case_study = get_visible(CaseStudy.objects.all(), request.user, ref=ref.upper())
    crumbs = [{"label": _("Case studies"), "url": reverse("case_studies:list")}, {"label": case_study.ref, "url": ""}]
    context = {"case_study": CaseStudyPage(request, case_study), "crumbs": crumbs}
    return render(request, "partnerships/case_study_detail.html", context)
