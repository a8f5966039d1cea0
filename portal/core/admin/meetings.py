"""Meetings on the curators' desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.admin.curated import CuratedAdmin
from portal.core.admin.lines import LineInline, OrderedLines
from portal.core.admin.papers import PaperInline
from portal.core.admin.queues import QUEUES, Queue
from portal.core.meetings import MEETINGS
from portal.core.models import (
    Meeting,
    MeetingActivity,
    MeetingDocument,
    MeetingLanguage,
    MeetingParty,
    MeetingSource,
    MeetingTopic,
    Precision,
    State,
)
from portal.core.submitting.documents import remove


def _over_and_untold() -> Q:
    """A month or a year alone is over for certain a year later."""
    today = timezone.localdate()
    open_end = Q(starts_precision=Precision.DAY, starts_on__lt=today) | Q(starts_on__lt=today - timedelta(days=366))
    is_over = Q(ends_on__lt=today) | Q(ends_on__isnull=True) & open_end
    return is_over & Q(state=State.PUBLISHED, status=Meeting.Status.PLANNED)


QUEUES["held-or-not"] = Queue(
    "held-or-not", _("Held or not?"), _over_and_untold, Coalesce("ends_on", "starts_on"), only=Meeting
)


class PartyInline(LineInline):
    model = MeetingParty
    formset = OrderedLines
    fields = ["role", "country", "group", "organisation", "as_said"]
    autocomplete_fields = ["country", "group", "organisation"]
    verbose_name = _("party")
    verbose_name_plural = _("Who organises it, and whom it is for: the first organiser leads")


class TopicInline(LineInline):
    model = MeetingTopic
    fields = autocomplete_fields = ["topic"]
    verbose_name = _("topic")
    verbose_name_plural = _("Topics")


class LanguageInline(LineInline):
    model = MeetingLanguage
    fields = autocomplete_fields = ["language"]
    verbose_name = _("working language")
    verbose_name_plural = _("Working languages")


class DocumentInline(LineInline):
    model = MeetingDocument
    fields = ["kind", "title", "url"]
    verbose_name_plural = _("Agenda, reports and other documents elsewhere")


class ActivityForm(ModelForm):
    def clean_ref(self) -> str:
        """No constraint says that it is here: a line kept since before its activity went is no mistake of today's."""
        ref = self.cleaned_data["ref"]
        if "ref" in self.changed_data and not _activities().filter(ref=ref).exists():
            text = gettext("“%(ref)s” is no activity of the portal. A reference reads like TA-2013-0042.")
            raise ValidationError(text % {"ref": ref})
        return ref


def _activities() -> QuerySet:
    """Of the room whose references begin so: the ground floor imports none."""
    [model] = (each for each in apps.get_models() if getattr(each, "REF_PREFIX", "") == "TA")
    return model.objects.all()


class ActivityInline(LineInline):
    model = MeetingActivity
    form = ActivityForm
    fields = ["ref", "is_same"]
    verbose_name_plural = _("Activities that belong to it")


class SourceInline(LineInline):
    model = MeetingSource
    fields = ["record", "citation", "url", "grade", "title_as_said", "symbol"]
    verbose_name_plural = _("Collections this meeting was found in")


@admin.register(Meeting)
class MeetingAdmin(CuratedAdmin):
    imported_as = "meetings"
    list_display = [*CuratedAdmin.list_display[:2], "starts_on", *CuratedAdmin.list_display[2:]]
    list_filter = [*CuratedAdmin.list_filter, "status", "series"]
    autocomplete_fields = ["language", "owner", "country", "series"]
    inlines = [PartyInline, TopicInline, LanguageInline, PaperInline, DocumentInline, ActivityInline, SourceInline]
    fieldsets = [
        (
            _("What it is"),
            {
                "fields": ["title", "summary", "language", ("series", "kind_as_said"), "status", "website"],
                "description": _("The summary is what lists show: one or two sentences, at most 500 characters."),
            },
        ),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "starts_precision"), ("ends_on", "ends_precision"), "date_note",
                    ("place", "country"), "delivery",
                ],
                "description": _(
                    "Where only the month or the year is known, enter its first day as the start and its last day as "
                    "the end, and say how exact that is: calendars then say so, too."
                ),
            },
        ),
        (_("What it was about"), {"fields": ["description", "outcome"]}),
        CuratedAdmin.provenance,
        CuratedAdmin.record,
    ]  # fmt: skip

    def look_alikes(self, request: HttpRequest, records: Sequence[Meeting]) -> list[list[tuple[Meeting, str]]]:
        found = MEETINGS.find(MEETINGS.sketches_of(records), request.user)
        return [[(each.record, each.likeness.reason) for each in alike] for alike in found]

    def delete_model(self, request: HttpRequest, obj: Meeting) -> None:
        for paper in obj.papers.all():  # a file goes with its row, not with that of the meeting
            remove(paper)
        super().delete_model(request, obj)

    def year_of(self, obj: Meeting) -> int:
        return obj.year or super().year_of(obj)
