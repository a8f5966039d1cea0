"""What a consultant releases: each field given or withdrawn on its own, dated, with effect at once.

The view and the search row follow by triggers, in the same transaction: there is no list, count, word, file or answer
from which a withdrawn field would still have to be removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from portal.core.models import User
from roster import mailed
from roster.models import Consent, Consultant

Field = Consent.Field


def given(consultant: Consultant) -> frozenset[str]:
    """The fields with an open consent. Without that to be listed none of them is shown to anybody."""
    return frozenset(consultant.consents.open().values_list("field", flat=True))


def give(
    consultant: Consultant, fields: Iterable[str], *, how: str, by: User | None, at: datetime | None = None
) -> None:
    """Release these fields. ``how`` is one of Consent.How; ``by`` is None where it came through a mailed link; ``at``
    is when they said so, if that was before now.

    A field that is released already keeps the day on which it was.
    """
    with _locked(consultant, by):
        missing = _known(fields) - given(consultant)
        for field in (each for each in Field if each in missing):
            consultant.consents.create(field=field, how=how, given_by=by, given_at=at or timezone.now())


def withdraw(consultant: Consultant, fields: Iterable[str], *, by: User | None) -> None:
    """Take back these fields. Whoever takes back the listing is gone from every page with it."""
    with _locked(consultant, by):
        consents = consultant.consents.open().filter(field__in=_known(fields))
        if consents.update(withdrawn_at=timezone.now(), withdrawn_by=by):
            mailed.take_back(consultant)


def settle(consultant: Consultant, fields: Iterable[str], *, how: str, by: User | None) -> None:
    """Make these the released fields: what a form says in which each field has its own yes or no."""
    wanted = _known(fields)
    with _locked(consultant, by):
        withdraw(consultant, set(Field) - wanted, by=by)
        give(consultant, wanted, how=how, by=by)


def _known(fields: Iterable[str]) -> frozenset[str]:
    """Raises ValueError for what is no field: nobody's consent is guessed."""
    return frozenset(Field(field) for field in fields)


@contextmanager
def _locked(consultant: Consultant, by: User | None) -> Iterator[None]:
    """The profile's row, so that of two answers at once the later one stands; and who acted, for the audit."""
    with transaction.atomic(), pghistory.context(user=by and by.pk):
        Consultant.objects.select_for_update(of=["self"]).values_list("pk").get(pk=consultant.pk)
        yield
        # Whoever keeps a copy asks what changed since, and must hear of what was taken back.
        Consultant.objects.filter(pk=consultant.pk).update(updated_at=timezone.now())
