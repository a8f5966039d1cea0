"""Records that may already be here: for whoever submits or imports one, and for the desk. portal/core/lookalikes.py."""

from datetime import date

from partnerships.models import CaseStudySearch, InitiativeSearch
from portal.core.lookalikes import LookAlikes


class CaseStudyLookAlikes(LookAlikes):
    """Of a case study only a year is known."""

    dates = ("year",)

    def span_of(self, values: dict) -> dict:
        year = values.get("year")
        return {"starts_on": date(year, 1, 1), "starts_precision": "year"} if year else {}


INITIATIVES = LookAlikes(InitiativeSearch)
CASE_STUDIES = CaseStudyLookAlikes(CaseStudySearch, countries="country_links")
look_alikes, sketches_of = INITIATIVES.find, INITIATIVES.sketches_of
