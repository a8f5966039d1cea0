"""The calendar as a list: what is coming, soonest first, by month; what is past, by year. And a month as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from pyroaring import BitMap

from portal.core.addresses import Address, asked_at
from portal.core.chips import Chip
from portal.core.dates import day_text, month_text, number_text
from portal.core.exports import formats
from portal.core.facet_panel import FacetPanel
from portal.core.facets import Facet
from portal.core.listing import Listing, NoSuchPage, Option
from portal.core.models import Meeting
from portal.site.calendar.entries import EntryCard, entries_of
from portal.site.calendar.filters import CalendarFilterSet, days_asked
from portal.site.calendar.index import CalendarSnapshot, calendar_index, calendar_text, nearest, on_at, since
from portal.site.calendar.kinds import Span
from portal.site.calendar.month import ASIDE, Month, Placed, Week, days_of, placed, weekdays, weeks_of

AROUND = 365  # days before today


class CalendarListing(Listing):
    filterset_class = CalendarFilterSet
    index = calendar_index
    text = calendar_text
    room = "calendar"
    save_url = ""  # subscribing to the calendar does it
    meant = None
    snapshot: CalendarSnapshot

    @cached_property
    def title(self) -> str:
        return _("Calendar")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Entries"),
            "search": _("Search in meetings, activities, needs and offers"),
            "placeholder": _("Search the calendar"),
            "nothing": _("Nothing matches all of this"),
        }

    @property
    def nothing(self) -> str:
        return _("Nothing is announced for the coming time") if self.when == "coming" else super().nothing

    @property
    def see_also(self) -> tuple[Option, ...]:
        return (Option(_("All meetings"), reverse("meetings:list"), False),)

    @property
    def suggest_url(self) -> str:
        return reverse("meetings:suggest")

    def queryset(self):
        return Meeting.objects.none()  # entries stand in four tables: filters only check the address

    # Which days ------------------------------------------------------------------------------------------------------
    @cached_property
    def days(self) -> Span | None:
        """Those that the address asks for; as a table, always a month: this one, unless it says another."""
        text = self.filters.chosen.get("on", "")
        days = days_asked(text) if text else None
        if not self.is_month:
            return days
        return days_asked(f"{days.first if days else self.snapshot.today:%Y-%m}")

    @cached_property
    def spans(self) -> dict[int, Span]:
        return on_at(self.snapshot, self.days, self.readable)

    @cached_property
    def reach(self) -> Span:
        """The months there are: nobody, and no robot, walks on for ever. From the first day on which the reader can see
        anything to a year after the last, and a year around today in any case."""
        today, year = self.snapshot.today, timedelta(days=366)
        oldest = [
            date.fromordinal(self.snapshot.days[each])
            for each in self.snapshot.page(self.readable, 0, 1, oldest_first=True)
        ]
        last = [self.snapshot.coming[each].last for each in self.snapshot.coming_among(self.readable)]
        return Span(min(today - year, *oldest, today), max(today, *last, today) + year)

    @cached_property
    def number(self) -> int:
        if self.days and (self.days.last < self.reach.first or self.days.first > self.reach.last):
            raise NoSuchPage(_("The calendar does not reach that far."))
        return super().number

    @property
    def days_text(self) -> str:
        return day_text(self.days.first) if self.days.first == self.days.last else month_text(self.days.first)

    @property
    def chips(self) -> list[Chip]:
        if not self.days or self.is_month:
            return super().chips
        return [*super().chips, Chip(_("Days"), self.days_text, False, self.address.dropping("on"))]

    # When -------------------------------------------------------------------------------------------------------------
    @cached_property
    def when(self) -> str:
        """ "coming" unless the address asks for something else; years are asked for whole."""
        return self.filters.chosen.get("when") or ("always" if self.filters.years or self.days else "coming")

    def further_conditions(self) -> Iterator[BitMap]:
        if self.days:
            yield BitMap(self.spans)
        yield from self._of_when()

    def _of_when(self) -> Iterator[BitMap]:
        if self.when == "coming":
            yield BitMap(self.snapshot.coming)
        elif self.when == "past":
            yield self.snapshot.everything - BitMap(self.snapshot.coming)
        elif self.when == "around":
            yield since(self.snapshot, AROUND)

    def counts(self, facet: Facet) -> dict[int, int]:
        """Years are counted whenever they are: choosing one leaves the condition of what is coming behind."""
        if facet == Facet.YEAR and "when" not in self.filters.chosen:
            return self.snapshot.counts(Facet.YEAR, self._whenever)
        return super().counts(facet)

    @cached_property
    def _whenever(self) -> BitMap:
        words = self.text.hits(self.q, self.snapshot.stamp) if self.q else self.snapshot.everything
        return self.snapshot.hits(self.filters.selection, self.readable) & words

    @cached_property
    def _sorts(self) -> dict[str, str]:
        if self.is_month:
            return {"date": _("By day")}
        return {"date": _("Latest first") if self.when == "past" else _("Soonest first")}

    @cached_property
    def _views(self) -> dict[str, str]:
        return {"cards": pgettext("view of the calendar", "Agenda"), "month": _("Month")}

    @property
    def views(self) -> list[Option]:
        """From the agenda of some days to the month that they are in, and back to what is coming."""
        agenda, month = super().views
        on = f"{self.days.first:%Y-%m}" if self.days and not self.is_month else ""
        url = self.address.setting(view="month", on=on, when="", year_min="", year_max="")
        agenda = replace(agenda, url=self.address.setting(view="", on=""))
        return [agenda, month if self.is_month else replace(month, url=url)]

    def framed(self, address: Address) -> str:
        """A frame is no table, so it is told which month's entries are meant."""
        return address.setting(on=f"{self.days.first:%Y-%m}") if self.is_month else str(address)

    @property
    def is_month(self) -> bool:
        return self.view == "month"

    @property
    def as_cards(self) -> str:
        return "calendar/_month.html" if self.is_month else "calendar/_agenda.html"

    @property
    def recent_label(self) -> str:
        return _("When")

    @property
    def recent(self) -> list[Option]:
        """What the list begins with is one of the choices: nobody has to guess how to come back to it."""
        if self.is_month:
            return []
        url = self.address.setting(when="", on="", year_min="", year_max="")
        return [Option(_("Coming up"), url, self.when == "coming"), *super().recent]

    @cached_property
    def panel(self) -> FacetPanel:
        """Beside a month in which nothing is: what there is at any time, as the agenda to which each value leads."""
        if not self.is_month or self.hits:
            return super().panel
        at_any_time = asked_at(self.address.setting(view="", on="", when="always"), self.request)
        return FacetPanel(CalendarListing(at_any_time, self.versions))

    @property
    def years(self):
        return None if self.is_month and self.hits else super().years

    @property
    def is_empty(self) -> bool:
        """A month without an entry still leads to the others."""
        return super().is_empty and not self.is_month

    @property
    def last(self) -> int:
        return 1 if self.is_month else super().last

    @cached_property
    def ids(self) -> list[int]:
        return self.placed.shown if self.is_month else super().ids

    def ids_from(self, start: int, size: int) -> list[int]:
        if self.when == "coming":
            return self.snapshot.coming_among(self.hits)[start : start + size]
        return self.snapshot.page(self.hits, start, size, oldest_first=self.when != "past")

    # What the page shows ----------------------------------------------------------------------------------------------
    def cards_of(self, ids: list[int]) -> list[EntryCard]:
        return entries_of(self.request.user, ids, self.snapshot, self.reference)

    @property
    def groups(self) -> list[dict]:
        """``[{title, cards}]``: by month, what is past by year."""
        grouped = groupby(self.cards, lambda card: self._heading(card["number"]))
        return [{"title": title, "cards": list(cards)} for title, cards in grouped]

    def _heading(self, number: int) -> str:
        snapshot = self.snapshot
        span = snapshot.coming.get(number) if self.when == "coming" else None
        if span and not span.is_exact and span.first.month != span.last.month:
            return _("Some time in %(year)s") % {"year": span.last.year}
        day = span.awaited(snapshot.today) if span else date.fromordinal(snapshot.days[number])
        return str(day.year) if self.when == "past" else month_text(day)

    # A month ----------------------------------------------------------------------------------------------------------
    @cached_property
    def placed(self) -> Placed:
        return placed({number: self.spans[number] for number in self.hits}, self.days)

    @cached_property
    def month(self) -> Month:
        days, cards = self.days, {card["number"]: card for card in self.cards}
        before, after = days.first - timedelta(days=1), days.last + timedelta(days=1)
        shown = days_of(self.placed, cards, self.snapshot.today, lambda day: self._list_of(day.isoformat()))
        by_day = {each.day: each for each in shown}
        aside = self.placed.aside
        return Month(
            title=self.days_text,
            weekdays=weekdays(),
            weeks=[Week([by_day.get(day) for day in week]) for week in weeks_of(days)],
            aside=[cards[number] for number in aside[:ASIDE] if number in cards],
            more_aside=number_text(len(aside) - ASIDE) if len(aside) > ASIDE else "",
            url=self._list_of(f"{days.first:%Y-%m}"),
            previous_url=self._month_of(before) if before >= self.reach.first else "",
            next_url=self._month_of(after) if after <= self.reach.last else "",
            this_url="" if days.first <= self.snapshot.today <= days.last else self.address.setting(on=""),
            nearest=[] if self.hits else self._nearest(),
        )

    def _nearest(self) -> list[Option]:
        """From a month in which nothing is, to those next to it in which something is, under the same conditions."""
        hits = BitMap.intersection(self._whenever, *self._of_when())
        words = (_("Last before: %(month)s"), _("Next after: %(month)s"))
        return [
            Option(text % {"month": month_text(day)}, self._month_of(day), False)
            for text, day in zip(words, nearest(self.snapshot, hits, self.days), strict=True)
            if day
        ]

    def _list_of(self, days: str) -> str:
        return self.address.setting(view="", on=days)

    def _month_of(self, day: date) -> str:
        return self.address.setting(on=f"{day:%Y-%m}")

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        return {
            "coming": [_("from today on")], "past": [_("before today")], "around": [_("since a year ago")],
        }.get(self.when, [])  # fmt: skip

    @property
    def suggestions(self) -> list[dict[str, str]]:
        """Where nothing is coming, what was: the same conditions, and each left out."""
        if self.when != "coming":
            return super().suggestions
        past = len(self._whenever)
        if not past:
            return super().suggestions
        label = _("What is past: %(count)s") % {"count": self.count_text_for(past)}
        return [{"label": label, "url": self.address.setting(when="past")}, *super().suggestions]

    @property
    def subscription(self) -> dict[str, str] | None:
        """Addresses for calendar programs: this very calendar, with what was lately in it, kept up to date by them."""
        if self.mistakes:
            return None
        when = "around" if self.when == "coming" or self.days else self.filters.chosen.get("when", "")
        asked = self.address.setting(sort="", view="", on="", when=when, format="ics")
        url = self.request.build_absolute_uri(asked)
        return {
            "url": url,
            "webcal": f"webcal://{url.partition('://')[2]}",
            "download": formats.url_of(self.address, "ics"),
        }
