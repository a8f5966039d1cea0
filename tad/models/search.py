"""An activity's search row. The columns' meaning: portal/core/models/search_row.py; how it is derived: tad/sql/."""

from django.db import models

from portal.core.facets import FacetIndex
from portal.core.models import SearchRow
from tad.models.activity import Activity


class ActivitySearch(SearchRow):
    # No constraint in the database: the triggers keep the rows in step, after the activity itself has changed.
    activity = models.OneToOneField(
        Activity, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.activity_id)


activity_index = FacetIndex("activity", "tad_activitysearch", "activity_id")
