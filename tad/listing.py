"""The list of activities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from portal.core.dates import number_text
from portal.core.exports.formats import EVERYWHERE
from portal.core.facets import GROUP_OFFSET, Facet, value_of
from portal.core.listing import Listing
from portal.core.models import content_stamps
from portal.core.search import TextSearch
from portal.core.verification import verified_lately
from tad.cards import Card, cards_of
from tad.filters import ActivityFilterSet
from tad.models import Activity
from tad.models.search import activity_index

activity_text = TextSearch(activity_index)


class ActivityListing(Listing):
    filterset_class = ActivityFilterSet
    index = activity_index
    text = activity_text
    room = "activities"
    api = "activities"
    formats = (*EVERYWHERE, "iati")

    @cached_property
    def title(self) -> str:
        return _("Technical assistance activities")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Activities"),
            "search": _("Search in titles, summaries, outcomes, organisations and places"),
            "placeholder": _("Search these activities"),
            "nothing": _("No activity matches all of this"),
        }

    def queryset(self):
        return Activity.objects.visible_to(self.request.user)

    def further_conditions(self) -> Iterator[BitMap]:
        if "verified" in self.filters.chosen:
            yield self.verified

    @property
    def verified(self) -> BitMap:
        """What a curator found true in the last twelve months, whoever asks."""
        return _verified(self.content_stamp, timezone.localdate())

    @cached_property
    def content_stamp(self) -> tuple:
        """Another one as soon as anything of a record has changed."""
        return tuple(sorted(content_stamps().items()))

    def cards_of(self, ids: list[int]) -> list[Card]:
        asked = (value_of(each) for each in self.selection.include.get(Facet.BENEFICIARY, ()))
        countries = [self.reference.country_by_number[each].code for each in asked if each < GROUP_OFFSET]
        return cards_of(self.request.user, ids, self.reference, countries=countries)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s activity", "%(count)s activities", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        """How many countries stand on each side of what was found. A named group counts as its members."""
        hosts, beneficiaries = (
            sum(number < GROUP_OFFSET for number in self.counts(facet)) for facet in (Facet.PROVIDER, Facet.BENEFICIARY)
        )
        if not self.hits:
            return []
        return [
            ngettext("%(count)s providing country", "%(count)s providing countries", hosts)
            % {"count": number_text(hosts)},
            ngettext(
                "%(count)s beneficiary country, members of groups included",
                "%(count)s beneficiary countries, members of groups included",
                beneficiaries,
            )
            % {"count": number_text(beneficiaries)},
        ]


@lru_cache(maxsize=1)
def _verified(_stamp: tuple, today: date) -> BitMap:
    return BitMap(Activity.objects.filter(verified_lately(today)).aggregate(ids=ArrayAgg("pk", default=[]))["ids"])
