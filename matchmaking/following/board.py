"""The facilitators' board: all matches by state and by how long nothing has happened, on the curators' desk.

A match is its parties' own: curators read it, look after it and remind, and move it on its own page like anybody else
who may (matchmaking/matching/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matchmaking.following import reminding
from matchmaking.matching import introducing
from matchmaking.models import Match
from portal.core import mail
from portal.core.admin.correspondence import WrittenByThePortal
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, Waiting, waiting
from portal.core.curation import MoveRefused
from portal.core.dates import day_text, number_text, waited_text

SHOWN = (*reminding.WAITING, Match.State.IMPLEMENTING, Match.State.STALLED)  # on the board; what is over is in the list


def _untended() -> Q:
    return Q(is_sample=False, state__in=reminding.WAITING, facilitator=None)


QUEUES |= {
    queue.code: queue
    for queue in [
        Queue("quiet", gettext_lazy("Quiet"), reminding.quiet, F("quiet_since"), only=Match),
        Queue("overdue", gettext_lazy("Next step overdue"), reminding.overdue, F("next_step_due"), only=Match),
        Queue("untended", gettext_lazy("Looked after by nobody"), _untended, F("introduced_at"), only=Match),
        Queue("no-outcome", gettext_lazy("Outcome not told"), reminding.without_outcome, F("ends_on"), only=Match),
    ]
}


@dataclass(frozen=True)
class Age:
    """Days of silence, from the first on; ``until`` is the first day of the next age, None: no end."""

    since: int
    until: int | None

    @property
    def code(self) -> str:
        return str(self.since)

    @property
    def label(self) -> str:
        if self.until is None:
            return ngettext("%(days)d day or more", "%(days)d days or more", self.since) % {"days": self.since}
        return _("%(first)d–%(last)d days") % {"first": self.since, "last": self.until - 1}

    @property
    def condition(self) -> Q:
        today = timezone.localdate()
        found = Q(quiet_since__date__lte=today - timedelta(days=self.since))
        return found if self.until is None else found & Q(quiet_since__date__gt=today - timedelta(days=self.until))


def ages() -> list[Age]:
    """Between the steps of the reminders."""
    edges = [0, *settings.MATCH_QUIET_DAYS]
    return [Age(since, until) for since, until in zip(edges, [*edges[1:], None], strict=True)]


def board(matches: QuerySet[Match], address: str) -> list[dict]:
    """A row for each state, a number for each age, each a link to the matches that it counts; one query."""
    counts = {f"quiet_{age.code}": Count("pk", filter=age.condition) for age in ages()}
    found = {row["state"]: row for row in matches.order_by().values("state").annotate(**counts)}

    def cells(state: str) -> Iterator[dict]:
        for age in ages():
            count = found.get(state, {}).get(f"quiet_{age.code}", 0)
            asked = urlencode({"state__exact": state, "quiet": age.code})
            yield {"count": number_text(count), "url": f"{address}?{asked}" if count else ""}

    return [{"label": Match.State(state).label, "cells": list(cells(state))} for state in SHOWN]


class AgeFilter(admin.SimpleListFilter):
    title = gettext_lazy("quiet for")
    parameter_name = "quiet"

    def lookups(self, request, model_admin):
        return [(age.code, age.label) for age in ages()]

    def queryset(self, request, queryset):
        age = next((each for each in ages() if each.code == self.value()), None)
        return queryset.filter(age.condition) if age else queryset


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("looked after")
    parameter_name = "tended"

    def lookups(self, request, model_admin):
        return [("mine", _("By you")), ("nobody", _("By nobody"))]

    def queryset(self, request, queryset):
        wanted = {"mine": request.user.pk, "nobody": None}
        return queryset.filter(facilitator=wanted[self.value()]) if self.value() in wanted else queryset


class MatchBoard(WrittenByThePortal):
    """Who has been quiet for longest comes first. What can be done to many: look after them, remind them."""

    section = "records"
    change_list_template = "admin/match/change_list.html"
    list_display = ["ref", "about", "sides", "state_shown", "quiet", "step", "facilitator", "reminded"]
    list_filter = [QueueFilter, "state", AgeFilter, MineFilter, "is_sample"]
    list_select_related = ["need", "offer", "seeker", "provider", "facilitator", "next_step_owner"]
    ordering = ["quiet_since", "pk"]
    search_fields = ["ref", "need__ref", "offer__ref", "seeker__name", "provider__name"]
    search_help_text = gettext_lazy("Search in references and names of organisations")
    actions = ["look_after", "remind_now"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(reminded_at=Max("reminders__sent_at"))

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """For the start page."""
        return list(waiting(Match.objects.all(), request))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        address = reverse("admin:matchmaking_match_changelist")
        shown = {"ages": ages(), "board": board(Match.objects.filter(is_sample=False), address)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    # --- Columns ------------------------------------------------------------------------------------------------------
    @admin.display(description=gettext_lazy("about"))
    def about(self, match: Match) -> str:
        return format_html(
            '<span dir="auto" lang="{}">{}</span>', match.listing.language_id, Truncator(match.title).chars(80)
        )

    @admin.display(description=gettext_lazy("seeker and provider"))
    def sides(self, match: Match) -> str:
        return format_html("<bdi>{}</bdi> · <bdi>{}</bdi>", match.seeker, match.provider)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, match: Match) -> str:
        return format_html('<span class="state state-{}">{}</span>', match.state, match.get_state_display())

    @admin.display(description=gettext_lazy("quiet for"), ordering="quiet_since")
    def quiet(self, match: Match) -> str:
        return waited_text(match.quiet_since)

    @admin.display(description=gettext_lazy("next step"), ordering="next_step_due")
    def step(self, match: Match) -> str:
        if not match.next_step:
            return ""
        is_late = match.next_step_due < timezone.localdate()
        words = _("%(day)s, overdue") if is_late else "%(day)s"
        return format_html("<bdi>{}</bdi> · {}", match.next_step_owner, words % {"day": day_text(match.next_step_due)})

    @admin.display(description=gettext_lazy("last reminder"), ordering="reminded_at")
    def reminded(self, match: Match) -> str:
        return day_text(timezone.localdate(match.reminded_at)) if match.reminded_at else ""

    # --- What is done to many -----------------------------------------------------------------------------------------
    @admin.action(description=gettext_lazy("Look after them"), permissions=["change"])
    def look_after(self, request: HttpRequest, queryset: QuerySet) -> None:
        site = mail.origin(request)
        done = self._each(request, queryset, lambda each: introducing.look_after(each, by=request.user, site=site))
        text = ngettext("You look after %(count)d match.", "You look after %(count)d matches.", done)
        messages.success(request, text % {"count": done})

    @admin.action(description=gettext_lazy("Remind them now"), permissions=["change"])
    def remind_now(self, request: HttpRequest, queryset: QuerySet) -> None:
        site = mail.origin(request)
        done = self._each(request, queryset, lambda each: reminding.remind_now(each, by=request.user, site=site))
        text = ngettext(
            "The parties of %(count)d match are reminded; once a day is enough.",
            "The parties of %(count)d matches are reminded; once a day is enough.", done,
        )  # fmt: skip
        messages.success(request, text % {"count": done})

    def _each(self, request: HttpRequest, queryset: QuerySet, move) -> int:
        """How many it could be done to; of the others it is said why not."""
        done = 0
        for match in queryset.order_by("pk"):
            try:
                done += move(match) is not False
            except MoveRefused as refusal:
                messages.warning(request, " ".join(refusal.messages))
        return done
