"""The page that shows both versions of a record, and the form that comes to it: portal/core/admin/conflict.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import uuid4

import pghistory
from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.admin.conflict import (
    MERGED,
    OPENED,
    SEEN_AT,
    Conflict,
    Difference,
    Mark,
    Row,
    Sheet,
    merge,
    picture,
    take_theirs,
)
from portal.core.admin.moves import address
from portal.core.search import sendable

FORM_KEY = "form_key"
DOUBLE_CLICK = timedelta(days=1)  # for as long a form that was sent already is recognised


class MarkedForm(forms.ModelForm):
    """Remembers what was seen when it was opened, and refuses to overwrite what it has not seen."""

    seen_at = Mark()
    as_opened = Mark()
    form_key = Mark()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields[SEEN_AT].initial = self.instance.updated_at.isoformat()
        else:
            self.fields[FORM_KEY].initial = str(uuid4())

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.pk and (MERGED in self.data or not is_up_to_date(self.instance, cleaned.get(SEEN_AT, ""))):
            raise ValidationError(
                gettext_lazy(
                    "Somebody changed this record since you opened it, so nothing was saved yet. Both versions are "
                    "compared here and what you typed is still in the form: choose, then save again."
                ),
                code="stale",
            )
        return cleaned


def is_up_to_date(record: models.Model, seen_at: str) -> bool:
    """Compare under the row's lock, which the admin's transaction holds until everything is saved."""
    records = type(record)._default_manager.filter(pk=record.pk)
    now = records.select_for_update().values_list("updated_at", flat=True).first()
    try:
        return now == parse_datetime(seen_at)
    except ValueError:
        return False


class KeepsBoth:
    """For admin classes whose form is a MarkedForm."""

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if object_id is None:
                return self._add_once(request, form_url, extra_context)
            return self._change(request, object_id, form_url, extra_context)

    def _add_once(self, request: HttpRequest, form_url: str, extra_context: dict | None) -> HttpResponse:
        """A form that is sent twice, by a double click or after "Back", makes one record."""
        key = sendable(request.POST.get(FORM_KEY, ""))
        if not key:
            return super().changeform_view(request, None, form_url, extra_context)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        if made := self._made_from(key, request):
            messages.info(request, _("%(ref)s was saved already; nothing was added.") % {"ref": made.ref})
            return redirect(address(made))
        with pghistory.context(form=key):
            return super().changeform_view(request, None, form_url, extra_context)

    def _made_from(self, key: str, request: HttpRequest) -> models.Model | None:
        events = self.model.pgh_event_model.objects.filter(
            pgh_label="insert", created_by=request.user, created_at__gte=timezone.now() - DOUBLE_CLICK,
            pgh_context__metadata__form=key,
        )  # fmt: skip
        return self.model._default_manager.filter(pk__in=events.values("pgh_obj_id")).first()

    def _change(self, request: HttpRequest, object_id: str, form_url: str, extra_context: dict | None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        sheet = None
        if not is_up_to_date(record, request.POST.get(SEEN_AT, "")) or "theirs" in request.POST:
            record.refresh_from_db()  # as it is under the lock
            sheet = Sheet(self, request, record)
        if sheet and "theirs" in request.POST:
            request.POST = request.POST.copy()
            take_theirs(request.POST, sheet.picture())
        if sheet and not is_up_to_date(record, request.POST.get(SEEN_AT, "")):
            conflict = merge(sheet, request.POST, record.updated_at.isoformat())
            if not conflict.something_left:
                messages.info(
                    request, _("There was nothing left to save: %(ref)s says all of it.") % {"ref": record.ref}
                )
                return redirect(address(record))
            request.POST = conflict.data
            extra_context = (extra_context or {}) | {"conflict": Words(conflict, sheet).rows()}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        form = context["adminform"].form
        if change and not form.is_bound:
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            form.fields[OPENED].initial = picture(form, formsets).as_text()
        return super().render_change_form(request, context, add, change, form_url, obj)


class Words:
    """Differences as a person reads them; names behind keys are read at once, a query for each kind of thing."""

    def __init__(self, conflict: Conflict, sheet: Sheet) -> None:
        self.conflict = conflict
        self.columns = {
            str(formset.model._meta.verbose_name): list(_visible(formset.empty_form))
            for formset in sheet.formsets.values()
        }
        wanted: dict[models.Field, set[str]] = {}
        for column, text in self._texts():
            if isinstance(column, forms.ModelChoiceField) and text:
                wanted.setdefault(_target(column), set()).add(text)
        self.names = {target: _names(target, keys) for target, keys in wanted.items()}

    def _texts(self) -> Iterator[tuple[forms.Field, str]]:
        for each in self.conflict.differences:
            texts = [text or "" for text in (each.was, each.theirs, each.yours)]
            if each.field:
                yield from ((each.field, text) for text in texts)
            if each.line:
                kind, line = each.line
                rows = [line] if each.field else [line, *(json.loads(text) for text in texts if text)]
                yield from ((column, row.get(name, "")) for row in rows for name, column in self.columns[kind])

    def rows(self) -> list[dict]:
        return [self.row(difference) for difference in self.conflict.differences]

    def row(self, difference: Difference) -> dict:
        where = ""
        if difference.line:
            kind, line = difference.line
            where = f"{kind}: {self.summary(kind, line)}"
        return {
            "where": where,
            "label": difference.label,
            "was": self.text(difference, difference.was),
            "theirs": self.text(difference, difference.theirs),
            "yours": self.text(difference, difference.yours),
            "pick": difference.pick,
            "outcome": self.outcome(difference),
        }

    def outcome(self, difference: Difference) -> str:
        if difference.is_clash:
            return _("Both changed it. The form below has yours.")
        if difference.yours == difference.was:
            return _("Only the other one changed it: taken over.")
        if difference.field is None and difference.was and not difference.theirs:
            return _("Removed by the other one, changed by you: it would be added anew.")
        return _("Only you changed it: kept.")

    def text(self, difference: Difference, text: str | None) -> str:
        if text is None:
            return _("not known")
        if difference.field:
            return self.word(difference.field, text)
        return self.summary(difference.line[0], json.loads(text)) if text else _("not there")

    def summary(self, kind: str, row: Row) -> str:
        return " · ".join(filter(None, (self.word(column, row.get(name, "")) for name, column in self.columns[kind])))

    def word(self, column: forms.Field, text: str) -> str:
        if isinstance(column, forms.ModelChoiceField):
            return self.names.get(_target(column), {}).get(text, text)
        if isinstance(column, forms.ChoiceField):
            return str(dict(column.choices).get(text, text)) if text else ""
        if isinstance(column, forms.BooleanField):
            return str(column.label) if text else ""
        return text


def _target(column: forms.ModelChoiceField) -> models.Field:
    model = column.queryset.model
    return model._meta.get_field(column.to_field_name) if column.to_field_name else model._meta.pk


def _names(target: models.Field, keys: Iterable[str]) -> dict[str, str]:
    """What no key can be is not asked for."""
    wanted = {}
    for key in keys:
        try:
            wanted[key] = target.to_python(key)
            target.run_validators(wanted[key])
        except ValidationError:
            wanted.pop(key, None)
    found = target.model._default_manager.in_bulk(wanted.values(), field_name=target.name) if wanted else {}
    return {key: str(found[value]) for key, value in wanted.items() if value in found}


def _visible(form: forms.BaseForm) -> Iterator[tuple[str, forms.Field]]:
    return ((name, column) for name, column in form.fields.items() if not column.widget.is_hidden and name != "DELETE")
