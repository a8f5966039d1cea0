"""Vocabularies: one small desk for all of them, with a field for name and definition in each interface language."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.core.admin.lookup import LooksUp
from portal.core.models import (
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
    Vocabulary,
)
from portal.core.models.taxonomy import Labelled
from portal.core.naming import direction

LABEL, DEFINITION = "label_", "definition_"  # label_fr: as the columns of the files in core/data


class ByLanguageForm(forms.ModelForm):
    """JSON columns that hold a text for each language, as plain fields."""

    columns = {LABEL: "labels"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for prefix, column in self.columns.items():
            for code, _name in settings.LANGUAGES:
                self.fields[prefix + code].initial = getattr(self.instance, column).get(code, "")

    def clean(self) -> dict:
        cleaned = super().clean()
        for prefix, column in self.columns.items():
            typed = {code: cleaned.get(prefix + code) for code, _name in settings.LANGUAGES}
            # Texts in languages that the interface does not have, should there be any, stay.
            texts = getattr(self.instance, column) | typed
            setattr(self.instance, column, {code: text for code, text in texts.items() if text})
        return cleaned


def _attributes(code: str) -> dict[str, str]:
    return {"lang": code, "dir": direction(code)}


def _label_field(code: str, name: str) -> forms.CharField:
    widget = forms.TextInput(attrs=_attributes(code) | {"class": "vTextField"})
    return forms.CharField(label=name, required=code == "en", max_length=400, widget=widget)


def _definition_field(code: str, name: str) -> forms.CharField:
    widget = forms.Textarea(attrs=_attributes(code) | {"class": "vLargeTextField", "rows": 3})
    return forms.CharField(label=name, required=False, widget=widget)


# Declared fields, because the admin refuses names that the form class does not have.
LabelledForm = type(
    "LabelledForm", (ByLanguageForm,), {LABEL + code: _label_field(code, name) for code, name in settings.LANGUAGES}
)
TermForm = type(
    "TermForm",
    (LabelledForm,),
    {"columns": {LABEL: "labels", DEFINITION: "definitions"}}
    | {DEFINITION + code: _definition_field(code, name) for code, name in settings.LANGUAGES},
)
NAMES = (
    _("Name in each language"),
    {
        "fields": [LABEL + code for code, _name in settings.LANGUAGES],
        "description": _("English is required; where a language has no name, readers see the English one."),
    },
)
DEFINITIONS = (
    _("Definition in each language"),
    {
        "fields": [DEFINITION + code for code, _name in settings.LANGUAGES],
        "description": _("Where a language has no definition, readers see the English one."),
    },
)


SEARCHED_NAMES = [f"labels__{code}" for code, _name in settings.LANGUAGES]


class FromFileAdmin(LooksUp, admin.ModelAdmin):
    """Rows that load_reference brings from a file: what is edited here is marked, and loading leaves it alone."""

    section = "vocabulary"
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
    }
    actions = ["follow_the_file"]

    @admin.action(description=_("Let the next load_reference overwrite what was edited here"), permissions=["change"])
    def follow_the_file(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = queryset.filter(edited=True).update(edited=False)
        text = ngettext("%(count)d row follows the file again.", "%(count)d rows follow the file again.", count)
        self.message_user(request, text % {"count": count})

    def get_actions(self, request: HttpRequest) -> dict:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        obj.edited = True
        super().save_model(request, obj, form, change)


class LabelledAdmin(FromFileAdmin):
    form = LabelledForm
    list_per_page = 50

    @admin.display(description=_("name"), ordering="labels__en")
    def name(self, row: Labelled) -> str:
        return row.label

    def has_delete_permission(self, request: HttpRequest, obj: Labelled | None = None) -> bool:
        """Addresses and records name these rows: a term that is out of use is no longer offered."""
        return False


class VocabularyAdmin(LabelledAdmin):
    form = TermForm
    list_display = ["code", "name", "order", "is_active", "edited"]
    list_display_links = ["code", "name"]
    list_filter = ["is_active", "edited"]
    search_fields = ["code", *SEARCHED_NAMES]
    more: tuple[str, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Vocabulary | None = None) -> list:
        fields = ["code", *self.more, "order", "is_active", "edited"]
        return [(None, {"fields": fields}), NAMES, DEFINITIONS]

    def get_readonly_fields(self, request: HttpRequest, obj: Vocabulary | None = None) -> list[str]:
        """The code is part of public addresses: given once."""
        return ["code", "edited"] if obj else ["edited"]

    def get_search_results(self, request, queryset, search_term):
        """Other forms offer only what is in use."""
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(is_active=True)
        return queryset, distinct


PLAIN = [
    *(Focus, FundingKind, Instrument, Language, MeetingSeries, Modality, OrganisationType, Pillar, Region, Sector),
    Topic,
]
admin.site.register(PLAIN, VocabularyAdmin)


@admin.register(Goal)
class GoalAdmin(VocabularyAdmin):
    more = ("colour", "source")


@admin.register(Recommendation)
class RecommendationAdmin(VocabularyAdmin):
    list_display = ["code", "name", "cluster", "immediate", "is_active", "edited"]
    list_filter = ["cluster", "immediate", *VocabularyAdmin.list_filter]
    more = ("cluster", "cluster_title", "immediate", "source")
