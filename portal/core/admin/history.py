"""What happened to a record, from the audit's events: who, when, and each change from what to what, in words.

An event is a snapshot of one row after a change (before, for a deletion). All events of one transaction carry the same
moment and context, so together they are one step; a field's old value is that of the same row's event before.
docs/adr/0004-audit.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import formats
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from pghistory.models import Context

from portal.core import classification, reference
from portal.core.admin.moves import LABELS
from portal.core.dates import joined_text, moment_text
from portal.core.models import User

STEPS_A_PAGE = 20
OCCASIONS = dict(LABELS)  # moves by their names in the audit; rooms add those of their own


@dataclass
class FieldChange:
    field: models.Field
    old: Any
    new: Any


@dataclass
class RowChange:
    """One event: a row of the record or of one of its lines was added, changed or removed."""

    model: type[models.Model]
    is_line: bool
    verb: str  # insert, update, delete
    identity: list[FieldChange]  # what tells a line from its siblings
    fields: list[FieldChange]


@dataclass
class Step:
    at: datetime
    context: Context | None
    changes: list[RowChange]

    @property
    def metadata(self) -> dict:
        return self.context.metadata if self.context else {}


def steps_of(record: models.Model) -> list[Step]:
    """Every step of a record, the last first; one query for each table that holds a part of it."""
    found: dict[tuple, Step] = {}
    for model, parent in [(type(record), None), *_line_tables(type(record))]:
        last: dict[int, models.Model] = {}
        for event in _events(model, parent, record):
            step = found.setdefault(
                (event.pgh_created_at, event.pgh_context_id), Step(event.pgh_created_at, event.pgh_context, [])
            )
            step.changes.append(_row_change(model, parent, event, last.get(event.pgh_obj_id)))
            last[event.pgh_obj_id] = event
    started = sorted(found.values(), key=lambda step: (step.at, step.context.created_at if step.context else step.at))
    return started[::-1]


def _line_tables(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The audited tables whose rows go when the record goes, each with the name of its column for the record."""
    for line in apps.get_models():
        for column in line._meta.concrete_fields:
            belongs = column.related_model is model and column.remote_field.on_delete is models.CASCADE
            if belongs and hasattr(line, "pgh_event_model"):
                yield line, column.name


def _events(model: type[models.Model], parent: str | None, record: models.Model) -> models.QuerySet:
    events = model.pgh_event_model._default_manager.filter(**{parent or "pgh_obj": record.pk})
    return events.select_related("pgh_context").order_by("pgh_id")


def _row_change(
    model: type[models.Model], parent: str | None, event: models.Model, before: models.Model | None
) -> RowChange:
    columns = [c for c in event._meta.concrete_fields if not c.name.startswith("pgh_") and c.name not in {"id", parent}]
    changes = []
    for column in columns:
        old = getattr(before, column.attname) if before else None
        new = getattr(event, column.attname)
        if event.pgh_label == "delete":
            old, new = new, None
        if old != new and not (_is_empty(old) and _is_empty(new)):
            changes.append(FieldChange(column, old, new))
    telling = _telling(columns) if parent else []
    identity = [FieldChange(column, None, getattr(event, column.attname)) for column in telling]
    return RowChange(model, parent is not None, event.pgh_label, identity, changes)


def _telling(columns: list[models.Field]) -> list[models.Field]:
    """What tells a line from its siblings: whom or what it names, and as what; failing that, how it begins."""
    if any(column.is_relation for column in columns):
        return [column for column in columns if column.is_relation or column.choices]
    return columns[:2]


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value is False


class Words:
    """Values in words; the names behind all the keys of a page are read at once, one query for each kind of thing."""

    def __init__(self, steps: Iterable[Step]) -> None:
        steps = list(steps)
        keys: dict[models.Field, set] = defaultdict(set)
        for change in (change for step in steps for row in step.changes for change in [*row.fields, *row.identity]):
            if change.field.is_relation:
                keys[change.field.target_field] |= {change.old, change.new} - {None}
        keys[User._meta.pk] |= {step.metadata.get("user") for step in steps} - {None}
        self.names = {
            target: target.model._default_manager.in_bulk(found, field_name=target.name)
            for target, found in keys.items()
            if found
        }
        self.reference = reference.current()

    def name(self, target: models.Field, key: Any) -> str:
        thing = self.names.get(target, {}).get(key)
        return str(thing) if thing else _("%(key)s (no longer there)") % {"key": key}

    def value(self, field: models.Field, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if _is_empty(value):
            return ""
        if field.is_relation:
            return self.name(field.target_field, value)
        if isinstance(value, datetime):
            return moment_text(value)
        if isinstance(value, dict):  # the grounds of a verdict, our only structured column
            return classification.in_words(value, self.reference.name_of)
        if isinstance(value, list):
            return joined_text(value)
        return str(dict(field.flatchoices).get(value, formats.localize(value)))

    def step(self, step: Step) -> dict:
        return {
            "at": moment_text(step.at),
            "who": self.who(step),
            "what": _occasion(step.metadata),
            "why": step.metadata.get("reason", "") if step.metadata.get("move") else "",
            "changes": [self.row(row) for row in step.changes],
        }

    def who(self, step: Step) -> str:
        if step.context is None:
            return _("Changed outside the portal")
        user = step.metadata.get("user")
        return self.name(User._meta.pk, user) if user else _("The portal itself")

    def row(self, row: RowChange) -> dict:
        identity = [self.value(each.field, each.new) for each in row.identity]
        return {
            "verb": {"insert": _("added"), "update": _("changed"), "delete": _("removed")}[row.verb],
            "is_update": row.verb == "update",
            "line": capfirst(row.model._meta.verbose_name) if row.is_line else "",
            "identity": Truncator(" · ".join(filter(None, identity))).chars(120),
            "fields": [
                {
                    "label": capfirst(each.field.verbose_name),
                    "old": self.value(each.field, each.old),
                    "new": self.value(each.field, each.new),
                }
                for each in row.fields
            ],
        }


def _occasion(metadata: dict) -> str:
    """What was going on: a curator's move, or one of the portal's own commands."""
    if move := metadata.get("move"):
        return str(OCCASIONS.get(move.replace(" ", "_"), move))
    if number := metadata.get("import"):
        return _("Import %(number)s") % {"number": number}
    reasons = {"reclassify": _("Judged again"), "import_activities": _("Imported"), "load_samples": _("Samples loaded")}
    return reasons.get(metadata.get("reason", ""), metadata.get("reason", ""))


def history_view(
    model_admin: ModelAdmin, request: HttpRequest, object_id: str, extra_context: dict | None = None
) -> HttpResponse:
    record = model_admin.get_object(request, unquote(object_id))
    if record is None:
        raise Http404
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    page = Paginator(steps_of(record), STEPS_A_PAGE).get_page(request.GET.get("page"))
    words = Words(page.object_list)
    context = model_admin.admin_site.each_context(request) | {
        "title": _("History: %(record)s") % {"record": record},
        "object": record,
        "opts": model_admin.opts,
        "steps": [words.step(step) for step in page.object_list],
        "page": page,
    }
    return TemplateResponse(request, "admin/curated/history.html", context | (extra_context or {}))
