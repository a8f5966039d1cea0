"""No form of the desk asks to scroll: whatever a field may name is looked up by typing, or is a short list."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin, ForeignKeyRawIdWidget
from django.forms import BaseForm, ModelChoiceField, Select, modelform_factory
from django.test import RequestFactory

from tad.models import Activity
from tests.factories import full_activity

pytestmark = pytest.mark.django_db

SHORT = 50  # options: as many as one still reads through
LOOKED_UP = (AutocompleteMixin, ForeignKeyRawIdWidget)
REGISTERED = [model for model, each in admin.site._registry.items() if hasattr(each, "section")]


@pytest.fixture
def request_of(rf: RequestFactory, administrator):
    request = rf.get("/")
    request.user = administrator
    return request


def forms_of(model, request) -> list[type[BaseForm]]:
    """The form that adds a record, the one that changes it, and those of the lines that can be typed in."""
    desk, stored = admin.site._registry[model], model._default_manager.first()
    adds = stored is None or desk.has_add_permission(request)
    found = [desk.get_form(request, None, change=False)] if adds else []
    if stored is not None:
        found.append(desk.get_form(request, stored, change=True))
    lines = desk.get_formsets_with_inlines(request, stored)
    return found + [formset.form for formset, inline in lines if inline.has_add_permission(request, stored)]


def long_lists(form: type[BaseForm]) -> list[str]:
    """The fields that offer their choices as a list longer than that, or would with more records in the database."""
    found = []
    for name, field in form().fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, LOOKED_UP) or not isinstance(widget, Select):
            continue
        if isinstance(field, ModelChoiceField) or len(list(field.choices)) > SHORT:
            found.append(name)
    return found


def test_relations_are_looked_up_by_typing(request_of):
    full_activity()
    forms = [(model, form) for model in REGISTERED for form in forms_of(model, request_of)]  # many of the same name
    found = [(model.__name__, form.__name__, fields) for model, form in forms if (fields := long_lists(form))]
    assert found == [("PageText", "PageTextForm", ["page"])]  # a dozen


def test_a_plain_list_of_records_would_be_found():
    form = modelform_factory(Activity, fields=["modality", "title", "scope"])
    assert long_lists(form) == ["modality"]
