"""Leaving the roster: out of sight at once, erased some days later (roster/erasing.py); until then it can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal.core.models import User
from roster import consents
from roster.applying.housekeeping import forget_application
from roster.changing import changing
from roster.models import Claim, Consent, Consultant
from roster.relay import forgetting


def withdraw(consultant: Consultant, *, by: User | None) -> None:
    """Take back every consent, and with them the profile from every page; the CV, what was typed to apply, and what was
    written between them and readers are erased at once. Twice is once."""
    with changing(consultant, by, move="withdraw") as now:
        if now.withdrawn_at:
            return
        consents.withdraw(now, Consent.Field.values, by=by)
        now.withdrawn_at, now.updated_by = timezone.now(), by
        now.save(update_fields=["withdrawn_at", "updated_at", "updated_by"])
        now.checks.filter(answered_at=None).update(answered_at=now.withdrawn_at)
        forget_application(now)
        forgetting.forget(now)
        now.claims.open().update(state=Claim.State.WITHDRAWN, answered_at=now.withdrawn_at, answered_by=by)


def stay(consultant: Consultant, *, by: User) -> None:
    """Undo it. What may be shown has to be said again: the consents are gone."""
    with changing(consultant, by, move="stay") as now:
        now.withdrawn_at, now.updated_by = None, by
        now.save(update_fields=["withdrawn_at", "updated_at", "updated_by"])


def erased_from(consultant: Consultant) -> datetime:
    """From when on it is erased, if it is withdrawn now, or was."""
    return (consultant.withdrawn_at or timezone.now()) + timedelta(days=settings.KEEP_WITHDRAWN_DAYS)
