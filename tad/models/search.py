"""An activity's search row. The columns' meaning: portal/core/models/search_row.py; how it is derived: tad/sql/."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Recorded(models.TextChoices):
    """What may be recorded of an activity, or missing. In the order of the numbers in tad/sql/."""

    DATE = "date", _("Date")
    PROVIDER = "provider", _("Provider or host")
    BENEFICIARY = "beneficiary", _("Beneficiary")
    REGION = "region", _("Region")
    TOPIC = "topic", _("Topic")
    MODALITY = "modality", _("Modality")
    AMOUNT = "amount", _("Amount of funding")
    PARTICIPANTS = "participants", _("Number of participants")
    OUTCOME = "outcome", _("Outcome")
    EVALUATION = "evaluation", _("Evaluation")


activity_index = FacetIndex("activity", "tad_activitysearch", "activity_id")
