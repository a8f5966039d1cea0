"""The life of an import: read, planned, run.

A run makes the plan anew, under lock, and compares: if anything is different from what somebody looked at (a record was
changed, another import was quicker, a term is gone), the new plan is kept for them to look at and nothing is written.
Otherwise everything is written in that same transaction. Whatever breaks in it, even the process, leaves nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core.imports.importer import IMPORTERS, Outcome, PlannedRow, WriteRefused
from portal.core.missing_files import FileGone, may_be_gone
from portal.core.models import Import, ImportRow, User
from portal.core.models.account import IMPORTER_EMAIL
from portal.core.sheets import Level, Problem, Sheet, Unreadable, read

State = Import.State
BATCH = 500
SHOW_PROGRESS = 100  # rows between two reports


class Stale(Exception):
    """The plan is no longer what it was. ``rows`` is the new one."""

    def __init__(self, sheet: Sheet, rows: list[PlannedRow]) -> None:
        self.sheet, self.rows = sheet, rows
        super().__init__("The plan is stale.")


def receive(file: File, *, of: str, name: str, by: User) -> Import:
    """Keep a file that was sent, under a name that nobody guesses. What it holds is looked at later."""
    job = Import(of=of, name=name[:200], language=translation.get_language() or "en", created_by=by)
    job.file.save(name, file)
    return job


def make_plan(job: Import) -> None:
    """Read the file and keep what would happen with each row. Nothing else is written."""
    with translation.override(job.language):
        try:
            sheet = _sheet(job)
            rows = IMPORTERS[job.of].plan(sheet)
        except Unreadable as refusal:
            _end(job, refusal)
            return
        keep(job, IMPORTERS[job.of].about(sheet), rows)


def start(job: Import, *, publish: bool, leave_out: bool) -> bool:
    """Claim the plan: of two who press at once, or twice, only the first gets True."""
    planned = Import.objects.filter(pk=job.pk, state=State.PLANNED, figures__error=0).exclude(file="")
    claimed = {"publish": publish, "leave_out": leave_out, "done": 0, "started_at": timezone.now()}
    return bool(planned.update(state=State.RUNNING, **claimed))


def run(job: Import, *, by: User) -> bool:
    """Write a claimed plan in one transaction. False: nothing was written, and the job says why.

    Called again for a run that was killed, it runs anew; for one that is done, it does nothing.
    """
    if not (by.is_curator or by.email == IMPORTER_EMAIL):
        raise PermissionDenied
    finished = False
    try:
        with translation.override(job.language):
            finished = _run(job, by)
    finally:
        if not finished:
            _take_back(job)
    return finished


def _run(job: Import, by: User) -> bool:
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, reason="import", **{"import": job.pk}):
            _alone(job.of)
            job.refresh_from_db()
            if job.state != State.RUNNING:
                return job.state == State.DONE
            _write(job, by)
    except Stale as stale:
        said = _(
            "Something has changed since this plan was made, so nothing was written. This is the plan as it is now."
        )
        about = IMPORTERS[job.of].about(stale.sheet)
        keep(job, [Problem(0, "", said, Level.WARNING), *about], stale.rows)
        return False
    except WriteRefused as refusal:
        _refuse(job, refusal.problem)
        return False
    except Unreadable as refusal:
        _end(job, refusal)
        return False
    return True


def _write(job: Import, by: User) -> None:
    importer, sheet = IMPORTERS[job.of], _sheet(job)
    rows = importer.plan(sheet, lock=True)
    if fingerprint(rows) != job.fingerprint:
        raise Stale(sheet, rows)
    wanted = [row for row in rows if row.outcome in {Outcome.NEW, Outcome.CHANGED}]
    if job.leave_out:
        wanted = [row for row in wanted if not (row.outcome == Outcome.NEW and row.lookalikes)]
    with _progress(job, len(wanted)) as progress:
        refs = importer.write(wanted, by=by, publish=job.publish, progress=progress)
    kept = list(job.rows.filter(number__in=refs))
    for row in kept:
        row.ref = refs[row.number]
    ImportRow.objects.bulk_update(kept, ["ref"], batch_size=BATCH)
    job.state, job.done, job.finished_at, job.finished_by = State.DONE, len(wanted), timezone.now(), by
    job.save(update_fields=["state", "done", "finished_at", "finished_by"])


def delete_old_sheets() -> int:
    """Delete files sent KEEP_SHEET_DAYS ago, unless somebody is at work on them. What the plans said stays."""
    before = timezone.now() - timedelta(days=settings.KEEP_SHEET_DAYS)
    idle = Import.objects.exclude(state__in=[State.READING, State.RUNNING])
    old = idle.filter(created_at__lt=before).exclude(file="")
    deleted = 0
    for pk in old.values_list("pk", flat=True):
        with transaction.atomic():
            job = old.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if job is None:  # it is being run
                continue
            name = job.file.name
            Import.objects.filter(pk=pk).update(file="")
            transaction.on_commit(partial(job.file.storage.delete, name))
            deleted += 1
    return deleted


def is_stuck(job: Import) -> bool:
    """It should be at work, and nobody is: its process was ended. Whether a worker will come, nobody knows."""
    if job.state not in {State.RUNNING, State.READING}:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"import {job.of}"])
        return cursor.fetchone()[0]


def _alone(of: str) -> None:
    """One import of a kind at a time; the next waits, and then sees what this one wrote. Ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import {of}"])


