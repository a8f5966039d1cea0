"""The list of activities as a file, a feed and a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from portal.core.classification import Role
from portal.core.dates import joined_text
from portal.core.exports.export import Event
from portal.core.exports.iati_file import Publisher
from portal.core.exports.record_export import RecordExport
from tad.iati import iati
from tad.listing import ActivityListing
from tad.models import Activity
from tad.open_data import COLUMNS, records


class ActivityExport(RecordExport):
    listing_class = ActivityListing
    name = "activities"
    columns = COLUMNS

    def iati(self, record: dict, publisher: Publisher) -> Element | None:
        return iati(record, publisher)

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return records(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        hosts = [line["country_label"] for line in record["participations"] if line["role"] == Role.HOST]
        return self.spanning(
            record,
            place=joined_text(dict.fromkeys([record["place"], *hosts[:1]])),
            is_cancelled=record["status"] == Activity.Status.CANCELLED,
            is_planned=record["status"] == Activity.Status.PLANNED,
        )
