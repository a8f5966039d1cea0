"""What is not kept for ever: drafts that nobody went on with, and who submitted what was decided long ago."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.submission.models import Confirmation, KeptText, Message, Submission
from portal.core.submitting.documents import remove

EMPTY_AFTER = timedelta(days=2)  # a draft in which nothing was ever saved
State = Submission.State


def tidy() -> tuple[int, int]:
    """How many drafts were deleted, and of how many submissions the writer was forgotten."""
    return delete_old_drafts(), forget_submitters()


def delete_old_drafts() -> int:
    """With their documents. Also what was sent and never confirmed: nobody has read it, nobody can be asked."""
    now = timezone.now()
    unread = Q(state__in=[State.DRAFT, State.CONFIRMED, State.SENT])
    old = Q(updated_at__lt=now - timedelta(days=settings.KEEP_DRAFT_DAYS))
    empty = Q(data={}, created_at__lt=now - EMPTY_AFTER)
    deleted = 0
    for pk in Submission.objects.filter(unread & (old | empty)).values_list("pk", flat=True):
        deleted += _delete(pk, unread & (old | empty))
    return deleted


def _delete(pk: int, still: Q) -> int:
    with transaction.atomic(), pghistory.context(move="clean up"):
        draft = Submission.objects.select_for_update(skip_locked=True).filter(still, pk=pk).first()
        if draft is None:  # its writer has just come back
            return 0
        for document in draft.documents.all():
            remove(document)
        draft.delete()
    return 1


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
