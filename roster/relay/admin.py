"""The relay on the curators' desk: who wrote to whom, when and about what. Words only where abuse was reported."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core import mail
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.moves import address
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, Waiting, waiting
from portal.core.curation import MoveRefused
from portal.core.dates import waited_text
from roster.models import AbuseReport, BlockedMailbox, Conversation
from roster.relay import abuse
from roster.relay.parties import asking, named, period

State = AbuseReport.State
QUEUES["abuse"] = Queue(
    "abuse", _("To decide"), lambda: Q(state=State.OPEN), F("created_at"), only=AbuseReport, promised=True
)
BUTTONS = {"_block": State.BLOCKED, "_close": State.CLOSED, "_dismiss": State.DISMISSED}


@admin.register(Conversation)
class ConversationAdmin(WrittenByThePortal):
    """Neither the words nor the addresses: a conversation is between its two sides."""

    section = "people"
    list_display = ["ref", "created_at", "consultant", "who", "topic", "state", "answered_at", "written"]
    list_filter = ["state", "declined", "topic"]
    search_fields = ["ref", "name", "organisation__name", "organisation_as_said", "consultant__ref"]
    search_help_text = _("Search in reference, name, organisation and the consultant’s reference")
    fields = [
        "ref", "consultant", "who", "enquirer", "organisation", "topic", "when", "state", "declined", "created_at",
        "confirmed_at", "answered_at", "last_written_at", "written", "forgotten_at",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What nobody has confirmed is nobody's request yet."""
        sent = super().get_queryset(request).exclude(state=Conversation.State.WAITING)
        related = sent.select_related("consultant", "enquirer", "organisation", "topic")
        return related.annotate(messages_written=Count("messages"))

    @admin.display(description=_("who asks"), ordering="name")
    def who(self, conversation: Conversation) -> str:
        return asking(conversation)

    @admin.display(description=_("when it is needed"))
    def when(self, conversation: Conversation) -> str:
        return period(conversation)

    @admin.display(description=_("messages"), ordering="messages_written")
    def written(self, conversation: Conversation) -> int:
        return conversation.messages_written


class DecisionForm(forms.ModelForm):
    class Meta:
        model = AbuseReport
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 4, "cols": 60, "dir": "auto"})}
        help_texts = {"reason": _("Shown as it is to whoever reported, by mail. What was done is said there anyway.")}


@admin.register(AbuseReport)
class AbuseReportAdmin(WrittenByThePortal):
    """A queue: who has waited longest comes first. The page of a report shows the whole conversation."""

    section = "reports"
    form = DecisionForm
    change_form_template = "admin/abusereport/change_form.html"
    list_display = ["conversation", "side", "age", "state", "decided_by"]
    list_filter = [QueueFilter, "state", "side"]
    search_fields = ["conversation__ref"]
    report = ["conversation", "side", "text", "created_at"]
    decision = ["state", "decided_at", "decided_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("conversation", "decided_by")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["created_at", "pk"] if "queue" in request.GET else ["-pk"]

    def get_fieldsets(self, request: HttpRequest, obj: AbuseReport | None = None) -> list:
        is_open = obj is None or obj.state == State.OPEN
        decision = ["reason"] if is_open else ["reason", *self.decision]
        return [(_("The report"), {"fields": self.report}), (_("The decision"), {"fields": decision})]

    def get_readonly_fields(self, request: HttpRequest, obj: AbuseReport | None = None) -> list[str]:
        """A decision that is sent is always taken in: whoever comes second is then told what the first decided."""
        is_open = request.method == "POST" or (obj and obj.state == State.OPEN)
        return [*self.report, *self.decision, *([] if is_open else ["reason"])]

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queue, for the start page."""
        return list(waiting(AbuseReport.objects.all(), request))

    @admin.display(description=_("waits for"), ordering="created_at")
    def age(self, report: AbuseReport) -> str:
        return waited_text(report.created_at) if report.state == State.OPEN else ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        conversation = obj.conversation
        written = conversation.messages.all()
        context |= {
            "can_decide": obj.state == State.OPEN, "conversation": conversation,
            "conversation_url": address(conversation),
            "written": [(named(conversation, each.side), each) for each in written],
        }  # fmt: skip
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: AbuseReport, form: DecisionForm, change: bool) -> None:
        """Nothing is saved here: which of the buttons was pressed says what is decided."""
        outcome = next((state for name, state in BUTTONS.items() if name in request.POST), State.DISMISSED)
        try:
            abuse.decide(obj, outcome, by=request.user, reason=obj.reason, site=mail.origin(request))
        except MoveRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            text = gettext("%(ref)s is decided: “%(state)s”. Whoever reported it is told by mail.")
            messages.success(request, text % {"ref": obj.conversation, "state": obj.get_state_display()})

    def response_change(self, request: HttpRequest, obj: AbuseReport) -> HttpResponse:
        return redirect(address(obj))


@admin.register(BlockedMailbox)
class BlockedMailboxAdmin(WrittenByThePortal):
    """Deleting one lets its mailbox write again."""

    section = "people"
    list_display = ["report", "blocked_at", "blocked_by"]
    fields = ["report", "blocked_at", "blocked_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("report__conversation", "blocked_by")

    def has_delete_permission(self, request: HttpRequest, obj: BlockedMailbox | None = None) -> bool:
        return self.has_change_permission(request, obj)
