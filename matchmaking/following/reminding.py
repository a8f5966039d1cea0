"""What is done once a day for matches that nobody looks after by themselves: mails to those who are waited for, and an
end to waiting. How the days are counted: ladder.py."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from matchmaking.following import ladder, mails
from matchmaking.following.ladder import Silence
from matchmaking.matching import doors
from matchmaking.matching.moving import entitle, leads_from, moving
from matchmaking.matching.timeline import SILENCE, note
from matchmaking.models import Happened, Match, Reminder
from portal.core.models import User

log = logging.getLogger(__name__)
Kind = Reminder.Kind
WAITING = (Match.State.INTRODUCED, Match.State.IN_DISCUSSION, Match.State.AGREED)  # what is under way may be silent
NONE = Q(pk__in=[])


def remind() -> int:
    """How many matches somebody was written to about, or that count as stalled from today."""
    chores = [(quiet(), _climb), (overdue(), _ask_for_step), (without_outcome(), _ask_for_outcome)]
    found = [(Match.objects.filter(wanted).order_by("pk").values_list("pk", flat=True), do) for wanted, do in chores]
    if not settings.SITE_URL:
        if any(keys.exists() for keys, _do in found):
            log.warning("SITE_URL is not set: nobody is reminded of a match.")
        return 0
    return sum(do(pk) for keys, do in found for pk in keys)


# --- Which: the same as wait on the facilitators' board ---------------------------------------------------------------
def quiet() -> Q:
    """Those that may have come to a step: which, is counted once they are locked."""
    first = min(settings.MATCH_QUIET_DAYS, default=None)
    if first is None:
        return NONE
    before = _end_of(timezone.localdate() - timedelta(days=first))
    return Q(is_sample=False, state__in=WAITING, quiet_since__lte=before)


def overdue() -> Q:
    states = [*WAITING, Match.State.IMPLEMENTING]
    return Q(is_sample=False, state__in=states, next_step_due__lt=timezone.localdate())


def without_outcome() -> Q:
    """Those that were to be completed long enough ago to know what came of them, and nobody has said it."""
    if not settings.MATCH_OUTCOME_DAYS:
        return NONE
    before = timezone.localdate() - timedelta(days=settings.MATCH_OUTCOME_DAYS)
    states = [Match.State.IMPLEMENTING, Match.State.COMPLETED]
    return Q(is_sample=False, state__in=states, outcome="", ends_on__lte=before)


def silence_of(match: Match) -> Silence:
    since = ladder.silent_since(timezone.localdate(match.quiet_since), match.next_step_due)
    sent = match.reminders.filter(kind=Kind.QUIET, since=since).values_list("step", "sent_at")
    step, mailed_on = ladder.climbed((step, timezone.localdate(at)) for step, at in sent)
    return Silence(since, step, mailed_on)


# --- One match --------------------------------------------------------------------------------------------------------
def _climb(pk: int) -> int:
    """The next step of the ladder, or its end."""
    today, steps = timezone.localdate(), settings.MATCH_QUIET_DAYS
    with _alone(quiet(), pk) as match:
        if match is None:
            return 0
        silence = silence_of(match)
        until = ladder.last_day(silence, steps, settings.MATCH_LAST_CHANCE_DAYS)
        if until and until <= today:
            doors.stall(match, by=None, acting_for=None, reason=SILENCE, site=settings.SITE_URL)
            return 1
        step = ladder.due(silence, today, steps)
        if not step or not _noted(match, Kind.QUIET, silence.since, step):
            return 0
        last = ladder.last_day(Silence(silence.since, step, today), steps, settings.MATCH_LAST_CHANCE_DAYS)
        mails.quiet(match, days=(today - silence.since).days, last_day=last, on=today, site=settings.SITE_URL)
    return 1


def _ask_for_step(pk: int) -> int:
    with _alone(overdue(), pk) as match:
        if match is None or not _noted(match, Kind.STEP, match.next_step_due):
            return 0
        mails.step_due(match, site=settings.SITE_URL)
    return 1


def _ask_for_outcome(pk: int) -> int:
    with _alone(without_outcome(), pk) as match:
        if match is None or not _noted(match, Kind.OUTCOME, match.ends_on):
            return 0
        mails.outcome_asked(match, site=settings.SITE_URL)
    return 1


def remind_now(match: Match, *, by: User, site: str) -> bool:
    """What a curator asks for; at most once a day. It is no step of the ladder, and no sign of life either."""
    today = timezone.localdate()
    with moving(match, by=by, acting_for=None, move="remind", site=site) as (now, part):
        entitle(part.may_facilitate)
        leads_from(now, *WAITING)
        if not _noted(now, Kind.BY_HAND, today, by=by):
            return False
        days = (today - timezone.localdate(now.quiet_since)).days
        mails.quiet(now, days=days, last_day=None, on=today, site=site, but=by.pk)
    return True


def _noted(match: Match, kind: str, since: date, step: int = 0, by: User | None = None) -> bool:
    """False if it was noted before, which may have been a moment ago by another worker."""
    _reminder, is_new = Reminder.objects.get_or_create(
        match=match, kind=kind, since=since, step=step, defaults={"sent_at": timezone.now()}
    )
    if is_new and kind != Kind.STEP:  # which is between the portal and whose turn it is
        note(match, Happened.REMINDED, by=by, acting_for=None)
    return is_new


@contextmanager
def _alone(wanted: Q, pk: int) -> Iterator[Match | None]:
    """The match, locked; None if another worker had it a moment ago and it is not wanted any more."""
    found = Match.objects.select_related("need", "offer").get(pk=pk)
    with moving(found, by=None, acting_for=None, move="remind", site=settings.SITE_URL) as (match, _portal):
        yield match if Match.objects.filter(wanted, pk=pk).exists() else None


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
