"""Files that take too long for one request: asked for once, written by a worker, fetched while they are kept.

A worker may die at any moment. Writing gives a sign of life every few hundred records; when none comes any more, the
next look at the file's page starts it anew, a few times, then says that it failed.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override
from django_tasks import task

from portal.core.exports import spreadsheet
from portal.core.exports.export import Export
from portal.core.models import PreparedFile, Version
from portal.core.rate_limit import Answer, allowed, client_prefix

KEPT = timedelta(days=7)
MOST = 100  # files at a time, some 2 GB; the oldest make room
LIMIT, PERIOD = 10, timedelta(hours=1)  # files that one reader may ask for
SILENCE = timedelta(minutes=2)  # after which a worker counts as dead
ATTEMPTS = 3
State = PreparedFile.State


def ask_for(request: HttpRequest, export: Export, format: str, stamp: str) -> PreparedFile | Answer:
    """The file that answers this request: one that is there or under way, else a new one; or "not so many"."""
    # For a worker there is no session that shows a second factor: who has not shown it gets what visitors get.
    user = request.user if request.user.is_authenticated and not request.user.is_unproven else None
    asked = _digest(user.pk if user else None, export.url, format, export.language)
    if found := _same(asked, stamp):
        return found
    if not (limit := allowed("export", _reader(request), limit=LIMIT, period=PERIOD)):
        return limit
    make_room()
    query = request.GET.copy()
    query.pop("format", None)
    try:
        with transaction.atomic():
            file = PreparedFile.objects.create(
                export=_dotted(type(export)),
                base=export.base, path=request.path, querystring=query.urlencode(), format=format,
                language=export.language, user=user, asked=asked, stamp=stamp, total=export.count,
                name=export.file_name(format), expires_at=timezone.now() + KEPT,
            )  # fmt: skip
            prepare.enqueue(file.pk)
    except IntegrityError:  # the second half of a double click came first
        return PreparedFile.objects.get(asked=asked, state__in=PreparedFile.RUNNING)
    return file


def _same(asked: str, stamp: str) -> PreparedFile | None:
    fits = Q(state__in=PreparedFile.RUNNING) | Q(state=State.READY, stamp=stamp)
    return PreparedFile.objects.filter(fits, asked=asked, expires_at__gt=timezone.now()).first()


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _reader(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else client_prefix(request)


def again(file: PreparedFile, request: HttpRequest) -> Answer:
    """Start a failed one anew, because its reader asks."""
    limit = allowed("export", _reader(request), limit=LIMIT, period=PERIOD)
    if limit:
        _restart(PreparedFile.objects.filter(pk=file.pk, state=State.FAILED), attempts=0)
    return limit


def give_up(file: PreparedFile) -> None:
    """What was ready is no longer there: nobody is led to it again."""
    PreparedFile.objects.filter(pk=file.pk, state=State.READY).update(state=State.FAILED, file="")


def withdraw(export: type[Export]) -> None:
    """Whatever was made of this list is not given away any more; the next round of housekeeping deletes it."""
    PreparedFile.objects.filter(export=_dotted(export)).update(expires_at=timezone.now())


def _dotted(export: type[Export]) -> str:
    return f"{export.__module__}.{export.__qualname__}"


def look_after(file: PreparedFile) -> None:
    """Notice that whoever wrote it is dead: start it anew, or give up."""
    if file.state != State.WORKING or file.seen_alive_at > timezone.now() - SILENCE:
        return
    silent = PreparedFile.objects.filter(pk=file.pk, state=State.WORKING, seen_alive_at=file.seen_alive_at)
    if file.attempts < ATTEMPTS:
        _restart(silent)
    else:
        silent.update(state=State.FAILED)
    file.refresh_from_db()


def _restart(files, **values) -> None:
    with transaction.atomic(), suppress(IntegrityError):  # the same question is being answered already
        pks = list(files.select_for_update().values_list("pk", flat=True))
        if files.update(state=State.WAITING, done=0, **values):
            for pk in pks:
                prepare.enqueue(pk)


def make_room() -> None:
    """Take away what has expired, and what is too much."""
    surplus = PreparedFile.objects.exclude(state__in=PreparedFile.RUNNING).values("pk")[MOST - 1 :]
    for file in PreparedFile.objects.filter(Q(expires_at__lt=timezone.now()) | Q(pk__in=surplus)):
        if file.file:
            file.file.delete(save=False)
        file.delete()


@task()
def prepare(pk: int) -> None:
    """Write the file. Who may see what is decided now, not when it was asked for."""
    claimed = PreparedFile.objects.filter(pk=pk, state=State.WAITING)
    now = timezone.now()
    if not claimed.update(state=State.WORKING, seen_alive_at=now, attempts=F("attempts") + 1, done=0):
        return  # somebody else has it, or it is gone
    file = PreparedFile.objects.select_related("user").get(pk=pk)
    mine = PreparedFile.objects.filter(pk=pk, state=State.WORKING, attempts=file.attempts)
    path = _path(file, file.attempts)
    for attempt in range(1, ATTEMPTS + 1):  # what those left behind who were killed
        default_storage.delete(_path(file, attempt))
    finished = False
    try:
        with override(file.language):
            export_class = import_string(file.export)
            began = _people(export_class)
            export = export_class(_request(file), base=file.base)
            _write(export, path, mine)
        finished = _announce(export, path, mine, began)
    finally:  # whatever it was that went wrong, the log has it from the worker
        if not finished:
            default_storage.delete(path)
            mine.update(state=State.FAILED)


def _path(file: PreparedFile, attempt: int) -> str:
    return f"exports/{file.token}-{attempt}.{file.format}"


def _write(export: Export, path: str, mine) -> None:
    def progress(done: int) -> None:
        mine.update(done=done, seen_alive_at=timezone.now())

    target = Path(default_storage.path(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    spreadsheet.write(export, str(target), progress)


def _announce(export: Export, path: str, mine, began: tuple | None) -> bool:
    """Ready; or begun anew, because people who decide what is shown of them changed something meanwhile. Whoever takes
    something back right now may not have seen this file, and holds the line that is asked for until they commit."""
    with transaction.atomic():
        if began != _people(type(export), wait=True):
            _restart(mine.filter(attempts__lt=ATTEMPTS))
            return False
        return bool(mine.update(state=State.READY, file=path, done=export.count, total=export.count))


def _people(export: type[Export], *, wait: bool = False) -> tuple | None:
    """Another one as soon as anything of those changed whom the list names; None for a list that names nobody."""
    if not (name := export.people()):
        return None
    lines = Version.objects.select_for_update() if wait else Version.objects.all()
    return lines.filter(name=name).values_list("number", "transaction", "content").first()


def _request(file: PreparedFile) -> HttpRequest:
    """The question as it was asked, by the reader as they are now."""
    request = HttpRequest()
    request.method, request.path, request.GET = "GET", file.path, QueryDict(file.querystring)
    request.user = file.user if file.user and file.user.is_active else AnonymousUser()
    return request
