"""When a dump is made and how long it is kept.

Once a day, if anything has changed since the newest. Once an hour, and whenever one is made, those that tell of a
consultant what that person no longer releases go, however new they are, and another takes their place: a consent that
was withdrawn ends in files, too.
What else was withdrawn stays in older dumps, which are what was public on their day; the tombstones say so.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from portal.core.facets import Facet
from portal.core.freshness import code_version
from portal.core.housekeeping import schedule
from portal.core.models import content_stamps
from portal.site.open_data.datasets import Catalogue
from portal.site.open_data.dump import shelf
from portal.site.open_data.dump.archive import Archive
from portal.site.open_data.dump.contents import leave_samples_out, of_list, tables
from portal.site.open_data.dump.shelf import Dump

PEOPLE = "consultants"
NOTHING = (None, "", [])  # what stands where nothing was released
log = logging.getLogger(__name__)


def once_a_day() -> None:
    """Writing takes long, so that it is a task of its own. Housekeeping runs at each start, too: a day of many starts
    must not push out the dumps of a week."""
    if settings.KEEP_DUMPS and settings.SITE_URL:
        newest = shelf.newest()
        if not newest or newest.made_at.date() < timezone.localdate():
            schedule(timezone.now(), write)
    elif settings.KEEP_DUMPS and not settings.EMBEDDED:  # who only tries the portal out misses none
        log.warning("SITE_URL is not set: no dump of open data is made.")


def once_an_hour() -> None:
    """Only if a consultant took something back."""
    if settings.SITE_URL and shelf.dumps():
        with _alone() as now:
            if now and now.is_news and now.takes_back():
                now.made()


@task()
def write() -> None:
    make()


def make() -> Dump | None:
    """Write one if there is something new, and let go of the oldest. None where none was made."""
    with _alone() as now:
        if not now or not now.is_news:
            return None
        now.takes_back()  # the hourly look comes too late: to it the one made here is no news
        return now.made()


@contextmanager
def _alone() -> Iterator[Now | None]:
    """In a snapshot of the database in which nothing moves, in the language of the portal. None: somebody else is at
    it. Whoever comes when that one is done sees its file, because the lock ends with the transaction."""
    with override(settings.LANGUAGE_CODE), transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('dump of open data'))")
        yield Now() if cursor.fetchone()[0] else None


class Now:
    """What a visitor may see at this moment."""

    def __init__(self) -> None:
        request = HttpRequest()
        request.method, request.user = "GET", AnonymousUser()
        self.catalogue, self.at = Catalogue(request), timezone.now().replace(microsecond=0)
        for dataset in self.catalogue.datasets:
            leave_samples_out(dataset)

    @cached_property
    def stamp(self) -> str:
        """Moves when any record does, when the program says it differently, and when a day has changed what is open."""
        said = [code_version(), settings.SITE_URL, content_stamps()]
        said += [sorted(dataset.listing.counts(Facet.STATUS).items()) for dataset in self.catalogue.datasets]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]

    @property
    def is_news(self) -> bool:
        newest = shelf.newest()
        return newest is None or newest.stamp != self.stamp

    def made(self) -> Dump:
        name = f"all-records-{self.at.date()}-{self.stamp[:8]}{shelf.ENDING}"
        with shelf.adding(name) as target:
            archive = Archive(target, url=self.catalogue.url, stamp=self.stamp, made_at=self.at)
            archive.write(tables(self.catalogue))
        for old in shelf.dumps()[settings.KEEP_DUMPS :]:
            old.discard()
        return Dump(shelf.folder() / name)

    def takes_back(self) -> bool:
        """Let go of dumps that tell of consultants what is not released any more; whether there were any."""
        dataset = next(each for each in self.catalogue.datasets if each.id == PEOPLE)
        released = {record["ref"]: record for record in of_list(dataset).records()}
        outdated = [dump for dump in shelf.dumps() if _tells_more(dump, released)]
        for dump in outdated:
            dump.discard()
        return bool(outdated)


def _tells_more(dump: Dump, released: dict[str, dict]) -> bool:
    return any(
        value not in NOTHING and released.get(record["ref"], {}).get(name) in NOTHING
        for record in dump.records(PEOPLE)
        for name, value in record.items()
    )
