"""What is not kept for ever: drafts that nobody went on with, and who submitted what was decided long ago."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.submission.models import Confirmation, KeptText, Message, Submission
from portal.core.submitting.housekeeping import delete_old_drafts


def tidy() -> tuple[int, int]:
    """How many drafts were deleted, and of how many submissions the writer was forgotten."""
    return delete_old_drafts(Submission), forget_submitters()


def forget_submitters() -> int:
    """Name, address, conversation and partners' addresses; what was submitted stays with its decision."""
    before = timezone.now() - timedelta(days=settings.KEEP_SUBMITTER_DAYS)
    found = Submission.objects.filter(decided_at__lt=before).exclude(email="", data__who={})
    forgotten = 0
    for submission in found:
        with transaction.atomic(), pghistory.context(move="clean up"):
            Message.objects.filter(submission=submission).delete()
            KeptText.objects.filter(submission=submission).delete()
            Confirmation.objects.filter(submission=submission).update(name="", organisation="", email="", text="")
            consent = submission.data.get("consent", {}) | {"partners": [], "note": ""}
            Submission.objects.filter(pk=submission.pk).update(
                email="", link_mailed_to="", name="", organisation="", country=None, unanswered_since=None,
                data=submission.data | {"who": {}, "consent": consent},
            )  # fmt: skip
        forgotten += 1
    return forgotten
