"""The searches that readers keep: what people look for, how many they are, and whether the digests run.

Whose they are stands nowhere: a curator needs no address to see that.
"""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.models import SavedSearch


@admin.register(SavedSearch)
class SavedSearchAdmin(WrittenByThePortal):
    section = "reports"
    list_display = ["room", "query", "period", "created_at", "is_confirmed", "has_account", "told", "told_at"]
    list_filter = ["period", "room", ("confirmed_at", admin.EmptyFieldListFilter)]
    search_fields = ["query"]
    search_help_text = _("Search in the filters")
    ordering = ["-pk"]
    list_select_related = ["subscriber"]
    fields = [
        "room", "query", "period", "created_at", "is_confirmed", "has_account", "told_until", "told", "told_at",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("subscriber")

    @admin.display(description=_("confirmed"), boolean=True, ordering="confirmed_at")
    def is_confirmed(self, search: SavedSearch) -> bool:
        return search.confirmed_at is not None

    @admin.display(description=_("with an account"), boolean=True)
    def has_account(self, search: SavedSearch) -> bool:
        return search.subscriber.user_id is not None
