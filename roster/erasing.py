"""What becomes of a person who left: some days after the withdrawal nothing here leads to them any more.

What stays is what belongs to the activities: that some consultant worked on one, when and for which country. Those
facts move to a table without a person (FormerAssignment); free words go, because they may name somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pghistory
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from pghistory.models import Context

from portal.core.models import Correction, Mail
from roster.applying.housekeeping import forget_application
from roster.mailed import naming
from roster.models import Consultant, FormerAssignment


def erase_withdrawn() -> int:
    """Whoever left KEEP_WITHDRAWN_DAYS ago; how many. Once a day."""
    before = timezone.now() - timedelta(days=settings.KEEP_WITHDRAWN_DAYS)
    left = Consultant.objects.filter(withdrawn_at__lte=before)
    return sum(_erase_if(left, pk) for pk in left.values_list("pk", flat=True))


def _erase_if(left: models.QuerySet[Consultant], pk: int) -> int:
    with transaction.atomic():
        found = left.select_for_update(of=["self"], skip_locked=True).filter(pk=pk).first()
        if found is None:  # another worker has it, or they have just come back
            return 0
        erase(found)
    return 1


def erase(consultant: Consultant) -> None:
    """The profile, its lines, consents and earlier versions, mails, reports, and what the desk's log calls it."""
    pk = consultant.pk
    with transaction.atomic(), pghistory.context(move="erase"):
        for other in consultant.merged_from.select_related("gone"):  # the same person's, from before
            erase(other.gone)
        _keep_facts(consultant)
        forget_application(consultant)
        _forget_mails(consultant)
        kind = ContentType.objects.get_for_model(Consultant)
        Correction.objects.filter(record_type=kind, record_id=pk).delete()
        LogEntry.objects.filter(content_type=kind, object_id=str(pk)).update(object_repr="", change_message="")
        consultant.delete()
        # Deleting wrote last events, so they go after it.
        for events, column in _event_columns():
            _delete_events(events._base_manager.filter(**{f"{column}_id": pk}))


def _delete_events(events: models.QuerySet) -> None:
    """With the reasons that curators gave for what they did; who did it stays."""
    contexts = list(events.values_list("pgh_context", flat=True).distinct())
    events.delete()
    said = Context.objects.filter(pk__in=contexts, metadata__has_key="reason")
    said.update(metadata=Func(F("metadata"), Value("reason"), template="%(expressions)s", arg_joiner=" - "))


def _keep_facts(consultant: Consultant) -> None:
    known = consultant.assignments.filter(activity__isnull=False)
    FormerAssignment.objects.bulk_create(
        FormerAssignment(
            activity_id=each.activity_id, from_year=each.from_year, to_year=each.to_year, country_id=each.country_id,
            was_verified=each.verified_on is not None,
        )
        for each in known.order_by("?")  # their places say nothing about who they were
    )  # fmt: skip


def _forget_mails(consultant: Consultant) -> None:
    """All that went to the profile's mailboxes, as when an account is closed, but codes that somebody waits for; and
    what was mailed to others about it."""
    addresses = {consultant.email, *consultant.claims.values_list("email", flat=True)}
    to = naming(consultant)
    for address in addresses:
        to |= Q(to__iexact=address)
    if consultant.account:
        to |= Q(to__iexact=consultant.account.email, name__startswith="consultant_")
    Mail.objects.filter(to).exclude(name__startswith="account_", next_try_at__isnull=False).update(
        to="", subject="", text="", html="", stop_url="", error="", next_try_at=None
    )


def _event_columns() -> Iterator[tuple[type[models.Model], str]]:
    """The audit's tables of everything that points to a consultant, and of consultants themselves."""
    for model in apps.get_models():
        if any(field.name == "pgh_id" for field in model._meta.fields):
            yield from (
                (model, field.name)
                for field in model._meta.concrete_fields
                if field.is_relation and field.related_model is Consultant
            )
