"""Whether profiles are still correct: asked by mail every half year, and who stays silent is hidden.

    published ──CONFIRM_PROFILE_DAYS──> mail ──REMIND_PROFILE_DAYS──> reminder ──> reminder ──> hidden
                                          └──────────── "still correct", at any time ────────────┘

Asked are those whom everybody sees. Who is away until a day is asked when they are back; who has withdrawn, is hidden
or with the curators, not at all. Each step is noted under lock in the transaction that writes its mail, so that
however many workers there are, nobody gets one twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from portal.core.models import User
from roster.changing import changing
from roster.models import Consultant, CurrencyCheck
from roster.own import mails

log = logging.getLogger(__name__)
MAILS = 3  # the first one and two reminders


def confirm(consultant: Consultant, *, by: User | None) -> bool:
    """Note that the profile is correct today, and show it again if it was hidden. False for who has withdrawn. ``by``
    is None where the mailed button was enough."""
    with changing(consultant, by, move="confirm") as now:
        if now.withdrawn_at:
            return False
        now.last_confirmed_on = timezone.localdate()
        now.confirm_due_on, now.hidden_at = due_after(now.last_confirmed_on), None
        now.save(update_fields=["last_confirmed_on", "confirm_due_on", "hidden_at", "updated_at"])
        now.checks.filter(answered_at=None).update(answered_at=timezone.now())
    return True


def due_after(day: date) -> date:
    return day + timedelta(days=settings.CONFIRM_PROFILE_DAYS)


# --- Once a day -------------------------------------------------------------------------------------------------------
def ask() -> int:
    """Write the mails that are due, and hide who did not answer; how many mails there were."""
    if not settings.CONFIRM_PROFILE_DAYS:
        return 0
    _say_when_due()
    if not settings.SITE_URL:
        if _due().exists():
            log.warning("SITE_URL is not set: no consultant is asked whether the profile is still correct.")
        return 0
    first = sum(_ask(pk) for pk in _due().values_list("pk", flat=True))
    return first + sum(_go_on(pk) for pk in _unanswered().values_list("pk", flat=True))


def _say_when_due() -> None:
    """For those that were published since: from their last confirmation, or else their publication."""
    since = Coalesce("last_confirmed_on", TruncDate("published_at"))
    unknown = Consultant.objects.published().filter(confirm_due_on=None)
    unknown.update(confirm_due_on=since + timedelta(days=settings.CONFIRM_PROFILE_DAYS))


def _askable() -> QuerySet[Consultant]:
    back_later = Q(availability=Consultant.Availability.AWAY, away_until__gt=timezone.localdate())
    return Consultant.objects.listed().filter(~back_later, is_sample=False)


def _due() -> QuerySet[Consultant]:
    asked = CurrencyCheck.objects.filter(consultant=OuterRef("pk"), answered_at=None)
    return _askable().filter(~Exists(asked), confirm_due_on__lte=timezone.localdate())


def _unanswered() -> QuerySet[Consultant]:
    """Those whose last mail is as old as a reminder wants it."""
    before = timezone.now() - timedelta(days=settings.REMIND_PROFILE_DAYS)
    asked = CurrencyCheck.objects.filter(consultant=OuterRef("pk"), answered_at=None, last_mail_at__lte=before)
    return _askable().filter(Exists(asked))


def _ask(pk: int) -> int:
    with _alone(_due(), pk) as consultant:
        if consultant is None:
            return 0
        now = timezone.now()
        check = CurrencyCheck.objects.create(consultant=consultant, asked_at=now, last_mail_at=now)
        mails.still_correct(check, site=settings.SITE_URL)
    return 1


def _go_on(pk: int) -> int:
    """Remind, or hide once the last reminder is old, too."""
    with _alone(_unanswered(), pk) as consultant:
        if consultant is None:
            return 0
        check = consultant.checks.get(answered_at=None)
        if check.mails < MAILS:
            check.mails, check.last_mail_at = check.mails + 1, timezone.now()
            check.save(update_fields=["mails", "last_mail_at"])
            mails.still_correct(check, site=settings.SITE_URL)
        else:
            consultant.hidden_at = timezone.now()
            consultant.save(update_fields=["hidden_at", "updated_at"])
            mails.hidden(check, site=settings.SITE_URL)
    return 1


@contextmanager
def _alone(wanted: QuerySet[Consultant], pk: int) -> Iterator[Consultant | None]:
    """The profile, locked; None if another worker has it, or had it a moment ago and it is not wanted any more."""
    with transaction.atomic(), pghistory.context(move="ask whether correct"):
        locked = Consultant.objects.filter(pk=pk).select_for_update(of=["self"], skip_locked=True).first()
        yield locked if locked and wanted.filter(pk=pk).exists() else None


# --- For curators -----------------------------------------------------------------------------------------------------
def staleness() -> dict[str, int]:
    """How current the roster is: of all published profiles that nobody has withdrawn, samples left out."""
    today = timezone.localdate()
    kept = Consultant.objects.filter(withdrawn_at=None, is_sample=False)
    published = Q(state="published")
    return kept.aggregate(
        published=Count("pk", filter=published),
        half_year=Count("pk", filter=published & Q(last_confirmed_on__gt=today - timedelta(days=183))),
        year=Count("pk", filter=published & Q(last_confirmed_on__gt=today - timedelta(days=366))),
        due=Count("pk", filter=published & Q(hidden_at=None, confirm_due_on__lte=today)),
        silent=Count("pk", filter=published & Q(hidden_at__isnull=False)),
        unclaimed=Count("pk", filter=Q(account=None)),
    )
