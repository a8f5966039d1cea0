"""Interests and matches on the curators' desk, to be read: they are moved on their own pages, by the same doors."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matchmaking.following.board import MatchBoard
from matchmaking.models import (
    Interest,
    Match,
    MatchDocument,
    MatchMessage,
    MatchParty,
    MatchTerms,
    Reminder,
    Story,
    TimelineEntry,
)
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.lines import ReadInline


def read(model: type, heading, *fields: str) -> type[ReadInline]:
    said = {"model": model, "fields": [*fields], "readonly_fields": [*fields], "verbose_name_plural": heading}
    return type(f"{model.__name__}Inline", (ReadInline,), said)


@admin.register(Interest)
class InterestAdmin(WrittenByThePortal):
    section = "records"
    list_display = ["sent_at", "listing", "organisation", "state", "answered_at"]
    list_filter = ["state"]
    list_select_related = ["need", "offer", "organisation"]
    search_fields = ["need__ref", "offer__ref", "organisation__name"]
    fields = [
        "need", "offer", "organisation", "message", "return_need", "return_offer", "sent_at", "sent_by", "state",
        "reason", "answered_at", "answered_by", "match",
    ]  # fmt: skip

    @admin.display(description=_("need or offer"))
    def listing(self, interest: Interest) -> str:
        return str(interest.listing)


@admin.register(Match)
class MatchAdmin(MatchBoard):
    fields = [
        "ref", "need", "offer", "seeker", "provider", "facilitator", "introduced_at", "introduced_by",
        "state", "state_reason", "state_since", "quiet_since", "match_type", "terms_version", "ends_on", "begun_on",
        "seeker_agreed_at", "seeker_agreed_by", "provider_agreed_at", "provider_agreed_by",
        "next_step", "next_step_owner", "next_step_due", "outcome", "outcome_on", "activity", "initiative",
        "is_sample",
    ]  # fmt: skip
    inlines = [
        read(MatchParty, _("Organisations that help"), "organisation", "role"),
        read(MatchTerms, _("Terms"), "version", "text", "match_type", "ends_on", "written_at", "written_by"),
        read(MatchMessage, _("Messages"), "written_at", "written_by", "written_for", "text"),
        read(MatchDocument, _("Documents"), "name", "kind", "size", "created_at", "added_by"),
        read(Story, _("Story"), "text", "version", "seeker_agreed_at", "provider_agreed_at", "published_at"),
        read(Reminder, _("Reminders"), "kind", "step", "since", "sent_at"),
        read(TimelineEntry, _("Timeline"), "at", "what", "by", "acted_for", "about", "text"),
    ]
