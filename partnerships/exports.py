"""The lists of initiatives and of case studies as files, feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerships import open_data
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import Initiative
from partnerships.open_columns import CASE_STUDY_COLUMNS, INITIATIVE_COLUMNS
from portal.core.exports.columns import first_day, last_day
from portal.core.exports.export import Event
from portal.core.exports.record_export import RecordExport


class InitiativeExport(RecordExport):
    listing_class = InitiativeListing
    name = "partnerships"
    columns = INITIATIVE_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.initiatives(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        return self.spanning(record, is_planned=record["status"] == Initiative.Status.PLANNED)


class CaseStudyExport(RecordExport):
    listing_class = CaseStudyListing
    name = "case-studies"
    columns = CASE_STUDY_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.case_studies(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        if not record["year"]:
            return None
        year = str(record["year"])
        return Event(entry=self.entry(record), first=first_day(year), last=last_day(year), is_exact=False)
