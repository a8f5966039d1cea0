"""Consultants on the curators' desk. What all records share is in portal/core/admin/.

Here stands the whole profile, released or not: it is what curators judge. Consents are read here and taken back
(roster/admin/consents.py), never given: they are the consultant's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import admin
from django.db.models import F, Min, Q
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.admin.curated import CuratedAdmin
from portal.core.admin.history import OCCASIONS
from portal.core.admin.lines import LineInline, ReadInline
from portal.core.admin.queues import QUEUES, Queue, Waiting
from portal.core.models import State
from roster import lookalikes
from roster.admin import assignments, claims, consents, doubles, interests
from roster.assignments import waiting as assignments_waiting
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

OCCASIONS |= {
    "merge": _("Merged"),
    "verify_assignment": _("Assignment verified"),
    "set_aside": _("No such activity found"),
    "withdraw_consents": _("Consents taken back for the consultant"),
}


def _there() -> Q:
    return Q(withdrawn_at=None, is_sample=False)


QUEUES |= {
    queue.code: queue
    for queue in [
        Queue(
            "to-confirm",
            _("Confirmation due"),
            lambda: _there() & Q(state=State.PUBLISHED, hidden_at=None, confirm_due_on__lte=timezone.localdate()),
            F("confirm_due_on"),
            only=Consultant,
        ),
        Queue(
            "silent",
            _("Silent: hidden"),
            lambda: _there() & Q(hidden_at__isnull=False),
            F("hidden_at"),
            only=Consultant,
        ),
        Queue(
            "unclaimed",
            _("Not claimed"),
            lambda: _there() & Q(account=None) & ~Q(state__in=[State.REJECTED, State.ARCHIVED]),
            F("created_at"),
            only=Consultant,
        ),
    ]
}
# A page of its own: it lists lines, not profiles.
TO_VERIFY = Queue(
    "assignments", _("Assignments to verify"), Q, F("pk"), only=Assignment, page=f"admin:{assignments.NAME}"
)


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


class ConsentInline(ReadInline):
    model = Consent
    fields = readonly_fields = ["field", "how", "given_at", "given_by", "withdrawn_at", "withdrawn_by"]
    verbose_name_plural = _("Consents: what they released, and when")


@admin.register(Consultant)
class ConsultantAdmin(CuratedAdmin):
    list_display = ["ref", "name", "state_shown", "changed", "last_confirmed_on", "verify_due"]
    list_display_links = ["ref", "name"]
    list_filter = [*CuratedAdmin.list_filter, "basis", "availability"]
    search_fields = ["ref", "name", "mailbox"]
    change_form_template = "admin/consultant/change_form.html"
    change_list_template = "admin/consultant/change_list.html"
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

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        lines = assignments_waiting()
        oldest = lines.order_by().aggregate(oldest=Min("consultant__submitted_at"))["oldest"]
        found = Waiting(TO_VERIFY, lines.count(), oldest and timezone.localdate(oldest))
        return [*super().waiting(request), found]

    def look_alikes(self, request: HttpRequest, records: Sequence[Consultant]) -> list[list[tuple[Consultant, str]]]:
        """With the name, which the title does not tell, and the address of the page that merges."""
        alike = iter(lookalikes.look_alikes([lookalikes.of(each) for each in records if not each.is_sample]))
        found = [next(alike) if not each.is_sample else [] for each in records]
        for record, others in zip(records, found, strict=True):
            for other in others:
                other.record.merge_url = doubles.merge_url(record, other.record)
        return [[(other.record, f"{other.record.name}: {other.likeness.reason}") for other in each] for each in found]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, (extra_context or {}) | {"figures": claims.figures})

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs) -> HttpResponse:
        record = kwargs.get("obj")
        return super().render_change_form(
            request, context | {"may_invite": bool(record) and claims.may_invite(record)}, *args, **kwargs
        )

    def get_urls(self) -> list:
        pages = {
            "assignments/": (assignments.list_view, "assignments"),
            "assignments/<int:pk>/": (assignments.decide_view, "assignment"),
            "doubles/": (doubles.list_view, "doubles"),
            "doubles/apart/": (doubles.apart_view, "apart"),
            "interests/": (interests.list_view, "interests"),
            "<int:pk>/invite/": (claims.invite_view, "invite"),
            "<int:pk>/merge/": (doubles.merge_view, "merge"),
            "<int:pk>/consents/": (consents.withdraw_view, "consents"),
        }
        own = [path(route, self._of(view), name=f"roster_consultant_{name}") for route, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    def _of(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return self.admin_site.admin_view(lambda request, **about: view(self, request, **about))
