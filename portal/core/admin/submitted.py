"""Submissions on the curators' desk: a queue, whose pages show everything and let nobody type over it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.core import reference
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.deciding import decision_view
from portal.core.admin.decision_forms import NoWords, ReasonForm
from portal.core.admin.history import history_view
from portal.core.admin.moves import address
from portal.core.admin.queues import QUEUES, Waiting, waiting
from portal.core.dates import waited_text
from portal.core.models import Submitted
from portal.core.submitting import documents, moves
from portal.core.submitting.decisions import Decision
from portal.core.submitting.desk import DeskPage

TOO_LONG = timedelta(days=21)  # without an answer from whoever was asked
SINCE = F("state_since")


def overdue(state: str) -> Q:
    return Q(state=state, state_since__lt=timezone.now() - TOO_LONG)


class ReadStateFilter(admin.SimpleListFilter):
    """States of what curators may read."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        model = model_admin.model
        return [(state.value, state.label) for state in model.State if state not in model.UNREAD]

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset


class SubmittedAdmin(WrittenByThePortal):
    """A room says which decisions there are, what each asks for, and what its page shows besides."""

    decisions: ClassVar[dict[str, Decision]]
    forms: ClassVar[dict[str, type[NoWords]]]  # of decisions; the others ask for a reason
    page_class: ClassVar[type[DeskPage]] = DeskPage

    section = "submissions"
    fields = ["ref"]  # the page words everything itself
    view_on_site = False  # that is the submitter's private page, whose address is a key
    list_display_links = ["ref", "title_shown"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).on_the_desk()

    def get_ordering(self, request: HttpRequest) -> list:
        """Who has waited longest comes first; what is decided, last."""
        queue = QUEUES.get(request.GET.get("queue", ""))
        return [queue.since, "pk"] if queue else [F("decided_at").desc(nulls_first=True), SINCE, "pk"]

    def has_change_permission(self, request: HttpRequest, obj: Submitted | None = None) -> bool:
        """Nobody types over what somebody sent; what becomes of it is decided on pages of their own."""
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queues, for the start page."""
        return list(waiting(self.get_queryset(request), request))

    def desk_page(self, request: HttpRequest, submission: Submitted) -> DeskPage:
        return self.page_class(submission, request.user, reference.current(), self.decisions)

    def form_of(self, decision: str) -> type[NoWords]:
        return self.forms.get(decision, ReasonForm)

    # --- The list -----------------------------------------------------------------------------------------------------
    @admin.display(description=_("title"), ordering="title")
    def title_shown(self, submission: Submitted) -> str:
        return format_html('<span dir="auto">{}</span>', Truncator(submission.title).chars(120) or "–")

    @admin.display(description=_("answered"), ordering="completeness")
    def answered(self, submission: Submitted) -> str:
        return format_html('<span class="day">{} %</span>', submission.completeness)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, submission: Submitted) -> str:
        return format_html('<span class="state state-{}">{}</span>', submission.state, submission.get_state_display())

    @admin.display(description=_("waits for"), ordering="state_since")
    def age(self, submission: Submitted) -> str:
        return "" if submission.is_decided else waited_text(submission.state_since)

    # --- One submission -----------------------------------------------------------------------------------------------
    def get_urls(self) -> list:
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("<int:object_id>/decide/<slug:name>/", view(self.decide_view), name=f"{name}_decide"),
            path("<int:object_id>/settle/", view(self.settle_view), name=f"{name}_settle"),
            path("<int:object_id>/documents/<int:pk>/", view(self.document_view), name=f"{name}_document"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        context |= {
            "page": self.desk_page(request, obj),
            "title": obj.ref,
            "subtitle": "",
            "can_decide": self.has_decide_permission(request),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def decide_view(self, request: HttpRequest, object_id: int, name: str) -> HttpResponse:
        return decision_view(self, request, str(object_id), name)

    def settle_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """What the submitter wrote last needs no answer."""
        submission = self._seen(request, object_id)
        if request.method == "POST" and self.has_decide_permission(request):
            moves.settle(submission)
        return redirect(address(submission))

    def document_view(self, request: HttpRequest, object_id: int, pk: int) -> HttpResponse:
        return documents.download(get_object_or_404(self._seen(request, object_id).documents, pk=pk))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return history_view(self, request, object_id, extra_context)

    def _seen(self, request: HttpRequest, object_id: int) -> Submitted:
        submission = self.get_object(request, str(object_id))
        if submission is None or not self.has_view_permission(request, submission):
            raise Http404
        return submission
