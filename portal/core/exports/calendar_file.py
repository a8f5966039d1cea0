"""iCalendar (RFC 5545): every dated record as an all-day event that leaves its days free. Undated ones are left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from portal.core.exports.export import Event, Export

NAME = "South-South IP Portal"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # revisions are counted in seconds from here: a number that only grows


def stream(export: Export) -> Iterator[bytes]:
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//{export.name}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", export.title)
    calendar.add("x-wr-calname", export.title)
    calendar.add("url", export.url)
    if undated := export.undated:
        calendar.add("x-undated-records-left-out", str(undated))
    head, tail = calendar.to_ical().split(b"END:VCALENDAR")
    yield head
    for event in map(export.event, export.records()):
        if event is not None:
            yield _written(event, export)
    yield b"END:VCALENDAR" + tail


def _written(event: Event, export: Export) -> bytes:
    entry, spoken = event.entry, {"LANGUAGE": event.entry.language}
    written = CalendarEvent()
    written.add("uid", f"{entry.ref}@{export.host}")
    written.add("dtstamp", entry.updated)
    written.add("last-modified", entry.updated)
    written.add("sequence", max(0, int((entry.updated - EPOCH).total_seconds())))
    written.add("dtstart", event.first)
    written.add("dtend", event.last + timedelta(days=1))  # the first day that no longer belongs to it
    written.add("transp", "TRANSPARENT")
    written.add("status", "CANCELLED" if event.is_cancelled else "TENTATIVE" if event.is_planned else "CONFIRMED")
    written.add("summary", entry.title, parameters=spoken)
    if entry.summary:
        written.add("description", entry.summary, parameters=spoken)
    if event.place:
        written.add("location", event.place)
    written.add("url", entry.url)
    if entry.categories:
        written.add("categories", entry.categories, parameters={"LANGUAGE": export.language})
    return written.to_ical()
