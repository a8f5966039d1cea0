"""The list of meetings."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.card import Card
from portal.core.dates import number_text
from portal.core.listing import Listing
from portal.core.models import Meeting
from portal.site.meetings.cards import cards_of
from portal.site.meetings.filters import MeetingFilterSet
from portal.site.meetings.index import meeting_index, meeting_text


class MeetingListing(Listing):
    filterset_class = MeetingFilterSet
    index = meeting_index
    text = meeting_text
    room = "meetings"
    api = "meetings"
    table = "meetings/_table.html"

    @cached_property
    def title(self) -> str:
        return _("Meetings")

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "counted": _("Meetings"),
            "search": _("Search in titles, summaries, places and organisers"),
            "placeholder": _("Search these meetings"),
            "nothing": _("No meeting matches all of this"),
        }

    def queryset(self):
        return Meeting.objects.visible_to(self.request.user)

    def cards_of(self, ids: list[int]) -> list[Card]:
        return cards_of(self.request.user, ids, self.reference)

    def count_text_for(self, count: int) -> str:
        return ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": number_text(count)}

    @cached_property
    def figures(self) -> list[str]:
        text = ngettext("%(count)s country", "%(count)s countries", self.country_count)
        return [text % {"count": number_text(self.country_count)}] if self.hits else []
