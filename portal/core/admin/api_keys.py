"""Keys for programs, to administrators: whose they are, what they may do, whether they are used; and revoking them."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import api_keys
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.models import ApiKey


@admin.register(ApiKey)
class ApiKeyAdmin(WrittenByThePortal):
    """A key that was found where it should not be is looked for by how it begins."""

    section = "people"
    list_display = ["name", "start", "owner", "may", "created_at", "expires_at", "last_used_at", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["name", "start", "owner__email", "owner__name"]
    ordering = ["-pk"]
    fields = ["name", "start", "owner", "may", "created_at", "expires_at", "last_used_at", "revoked_at"]
    actions = ["revoke"]

    @admin.display(description=gettext_lazy("may"))
    def may(self, key: ApiKey) -> str:
        return " · ".join(key.uses)

    @admin.action(description=gettext_lazy("Revoke"), permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet) -> None:
        working = list(queryset.filter(revoked_at=None))
        count = api_keys.revoke(queryset)
        for key in working:
            self.log_change(request, key, _("Revoked"))
        text = ngettext("%(count)d key is revoked.", "%(count)d keys are revoked.", count)
        messages.success(request, text % {"count": count})
