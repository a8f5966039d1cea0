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


class Unpaired(models.TextChoices):
    """Why an activity names no country that helps another one, the first that holds. In the order of the numbers in
    tad/sql/."""

    NO_PROVIDER = "no-provider", _("No arrow: nobody is recorded as provider or host")
    NO_BENEFICIARY = "no-beneficiary", _("No arrow: nobody is recorded as beneficiary")
    NO_GIVING_COUNTRY = "no-giving-country", _("No arrow: only an international organisation or a named group gives")
    NO_RECEIVING_COUNTRY = "no-receiving-country", _("No arrow: only a named group benefits")
    SAME_COUNTRY = "same-country", _("No arrow: the same country on both sides")


activity_index = FacetIndex("activity", "tad_activitysearch", "activity_id")
