"""The desk of any curated record: lists by state and queue, saving that loses nobody's work, moves, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from portal.core.admin import moves
from portal.core.admin.conflict_page import KeepsBoth, MarkedForm
from portal.core.admin.history import history_view
from portal.core.admin.lookup import LooksUp
from portal.core.admin.queues import QUEUES, OverdueFilter, QueueFilter, RemitFilter, VerifiedFilter, Waiting, waiting
from portal.core.admin.reports import ShowsReports
from portal.core.dates import day_text
from portal.core.models import Curated, State, User, next_references
from portal.core.search import Question

NAMED = 3  # look-alikes in a message


def _when(moment: datetime | None, who: User | None) -> str:
    """The day, and below it the person."""
    if moment is None:
        return ""
    day = day_text(timezone.localdate(moment))
    return format_html('<span class="day">{}</span><br><span class="quiet">{}</span>', day, who or "")


def still_true(filters: str) -> Callable[[Curated], str]:
    """A column with a button for each record; the list is one form, so that the button needs only an address."""

    @admin.display(description=_("verification"))
    def button(record: Curated) -> str:
        page = f"{moves.address(record)}move/verify/?{urlencode({'from_list': filters})}"
        html = '<button class="button" type="submit" formaction="{}" aria-label="{}: {}">{}</button>'
        return format_html(html, page, moves.LABELS["verify"], record.ref, moves.LABELS["verify"])

    return button


class CuratedAdmin(KeepsBoth, ShowsReports, LooksUp, admin.ModelAdmin):
    """Whoever inherits states fields, fieldsets and lines; REF_PREFIX on the model says how references begin."""

    section = "records"
    form = MarkedForm
    change_form_template = "admin/curated/change_form.html"
    change_list_template = "admin/curated/change_list.html"
    imported_as = ""  # the key of IMPORTERS under which sheets of these records are imported
    list_display = ["ref", "title", "state_shown", "changed", "verify_due"]
    list_display_links = ["ref", "title"]
    list_filter = [QueueFilter, RemitFilter, OverdueFilter, VerifiedFilter, "state", "is_sample"]
    list_select_related = ["updated_by", "submitted_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["ref", "title"]
    search_help_text = _("Words in any language, as in the public list; or a part of the title or reference")
    readonly_fields = [
        "ref", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by",
        "submitted_at", "submitted_by", "published_at", "published_by",
    ]  # fmt: skip
    provenance = (
        _("Where it comes from"),
        {
            "fields": ["source", "source_url", "note", ("last_verified_on", "verify_due_on"), "owner", "is_sample"],
            "description": _("A reader must be able to find the source. Publishing and verifying set both dates."),
        },
    )
    record = (
        _("The record"),
        {
            "classes": ["collapse"],
            "fields": [
                ("ref", "state"), "state_reason", ("created_at", "created_by"), ("updated_at", "updated_by"),
                ("submitted_at", "submitted_by"), ("published_at", "published_by"),
            ],
            "description": _("Kept by the portal. The buttons at the top of the page change the state."),
        },
    )  # fmt: skip
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 5})},
        models.URLField: {"assume_scheme": "https"},
    }
    actions = ["publish_selected", "verify_selected", "send_back_selected", "archive_selected"]

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, record: Curated) -> str:
        return format_html('<span class="state state-{}">{}</span>', record.state, record.get_state_display())

    @admin.display(description=_("last changed"), ordering="updated_at")
    def changed(self, record: Curated) -> str:
        return _when(record.updated_at, record.updated_by)

    @admin.display(description=_("submitted"), ordering="submitted_at")
    def submitted(self, record: Curated) -> str:
        return _when(record.submitted_at, record.submitted_by)

    @admin.display(description=_("to be verified by"), ordering="verify_due_on")
    def verify_due(self, record: Curated) -> str:
        return format_html('<span class="day">{}</span>', day_text(record.verify_due_on))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """What readers would find, and what begins to be typed: look-ups ask at every letter."""
        parts, doubles = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return parts, doubles
        words = self.model._default_manager.filter(search__document=Question(search_term)).order_by().values("pk")
        return parts | queryset.filter(pk__in=words), doubles

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """What waits for review shows who handed it in and what it looks like; what is to be verified, how to do so."""
        queue = request.GET.get("queue")
        if queue == "to-review":
            return [*(name if name != "verify_due" else "submitted" for name in self.list_display), "alike"]
        if queue in {"to-verify", "due-soon"}:
            return [*self.list_display, still_true(request.GET.urlencode())]
        return self.list_display

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A page of the review queue asks for the look-alikes of all its records at once."""
        page = super().get_changelist_instance(request)
        if request.GET.get("queue") == "to-review":
            page.result_list = list(page.result_list)
            for record, found in zip(page.result_list, self.look_alikes(request, page.result_list), strict=False):
                record.look_alikes = found
        return page

    def look_alikes(self, request: HttpRequest, records: Sequence[Curated]) -> list[list[tuple[Curated, str]]]:
        """For each record those that may tell of the same thing, each with the reason; by rooms that can say so."""
        return []

    @admin.display(description=_("looks like"))
    def alike(self, record: Curated) -> str:
        found = getattr(record, "look_alikes", [])
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a> <span class="quiet">{}</span>',
            ((moves.address(other), other.ref, reason) for other, reason in found),
        )

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "summary":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "maxlength": db_field.max_length})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queues, for the start page."""
        return list(waiting(self.get_queryset(request), request))

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """A queue shows first who has waited longest; any other list the newest record."""
        queue = QUEUES.get(request.GET.get("queue", ""))
        return [queue.since, "pk"] if queue else ["-pk"]

    def has_delete_permission(self, request: HttpRequest, obj: Curated | None = None) -> bool:
        """Only a draft may vanish: what was ever shown to others is archived, and its address stays."""
        never_seen = obj is None or (obj.state == State.DRAFT and obj.submitted_at is None)
        return never_seen and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    @admin.action(description=_("Publish the chosen records …"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return moves.move_many(self, request, queryset, "publish", "publish_selected")

    @admin.action(description=_("Say that the chosen records are still true …"), permissions=["change"])
    def verify_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return moves.move_many(self, request, queryset, "verify", "verify_selected")

    @admin.action(description=_("Send the chosen records back for changes …"), permissions=["change"])
    def send_back_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return moves.move_many(self, request, queryset, "send_back", "send_back_selected")

    @admin.action(description=_("Archive the chosen records …"), permissions=["change"])
    def archive_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return moves.move_many(self, request, queryset, "archive", "archive_selected")

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        move = path("<path:object_id>/change/move/<slug:move>/", self.admin_site.admin_view(self.move_view), name=name)
        return [move, *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
        return moves.move_view(self, request, object_id, move)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return history_view(self, request, object_id, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if change and self.has_change_permission(request, obj):
            filters = self.get_preserved_filters(request)
            context |= {
                "moves": moves.buttons(obj),
                "alike": next(iter(self.look_alikes(request, [obj])), []),
                "query": f"?{filters}" if filters else "",
                "list_query": request.GET.get("_changelist_filters", ""),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Curated, form: forms.ModelForm, change: bool) -> None:
        obj.updated_by = request.user
        if not change:
            obj.created_by = request.user
            obj.ref = next_references(obj.REF_PREFIX, self.year_of(obj))[0]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for found in self.look_alikes(request, [form.instance]):
            for other, reason in found[:NAMED]:
                text = _("This looks like {ref} {title} ({reason}). Is it the same?")
                link = format_html('<a href="{}">{}</a>', moves.address(other), other.ref)
                messages.warning(request, format_html(text, ref=link, title=other.title, reason=reason))

    def year_of(self, obj: Curated) -> int:
        """The year in a new record's reference."""
        return timezone.localdate().year
