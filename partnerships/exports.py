"""The lists of initiatives and of case studies as files, feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from partnerships import open_data
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import Initiative
from partnerships.open_columns import CASE_STUDY_COLUMNS, INITIATIVE_COLUMNS
from portal.core.exports.columns import first_day, last_day
from portal.core.exports.export import Entry, Event, Export


class _Export(Export):
    def entry(self, record: dict) -> Entry:
        published = record["published_at"]
        kind = [record["kind_label"]] if "kind_label" in record else []
        return Entry(
            ref=record["ref"],
            url=record["url"],
            title=record["title"],
            summary=record["summary"],
            language=record["language"],
            published=datetime.fromisoformat(published) if published else None,
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=[*kind, *(topic["label"] for topic in record["topics"])],
        )


class InitiativeExport(_Export):
    listing_class = InitiativeListing
    name = "partnerships"
    columns = INITIATIVE_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.initiatives(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        starts, ends = record["starts_on"] or record["ends_on"], record["ends_on"] or record["starts_on"]
        if not starts:
            return None
        planned = record["status"] == Initiative.Status.PLANNED
        return Event(entry=self.entry(record), first=first_day(starts), last=last_day(ends), is_planned=planned)


class CaseStudyExport(_Export):
    listing_class = CaseStudyListing
    name = "case-studies"
    columns = CASE_STUDY_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.case_studies(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        if not record["year"]:
            return None
        year = str(record["year"])
        return Event(entry=self.entry(record), first=first_day(year), last=last_day(year))
