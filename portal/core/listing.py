"""A list page: from an address to counted, filtered, sorted records, the same way for every kind of record.

A room subclasses ``Listing``, names its filters, index and words, and turns record ids into cards; everything a
template shows comes from here, with every label and address ready, so that the templates stay loops.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core import reference as reference_memory
from portal.core.addresses import Address
from portal.core.chips import Chip, chips_of
from portal.core.exports import formats
from portal.core.facet_panel import FacetPanel
from portal.core.facets import GROUP_OFFSET, Facet, FacetIndex, Selection
from portal.core.filters import PortalFilterSet
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from portal.core.naming import mark_words
from portal.core.pagination import Pagination, paginated
from portal.core.permissions import readable_by
from portal.core.search import TextSearch
from portal.core.suggest import WordHelp, why_nothing

PAGE_SIZE = 25


@dataclass
class Option:
    """A link among alternatives: a sort, a view, a recent period."""

    label: str
    url: str
    current: bool
    icon: str = ""


class NoSuchPage(Http404):
    """A list that ends before the page asked for; its text is written for the reader."""


class Listing:
    names_people = False  # who decide what is shown of them: what was mailed of it is not kept
    filterset_class: type[PortalFilterSet]
    index: FacetIndex
    text: TextSearch

    def __init__(self, request: HttpRequest, versions: dict[str, Stamp] | None = None) -> None:
        """Pass the request's versions to save asking for them again."""
        self.request = request
        self.versions = versions or current_versions()
        self.reference = reference_memory.current(self.versions)
        self.snapshot = self.index.current(self.versions)
        self.filters = self.filterset_class(request.GET, self.queryset(), reference=self.reference)
        self._counts: dict[Facet, dict[int, int]] = {}
        self.address = Address(request.path, request.GET, known=[*self.filters.filters, "sort", "view"])

    # What a room says about itself -----------------------------------------------------------------------------------
    room: str  # the namespace of its addresses
    api = ""  # what the API calls it, where that has it
    title: str
    words: dict[str, str]  # "counted", "search", "placeholder" and "nothing", as the template says them
    table, as_cards = "_components/table.html", "_components/cards.html"
    see_also: tuple[Option, ...] = ()  # other pages about the same, linked beside the count
    formats = formats.EVERYWHERE  # those it can be taken away in

    def queryset(self):
        raise NotImplementedError

    def cards_of(self, ids: list[int]) -> list:
        """The cards of these records, in this order; whoever may not see one does not get it."""
        raise NotImplementedError

    def marked_cards_of(self, ids: list[int]) -> list:
        """The same with the words marked that were asked for."""
        cards = self.cards_of(ids)
        if self.q and cards:
            mark_words(cards, self.q)
        return cards

    def count_text_for(self, count: int) -> str:
        raise NotImplementedError

    # What the address asks for ---------------------------------------------------------------------------------------
    @property
    def q(self) -> str:
        return self.filters.chosen.get("q", "")

    @property
    def errors(self) -> list[str]:
        return [sentence for sentences in self.mistakes.values() for sentence in sentences]

    @cached_property
    def mistakes(self) -> dict[str, list[str]]:
        """Every mistake in the address as a sentence, by parameter."""
        found = dict(self.filters.mistakes)
        for name, known in (("sort", self._sorts), ("view", self._views)):
            value = self.request.GET.get(name)
            if value and value not in known:
                found[name] = [_("“%(value)s” is not possible for “%(name)s”.") % {"value": value[:60], "name": name}]
        return found

    @cached_property
    def readable(self) -> BitMap:
        return readable_by(self.request.user, self.snapshot)

    @cached_property
    def selection(self) -> Selection:
        return self._selection_with(self.q)

    def _selection_with(self, words: str) -> Selection:
        conditions = list(self.further_conditions())
        if self.narrowed_to is not None:
            conditions.append(self.narrowed_to)
        if words:
            conditions.append(self.text.hits(words, self.snapshot.stamp))
        if since := self.filters.added_since:
            conditions.append(self.text.added_since(since))
        return replace(self.filters.selection, within=BitMap.intersection(*conditions) if conditions else None)

    def further_conditions(self) -> Iterator[BitMap]:
        """What the address asks of this kind of record alone, beside facets, words and the day of entry."""
        return iter(())

    narrowed_to: BitMap | None = None  # set before asking: only these records, whatever else the address says

    @cached_property
    def hits(self) -> BitMap:
        return self.snapshot.hits(self.selection, self.readable)

    @property
    def unreadable(self) -> BitMap:
        """What the address asks for and its reader may not see."""
        return self.snapshot.hits(self.selection, self.snapshot.everything) - self.readable

    @property
    def count(self) -> int:
        return len(self.hits)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show, so that the page says what to try instead."""
        return not self.count

    def counts(self, facet: Facet) -> dict[int, int]:
        """How many of the hits carry each value of a facet: panel and figures both ask."""
        if facet not in self._counts:
            self._counts[facet] = self.snapshot.counts(facet, self.hits)
        return self._counts[facet]

    @property
    def country_count(self) -> int:
        """How many countries have a part in what was found; a named group counts as its members."""
        return sum(number < GROUP_OFFSET for number in self.counts(Facet.COUNTRY))

    @cached_property
    def count_text(self) -> str:
        return self.count_text_for(self.count)

    # Order and page --------------------------------------------------------------------------------------------------
    @cached_property
    def _sorts(self) -> dict[str, str]:
        sorts = {"newest": _("Newest first"), "oldest": _("Oldest first"), "title": _("Title")}
        return ({"relevance": _("Relevance")} | sorts) if self.q else sorts

    @cached_property
    def _views(self) -> dict[str, str]:
        return {"cards": _("Cards"), "table": _("Table")}

    @cached_property
    def sort(self) -> str:
        wanted = self.request.GET.get("sort")
        return wanted if wanted in self._sorts else next(iter(self._sorts))

    @property
    def view(self) -> str:
        wanted = self.request.GET.get("view")
        return wanted if wanted in self._views else "cards"

    @cached_property
    def number(self) -> int:
        wanted = self.request.GET.get("page") or "1"
        try:
            number = int(wanted)
        except ValueError as error:
            raise NoSuchPage(_("“%(page)s” is not a page number.") % {"page": wanted[:20]}) from error
        if not 1 <= number <= self.last:
            raise NoSuchPage(_("This list has no page %(page)s.") % {"page": wanted[:20]})
        return number

    @property
    def last(self) -> int:
        return max(1, -(-self.count // PAGE_SIZE))

    @cached_property
    def ids(self) -> list[int]:
        """The record ids of this page, in its order."""
        return self.ids_from((self.number - 1) * PAGE_SIZE, PAGE_SIZE)

    def ids_from(self, start: int, size: int) -> list[int]:
        """A stretch of the list: what a page shows, however long its pages are."""
        if self.sort == "title":
            return self.text.title_page(self.hits, start, size)
        if self.sort == "relevance":
            ranked = self.text.ranked_page(self.q, self.snapshot.stamp, self.hits, start, size)
            if ranked is not None:
                return ranked
            self.too_common = True
        return self.snapshot.page(self.hits, start, size, oldest_first=self.sort == "oldest")

    too_common = False

    @cached_property
    def cards(self) -> list:
        return self.marked_cards_of(self.ids)

    @property
    def ranking_note(self) -> str:
        if self.q and not self.hits:
            return why_nothing(self.q)
        self.ids  # noqa: B018 -- finding the page says whether the words could be ranked
        if self.too_common:
            return _("These words stand in very many records, so the newest come first.")
        return ""

    # What the template shows -----------------------------------------------------------------------------------------
    @property
    def chips(self) -> list[Chip]:
        return chips_of(self.filters, self.address)

    @property
    def is_filtered(self) -> bool:
        return bool(self.request.GET)

    @property
    def nothing(self) -> str:
        """The heading of an empty list. Where nothing narrows it, no filter is to blame."""
        return self.words["nothing"] if self.chips else self.count_text

    @property
    def clear_url(self) -> str:
        return Address(self.request.path, self.request.GET, known=["view"]).setting() if self.chips else ""

    @property
    def search_url(self) -> str:
        return self.request.path

    @property
    def suggest_url(self) -> str:
        return f"{self.request.path}suggest/"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return self.address.without("q", "sort")

    @property
    def share_url(self) -> str:
        return self.request.build_absolute_uri(str(self.address))

    @property
    def embed_url(self) -> str:
        """These records as a frame for the pages of others; none for an address that is not understood whole."""
        address = Address(reverse("embed", args=[self.room]), self.request.GET, known=[*self.filters.filters, "sort"])
        return "" if self.mistakes else self.request.build_absolute_uri(self.framed(address))

    def framed(self, address: Address) -> str:
        """The address of the frame in which are these very records."""
        return str(address)

    @property
    def save_url(self) -> str:
        """The form that keeps these filters and mails what is new; none for an address that is not understood whole."""
        path = reverse("saved-search-new", args=[self.room])
        address = Address(path, self.request.GET, known=self.filters.filters)
        return "" if self.mistakes else address.dropping("added")

    @property
    def exports(self) -> list[formats.Choice]:
        """None for an address that is not understood whole: they would hold something else than was meant."""
        if self.mistakes:
            return []
        files = formats.choices(self.address, self.count, self.formats)
        return [*files, formats.api_choice(self.api_url)] if self.api else files

    @property
    def api_url(self) -> str:
        """Where programs ask for these very records, in the page's language; without it, theirs would decide."""
        language = get_language()
        spoken = "" if language == settings.LANGUAGE_CODE else language
        address = Address(reverse(f"api:{self.api}"), self.request.GET, known=[*self.filters.filters, "sort"])
        return address.setting(lang=spoken)

    @property
    def feed_url(self) -> str:
        return formats.url_of(self.address, "atom")

    @property
    def sorts(self) -> list[Option]:
        default = next(iter(self._sorts))
        return [
            Option(label, self.address.setting(sort="" if name == default else name), name == self.sort)
            for name, label in self._sorts.items()
        ]

    @property
    def views(self) -> list[Option]:
        icons = {"cards": "cards", "table": "table", "month": "calendar"}
        return [
            Option(label, self.address.setting(view="" if name == "cards" else name), name == self.view, icons[name])
            for name, label in self._views.items()
        ]

    @property
    def recent_label(self) -> str:
        return _("Recently added")

    @property
    def recent(self) -> list[Option]:
        chosen = self.filters.chosen
        return [
            Option(str(label), self.address.setting(**{name: "" if on else value}), on)
            for name, choices in self.filters.RECENT.items()
            for value, label in choices.items()
            for on in [chosen.get(name) == value]
        ]

    @cached_property
    def panel(self) -> FacetPanel:
        return FacetPanel(self)

    @property
    def facets(self):
        return self.panel.facets()

    @property
    def years(self):
        return self.panel.years()

    @cached_property
    def meant(self) -> dict[str, str] | None:
        """For words that find nothing: similar ones that would, the other conditions kept."""
        if not self.q or self.hits:
            return None
        words = WordHelp(self.text, self.filterset_class, self.snapshot, self.reference).meant(self.q, self.readable)
        if not words or not self.snapshot.hits(self._selection_with(words), self.readable):
            return None
        return {"words": words, "url": self.address.setting(q=words)}

    @property
    def suggestions(self) -> list[dict[str, str]]:
        """For an empty list: what one would find with one condition less."""
        return [
            {"label": _("Without “%(filter)s”") % {"filter": chip.label}, "url": chip.url} for chip in self.chips[:5]
        ]

    @property
    def pagination(self) -> Pagination | None:
        return paginated(self.number, self.last, self.page_url) if self.last > 1 else None

    def page_url(self, number: int) -> str:
        return self.address.setting(page=str(number) if number > 1 else "")
