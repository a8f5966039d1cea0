"""Drafts that nobody went on with are not kept for ever."""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.core.models import Submitted
from portal.core.submitting.documents import remove

EMPTY_AFTER = timedelta(days=2)  # a draft in which nothing was ever saved


def delete_old_drafts(model: type[Submitted]) -> int:
    """With their documents. Also what was sent and never confirmed: nobody has read it, nobody can be asked."""
    now = timezone.now()
    old = Q(updated_at__lt=now - timedelta(days=settings.KEEP_DRAFT_DAYS))
    empty = Q(data={}, created_at__lt=now - EMPTY_AFTER)
    unread = Q(old | empty, state__in=model.UNREAD)
    return sum(_delete(model, pk, unread) for pk in model.objects.filter(unread).values_list("pk", flat=True))


def _delete(model: type[Submitted], pk: int, still: Q) -> bool:
    with transaction.atomic(), pghistory.context(move="clean up"):
        draft = model.objects.select_for_update(skip_locked=True).filter(still, pk=pk).first()
        if draft is None:  # its writer has just come back
            return False
        erase_documents(draft)
        draft.delete()
    return True


def erase_documents(submission: Submitted) -> None:
    for document in submission.documents.all():
        remove(document)
