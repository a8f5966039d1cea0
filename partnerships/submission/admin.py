"""Submissions on the curators' desk: a queue, whose pages show everything and let nobody type over it. desk/."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from partnerships.submission import documents, moves
from partnerships.submission.desk.deciding import decision_view
from partnerships.submission.desk.page import DeskPage
from partnerships.submission.models import Submission
from portal.core import reference
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.history import OCCASIONS, history_view
from portal.core.admin.moves import address
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, Waiting, waiting

State = Submission.State
TOO_LONG = timedelta(days=21)  # without an answer from the submitter or the partners


def _overdue(state: State) -> Q:
    return Q(state=state, state_since__lt=timezone.now() - TOO_LONG)


SINCE = F("state_since")
QUEUES |= {
    queue.code: queue
    for queue in [
        Queue("submitted", _("To decide"), lambda: Q(state=State.IN_REVIEW), SINCE, only=Submission),
        Queue(
            "to-answer", _("Messages to answer"), lambda: Q(unanswered_since__isnull=False), F("unanswered_since"),
            only=Submission,
        ),
        Queue(
            "submitter-silent", _("Submitter silent for three weeks"), lambda: _overdue(State.CHANGES_REQUESTED), SINCE,
            only=Submission,
        ),
        Queue(
            "partners-silent", _("Partners silent for three weeks"), lambda: _overdue(State.PARTNERS_CONFIRMING), SINCE,
            only=Submission,
        ),
    ]
}  # fmt: skip
OCCASIONS |= {
    "send": _("Sent by the submitter"),
    "confirm_e-mail": _("E-mail address confirmed"),
    "ask_for_changes": _("Ask for changes"),
    "ask_partners": _("Ask the partners"),
    "accept": _("Accept and publish"),
    "duplicate": _("Duplicate of"),
    "take_back_to_review": _("Back to review"),
    "clean_up": _("Personal data erased"),
}


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in State if state not in Submission.UNREAD]

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Submission)
class SubmissionAdmin(WrittenByThePortal):
    section = "submissions"
    change_form_template = "admin/submission/change_form.html"
    fields = ["ref"]  # the page words everything itself
    view_on_site = False  # that is the submitter's private page, whose address is a key
    list_display = ["ref", "title_shown", "kind", "from_where", "answered", "has_consent", "state_shown", "age"]
    list_display_links = ["ref", "title_shown"]
    list_filter = [
        QueueFilter, StateFilter, "kind", "has_consent", ("country", admin.RelatedOnlyFieldListFilter), "language",
    ]  # fmt: skip
    list_select_related = ["country"]
    search_fields = ["ref", "title", "name", "organisation", "email"]
    search_help_text = _("Search in reference, title, name, organisation and e-mail address")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).on_the_desk()

    def get_ordering(self, request: HttpRequest) -> list:
        """Who has waited longest comes first; what is decided, last."""
        queue = QUEUES.get(request.GET.get("queue", ""))
        return [queue.since, "pk"] if queue else [F("decided_at").desc(nulls_first=True), SINCE, "pk"]

    def has_change_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:
        """Nobody types over what somebody sent; what becomes of it is decided on pages of their own."""
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queues, for the start page."""
        return list(waiting(self.get_queryset(request)))

    # --- The list -----------------------------------------------------------------------------------------------------
    @admin.display(description=_("title"), ordering="title")
    def title_shown(self, submission: Submission) -> str:
        return format_html('<span dir="auto">{}</span>', Truncator(submission.title).chars(120) or "–")

    @admin.display(description=_("from"), ordering="country")
    def from_where(self, submission: Submission) -> str:
        return submission.country or ""

    @admin.display(description=_("answered"), ordering="completeness")
    def answered(self, submission: Submission) -> str:
        return format_html('<span class="day">{} %</span>', submission.completeness)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, submission: Submission) -> str:
        return format_html('<span class="state state-{}">{}</span>', submission.state, submission.get_state_display())

    @admin.display(description=_("waits for"), ordering="state_since")
    def age(self, submission: Submission) -> str:
        return "" if submission.is_decided else timesince(submission.state_since, depth=1)

    # --- One submission -----------------------------------------------------------------------------------------------
    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:object_id>/decide/<slug:name>/", view(self.decide_view), name="submission_submission_decide"),
            path("<int:object_id>/settle/", view(self.settle_view), name="submission_submission_settle"),
            path(
                "<int:object_id>/documents/<int:pk>/", view(self.document_view), name="submission_submission_document"
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        context |= {
            "page": DeskPage(obj, request.user, reference.current()),
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

    def _seen(self, request: HttpRequest, object_id: int) -> Submission:
        submission = self.get_object(request, str(object_id))
        if submission is None or not self.has_view_permission(request, submission):
            raise Http404
        return submission
