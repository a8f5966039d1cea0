"""The calendar as a list: what is coming, soonest first, by month; what is past, by year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from babel.dates import format_skeleton
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from portal.core.dates import locale, number_text
from portal.core.exports import formats
from portal.core.facets import Facet
from portal.core.listing import Listing, Option
from portal.core.models import Meeting
from portal.site.calendar.entries import EntryCard, entries_of
from portal.site.calendar.filters import CalendarFilterSet
from portal.site.calendar.index import CalendarSnapshot, calendar_index, calendar_text, since

AROUND = 365  # days before today


class CalendarListing(Listing):
    filterset_class = CalendarFilterSet
    index = calendar_index
    text = calendar_text
    room = "calendar"
    as_cards = "calendar/_agenda.html"
    save_url = ""  # subscribing to the calendar does it
    meant = None
    snapshot: CalendarSnapshot

    @cached_property
    def title(self) -> str:
        return _("Calendar")

    @cached_property
    def words(self) -> dict[str, str]:
        coming = self.when == "coming"
        nothing = _("Nothing is announced for the coming time") if coming else _("Nothing matches all of this")
        return {
            "counted": _("Entries"),
            "search": _("Search in meetings, activities, needs and offers"),
            "placeholder": _("Search the calendar"),
            "nothing": nothing,
        }

    @property
    def see_also(self) -> tuple[Option, ...]:
        return (Option(_("All meetings"), reverse("meetings:list"), False),)

    @property
    def suggest_url(self) -> str:
        return reverse("meetings:suggest")

    def queryset(self):
        return Meeting.objects.none()  # entries stand in four tables: filters only check the address

    # When -------------------------------------------------------------------------------------------------------------
    @cached_property
    def when(self) -> str:
        """ "coming" unless the address asks for something else; years are asked for whole."""
        return self.filters.chosen.get("when") or ("always" if self.filters.years else "coming")

    def further_conditions(self) -> Iterator[BitMap]:
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
        return {"date": _("Latest first") if self.when == "past" else _("Soonest first")}

    @cached_property
    def _views(self) -> dict[str, str]:
        return {"cards": _("Agenda")}

    def ids_from(self, start: int, size: int) -> list[int]:
        if self.when == "coming":
            return self.snapshot.coming_among(self.hits)[start : start + size]
        return self.snapshot.page(self.hits, start, size, oldest_first=self.when != "past")

    # What the page shows ----------------------------------------------------------------------------------------------
    def cards_of(self, ids: list[int]) -> list[EntryCard]:
        return entries_of(self.request.user, ids, self.snapshot, self.reference, words=self.q)

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
        return str(day.year) if self.when == "past" else format_skeleton("yMMMM", day, locale=locale())

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
        when = "around" if self.when == "coming" else self.filters.chosen.get("when", "")
        url = self.request.build_absolute_uri(self.address.setting(sort="", view="", when=when, format="ics"))
        return {
            "url": url,
            "webcal": f"webcal://{url.partition('://')[2]}",
            "download": formats.url_of(self.address, "ics"),
        }
