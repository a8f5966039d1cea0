"""The list of activities as a file, a feed and a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element

from portal.core.classification import Role
from portal.core.exports.columns import first_day, last_day
from portal.core.exports.export import Entry, Event, Export
from portal.core.exports.iati_file import Publisher
from tad.iati import iati
from tad.listing import ActivityListing
from tad.models import Activity
from tad.open_data import COLUMNS, records


class ActivityExport(Export):
    listing_class = ActivityListing
    name = "activities"
    columns = COLUMNS

    def iati(self, record: dict, publisher: Publisher) -> Element | None:
        return iati(record, publisher)

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return records(self.user, ids, self.listing.reference, base=self.base)

    def entry(self, record: dict) -> Entry:
        published = record["published_at"]
        return Entry(
            ref=record["ref"],
            url=record["url"],
            title=record["title"],
            summary=record["summary"],
            language=record["language"],
            published=datetime.fromisoformat(published) if published else None,
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=[record["kind_label"], *(topic["label"] for topic in record["topics"])],
        )

    def event(self, record: dict) -> Event | None:
        starts, ends = record["starts_on"] or record["ends_on"], record["ends_on"] or record["starts_on"]
        if not starts:
            return None
        hosts = [line["country_label"] for line in record["participations"] if line["role"] == Role.HOST]
        return Event(
            entry=self.entry(record),
            first=first_day(starts),
            last=last_day(ends),
            place=", ".join(dict.fromkeys(filter(None, [record["place"], *hosts[:1]]))),
            is_cancelled=record["status"] == Activity.Status.CANCELLED,
            is_planned=record["status"] == Activity.Status.PLANNED,
        )
