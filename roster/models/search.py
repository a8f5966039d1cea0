"""A consultant's search row: only what was released. The columns' meaning: portal/core/models/search_row.py."""

from django.db import models

from portal.core.facets import FacetIndex
from portal.core.models import SearchRow
from roster.models.consultant import SUBJECT, Consultant


# No constraint to the consultant in the database: the triggers keep the rows in step, after the profile has changed.
class ConsultantSearch(SearchRow):
    consultant = models.OneToOneField(
        Consultant, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )
    assignments = models.PositiveSmallIntegerField()  # released ones, to sort by
    said = models.TextField()  # released texts of who is listed: the words that help with typing

    class Meta(SearchRow.Meta):
        indexes = [
            *(each.clone() for each in SearchRow.Meta.indexes),
            models.Index(fields=["-assignments"], name="%(class)s_work"),
        ]

    def __str__(self) -> str:
        return str(self.consultant_id)


consultant_index = FacetIndex(SUBJECT, "roster_consultantsearch", "consultant_id")
