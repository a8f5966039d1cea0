"""What curators read of claims and of the questions whether a profile is correct; both are moved elsewhere."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roster.models import Claim, Consultant, CurrencyCheck, FormerAssignment


class ReadInline(admin.StackedInline):
    """Nothing in it takes the keyboard's focus, so no part may have to be scrolled to: not a wide table."""

    extra = max_num = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Consultant | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consultant | None = None) -> bool:
        return False


class ClaimInline(ReadInline):
    model = Claim
    readonly_fields = ["email", "state", "created_by", "sent_at", "expires_at", "answered_at", "answered_by"]
    fields = ["email", ("created_by", "sent_at", "expires_at"), ("state", "answered_at", "answered_by")]
    verbose_name_plural = _("Claims: who was asked whose profile it is")


class CheckInline(ReadInline):
    model = CurrencyCheck
    readonly_fields = ["asked_at", "mails", "last_mail_at", "answered_at"]
    fields = [("asked_at", "answered_at"), ("mails", "last_mail_at")]
    verbose_name_plural = _("Questions whether it is still correct")


@admin.register(FormerAssignment)
class FormerAssignmentAdmin(admin.ModelAdmin):
    section = "machinery"
    list_display = ["activity", "from_year", "to_year", "country", "was_verified"]
    list_select_related = ["activity", "country"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: FormerAssignment | None = None) -> bool:
        return False
