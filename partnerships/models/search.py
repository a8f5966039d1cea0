"""Search rows. The columns' meaning: portal/core/models/search_row.py; how they are derived: partnerships/sql/."""

from django.db import models

from partnerships.models import case_study, partner
from partnerships.models.case_study import CaseStudy
from partnerships.models.initiative import Initiative
from portal.core.facets import FacetIndex
from portal.core.models import SearchRow


# No constraints to the records in the database: the triggers keep the rows in step, after the record has changed.
class InitiativeSearch(SearchRow):
    initiative = models.OneToOneField(
        Initiative, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.initiative_id)


class CaseStudySearch(SearchRow):
    case_study = models.OneToOneField(
        CaseStudy, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search"
    )

    class Meta(SearchRow.Meta):
        pass

    def __str__(self) -> str:
        return str(self.case_study_id)


initiative_index = FacetIndex(partner.SUBJECT, "partnerships_initiativesearch", "initiative_id")
case_study_index = FacetIndex(case_study.SUBJECT, "partnerships_casestudysearch", "case_study_id")
