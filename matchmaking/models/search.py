"""Search rows. The columns' meaning: portal/core/models/search_row.py; how they are derived: matchmaking/sql/."""

from django.db import models

from matchmaking.models.need import Need
from matchmaking.models.offer import Offer
from portal.core.models import SearchRow


# No constraints to the records in the database: the triggers keep the rows in step, after the record has changed.
class NeedSearch(SearchRow):
    need = models.OneToOneField(
        Need, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.need_id)


class OfferSearch(SearchRow):
    offer = models.OneToOneField(
        Offer, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.offer_id)