def _sheet(job: Import) -> Sheet:
    """Raises Unreadable."""
    try:
        with may_be_gone(job), job.file.open("rb") as file:
            return read(file, job.name)
    except FileGone as gone:
        raise Unreadable(_("The file is no longer there. Please send it again.")) from gone


def fingerprint(rows: list[PlannedRow]) -> str:
    text = json.dumps([row.kept() for row in rows], cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def figures_of(rows: list[PlannedRow]) -> dict[str, int]:
    found = Counter(str(row.outcome) for row in rows)
    found["warning"] = sum(row.has_warning for row in rows)
    found["lookalike"] = sum(bool(row.lookalikes) for row in rows)
    return {name: found[name] for name in [*Outcome.values, "warning", "lookalike"]}


@transaction.atomic
def keep(job: Import, about: list[Problem], rows: list[PlannedRow]) -> None:
    """The plan for somebody to look through, in place of whatever plan there was."""
    job.rows.all().delete()
    ImportRow.objects.bulk_create([ImportRow(job=job, **row.kept()) for row in rows], batch_size=BATCH)
    job.state, job.fingerprint, job.figures = State.PLANNED, fingerprint(rows), figures_of(rows)
    job.problems = [problem.as_dict() for problem in about]
    job.save(update_fields=["state", "fingerprint", "figures", "problems"])


def _end(job: Import, refusal: Unreadable) -> None:
    job.state, job.problems = State.REFUSED, [problem.as_dict() for problem in refusal.problems]
    job.save(update_fields=["state", "problems"])


@transaction.atomic
def _refuse(job: Import, problem: Problem) -> None:
    """What only the database found wrong becomes an error of its row, so that the plan cannot be run again as it is."""
    row = job.rows.get(number=problem.row)
    figures = job.figures | {row.outcome: job.figures[row.outcome] - 1, "error": job.figures["error"] + 1}
    row.outcome, row.problems = Outcome.ERROR, [*row.problems, problem.as_dict()]
    row.save(update_fields=["outcome", "problems"])
    job.state, job.figures = State.PLANNED, figures
    job.save(update_fields=["state", "figures"])


def _take_back(job: Import) -> None:
    """A run that broke was rolled back: its plan can be run again."""
    Import.objects.filter(pk=job.pk, state=State.RUNNING).update(state=State.PLANNED)


@contextmanager
def _progress(job: Import, total: int) -> Iterator[Callable[[int], None]]:
    """Reports on a connection of its own, because nobody sees the run's transaction before it ends."""
    if total < 2 * SHOW_PROGRESS:
        yield lambda done: None
        return
    aside = connection.copy()

    def report(done: int) -> None:
        if done % SHOW_PROGRESS == 0:
            with aside.cursor() as cursor:
                cursor.execute("UPDATE core_import SET done = %s WHERE id = %s", [done, job.pk])

    try:
        yield report
    finally:
        aside.close()
