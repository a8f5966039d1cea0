"""Pages of the repository of partnerships."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.detail import CaseStudyPage, InitiativePage
from partnerships.exports import CaseStudyExport, InitiativeExport
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import CaseStudy, Initiative
from portal.core.pages import views_of
from portal.core.permissions import get_visible

initiative_list, initiative_suggest = views_of(InitiativeListing, InitiativeExport)
case_study_list, case_study_suggest = views_of(CaseStudyListing, CaseStudyExport)


@require_safe
def initiative_detail(request: HttpRequest, ref: str) -> HttpResponse:
    initiative = get_visible(Initiative.objects.all(), request.user, ref=ref.upper())
    crumbs = [{"label": _("Partnerships"), "url": reverse("partnerships:list")}, {"label": initiative.ref, "url": ""}]
    context = {"initiative": InitiativePage(request, initiative), "crumbs": crumbs}
    return render(request, "partnerships/initiative_detail.html", context)


@require_safe
def case_study_detail(request: HttpRequest, ref: str) -> HttpResponse:
    case_study = get_visible(CaseStudy.objects.all(), request.user, ref=ref.upper())
    crumbs = [{"label": _("Case studies"), "url": reverse("case_studies:list")}, {"label": case_study.ref, "url": ""}]
    context = {"case_study": CaseStudyPage(request, case_study), "crumbs": crumbs}
    return render(request, "partnerships/case_study_detail.html", context)
