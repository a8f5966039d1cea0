"""Applications and nominations on the curators' desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core import reference
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.queues import QUEUES, Queue, QueueFilter
from portal.core.admin.submitted import SINCE, ReadStateFilter, SubmittedAdmin, overdue
from portal.core.dates import joined_text
from portal.core.models import Topic
from roster.applying.decisions import DECISIONS
from roster.applying.desk import FORMS, DeskPage
from roster.models import Application, Nomination

State = Application.State

QUEUES |= {
    queue.code: queue
    for queue in [
        Queue("applied", _("To decide"), lambda: Q(state=State.IN_REVIEW), SINCE, only=Application, promised=True),
        Queue(
            "applicants-asking", _("Messages to answer"), lambda: Q(unanswered_since__isnull=False),
            F("unanswered_since"), only=Application,
        ),
        Queue(
            "applicant-silent", _("Applicant silent for three weeks"), lambda: overdue(State.CHANGES_REQUESTED), SINCE,
            only=Application,
        ),
    ]
}  # fmt: skip


@admin.register(Application)
class ApplicationAdmin(SubmittedAdmin):
    decisions, forms, page_class = DECISIONS, FORMS, DeskPage
    change_form_template = "admin/application/change_form.html"
    list_display = ["ref", "title_shown", "from_where", "knows", "answered", "has_consent", "state_shown", "age"]
    list_filter = [QueueFilter, ReadStateFilter, "has_consent", "language"]
    search_fields = ["ref", "name", "email"]
    search_help_text = _("Search in reference, name and e-mail address")

    @admin.display(description=_("name"), ordering="name")
    def title_shown(self, submission: Application) -> str:
        return super().title_shown(submission)

    @admin.display(description=_("nationalities"))
    def from_where(self, submission: Application) -> str:
        known = reference.current()
        return joined_text(known.name_of(code) for code in submission.nationalities)

    @admin.display(description=_("topics"))
    def knows(self, submission: Application) -> str:
        known = reference.current()[Topic].by_code
        return joined_text(known[code].label for code in submission.topics if code in known)


@admin.register(Nomination)
class NominationAdmin(WrittenByThePortal):
    """Whom it is about is nobody's business but the nominee's."""

    section = "submissions"
    fields = ["organisation", "created_by", "created_at", "state", "answered_at", "application"]
    list_display = ["organisation", "created_at", "state", "answered_at"]
    list_filter = ["state"]
    view_on_site = False  # that is the nominee's private page

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("organisation", "created_by", "application")
