"""iCalendar (RFC 5545): every dated record as an all-day event that leaves its days free. Undated ones are left out.

Whole days have no time zone: a meeting on 5 October is on 5 October wherever the calendar is read. Where only the month
or the year is known, the event covers all of it, is tentative, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from portal.core.exports.export import Event, Export

NAME = "South-South IP Portal"
REFRESH = timedelta(hours=12)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # revisions are counted in seconds from here: a number that only grows


def stream(export: Export) -> Iterator[bytes]:
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//{export.name}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", export.title)
    calendar.add("x-wr-calname", export.title)
    calendar.add("url", export.url)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")  # what programs read that are older than RFC 7986
    if undated := export.undated:
        calendar.add("x-undated-records-left-out", str(undated))
    head, tail = calendar.to_ical().split(b"END:VCALENDAR")
    yield head
    for event in map(export.event, export.records()):
        if event is not None:
            yield _written(event, export)
    for event in export.withdrawn:
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
    written.add("status", _status(event))
    written.add("summary", entry.title, parameters=spoken)
    said = [] if event.is_exact else [export.inexact]
    if said or entry.summary:
        written.add("description", "\n".join(filter(None, [*said, entry.summary])), parameters={} if said else spoken)
    if event.place:
        written.add("location", event.place)
    if entry.url:
        written.add("url", entry.url)
    if entry.categories:
        written.add("categories", entry.categories, parameters={"LANGUAGE": export.language})
    return written.to_ical()


def _status(event: Event) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_planned or not event.is_exact else "CONFIRMED"
