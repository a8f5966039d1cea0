"""Search rows by the thousand: put off deriving them during a load, derive them at its end, compare them.

One record at a time, triggers do this by themselves (tad/sql/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def deferred() -> Iterator[None]:
    """Inside, triggers derive no search rows; whoever loads calls ``derive`` or ``derive_all`` afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.defer_index = 'on'")
        yield
        cursor.execute("SET LOCAL portal.defer_index = 'off'")


def derive(activities: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tad_activity_index(%s)", [list(activities)])


def derive_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tad_activity_index_all()")
