"""Readers' reports of mistakes on the desk's page of what they are about."""

from __future__ import annotations

from django.http import HttpResponse

from portal.core.models import Correction


class ShowsReports:
    """For admin classes whose records readers can report mistakes in; the template includes ``admin/_reports.html``."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if change:
            context["reports"] = Correction.objects.about(obj).open().order_by("created_at")
        return super().render_change_form(request, context, add, change, form_url, obj)
