"""Reports of mistakes, which curators decide, and the outbox, which administrators look into when a mail did not go."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import display_for_field, flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, FileField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import corrections, mail, outbox
from portal.core.admin.lookup import LooksUp
from portal.core.admin.moves import address
from portal.core.admin.queues import QueueFilter, RemitFilter, Waiting, waiting
from portal.core.corrections import DecisionRefused
from portal.core.dates import waited_text
from portal.core.models import Correction, Mail
from portal.core.models.correction import Correctable


class WrittenByThePortal(LooksUp, admin.ModelAdmin):
    """Looked at and acted upon, never typed over or added to."""

    list_per_page = 50
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        return self.fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Correction
        fields = ["answer", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 4, "cols": 60, "dir": "auto"})}
        help_texts = {"reason": gettext_lazy("Shown to the sender as it is, on the report’s page and by mail.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "answer" in self.fields:  # not on the page of a decided report
            self.fields["answer"].choices = [("", _("None of these")), *Correction.Answer.choices]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("answer") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Choose an answer or write one: whoever sent the report will want to know why."))
        return cleaned


@admin.register(Correction)
class CorrectionAdmin(WrittenByThePortal):
    """A queue: who has waited longest comes first. The page of a report shows the record beside it, and decides."""

    section = "reports"
    form = DecisionForm
    change_form_template = "admin/correction/change_form.html"
    list_display = ["ref", "about", "part", "said", "organisation", "age", "state"]
    list_display_links = ["ref", "about"]
    list_filter = [QueueFilter, RemitFilter, "state", "part", "language"]
    search_fields = ["ref", "text", "source"]
    search_help_text = gettext_lazy("Search in reference, text and source")
    report = [
        "ref", "part", "text", "source", "name", "email", "organisation", "sent_by", "language", "created_at",
    ]  # fmt: skip
    decision = ["answer", "reason"]
    radio_fields = {"answer": admin.VERTICAL}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related("decided_by", "sent_by", "organisation")
            .prefetch_related("record")
        )

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["created_at", "pk"] if "queue" in request.GET else ["-pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Correction | None = None) -> list:
        stamps = [] if obj is None or obj.state == Correction.State.OPEN else ["state", "decided_at", "decided_by"]
        return [
            (_("The report"), {"fields": self.report}),
            (
                _("The decision"),
                {
                    "fields": [*self.decision, *stamps],
                    "description": _("A ready answer reaches the sender in the sender’s language. Add your own words."),
                },
            ),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        """A decision that is sent is always taken in: whoever comes second is then told what the first decided."""
        if request.method == "POST" or (obj and obj.state == Correction.State.OPEN):
            return [*self.report, "state", "decided_at", "decided_by"]
        return [*self.report, *self.decision, "state", "decided_at", "decided_by"]

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queue, for the start page."""
        return list(waiting(Correction.objects.all(), request))

    @admin.display(description=gettext_lazy("record"))
    def about(self, correction: Correction) -> str:
        return Truncator(correction.record or _("A record that is no longer there")).chars(90)

    @admin.display(description=gettext_lazy("what is right"))
    def said(self, correction: Correction) -> str:
        return Truncator(correction.text).chars(120)

    @admin.display(description=gettext_lazy("waits for"), ordering="created_at")
    def age(self, correction: Correction) -> str:
        return waited_text(correction.created_at) if correction.state == Correction.State.OPEN else ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        record = obj.record
        context |= {"record": record, "can_decide": obj.state == Correction.State.OPEN}
        if record:
            context |= {"record_url": address(record), "sheet": list(sheet(record, request))}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Correction, form: DecisionForm, change: bool) -> None:
        """Nothing is saved here: which of the two buttons was pressed says which move is made."""
        move = corrections.accept if "_accept" in request.POST else corrections.decline
        try:
            move(obj, by=request.user, site=mail.origin(request), answer=obj.answer, reason=obj.reason)
        except DecisionRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            told = _("%(ref)s is decided: “%(state)s”. Its sender is told by mail.")
            text = told if obj.email else _("%(ref)s is decided: “%(state)s”. Its sender left no address.")
            messages.success(request, text % {"ref": obj.ref, "state": obj.get_state_display()})

    def response_change(self, request: HttpRequest, obj: Correction) -> HttpResponse:
        return redirect(address(obj))


def sheet(record: Correctable, request: HttpRequest) -> Iterator[tuple[str, list[str]]]:
    """What is recorded, as far as its form on the desk has a field or lines for it: label and values."""
    described = admin.site._registry[type(record)]
    kept_by_the_portal = described.get_readonly_fields(request, record)
    for name in flatten_fieldsets(described.get_fieldsets(request, record)):
        try:
            field = record._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if name not in kept_by_the_portal and (text := _text(record, field)):
            yield capfirst(field.verbose_name), [text]
    for inline in described.inlines:
        if lines := _lines(record, inline):
            yield capfirst(inline.verbose_name_plural or inline.model._meta.verbose_name_plural), lines


def _lines(record: Correctable, inline: type[InlineModelAdmin]) -> list[str]:
    """One text a line, of all that its form asks for but the order."""
    model, columns = inline.model, inline.model._meta.concrete_fields
    parent = inline.fk_name or next(field.name for field in columns if field.related_model is type(record))
    said = [model._meta.get_field(name) for name in inline.fields if name != "order"]
    related = [field.name for field in said if field.many_to_one]
    lines = model._default_manager.filter(**{parent: record}).select_related(parent, *related)
    texts = ([_in_line(line, field) for field in said] for line in lines)
    return [format_html_join(" · ", "{}", ([text] for text in each if text)) for each in texts]


def _in_line(line: Model, field: Field) -> str:
    """A tick stands there without its label, so it says what is ticked."""
    return str(field.verbose_name) if getattr(line, field.name) is True else _text(line, field)


def _text(thing: Model, field: Field) -> str:
    """An address and a file come as links, everything else as plain text."""
    value = getattr(thing, field.name)
    if isinstance(field, FileField):
        return format_html('<a href="{}">{}</a>', thing.get_absolute_url(), thing.name)
    return "" if value in (None, "", False) else str(display_for_field(value, field, ""))


class MailStateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("failed", _("Given up")), ("waiting", _("Waiting")), ("sent", _("Sent"))]

    def queryset(self, request, queryset):
        if self.value() == "failed":
            return queryset.failed()
        conditions = {"waiting": {"next_try_at__isnull": False}, "sent": {"sent_at__isnull": False}}
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Mail)
class MailAdmin(WrittenByThePortal):
    section = "machinery"
    list_display = ["created_at", "name", "to", "state", "attempts", "next_try_at", "error"]
    list_filter = [MailStateFilter, "name", "language"]
    search_fields = ["to", "subject"]
    ordering = ["-pk"]
    fields = [
        "name", "to", "language", "subject", "words", "created_at",
        "state", "attempts", "next_try_at", "sent_at", "error",
    ]  # fmt: skip
    actions = ["try_again"]

    @admin.display(description=gettext_lazy("state"))
    def state(self, mail: Mail) -> str:
        if mail.sent_at:
            return _("Sent")
        return _("Waiting") if mail.next_try_at else _("Given up")

    @admin.display(description=gettext_lazy("text"))
    def words(self, mail: Mail) -> str:
        return _("Hidden: it holds a key, or what consultants may take back.") if mail.is_secret else mail.text

    @admin.action(description=gettext_lazy("Try again"), permissions=["change"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = outbox.try_again(queryset)
        text = ngettext("%(count)d mail will be tried again.", "%(count)d mails will be tried again.", count)
        messages.success(request, text % {"count": count})
