"""Lines of a record, edited in its form: what must be unique among them is checked here, all lines against each other.

Django leaves out rules that name the parent, because it checks each line by itself. And lines change places: to store
"B is the main goal now, not A" in the form's order would break the rule half-way.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db import IntegrityError, models, transaction
from django.forms import BaseInlineFormSet, ModelForm, Textarea, URLInput
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.core.admin.lookup import LooksUp, remember_choices

DOUBLED = _("This is listed twice.")


class LinesFormSet(BaseInlineFormSet):
    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        remember_choices(form)
        for field in form.fields.values():  # the column's heading is no label of the field
            widget = getattr(field.widget, "widget", field.widget)
            if not widget.is_hidden and field.label:
                widget.attrs.setdefault("aria-label", capfirst(str(field.label)))

    def clean(self) -> None:
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                self._refuse_doubles(constraint)
        for field in self.model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                self._refuse_doubles(models.UniqueConstraint(fields=[field.name], name=f"{field.name}_once"))

    def kept(self) -> Iterator[ModelForm]:
        """The forms whose line will be stored, as far as it is filled in correctly."""
        for form in self.forms:
            if (form.has_changed() or form.instance.pk) and not form.errors and not self._should_delete_form(form):
                yield form

    def _refuse_doubles(self, constraint: models.UniqueConstraint) -> None:
        columns = [self.model._meta.get_field(name).attname for name in constraint.fields if name != self.fk.name]
        own_words = constraint.violation_error_message != constraint.default_violation_error_message
        seen = set()
        for form in self.kept():
            key = tuple(getattr(form.instance, column) for column in columns)
            if None in key and constraint.nulls_distinct is not False:
                continue
            if _concerns(constraint, form.instance):
                if key in seen:
                    form.add_error(None, constraint.violation_error_message if own_words else DOUBLED)
                seen.add(key)

    def save_existing_objects(self, commit: bool = True) -> list[models.Model]:
        self.saved_forms: list[ModelForm] = []
        lines = super().save_existing_objects(commit=False)
        if commit:
            for line in self.deleted_objects:
                self.delete_existing(line)
            _store(lines)
        return lines


class OrderedLines(LinesFormSet):
    def save_new(self, form: ModelForm, commit: bool = True) -> models.Model:
        """New lines come last, in the order in which they were entered."""
        form.instance.order = 1 + max(
            (line.instance.order for line in self.forms if line is not form and line.instance.pk), default=-1
        )
        return super().save_new(form, commit)


def _concerns(constraint: models.UniqueConstraint, line: models.Model) -> bool:
    """Our conditions are plain: ``Q(is_main=True)``."""
    wanted = constraint.condition.children if constraint.condition else []
    return all(getattr(line, name) == value for name, value in wanted)


def _store(lines: list[models.Model]) -> None:
    """Save in an order in which no line takes a place that another has yet to leave; the database says which do."""
    while lines:
        waiting = [line for line in lines if not _stored(line)]
        if len(waiting) == len(lines):  # they exchange places in a circle: all step out, then in again
            type(lines[0])._default_manager.filter(pk__in=[line.pk for line in lines]).delete()
            for line in lines:
                line.save(force_insert=True)
            return
        lines = waiting


def _stored(line: models.Model) -> bool:
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError:
        return False
    return True


class LineInline(LooksUp, admin.TabularInline):
    """Compact, and without empty rows: "Add another" makes them."""

    formset = LinesFormSet
    extra = 0
    formfield_overrides = {
        models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 30})},
        models.URLField: {"widget": URLInput(attrs={"class": "vURLField"}), "assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        lines = super().get_queryset(request)
        return lines.select_related(*self.autocomplete_fields) if self.autocomplete_fields else lines


class ReadInline(LineInline):
    """Lines that come about elsewhere. Nothing in them takes the keyboard's focus, so what scrolls them does."""

    template = "admin/read_lines.html"
    max_num = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
