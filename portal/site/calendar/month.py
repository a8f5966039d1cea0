"""A month as a table of days: what stands on each of them, and what no day can be named for.

The listing says what is on in the month; pure functions place it, so that a page asks for the cards it shows only.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton, get_day_names

from portal.core.dates import first_weekday, locale, number_text
from portal.core.listing import Option
from portal.site.calendar.entries import EntryCard
from portal.site.calendar.kinds import Span

MOST = 3  # entries shown of a day
ASIDE = 8  # entries shown below the table


@dataclass(frozen=True)
class Placed:
    """Entries by their numbers. Below the table stands what has no day, and what would fill every one of them."""

    by_day: dict[date, list[int]]
    aside: list[int]

    @property
    def shown(self) -> list[int]:
        """Each once, in the order of the page."""
        of_days = (number for numbers in self.by_day.values() for number in numbers[:MOST])
        return list(dict.fromkeys([*of_days, *self.aside[:ASIDE]]))


def placed(spans: Mapping[int, Span], month: Span) -> Placed:
    """``spans`` are those of everything that is on in the month. What began first stands first on each of its days."""
    by_day: dict[date, list[int]] = {day: [] for day in month.days}
    in_order, aside = list(by_day.values()), []
    for number, span in sorted(spans.items(), key=lambda item: (item[1].first, item[1].last, item[0])):
        if not span.is_exact or (span.first <= month.first and span.last >= month.last):
            aside.append(number)
            continue
        start = max((span.first - month.first).days, 0)
        for numbers in in_order[start : (span.last - month.first).days + 1]:
            numbers.append(number)
    return Placed(by_day, aside)


@dataclass
class Day:
    day: date
    number: str
    label: str  # "Thursday 5 November"
    is_today: bool
    entries: list[tuple[EntryCard, bool]]  # with: did it begin on a day of this month that stands before
    more: str  # how many more there are, "" for none
    url: str  # the whole day

    @property
    def begins(self) -> bool:
        """Whether a list that names each entry once has anything to say of the day."""
        return bool(self.more) or not all(goes_on for _card, goes_on in self.entries)


@dataclass
class Week:
    days: list[Day | None]  # None: a day of another month

    @property
    def begins(self) -> bool:
        return any(day and day.begins for day in self.days)


@dataclass
class Month:
    """What the template shows."""

    title: str
    weekdays: list[tuple[str, str]]  # short and whole
    weeks: list[Week]
    aside: list[EntryCard]
    more_aside: str
    url: str  # the whole month as a list
    previous_url: str  # "" where nothing is beyond
    next_url: str
    this_url: str
    nearest: list[Option]  # other months, if nothing is in this one

    @property
    def begins(self) -> bool:
        return any(week.begins for week in self.weeks)


def weeks_of(month: Span) -> list[list[date | None]]:
    """As the reader's language begins its weeks."""
    weeks = Calendar(first_weekday()).monthdatescalendar(month.first.year, month.first.month)
    return [[day if day.month == month.first.month else None for day in week] for week in weeks]


def weekdays() -> list[tuple[str, str]]:
    short, whole = (get_day_names(width, "stand-alone", locale()) for width in ("abbreviated", "wide"))
    return [(short[each], whole[each]) for each in Calendar(first_weekday()).iterweekdays()]


def days_of(
    entries: Placed, cards: Mapping[int, EntryCard], today: date, url_of: Callable[[date], str]
) -> Iterator[Day]:
    """Who may not see an entry after all does not get it."""
    before: set[int] = set()
    for day, numbers in entries.by_day.items():
        shown = [number for number in numbers[:MOST] if number in cards]
        more = len(numbers) - len(numbers[:MOST])
        yield Day(
            day, number_text(day.day), format_skeleton("MMMMEEEEd", day, locale=locale()), day == today,
            [(cards[number], number in before) for number in shown], number_text(more) if more else "", url_of(day),
        )  # fmt: skip
        before.update(shown)
