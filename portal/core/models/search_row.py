"""The search row: one narrow row a record, all that finding and counting need, derived by triggers.

A room makes it concrete (``tad.ActivitySearch``), writes the SQL function that derives a row, and lists the tables
whose changes call it (``derived_by``). Nobody writes these rows in Python: whatever changes a record, bulk updates and
raw SQL included, changes its search row in the same transaction.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchRow(models.Model):
    sort_date = models.DateField(null=True)
    title_key = models.CharField(max_length=400)  # letters without accents and case: C collation sorts it as people do
    added_at = models.DateTimeField(null=True)
    codes = ArrayField(models.IntegerField())  # facet << 24 | value, see facets.py
    document = SearchVectorField()

    class Meta:
        abstract = True
        indexes = [
            GinIndex(fields=["codes"], name="%(class)s_codes"),
            GinIndex(fields=["document"], name="%(class)s_document"),
            models.Index(fields=["title_key"], name="%(class)s_title"),
            GinIndex(fields=["title_key"], opclasses=["gin_trgm_ops"], name="%(class)s_alike"),
            models.Index(models.F("sort_date").desc(nulls_last=True), name="%(class)s_date"),
            models.Index(fields=["added_at"], name="%(class)s_added"),
        ]


class SearchWord(models.Model):
    """A word and in how many public records of a kind it stands, as they spell it; triggers count (core_count_words).

    What nobody may see is not counted, so help with typing and suggestions may show every word that is here.
    """

    subject = models.CharField(max_length=40)  # the kind of record: the name of its FacetIndex
    word = models.CharField(max_length=30)
    letters = models.TextField()  # without accents: core_letters
    records = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "word"], name="searchword_once")]
        indexes = [GinIndex(OpClass("letters", "gin_trgm_ops"), name="searchword_letters")]

    def __str__(self) -> str:
        return f"{self.word} {self.records}"


def derived_by(function: str, column: str) -> list[pgtrigger.Trigger]:
    """Triggers for a table whose rows a search row is derived from: ``function(ids)`` is called once a statement.

    ``column`` names the record's id in the table. PostgreSQL wants a trigger of its own for each event that looks at
    the changed rows, hence three.
    """
    call = f"PERFORM {function}((SELECT array_agg(DISTINCT {column}) FROM %s)); RETURN NULL;"  # noqa: S608 -- both names are constants
    both = f"(SELECT {column} FROM old_rows UNION ALL SELECT {column} FROM new_rows) AS changed"  # noqa: S608
    return [
        pgtrigger.Trigger(
            name="search_row_insert", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"), func=call % "new_rows",
        ),
        pgtrigger.Trigger(
            name="search_row_update", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"), func=call % both,
        ),
        pgtrigger.Trigger(
            name="search_row_delete", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="old_rows"), func=call % "old_rows",
        ),
    ]  # fmt: skip
