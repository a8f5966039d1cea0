"""The activities on the curators' desk. What all records share is in portal/core/admin/."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.admin.classified import ClassifiedAdmin, ClassifiedForm
from portal.core.admin.lines import LineInline, OrderedLines
from tad.lookalikes import look_alikes, sketches_of
from tad.models import (
    Activity,
    ActivityGoal,
    ActivityLanguage,
    ActivityRecommendation,
    ActivityTopic,
    Document,
    Evaluation,
    Funding,
    Participation,
    Quantity,
    Source,
)


class ActivityForm(ClassifiedForm):
    def clean_parent(self) -> Activity | None:
        """No circles: what this is part of must not be part of this."""
        above = parent = self.cleaned_data["parent"]
        while above is not None and self.instance.pk:
            if above.pk == self.instance.pk:
                raise ValidationError(_("%(ref)s is itself part of this activity."), params={"ref": parent.ref})
            above = above.parent
        return parent

    def clean(self) -> dict:
        cleaned = super().clean()
        modality = cleaned.get("modality")
        if modality and modality.code == "other" and not cleaned.get("modality_as_said"):
            self.add_error("modality_as_said", _("Say in the source's words what “other” was."))
        return cleaned


class ParticipationInline(LineInline):
    model = Participation
    formset = OrderedLines
    fields = ["role", "country", "group", "organisation", "as_said"]
    autocomplete_fields = ["country", "group", "organisation"]
    verbose_name = _("participant")
    verbose_name_plural = _("Who took part, and as what")


class TopicInline(LineInline):
    model = ActivityTopic
    fields = ["topic", "as_said"]
    autocomplete_fields = ["topic"]
    verbose_name = _("topic")
    verbose_name_plural = _("Topics")


class LanguageInline(LineInline):
    model = ActivityLanguage
    fields = autocomplete_fields = ["language"]
    verbose_name_plural = _("Working languages")


class GoalInline(LineInline):
    model = ActivityGoal
    fields = ["goal", "is_main"]
    autocomplete_fields = ["goal"]
    verbose_name = _("goal")
    verbose_name_plural = _("Sustainable Development Goals")


class RecommendationInline(LineInline):
    model = ActivityRecommendation
    fields = autocomplete_fields = ["recommendation"]
    verbose_name = _("recommendation")
    verbose_name_plural = _("Development Agenda recommendations")


class FundingInline(LineInline):
    model = Funding
    fields = ["kind", "funder", "amount", "currency", "band", "is_estimate", "in_kind", "as_said"]
    autocomplete_fields = ["kind", "funder"]
    verbose_name_plural = _("Who paid: an amount, a band, or “not stated”")


class QuantityInline(LineInline):
    model = Quantity
    fields = ["number", "unit", "what"]
    verbose_name_plural = _("Quantities")


class EvaluationInline(LineInline):
    model = Evaluation
    fields = ["kind", "date", "indicator", "baseline", "target", "result"]
    verbose_name_plural = _("Evaluations")


class DocumentInline(LineInline):
    model = Document
    fields = ["kind", "title", "url"]
    verbose_name_plural = _("Documents and links")


class SourceInline(LineInline):
    model = Source
    fields = ["record", "citation", "url", "grade", "title_as_said", "symbol"]
    verbose_name_plural = _("Collections this activity was found in")


@admin.register(Activity)
class ActivityAdmin(ClassifiedAdmin):
    imported_as = "activities"
    form = ActivityForm
    list_filter = [*ClassifiedAdmin.list_filter, "status"]
    autocomplete_fields = ["language", "owner", "modality", "pillar", "parent"]
    inlines = [
        ParticipationInline,
        TopicInline,
        LanguageInline,
        GoalInline,
        RecommendationInline,
        FundingInline,
        QuantityInline,
        EvaluationInline,
        DocumentInline,
        SourceInline,
    ]
    fieldsets = [
        (
            _("What it was"),
            {
                "fields": [
                    "title", "summary", "language", ("modality", "modality_as_said"), "pillar", ("scope", "status"),
                    "parent",
                ],
                "description": _("The summary is what lists show: one or two sentences, at most 500 characters."),
            },
        ),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "starts_precision"), ("ends_on", "ends_precision"), "date_note",
                    ("delivery", "place"),
                ],
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
                "fields": ["objective", "description", "expected_outcome", "outcome"],
                "description": _("An empty outcome is shown as “no outcome recorded”: better than a guess."),
            },
        ),
        (_("For whom"), {"fields": ["audience", ("participants", "women", "men")]}),
        ClassifiedAdmin.provenance,
        ClassifiedAdmin.record,
    ]  # fmt: skip

    def look_alikes(self, request: HttpRequest, records: Sequence[Activity]) -> list[list[tuple[Activity, str]]]:
        found = look_alikes(sketches_of(records), request.user)
        return [[(each.record, each.likeness.reason) for each in alike] for alike in found]

    def year_of(self, obj: Activity) -> int:
        return obj.year or super().year_of(obj)
