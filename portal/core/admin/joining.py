"""Who wants to act for an organisation, on the desk: to look at; curators decide only where nobody else could."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import invitations, mail
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.lookup import LooksUp
from portal.core.admin.queues import QueueFilter, RemitFilter, Waiting, waiting
from portal.core.memberships import MembershipRefused
from portal.core.models import FocalPoint, Invitation, JoinRequest, Membership


@admin.register(Invitation)
class InvitationAdmin(WrittenByThePortal):
    """An organisation's own matter: the desk sees who was invited by whom, never the link."""

    section = "people"
    list_display = ["email", "organisation", "role", "state", "sent_at", "expires_at"]
    list_filter = ["state", "role"]
    list_select_related = ["organisation"]
    search_fields = ["email", "organisation__name", "organisation__acronym"]
    fields = [
        "organisation", "email", "role", "language", "created_at", "created_by", "sent_at", "expires_at", "state",
        "answered_at", "answered_by", "wants_no_more",
    ]  # fmt: skip


@admin.register(JoinRequest)
class JoinRequestAdmin(WrittenByThePortal):
    section = "people"
    list_display = ["user", "organisation", "message", "created_at", "state"]
    list_filter = [QueueFilter, RemitFilter, "state"]
    list_select_related = ["organisation", "user"]
    search_fields = ["user__email", "organisation__name", "organisation__acronym"]
    fields = ["organisation", "user", "message", "created_at", "state", "decided_at", "decided_by"]
    actions = ["make_administrator", "turn_down"]

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """Those that only curators can decide, for the start page."""
        return list(waiting(JoinRequest.objects.all(), request))

    @admin.action(description=gettext_lazy("Let in as administrator of the organisation"), permissions=["change"])
    def make_administrator(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, invitations.let_in, role=Membership.Role.ADMIN)

    @admin.action(description=gettext_lazy("Decline"), permissions=["change"])
    def turn_down(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._each(request, queryset, invitations.turn_down)

    def _each(self, request: HttpRequest, queryset: QuerySet, move: Callable, **words) -> None:
        for asked in queryset.select_related("organisation", "user"):
            about = {"person": asked.user, "organisation": asked.organisation}
            try:
                move(asked, by=request.user, site=mail.origin(request), **words)
            except PermissionDenied:
                text = _("%(organisation)s has administrators of its own, who decide about %(person)s.")
                messages.warning(request, text % about)
            except MembershipRefused as refusal:
                messages.warning(request, f"{asked.user}: {' '.join(refusal.messages)}")
            else:
                messages.success(request, _("%(person)s is told by mail.") % about)


@admin.register(FocalPoint)
class FocalPointAdmin(LooksUp, admin.ModelAdmin):
    section = "people"
    list_display = ["function", "name", "organisation", "country", "shown_to", "contact_shown_to", "has_consent"]
    list_filter = ["shown_to", "has_consent"]
    list_select_related = ["organisation", "country"]
    search_fields = ["function", "name", "email", "organisation__name", "organisation__acronym"]
    autocomplete_fields = ["organisation", "country"]
    fieldsets = [
        (gettext_lazy("Of whom"), {"fields": ["organisation", "country"]}),
        (gettext_lazy("Who"), {"fields": ["name", "function", "subject", "shown_to"]}),
        (gettext_lazy("How to reach them"), {"fields": ["email", "phone", "contact_shown_to"]}),
        (gettext_lazy("Consent"), {"fields": ["has_consent"]}),
    ]

    def save_model(self, request: HttpRequest, obj: FocalPoint, form: forms.ModelForm, change: bool) -> None:
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)
