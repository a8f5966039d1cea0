"""What is done without being asked, by the worker or by `manage.py send_mail`: once a day, so that nothing is kept
longer than needed; once an hour, what people wait for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from portal.core import api_keys, corrections, outbox
from portal.core.exports import prepared
from portal.core.imports import running as imports
from portal.core.links import checking as links

EVERY, OFTEN = timedelta(days=1), timedelta(hours=1)
# Rooms add theirs when they load.
CHORES: list[Callable[[], object]] = [
    outbox.erase_old,
    corrections.forget_senders,
    imports.delete_old_sheets,
    links.look_after,
    api_keys.tell_of_ends,
    api_keys.forget_old,
    prepared.make_room,
]
HOURLY: list[Callable[[], object]] = []


def tidy() -> None:
    for chore in [*HOURLY, *CHORES]:
        chore()
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)


@task()
def keep_house() -> None:
    schedule(timezone.now() + EVERY)
    outbox.send_due()  # what a worker left behind when it was killed
    tidy()


@task()
def look_round() -> None:
    schedule(timezone.now() + OFTEN, look_round)
    for chore in HOURLY:
        chore()


def begin() -> None:
    """When a worker starts: whatever was due while none ran."""
    schedule(timezone.now())
    schedule(timezone.now() + timedelta(minutes=1), look_round)  # keep_house has just looked


def look_round_soon() -> None:
    """For what cannot wait an hour: somebody took something back. Once this transaction is committed."""
    schedule(timezone.now(), look_round)


def schedule(moment, round=keep_house) -> None:
    """Plan the next round, and only that one, however often the portal is started."""
    with transaction.atomic():
        DBTaskResult.objects.filter(task_path=round.module_path, status=TaskResultStatus.READY).delete()
        round.using(run_after=moment).enqueue()
