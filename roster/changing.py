"""Changing what a person keeps here: one after the other, and the audit knows who did it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction

from portal.core.models import User
from roster.models import Consultant


@contextmanager
def changing(consultant: Consultant, by: User | None, *, move: str) -> Iterator[Consultant]:
    """The profile as it is now, its row locked until the block ends. ``by`` is None where a mailed link was enough."""
    with transaction.atomic(), pghistory.context(user=by and by.pk, move=move):
        yield Consultant.objects.select_for_update(of=["self"]).get(pk=consultant.pk)
