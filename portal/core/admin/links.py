"""Links on the desk: which do not answer, which moved, and in which records they stand."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import mail
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.history import OCCASIONS
from portal.core.admin.moves import address
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, Waiting, waiting
from portal.core.dates import day_text
from portal.core.links import checking
from portal.core.links.moving import take_over
from portal.core.links.pointing import records_by
from portal.core.models import LinkCheck
from portal.core.models.link_check import BROKEN_AFTER

AT_ONCE = 200  # addresses that one press of the button looks at
SHOWN = 5  # records beside an address

OCCASIONS["new_address"] = gettext_lazy("New address of a link")
QUEUES |= {
    queue.code: queue
    for queue in [
        Queue(
            "broken-links", gettext_lazy("Broken"), lambda: Q(failures__gte=BROKEN_AFTER), F("failing_since"),
            only=LinkCheck,
        ),
        Queue("moved-links", gettext_lazy("Moved for good"), lambda: ~Q(moved_to=""), F("looked_at"), only=LinkCheck),
    ]
}  # fmt: skip


@admin.register(LinkCheck)
class LinkCheckAdmin(WrittenByThePortal):
    section = "follow_up"
    change_list_template = "admin/linkcheck/change_list.html"
    list_display = ["address_shown", "what", "stands_in", "since", "looked"]
    list_display_links = None
    list_filter = [QueueFilter, "found"]
    search_fields = ["url"]
    search_help_text = gettext_lazy("A part of the address")
    fields = ["url", "found", "status", "failures", "failing_since", "looked_at", "moved_to", "next_look_at"]
    actions = ["look_again", "take_over"]

    def has_change_permission(self, request: HttpRequest, obj: LinkCheck | None = None) -> bool:
        return False

    def has_follow_up_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)

    def get_ordering(self, request: HttpRequest) -> list:
        return ["-failures", F("failing_since").asc(nulls_last=True), "pk"]

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queues, for the start page."""
        return list(waiting(LinkCheck.objects.all(), request))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Links in records")} | (extra_context or {}))

    # --- The list -----------------------------------------------------------------------------------------------------
    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A page asks for the records of all its addresses at once."""
        page = super().get_changelist_instance(request)
        page.result_list = list(page.result_list)
        found = records_by([link.url for link in page.result_list])
        for link in page.result_list:
            link.records = found.get(link.url, [])
        return page

    @admin.display(description=gettext_lazy("address"), ordering="url")
    def address_shown(self, link: LinkCheck) -> str:
        return format_html('<a href="{0}" rel="external noreferrer" dir="ltr">{0}</a>', link.url)

    @admin.display(description=gettext_lazy("what was found"), ordering="found")
    def what(self, link: LinkCheck) -> str:
        said = link.get_found_display() if link.found else _("Not looked at yet")
        if link.status:
            said = format_html('{} <span class="quiet">{}</span>', said, link.status)
        if link.is_broken:
            said = format_html(
                '<strong class="state state-rejected">{}</strong> {}<br><a href="{}" rel="external noreferrer">{}</a>',
                _("Broken"), said, link.archive_url, _("Copies in the web archive"),
            )  # fmt: skip
        if link.moved_to:
            html = '{}<br><span class="quiet">{}</span> <span dir="ltr">{}</span>'
            said = format_html(html, said, _("moved for good to"), link.moved_to)
        return said

    @admin.display(description=gettext_lazy("stands in"))
    def stands_in(self, link: LinkCheck) -> str:
        shown = format_html_join(
            mark_safe("<br>"), '<a href="{}">{}</a>', ((address(each), each) for each in link.records[:SHOWN])
        )
        if more := len(link.records[SHOWN:]):
            text = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
            shown = format_html('{}<br><span class="quiet">{}</span>', shown, text)
        return shown

    @admin.display(description=gettext_lazy("failing since"), ordering="failing_since")
    def since(self, link: LinkCheck) -> str:
        if not link.failing_since:
            return ""
        days = ngettext("%(count)d day", "%(count)d days", link.failures) % {"count": link.failures}
        day = day_text(timezone.localdate(link.failing_since))
        return format_html('<span class="day">{}</span><br><span class="quiet">{}</span>', day, days)

    @admin.display(description=gettext_lazy("last looked"), ordering="looked_at")
    def looked(self, link: LinkCheck) -> str:
        day = link.looked_at and timezone.localdate(link.looked_at)
        return format_html('<span class="day">{}</span>', day_text(day))

    # --- What may be done ---------------------------------------------------------------------------------------------
    @admin.action(description=gettext_lazy("Look again soon"), permissions=["follow_up"])
    def look_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        chosen = queryset.update(next_look_at=timezone.now())
        self._begin(request, chosen)

    @admin.action(description=gettext_lazy("Take the new addresses over into the records"), permissions=["follow_up"])
    def take_over(self, request: HttpRequest, queryset: QuerySet) -> None:
        changed = sum(take_over(link, by=request.user) for link in queryset.moved())
        text = ngettext("%(count)d line says the new address.", "%(count)d lines say the new address.", changed)
        messages.success(request, text % {"count": changed})

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.begin_view)
        return [path("begin/", view, name="core_linkcheck_begin"), *super().get_urls()]

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """The button above the list."""
        if not self.has_follow_up_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self._begin(request, AT_ONCE)
        return redirect("admin:core_linkcheck_changelist")

    def _begin(self, request: HttpRequest, most: int) -> None:
        checking.begin(site=mail.origin(request), most=most)
        text = _("Addresses that are due are looked at in the background, politely: come back later.")
        messages.success(request, text)
