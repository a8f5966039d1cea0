"""What is not kept for ever: drafts, unanswered nominations, and the applications of who was not accepted.

Of who was accepted the application stays as long as the profile, as the record of what was released and why; it goes
with it (``forget_application``).
"""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.core.submitting.housekeeping import delete_old_drafts, erase_documents
from portal.core.submitting.moves import lock
from roster.applying.nominations import forget_unanswered
from roster.models import Application, Consultant


def tidy() -> tuple[int, int, int]:
    """How many drafts were deleted, nominations forgotten, and applicants who were not accepted."""
    return delete_old_drafts(Application), forget_unanswered(), forget_rejected()


def forget_rejected() -> int:
    before = timezone.now() - timedelta(days=settings.KEEP_SUBMITTER_DAYS)
    rejected = Q(state=Application.State.REJECTED, decided_at__lt=before)
    found = Application.objects.filter(rejected).exclude(email="", data={})
    for application in found:
        _empty(application)
    return len(found)


def forget_application(consultant: Consultant) -> None:
    """Of a consultant who withdraws: what was typed, the CV and the conversation. The decision stays, nameless."""
    for application in Application.objects.filter(consultant=consultant):
        _empty(application)


def _empty(application: Application) -> None:
    with transaction.atomic(), pghistory.context(move="clean up"):
        emptied = lock(application)
        erase_documents(emptied)
        emptied.messages.all().delete()
        emptied.kept_texts.all().delete()
        Application.objects.filter(pk=emptied.pk).update(
            data={}, versions={}, name="", email="", mailbox="", link_mailed_to="", birth_year=None, nationalities=[],
            topics=[], asked=[], unanswered_since=None,
        )  # fmt: skip
