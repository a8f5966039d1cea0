"""Needs and offers on the curators' desk. What all records share is in portal/core/admin/.

Here stands the confidential part, too: it is what curators judge. How a listing ends is decided on its own page, by its
owner or a curator (matchmaking/closing.py); questions are answered there.
"""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

import matchmaking.matching.admin  # noqa: F401 -- registers interests and matches
from matchmaking.models import (
    Condition,
    Ending,
    Listing,
    MatchType,
    Need,
    NeedGoal,
    NeedInvited,
    NeedLanguage,
    NeedModality,
    NeedPlace,
    NeedQuestion,
    NeedRecommendation,
    NeedTopic,
    Offer,
    OfferGoal,
    OfferInvited,
    OfferLanguage,
    OfferModality,
    OfferPlace,
    OfferQuestion,
    OfferRecommendation,
    OfferTopic,
    Status,
)
from portal.core.admin.conflict_page import MarkedForm
from portal.core.admin.curated import CuratedAdmin
from portal.core.admin.lines import LineInline
from portal.core.models import State

CHOSEN = {"match_types": MatchType, "conditions": Condition}  # lists of fixed choices, as boxes to tick


def lines_of(line: type[models.Model], heading, looked_up: list[str], *others: str) -> type[LineInline]:
    """The table of a listing's lines of one kind."""
    said = {"model": line, "fields": [*looked_up, *others], "autocomplete_fields": looked_up}
    return type(f"{line.__name__}Inline", (LineInline,), said | {"verbose_name_plural": heading})


class QuestionInline(LineInline):
    """To be read, and to be deleted where somebody abuses it."""

    fields = readonly_fields = ["text", "asked_by", "asked_at", "is_public", "answer", "answered_by", "answered_at"]
    verbose_name_plural = _("Questions and answers")
    max_num = 0


class NeedQuestionInline(QuestionInline):
    model = NeedQuestion


class OfferQuestionInline(QuestionInline):
    model = OfferQuestion


class StatusFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Status.choices

    def queryset(self, request, queryset):
        wanted = self.value()
        if wanted not in Status.values:
            return queryset
        published = queryset.filter(state=State.PUBLISHED)
        if wanted == Status.MATCHED:
            return published.matched()
        if wanted in Ending.values:
            return published.filter(ending=wanted)
        over = Q(expires_on__lt=timezone.localdate())
        return published.filter(over if wanted == Status.EXPIRED else ~over, ending="", in_match=False)


class ListingForm(MarkedForm):
    def __init__(self, *args, **kwargs):
        """What is published stays somebody's, and says until when it is open."""
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & {"owner", "expires_on"}:
            self.fields[name].required = self.instance.state == State.PUBLISHED


class ListingAdmin(CuratedAdmin):
    form = ListingForm
    list_display = ["ref", "title", "owner", "state_shown", "status_shown", "changed", "expires_on"]
    list_filter = [*CuratedAdmin.list_filter, StatusFilter, "visibility"]
    list_select_related = [*CuratedAdmin.list_select_related, "owner"]
    autocomplete_fields = ["language", "owner", "pillar"]
    readonly_fields = [*CuratedAdmin.readonly_fields, "status_shown", "ending_reason", "ended_at", "ended_by"]
    own: list[str] = []  # what only this kind of listing says

    @admin.display(description=_("status"), ordering="expires_on")
    def status_shown(self, listing: Listing) -> str:
        """In the list it stands beside the state."""
        status = listing.status if listing.pk else None
        return format_html('<span class="state state-{}">{}</span>', status, status.label) if status else ""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        if choices := CHOSEN.get(db_field.name):
            return forms.MultipleChoiceField(
                label=capfirst(db_field.verbose_name), choices=choices.choices, required=False,
                help_text=db_field.help_text, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Listing | None = None) -> list:
        end = {"fields": ["status_shown", "ending_reason", ("ended_at", "ended_by")]}
        was_open = obj is not None and (obj.status or obj.ending)
        return [
            (
                _("What it is about"),
                {
                    "fields": ["title", "summary", "language", "owner", "description", "expected_result", *self.own],
                    "description": _("The owner must be verified before it can be published."),
                },
            ),
            (_("Which match"), {"fields": ["match_types", "pillar", "modality_as_said"]}),
            (
                _("When"),
                {
                    "fields": [
                        ("starts_on", "starts_precision"), ("ends_on", "ends_precision"), "date_note",
                        ("deadline", "expires_on"),
                    ],
                    "description": _("The period of the work; by when answers are wanted; until when it is open."),
                },
            ),
            (
                _("Who may see it"),
                {
                    "fields": ["visibility", "confidential"],
                    "description": _("Whom it is shown to, and the part that only verified parties read."),
                },
            ),
            *([(_("How it ended"), end)] if was_open else []),
            (
                CuratedAdmin.provenance[0],
                {"fields": ["source", "source_url", "note", ("last_verified_on", "verify_due_on"), "is_sample"]},
            ),
            CuratedAdmin.record,
        ]  # fmt: skip


@admin.register(Need)
class NeedAdmin(ListingAdmin):
    own = ["contribution"]
    inlines = [
        lines_of(NeedPlace, _("For which places: none means its owner’s country"), ["country", "group", "region"]),
        lines_of(NeedTopic, _("Topics"), ["topic"], "as_said"),
        lines_of(NeedModality, _("Modalities"), ["modality"]),
        lines_of(NeedLanguage, _("Working languages"), ["language"]),
        lines_of(NeedRecommendation, _("Development Agenda recommendations"), ["recommendation"]),
        lines_of(NeedGoal, _("Sustainable Development Goals"), ["goal"]),
        lines_of(NeedInvited, _("Invited organisations"), ["organisation"]),
        NeedQuestionInline,
    ]


@admin.register(Offer)
class OfferAdmin(ListingAdmin):
    own = ["conditions", "conditions_note", "capacity"]
    inlines = [
        lines_of(OfferPlace, _("For which places: none means any country"), ["country", "group", "region"]),
        lines_of(OfferTopic, _("Topics"), ["topic"], "as_said"),
        lines_of(OfferModality, _("Modalities"), ["modality"]),
        lines_of(OfferLanguage, _("Working languages"), ["language"]),
        lines_of(OfferRecommendation, _("Development Agenda recommendations"), ["recommendation"]),
        lines_of(OfferGoal, _("Sustainable Development Goals"), ["goal"]),
        lines_of(OfferInvited, _("Invited organisations"), ["organisation"]),
        OfferQuestionInline,
    ]
