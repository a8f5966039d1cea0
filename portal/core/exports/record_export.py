"""The list of a room's records as a feed and a calendar: both are made of the room's one representation."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from portal.core.exports.columns import first_day, last_day
from portal.core.exports.export import Entry, Event, Export
from portal.core.tombstones import lately


class RecordExport(Export):
    """A room says which records, and how one of them is an event where it is more than a span of days."""

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

    @cached_property
    def gone(self) -> list[tuple[str, datetime]]:
        return lately(self.listing.filterset_class.Meta.model)

    def spanning(self, record: dict, **more) -> Event | None:
        """From the first day that its dates can mean to the last; None where it has none."""
        starts, ends = record["starts_on"] or record["ends_on"], record["ends_on"] or record["starts_on"]
        if not starts:
            return None
        return Event(
            entry=self.entry(record),
            first=first_day(starts),
            last=last_day(ends),
            is_exact=len(starts) == len(ends) == len("2013-10-05"),
            **more,
        )
