"""Initiatives and case studies on the curators' desk. What all records share is in portal/core/admin/."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnerships.models import (
    CaseStudy,
    CaseStudyCountry,
    CaseStudyDocument,
    CaseStudyFocus,
    CaseStudySector,
    CaseStudySource,
    CaseStudyTopic,
    Initiative,
    InitiativeDocument,
    InitiativeInstrument,
    InitiativeModality,
    InitiativeRelation,
    InitiativeSector,
    InitiativeSource,
    InitiativeTopic,
    Partner,
    Result,
)
from partnerships.submission.models import Document, Submission
from portal.core.admin.classified import ClassifiedAdmin, ClassifiedForm
from portal.core.admin.curated import CuratedAdmin
from portal.core.admin.lines import LineInline, OrderedLines
from portal.core.admin.moves import address


class InitiativeForm(ClassifiedForm):
    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("amount") is None and cleaned.get("currency") and not cleaned.get("band"):
            self.add_error("currency", _("A currency needs an amount or a band."))
        return cleaned


class PartnerInline(LineInline):
    model = Partner
    formset = OrderedLines
    fields = ["role", "country", "group", "organisation", "as_said"]
    autocomplete_fields = ["country", "group", "organisation"]
    verbose_name = _("partner")
    verbose_name_plural = _("Who are the partners, and in which role")


class TopicInline(LineInline):
    model = InitiativeTopic
    fields = ["topic", "as_said"]
    autocomplete_fields = ["topic"]
    verbose_name = _("topic")
    verbose_name_plural = _("Topics")


class InstrumentInline(LineInline):
    model = InitiativeInstrument
    fields = autocomplete_fields = ["instrument"]
    verbose_name = _("instrument")
    verbose_name_plural = _("Instruments: by what means they work together")


class ModalityInline(LineInline):
    model = InitiativeModality
    fields = autocomplete_fields = ["modality"]
    verbose_name = _("modality")
    verbose_name_plural = _("Modalities: what is done")


class SectorInline(LineInline):
    model = InitiativeSector
    fields = autocomplete_fields = ["sector"]
    verbose_name = _("sector")
    verbose_name_plural = _("Sectors")


class ResultInline(LineInline):
    model = Result
    formset = OrderedLines
    fields = ["figure", "unit", "what"]
    verbose_name_plural = _("Results in figures")


class RelationForm(forms.ModelForm):
    def clean_other(self) -> Initiative:
        """Django leaves out the database's rule here, because it names the parent, which is not in the form."""
        other = self.cleaned_data["other"]
        if other.pk == self.instance.initiative_id:
            raise ValidationError(_("An initiative is not related to itself."))
        return other


class RelationInline(LineInline):
    model = InitiativeRelation
    form = RelationForm
    fk_name = "initiative"
    fields = ["other", "note"]
    autocomplete_fields = ["other"]
    verbose_name_plural = _("Related initiatives")


class DocumentInline(LineInline):
    model = InitiativeDocument
    fields = ["kind", "title", "url"]
    verbose_name_plural = _("Documents and links")


class FileInline(LineInline):
    """What came with the submission: withheld or offered, never added or changed here."""

    model = Document
    fields = ["name", "kind", "is_withheld"]
    readonly_fields = ["name", "kind"]
    verbose_name_plural = _("Files that came with the submission")
    max_num = 0
    can_delete = False


class SourceInline(LineInline):
    model = InitiativeSource
    fields = ["record", "citation", "url", "grade", "title_as_said", "symbol"]
    verbose_name_plural = _("Collections this initiative was found in")


