"""When somebody was asked what came of something: to look at. The asking is portal/site/follow_up/."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.models import OutcomeRequest


@admin.register(OutcomeRequest)
class OutcomeRequestAdmin(WrittenByThePortal):
    section = "follow_up"
    list_display = ["asked_at", "record", "people", "asked_by"]
    list_display_links = None
    list_select_related = ["asked_by"]
    ordering = ["-asked_at", "-pk"]
    fields = ["record", "asked_at", "asked_by", "people"]

    def has_change_permission(self, request: HttpRequest, obj: OutcomeRequest | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("record")
