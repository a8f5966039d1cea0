"""Assignments to verify: what the consultant said and, beside it, the activity that it may mean; one press decides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from roster import assignments
from roster.admin.pages import allowed, go, page, way_back
from roster.models import Assignment

CASES_A_PAGE = 20
NAME = "roster_consultant_assignments"


def list_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    allowed(desk, request)
    rows = assignments.waiting().select_related("consultant", "country", "activity")
    shown = Paginator(rows, CASES_A_PAGE).get_page(request.GET.get("page"))
    cases = assignments.cases(shown.object_list, request.user)
    return page(desk, request, "assignments", _("Assignments to verify"), cases=cases, page=shown)


def decide_view(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """``activity`` is the reference of the one that the curator recognised; ``aside``: no activity was found."""
    allowed(desk, request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    line = get_object_or_404(Assignment.objects.select_related("consultant"), pk=pk)
    decision = {"as_seen": request.POST.get("seen", ""), "by": request.user}
    if "aside" in request.POST:
        go(request, lambda: assignments.set_aside(line, **decision), _("Set aside: the portal knows no such activity."))
    else:
        _verify(request, line, request.POST.get("activity", "").strip().upper(), decision)
    return redirect(way_back(request, NAME))


def _verify(request: HttpRequest, line: Assignment, ref: str, decision: dict) -> None:
    activity = assignments.Activity.objects.visible_to(request.user).filter(ref=ref).first()
    if activity is None:
        text = _("There is no activity “%(ref)s”.") if ref else _("Type the reference of an activity.")
        messages.error(request, text % {"ref": ref})
        return
    text = _("Verified: %(person)s worked on %(ref)s.") % {"person": line.consultant.name, "ref": ref}
    go(request, lambda: assignments.verify(line, activity=activity, **decision), text)