@admin.register(Initiative)
class InitiativeAdmin(ClassifiedAdmin):
    imported_as = "partnerships"
    form = InitiativeForm
    list_filter = [*ClassifiedAdmin.list_filter, "status", "support"]
    autocomplete_fields = ["language", "owner"]
    readonly_fields = [
        *ClassifiedAdmin.readonly_fields,
        "depth_shown",
        "came_from",
        "partners_asked",
        "partners_confirmed",
    ]
    inlines = [
        PartnerInline,
        TopicInline,
        InstrumentInline,
        ModalityInline,
        SectorInline,
        ResultInline,
        RelationInline,
        DocumentInline,
        FileInline,
        SourceInline,
    ]
    fieldsets = [
        (
            _("What it is"),
            {
                "fields": [
                    "title", "summary", "language", ("status", "support"), "modality_as_said", "instrument_as_said",
                    "sector_as_said", "depth_shown",
                ],
                "description": _("The summary is what lists show: one or two sentences, at most 500 characters."),
            },
        ),
        (
            _("When"),
            {
                "fields": [("starts_on", "starts_precision"), ("ends_on", "ends_precision"), "date_note"],
                "description": _(
                    "Where only the month or the year is known, enter its first day as the start and its last day as "
                    "the end, and say how exact that is. The countries' status on the start decides the kind."
                ),
            },
        ),
        ClassifiedAdmin.classification,
        (
            _("The story"),
            {
                "fields": [
                    "challenge", "solution", "exchange", "results", "innovation", "sustainability", "replicability",
                    "lessons",
                ],
                "description": _(
                    "With challenge, solution, exchange and a result it is a full story, else a snapshot. What is not "
                    "known stays empty: better than a guess."
                ),
            },
        ),
        (_("Budget"), {"fields": ["paid_by", ("amount", "currency"), ("band", "is_estimate"), "in_kind"]}),
        (
            _("Submission and partners"),
            {"classes": ["collapse"], "fields": ["came_from", ("partners_confirmed", "partners_asked")]},
        ),
        ClassifiedAdmin.provenance,
        ClassifiedAdmin.record,
    ]  # fmt: skip

    @admin.display(description=_("depth"))
    def depth_shown(self, initiative: Initiative) -> str:
        return str(initiative.depth.label) if initiative.pk else ""

    @admin.display(description=_("submission"))
    def came_from(self, initiative: Initiative) -> str:
        found = Submission.objects.filter(initiative=initiative.pk).first() if initiative.pk else None
        return format_html('<a href="{}">{}</a>', address(found), found.ref) if found else ""

    def year_of(self, obj: Initiative) -> int:
        return obj.year or super().year_of(obj)


class CountryInline(LineInline):
    model = CaseStudyCountry
    fields = autocomplete_fields = ["country"]
    verbose_name = _("country")
    verbose_name_plural = _("Countries")


class RightInline(LineInline):
    model = CaseStudyTopic
    fields = ["topic", "as_said"]
    autocomplete_fields = ["topic"]
    verbose_name = _("IP right")
    verbose_name_plural = _("IP rights")


class CaseSectorInline(LineInline):
    model = CaseStudySector
    fields = autocomplete_fields = ["sector"]
    verbose_name = _("sector")
    verbose_name_plural = _("Sectors")


class FocusInline(LineInline):
    model = CaseStudyFocus
    fields = autocomplete_fields = ["focus"]
    verbose_name = _("focus")
    verbose_name_plural = _("Focus: what intellectual property does here")


class CaseDocumentInline(LineInline):
    model = CaseStudyDocument
    fields = ["kind", "title", "url"]
    verbose_name_plural = _("Documents and links")


class CaseSourceInline(LineInline):
    model = CaseStudySource
    fields = ["record", "citation", "url", "grade", "title_as_said", "symbol"]
    verbose_name_plural = _("Collections this case study was found in")


@admin.register(CaseStudy)
class CaseStudyAdmin(CuratedAdmin):
    imported_as = "case-studies"
    autocomplete_fields = ["language", "owner", "initiative"]
    inlines = [CountryInline, RightInline, CaseSectorInline, FocusInline, CaseDocumentInline, CaseSourceInline]
    fieldsets = [
        (
            _("What it is about"),
            {
                "fields": ["title", "summary", "language", ("year", "year_note"), "sector_as_said", "initiative"],
                "description": _("The summary is what lists show: one or two sentences, at most 500 characters."),
            },
        ),
        (_("The story"), {"fields": ["story", "results", "lessons"]}),
        CuratedAdmin.provenance,
        CuratedAdmin.record,
    ]
