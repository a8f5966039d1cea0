"""What is forgotten of accounts once a day: those that nobody confirmed, and devices whose session has ended."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.core.models import User

UNCONFIRMED_FOR = timedelta(days=7)  # the link in the mail works for three


def forget_unconfirmed() -> int:
    """Delete accounts whose owner never followed the link, so that nobody's address is kept whom nobody asked.

    Only what was opened on the page of sign-up and never used. Whom an administrator entered stays, even if a first
    attempt to sign in, years later, ended before the address was confirmed.
    """
    before = timezone.now() - UNCONFIRMED_FOR
    # By somebody who was signed in, as the audit knows: on the page of sign-up nobody is.
    entered = User.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("pk"), pgh_label="insert", pgh_context__metadata__user__gt=0
    )
    never_used = User.objects.filter(
        ~Exists(entered), created_at__lt=before, last_login=None, role=User.Role.MEMBER, memberships=None
    )
    waiting = never_used.filter(emailaddress__verified=False).exclude(emailaddress__verified=True)
    ids = list(waiting.values_list("pk", flat=True))
    User.objects.filter(pk__in=ids).delete()
    User.pgh_event_model.objects.filter(pgh_obj__in=ids).delete()
    return len(ids)


def forget_devices() -> int:
    known = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.exclude(session_key__in=known).delete()[0]
