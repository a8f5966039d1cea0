"""Submitted partnerships on the curators' desk. desk/ says what their pages show and what a decision asks for."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.submission.decisions import DECISIONS
from partnerships.submission.desk.forms import FORMS
from partnerships.submission.desk.page import DeskPage
from partnerships.submission.models import Submission
from portal.core.admin.history import OCCASIONS
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, RemitFilter
from portal.core.admin.submitted import SINCE, ReadStateFilter, SubmittedAdmin, overdue
from portal.core.remits import REGION_OF

State = Submission.State

QUEUES |= {
    queue.code: queue
    for queue in [
        Queue("submitted", _("To decide"), lambda: Q(state=State.IN_REVIEW), SINCE, only=Submission, promised=True),
        Queue(
            "to-answer", _("Messages to answer"), lambda: Q(unanswered_since__isnull=False), F("unanswered_since"),
            only=Submission,
        ),
        Queue(
            "submitter-silent", _("Submitter silent for three weeks"), lambda: overdue(State.CHANGES_REQUESTED), SINCE,
            only=Submission,
        ),
        Queue(
            "partners-silent", _("Partners silent for three weeks"), lambda: overdue(State.PARTNERS_CONFIRMING), SINCE,
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


REGION_OF[Submission] = "country__region"


@admin.register(Submission)
class SubmissionAdmin(SubmittedAdmin):
    decisions, forms, page_class = DECISIONS, FORMS, DeskPage
    change_form_template = "admin/submission/change_form.html"
    list_display = ["ref", "title_shown", "kind", "from_where", "answered", "has_consent", "state_shown", "age"]
    list_filter = [
        QueueFilter, RemitFilter, ReadStateFilter, "kind", "has_consent",
        ("country", admin.RelatedOnlyFieldListFilter), "language",
    ]  # fmt: skip
    list_select_related = ["country"]
    search_fields = ["ref", "title", "name", "organisation", "email"]
    search_help_text = _("Search in reference, title, name, organisation and e-mail address")

    @admin.display(description=_("from"), ordering="country")
    def from_where(self, submission: Submission) -> str:
        return submission.country or ""
