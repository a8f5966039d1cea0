"""Version stamps: how each server process learns that what it keeps in memory is no longer true.

One row a subject ("reference", "activity" …). Whoever changes something counts it up under the row's lock, inside the
same transaction; readers compare. A sequence would not do: commits do not happen in the order of a sequence, so a
reader could skip a change for ever. The transaction beside the number tells two changes apart that counted to the same
number because the first of them was rolled back after somebody in it had read.
"""

from __future__ import annotations

import pgtrigger
from django.db import connection, models

REFERENCE = "reference"


class Version(models.Model):
    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=1)
    transaction = models.BigIntegerField(default=0)
    # A reader older than this cannot catch up change by change and loads everything anew.
    reloaded_at = models.BigIntegerField(default=1)
    # Counted up by every change of a record, also of what no list is found by: whoever keeps whole answers compares it.
    content = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_positive")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Change(models.Model):
    """Which record changed at which version: lets a process apply a handful of changes instead of reloading."""

    name = models.CharField(max_length=40)
    number = models.BigIntegerField()
    record_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["name", "number"], name="change_name_number")]

    def __str__(self) -> str:
        return f"{self.name} {self.record_id} at {self.number}"


Stamp = tuple[int, int, int]  # number, reloaded_at, transaction
NEVER: Stamp = (0, 0, 0)


def current_versions() -> dict[str, Stamp]:
    """Every subject's stamp, in one short query: the only thing a request asks before it trusts its memory."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number, reloaded_at, transaction FROM core_version")
        return {name: tuple(stamp) for name, *stamp in cursor.fetchall()}


def content_stamps() -> dict[str, tuple[int, ...]]:
    """For whoever keeps whole answers: also moved by changes that no list is found by, such as a number of persons."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, number, transaction, content FROM core_version ORDER BY name")
        return {name: tuple(stamp) for name, *stamp in cursor.fetchall()}


def content_triggers(subject: str) -> list[pgtrigger.Trigger]:
    """Any change of a table that answers about this subject are made of, by whatever way, counts up its content.

    It is counted in the row that the subject's number is in: two rows could be locked in two orders.
    """
    return [
        pgtrigger.Trigger(
            name="count_content_version",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"PERFORM core_count_content('{subject}'); RETURN NULL;",
        )
    ]


def reference_triggers() -> list[pgtrigger.Trigger]:
    """Any change of a reference table, by whatever way, tells every process to read the vocabularies again."""
    return [
        pgtrigger.Trigger(
            name="count_reference_version",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"PERFORM core_count_version('{REFERENCE}', NULL); RETURN NULL;",
        )
    ]
