"""Links that were looked after, and questions about outcomes: what the follow-up pages of the desk keep."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.models import LinkCheck, OutcomeRequest


class KeptByThePortal(WrittenByThePortal):
    section = "follow_up"

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(LinkCheck)
class LinkCheckAdmin(KeptByThePortal):
    list_display = ["url", "found", "status", "failures", "failing_since", "looked_at"]
    list_filter = ["found"]
    search_fields = ["url"]
    ordering = ["-failures", "failing_since", "pk"]
    fields = ["url", "found", "status", "failures", "failing_since", "looked_at", "moved_to", "next_look_at"]


@admin.register(OutcomeRequest)
class OutcomeRequestAdmin(KeptByThePortal):
    list_display = ["asked_at", "record", "people", "asked_by"]
    list_display_links = None
    list_select_related = ["asked_by"]
    ordering = ["-asked_at", "-pk"]
    fields = ["record", "asked_at", "asked_by", "people"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("record")
