"""The calendar as files, feeds and as a calendar: all kinds of entries in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext_lazy as _

from matchmaking import open_data as matchmaking_data
from portal.core.classification import Role
from portal.core.dates import joined_text
from portal.core.exports.columns import DATE, Column, choice, plain, term, terms
from portal.core.exports.export import Entry, Event
from portal.core.exports.parties import name_of
from portal.core.exports.record_export import RecordExport
from portal.core.exports.withdrawn import withdrawn
from portal.core.models import Attendance, Meeting
from portal.core.tombstones import lately
from portal.site.calendar.index import apart, numbered
from portal.site.calendar.kinds import DEADLINES
from portal.site.calendar.kinds import Entry as Of
from portal.site.calendar.listing import CalendarListing
from portal.site.meetings.open_data import meetings
from tad.models import Activity
from tad.open_data import records as activities

BATCH = 500
RECORDS: dict[Of, Callable[..., Iterator[dict]]] = {
    Of.ACTIVITY: activities,
    Of.MEETING: meetings,
    Of.NEED: matchmaking_data.needs,
    Of.OFFER: matchmaking_data.offers,
}
NOT_SURE = {Meeting.Status.PLANNED, Meeting.Status.POSTPONED}
COLUMNS: list[Column] = [
    *choice("entry", _("Kind of entry")),
    plain("ref", _("Reference of the record, for ever")),
    plain("url", _("Address of the record's page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    plain("language", _("Language of the record's texts (ISO 639-1)")),
    plain("starts_on", DATE, is_date=True),
    plain("ends_on", DATE, is_date=True),
    plain("date_note", _("What else is known about the date")),
    plain("place", _("Town or venue")),
    *choice("country", _("Country of the place (ISO 3166)")),
    *choice("attendance", _("Whether one takes part in person, online or either")),
    *term("series", _("Series to which the meeting belongs")),
    *choice("status", _("What is known of it: planned, held, open …")),
    *terms("topic", "topics", _("Fields of intellectual property")),
    Column("by", _("Who organises, asks or offers"), lambda record: "; ".join(record["by"])),
    plain("published_at", _("When it was published, UTC")),
    plain("updated_at", _("When the record was last changed, UTC")),
]


class CalendarExport(RecordExport):
    listing_class = CalendarListing
    name = "calendar"
    columns = COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        numbers = iter(ids)
        while batch := list(islice(numbers, BATCH)):
            found = self._found(batch)
            yield from (found[number] for number in batch if number in found)

    def _found(self, batch: list[int]) -> dict[int, dict]:
        found = {}
        for kind, ids in apart(batch).items():
            refs = dict(kind.model.objects.filter(pk__in=ids).values_list("ref", "pk")) if ids else {}
            for record in RECORDS[kind.entry](self.user, ids, self.listing.reference, base=self.base) if ids else ():
                found[numbered(kind, refs[record["ref"]])] = self._said(kind.entry, record)
        return found

    def _said(self, entry: Of, record: dict) -> dict:
        """The one form of all kinds, from that of each."""
        kept = ("ref", "url", "title", "summary", "language", "topics", "status", "status_label", "published_at",
                "updated_at")  # fmt: skip
        said = {"entry": entry.value, "entry_label": self.listing.reference.labels(Of)[entry]}
        said |= {name: record[name] for name in kept}
        if entry in DEADLINES:
            return said | self._deadline(record)
        lines = record["participations"]
        return said | {
            "starts_on": record["starts_on"],
            "ends_on": record["ends_on"],
            "date_note": record["date_note"],
            "place": record["place"],
            "series": record.get("series"),
            "by": [name_of(line) for line in lines if line["role"] == Role.ORGANISER],
            **self._where(record, lines),
        }

    def _where(self, record: dict, lines: list[dict]) -> dict:
        """A meeting says where it is and how one takes part; an activity is where its host is."""
        if "country" in record:
            return {name: record[name] for name in ("country", "country_label", "attendance", "attendance_label")}
        host = next((line for line in lines if line["role"] == Role.HOST), {"country": "", "country_label": ""})
        return {
            "country": host["country"], "country_label": host["country_label"],
            "attendance": record["delivery"], "attendance_label": record["delivery_label"],
        }  # fmt: skip

    def _deadline(self, record: dict) -> dict:
        today = self.listing.snapshot.today.isoformat()
        deadline = record["deadline"]
        day = deadline if deadline and deadline >= today else record["expires_on"]
        none = dict.fromkeys(("date_note", "place", "country", "country_label", "attendance", "attendance_label"), "")
        by = [record["owner"]["label"]] if record["owner"] else []
        return none | {"starts_on": day, "ends_on": day, "series": None, "by": by}

    @cached_property
    def gone(self) -> list[tuple[str, datetime]]:
        return lately(Activity, Meeting)

    @cached_property
    def withdrawn(self) -> list[Event]:
        """Activities and meetings; a deadline that is gone is not missed."""
        found = apart(self.listing.unreadable)
        announced = (kind for kind in found if issubclass(kind.model, (Activity, Meeting)) and found[kind])
        return [event for kind in announced for event in withdrawn(kind.model, found[kind], self.language)]

    def event(self, record: dict) -> Event | None:
        """In a calendar program a deadline stands among meetings, so that its title says what it is."""
        online = record["attendance_label"] if record["attendance"] == Attendance.ONLINE else ""
        event = self.spanning(
            record,
            place=joined_text([record["place"], record["country_label"]]) or online,
            is_cancelled=record["status"] == Meeting.Status.CANCELLED,
            is_planned=record["status"] in NOT_SURE,
        )
        if event is None or record["entry"] not in DEADLINES:
            return event
        title = f"{record['entry_label']}: {record['title']}"
        return replace(event, entry=replace(event.entry, title=title))

    def entry(self, record: dict) -> Entry:
        entry = super().entry(record)
        return replace(entry, categories=[record["entry_label"], *entry.categories])
