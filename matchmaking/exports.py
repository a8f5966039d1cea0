"""The lists of needs and of offers as files, feeds and calendars of deadlines. Samples are in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from matchmaking import open_data
from matchmaking.lists import RealNeeds, RealOffers
from matchmaking.models import Status
from matchmaking.open_columns import NEED_COLUMNS, OFFER_COLUMNS
from portal.core.exports.columns import first_day
from portal.core.exports.export import Entry, Event, Export
from portal.core.facets import Facet
from portal.core.tombstones import lately


class _Export(Export):
    @cached_property
    def conditions(self) -> list[str]:
        return [*super().conditions, _("without samples, which are invented")]

    def entry(self, record: dict) -> Entry:
        published = record["published_at"]
        status = [record["status_label"]] if record["status"] else []
        return Entry(
            ref=record["ref"],
            url=record["url"],
            title=record["title"],
            summary=record["summary"],
            language=record["language"],
            published=datetime.fromisoformat(published) if published else None,
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=[*status, *(topic["label"] for topic in record["topics"])],
        )

    @cached_property
    def gone(self) -> list[tuple[str, datetime]]:
        return lately(self.listing.filterset_class.Meta.model)

    def event(self, record: dict) -> Event | None:
        """The day by which answers are wanted; where none was said, the last day on which it is open."""
        if not (day := record["deadline"] or record["expires_on"]):
            return None
        over = record["status"] in {Status.MATCHED, Status.CLOSED, Status.WITHDRAWN}
        return Event(entry=self.entry(record), first=first_day(day), last=first_day(day), is_cancelled=over)

    @property
    def undated(self) -> int:
        """Drafts that do not say yet until when."""
        snapshot = self.listing.snapshot
        days = [snapshot.bitmaps[each] for each in snapshot.by_facet.get(Facet.EXPIRES, ())]
        return len(self.listing.hits.difference(*days)) if days else self.count


class NeedExport(_Export):
    listing_class = RealNeeds
    name = "needs"
    columns = NEED_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.needs(self.user, ids, self.listing.reference, base=self.base)


class OfferExport(_Export):
    listing_class = RealOffers
    name = "offers"
    columns = OFFER_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.offers(self.user, ids, self.listing.reference, base=self.base)
