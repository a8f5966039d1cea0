"""Imports too long for a page, worked off beside the web workers. Begun twice, they are done once."""

from __future__ import annotations

from django_tasks import task

from portal.core.imports import running
from portal.core.models import Import, User


@task()
def plan(job: int) -> None:
    record = Import.objects.get(pk=job)
    if record.state == Import.State.READING:
        running.make_plan(record)


@task()
def run(job: int, by: int) -> None:
    running.run(Import.objects.get(pk=job), by=User.objects.get(pk=by))
