"""References people can read, write down and cite: ``TA-2013-0042``. Stable, and never used again."""

from __future__ import annotations

from django.db import connection, models


class ReferenceCounter(models.Model):
    """The last number given out for a prefix and a year. Deleting a record does not give its number back."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="referencecounter_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:04d}"


def next_references(prefix: str, year: int, count: int = 1) -> list[str]:
    """The next ``count`` references of a year, in one statement: two writers at once never get the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO core_referencecounter (prefix, year, last) VALUES (%s, %s, %s)
               ON CONFLICT (prefix, year) DO UPDATE SET last = core_referencecounter.last + EXCLUDED.last
               RETURNING last""",
            [prefix, year, count],
        )
        last = cursor.fetchone()[0]
    return [f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
