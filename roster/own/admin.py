"""What curators read of claims and of the questions whether a profile is correct; both are moved elsewhere."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.admin.lines import ReadInline
from roster.models import Claim, CurrencyCheck, FormerAssignment


class ClaimInline(ReadInline):
    model = Claim
    fields = readonly_fields = ["email", "state", "created_by", "sent_at", "expires_at", "answered_at", "answered_by"]
    verbose_name_plural = _("Claims: who was asked whose profile it is")


class CheckInline(ReadInline):
    model = CurrencyCheck
    fields = readonly_fields = ["asked_at", "mails", "last_mail_at", "answered_at"]
    verbose_name_plural = _("Questions whether it is still correct")


@admin.register(FormerAssignment)
class FormerAssignmentAdmin(admin.ModelAdmin):
    section = "machinery"
    list_display = ["activity", "from_year", "to_year", "country", "was_verified"]
    list_select_related = ["activity", "country"]

    autocomplete_fields = ("activity", "country")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: FormerAssignment | None = None) -> bool:
        return False
