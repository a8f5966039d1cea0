"""Webhooks on the desk: who is told, whether it arrives, and a switch. Never a secret, and of the address the host
alone, because the rest of it may be one."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.dates import joined_text
from portal.core.models import Webhook


@admin.register(Webhook)
class WebhookAdmin(WrittenByThePortal):
    section = "machinery"
    list_display = ["host", "owner", "kinds_shown", "state", "failures", "failing_since", "waiting_now", "delivered_at"]
    list_display_links = ["host"]
    list_filter = ["state"]
    search_fields = ["owner__email", "owner__name"]
    search_help_text = _("Name or address of the owner")
    ordering = ["-failures", "pk"]
    list_select_related = ["owner"]
    fields = [
        "host", "owner", "kinds_shown", "state", "created_at", "failures", "failing_since", "rests_until", "tried_at",
        "delivered_at", "waiting_now", "given_up",
    ]  # fmt: skip

    actions = ["block", "allow"]

    def has_change_permission(self, request: HttpRequest, obj: Webhook | None = None) -> bool:
        return False

    def has_switch_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        waiting, delivered = Q(deliveries__next_try_at__isnull=False), Q(deliveries__delivered_at__isnull=False)
        counted = super().get_queryset(request).select_related("owner")
        return counted.annotate(
            waits=Count("deliveries", filter=waiting), lost=Count("deliveries", filter=~waiting & ~delivered)
        )

    @admin.action(description=_("Switch off: their owners cannot switch them on"), permissions=["switch"])
    def block(self, request: HttpRequest, chosen: QuerySet) -> None:
        stopped = [webhook for webhook in chosen if webhook.stop(Webhook.State.BLOCKED)]
        self._note(request, stopped, Webhook.State.BLOCKED)
        text = ngettext("%(count)d is switched off.", "%(count)d are switched off.", len(stopped))
        self.message_user(request, text % {"count": len(stopped)})

    @admin.action(description=_("Allow again: their owners may switch them on"), permissions=["switch"])
    def allow(self, request: HttpRequest, chosen: QuerySet) -> None:
        blocked = Webhook.objects.filter(pk__in=chosen.values("pk"), state=Webhook.State.BLOCKED)
        allowed = list(blocked)
        count = blocked.update(state=Webhook.State.PAUSED)
        self._note(request, allowed, Webhook.State.PAUSED)
        text = ngettext("%(count)d is allowed.", "%(count)d are allowed.", count)
        self.message_user(request, text % {"count": count})

    def _note(self, request: HttpRequest, moved: list[Webhook], state: Webhook.State) -> None:
        """Who did it: nothing else does, because webhooks are not audited."""
        for webhook in moved:
            self.log_change(request, webhook, str(state.label))

    @admin.display(description=_("host"))
    def host(self, webhook: Webhook) -> str:
        return webhook.host

    @admin.display(description=_("what it hears of"))
    def kinds_shown(self, webhook: Webhook) -> str:
        return joined_text(webhook.kind_labels)

    @admin.display(description=_("messages that wait"))
    def waiting_now(self, webhook: Webhook) -> int:
        return webhook.waits

    @admin.display(description=_("given up"))
    def given_up(self, webhook: Webhook) -> int:
        return webhook.lost
