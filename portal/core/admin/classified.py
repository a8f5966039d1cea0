"""The desk of records that the South-South / triangular rule judges."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import reclassify, reference
from portal.core.admin.conflict_page import MarkedForm
from portal.core.admin.curated import CuratedAdmin
from portal.core.models import Classified


class ClassifiedForm(MarkedForm):
    def clean(self) -> dict:
        cleaned = super().clean()
        kind, reason = cleaned.get("kind_override"), cleaned.get("kind_override_reason")
        if kind and not reason:
            self.add_error("kind_override_reason", _("Setting the kind by hand needs a reason."))
        if reason and not kind:
            self.add_error("kind_override", _("A reason alone changes nothing: choose the kind, or remove the reason."))
        return cleaned


class ClassifiedAdmin(CuratedAdmin):
    form = ClassifiedForm
    list_display = [*CuratedAdmin.list_display[:3], "kind", *CuratedAdmin.list_display[3:]]
    list_filter = [*CuratedAdmin.list_filter[:3], "kind", *CuratedAdmin.list_filter[3:]]
    readonly_fields = [*CuratedAdmin.readonly_fields, "kind", "kind_why"]
    classification = (
        gettext_lazy("South-South, triangular or other"),
        {
            "fields": ["kind", "kind_why", "kind_override", "kind_override_reason"],
            "description": gettext_lazy(
                "The portal judges by the participations and each country's status on the day it began. Set the kind "
                "by hand only where the rule is wrong; the reason is shown to everyone."
            ),
        },
    )

    @admin.display(description=gettext_lazy("because"))
    def kind_why(self, record: Classified) -> str:
        return record.kind_reason(reference.current())

    def save_model(self, request: HttpRequest, obj: Classified, form: forms.ModelForm, change: bool) -> None:
        # The database holds an override to be the kind from the first moment; the parties are judged after the lines.
        obj.kind = obj.kind_override or obj.kind
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record = form.instance
        if reclassify.judge(record):
            text = _("The kind is now “%(kind)s”. %(reason)s")
            reason = record.kind_reason(reference.current())
            messages.info(request, text % {"kind": record.get_kind_display(), "reason": reason})
