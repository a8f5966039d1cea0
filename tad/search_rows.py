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
        cursor.execute("SELECT core_count_content('activity')")


def derive(activities: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tad_activity_index(%s)", [list(activities)])


def derive_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tad_activity_index_all()")


def differing() -> int:
    """How many activities have another search row than they should, none, or one too many; and how many words of
    public ones are counted wrong."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM tad_activitysearch AS kept
               WHERE NOT EXISTS (SELECT FROM tad_activity AS a WHERE a.id = kept.activity_id)"""
        )
        found = cursor.fetchone()[0]
        cursor.execute("SELECT array_agg(id) FROM tad_activity GROUP BY id / 5000")
        for (batch,) in cursor.fetchall():
            cursor.execute(
                """SELECT count(*)
                   FROM tad_activity_rows(%s) AS derived LEFT JOIN tad_activitysearch AS kept USING (activity_id)
                   WHERE (derived.sort_date, derived.title_key, derived.added_at, derived.codes, derived.document)
                       IS DISTINCT FROM (kept.sort_date, kept.title_key, kept.added_at, kept.codes, kept.document)""",
                [batch],
            )
            found += cursor.fetchone()[0]
        cursor.execute(
            """SELECT count(*) FROM tad_activity_words() AS derived
               FULL JOIN (SELECT word, records FROM core_searchword WHERE subject = 'activity') AS kept USING (word)
               WHERE derived.records IS DISTINCT FROM kept.records"""
        )
        return found + cursor.fetchone()[0]
