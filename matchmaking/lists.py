"""The lists of needs and of offers."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from matchmaking.cards import Card, need_cards, offer_cards
from matchmaking.filters import NeedFilterSet, OfferFilterSet
from matchmaking.index import need_index, need_text, offer_index, offer_text
from matchmaking.models import Need, Offer
from portal.core.dates import number_text
from portal.core.facets import Facet, value_of
from portal.core.listing import Listing as ListPage
from portal.core.listing import Option


class _List(ListPage):
    table = "matchmaking/_table.html"
    samples_too = True  # files, feeds and the API leave them out

    @property
    def see_also(self) -> tuple[Option, ...]:
        """Where one writes one, or reads how one comes to it."""
        return (Option(_("Ask for help, or offer it"), reverse("matchmaking:desk"), current=False),)

    @cached_property
    def readable(self) -> BitMap:
        everything = super().readable
        return everything if self.samples_too else self.snapshot.real(everything)

    @cached_property
    def _sorts(self) -> dict[str, str]:
        sorts = {
            "newest": _("Newest first"), "closing": _("Closing soonest"), "oldest": _("Oldest first"),
            "title": _("Title"),
        }  # fmt: skip
        return ({"relevance": _("Relevance")} | sorts) if self.q else sorts

    def ids_from(self, start: int, size: int) -> list[int]:
        if self.sort == "closing":
            return list(self._by_closing())[start : start + size]
        return super().ids_from(start, size)

    def _by_closing(self) -> Iterator[int]:
        """Those that close next, then those that are over, the last of them first; drafts, which have no day, last."""
        today, days = timezone.localdate().toordinal(), self.snapshot.by_facet.get(Facet.EXPIRES, ())
        coming = [each for each in days if value_of(each) >= today]
        over = [each for each in reversed(days) if value_of(each) < today]
        rest = self.hits.copy()
        for each in (*coming, *over):
            found = rest & self.snapshot.bitmaps[each]
            rest -= found
            yield from found
        yield from rest


class NeedList(_List):
    filterset_class = NeedFilterSet
    index = need_index
    text = need_text
    room = "needs"
    api = "needs"

    @cached_property
    def title(self) -> str:
        return _("Needs")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Needs"),
            "search": _("Search in titles, texts and organisations"),
            "placeholder": _("Search these needs"),
            "nothing": _("No need matches all of this"),
        }

    @property
    def see_also(self) -> tuple[Option, ...]:
        return (Option(_("The board of unmet needs"), reverse("needs:unmet"), current=False), *super().see_also)

    def queryset(self):
        return Need.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        return need_cards(self.request.user, ids, self.reference)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s need", "%(count)s needs", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext("%(count)s country", "%(count)s countries", self.country_count)
        return [text % {"count": number_text(self.country_count)}] if self.hits else []


class OfferList(_List):
    filterset_class = OfferFilterSet
    index = offer_index
    text = offer_text
    room = "offers"
    api = "offers"

    @cached_property
    def title(self) -> str:
        return _("Offers")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Offers"),
            "search": _("Search in titles, texts and organisations"),
            "placeholder": _("Search these offers"),
            "nothing": _("No offer matches all of this"),
        }

    def queryset(self):
        return Offer.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        return offer_cards(self.request.user, ids, self.reference)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s offer", "%(count)s offers", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        givers = len(self.counts(Facet.ORGANISATION))
        text = ngettext("by %(count)s organisation", "by %(count)s organisations", givers)
        return [text % {"count": number_text(givers)}] if self.hits else []


class RealNeeds(NeedList):
    samples_too = False


class RealOffers(OfferList):
    samples_too = False
