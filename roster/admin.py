"""Consultants on the curators' desk. What all records share is in portal/core/admin/.

Here stands the whole profile, released or not: it is what curators judge. Consents are read here, never set: they are
the consultant's own (roster/consents.py).
"""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.admin.curated import CuratedAdmin
from portal.core.admin.lines import LineInline
from roster.models import (
    Assignment,
    Biography,
    Consent,
    Consultant,
    ConsultantModality,
    Expertise,
    LanguageSkill,
    Nationality,
)
from roster.own.admin import CheckInline, ClaimInline


class NationalityInline(LineInline):
    model = Nationality
    fields = autocomplete_fields = ["country"]
    verbose_name_plural = _("Nationalities: at least one of the South")


class ExpertiseInline(LineInline):
    model = Expertise
    fields = ["topic", "level", "years"]
    autocomplete_fields = ["topic"]
    verbose_name_plural = _("Expertise")


class ModalityInline(LineInline):
    model = ConsultantModality
    fields = autocomplete_fields = ["modality"]
    verbose_name = _("modality")
    verbose_name_plural = _("Modalities: what they have done")


class LanguageInline(LineInline):
    model = LanguageSkill
    fields = ["language", "level"]
    autocomplete_fields = ["language"]
    verbose_name_plural = _("Languages")


class BiographyInline(LineInline):
    model = Biography
    fields = ["language", "text"]
    autocomplete_fields = ["language"]
    verbose_name_plural = _("Biography, one a language")


class AssignmentInline(LineInline):
    model = Assignment
    fields = ["activity", "as_said", "role", "from_year", "to_year", "country", "output", "verified_on"]
    readonly_fields = ["verified_on"]
    autocomplete_fields = ["activity", "country"]
    verbose_name_plural = _("Assignments")


class ConsentInline(LineInline):
    model = Consent
    fields = readonly_fields = ["field", "how", "given_at", "given_by", "withdrawn_at", "withdrawn_by"]
    verbose_name_plural = _("Consents: what they released, and when")
    max_num = 0
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Consultant | None = None) -> bool:
        return False


@admin.register(Consultant)
class ConsultantAdmin(CuratedAdmin):
    list_display = ["ref", "name", "state_shown", "changed", "last_confirmed_on", "verify_due"]
    list_display_links = ["ref", "name"]
    list_filter = [*CuratedAdmin.list_filter, "basis", "availability"]
    search_fields = ["ref", "name", "mailbox"]
    search_help_text = _("Words of the public profile; or a part of the name, the reference or the e-mail address")
    autocomplete_fields = ["residence", "employer", "nominated_by"]
    readonly_fields = [
        *CuratedAdmin.readonly_fields,
        "account",
        "last_confirmed_on",
        "confirm_due_on",
        "hidden_at",
        "withdrawn_at",
    ]
    inlines = [
        NationalityInline,
        ExpertiseInline,
        ModalityInline,
        LanguageInline,
        AssignmentInline,
        BiographyInline,
        ConsentInline,
        ClaimInline,
        CheckInline,
    ]
    fieldsets = [
        (
            _("Who it is"),
            {
                "fields": ["name", ("email", "language"), "birth_year", "residence", "account"],
                "description": _(
                    "Others see of a profile only what the consultant released; see the consents below. The e-mail "
                    "address and the year of birth are never shown."
                ),
            },
        ),
        (_("Position"), {"fields": ["position", "employer", "employer_as_said"]}),
        (_("Availability"), {"fields": [("availability", "away_until"), "remote"]}),
        (_("Why listed"), {"fields": ["basis", "nominated_by", "interests", "interests_declared_on"]}),
        (_("Currency"), {"fields": [("last_confirmed_on", "confirm_due_on"), ("hidden_at", "withdrawn_at")]}),
        (_("Curators’ notes"), {"fields": ["note", ("last_verified_on", "verify_due_on"), "is_sample"]}),
        CuratedAdmin.record,
    ]
