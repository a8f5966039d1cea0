"""What the home page shows."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.cards import need_cards
from portal.core import kept
from portal.core import reference as reference_memory
from portal.core.addresses import Address, encoded
from portal.core.classification import Kind
from portal.core.dates import number_text
from portal.core.facets import GROUP_OFFSET, Facet
from portal.core.json_ld import page
from portal.core.listing import Option
from portal.core.maps import WorldMap
from portal.core.models import content_stamps, current_versions
from portal.core.models.versions import NEVER, REFERENCE
from portal.site.calendar.coming import coming, recent
from portal.site.calendar.entries import EntryCard
from portal.site.counted import ACTIVITIES, OPEN_NEEDS
from portal.site.newest import newest
from portal.site.world import SIDES, activities, country_pages, facet_name, mistake_in, side_of, sides, title_of
from tad.models.search import activity_index

SHOWN = 5  # of what is new, and of what comes
RECENT = SHOWN - 1  # a sentence stands above them
WAITING = 3


class Home:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._stamps = content_stamps()  # before all else: what is kept may be newer than its stamp, never older
        self.versions = current_versions()
        self.reference = reference_memory.current(self.versions)
        self.snapshot = activity_index.current(self.versions)
        self.public = self.snapshot.readable()
        self.list_url = reverse("activities:list")

    @property
    def name(self) -> str:
        return _("South-South and triangular cooperation on intellectual property")

    @property
    def sentence(self) -> str:
        return _(
            "Developing countries help each other build their intellectual property systems. "
            "See who has helped whom, with what and with what result."
        )

    @property
    def json_ld(self) -> SafeString:
        """The whole portal, and how to search it."""
        search = self.request.build_absolute_uri(reverse("search"))
        action = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
            "query-input": "required name=words",
        }
        return page(
            self.request, "WebSite", settings.SITE_NAME, alternateName=self.name, description=self.sentence,
            potentialAction=action,
        )  # fmt: skip

    @property
    def figures(self) -> list[dict]:
        """Four figures, each a link to what it counts."""
        activities = ACTIVITIES.public(self.versions, self.reference)
        shown = [
            (activities, _("activities")),
            (activities.having(kind=Kind.SOUTH_SOUTH), _("South-South")),
            (activities.having(kind=Kind.TRIANGULAR), _("triangular")),
        ]
        figures = [{"value": each.count_text, "label": label, "url": each.url} for each, label in shown]
        beneficiaries = self.snapshot.counts(Facet.BENEFICIARY, self.public)
        countries = number_text(sum(number < GROUP_OFFSET for number in beneficiaries))
        url = activities.opened("beneficiary")
        return [*figures, {"value": countries, "label": _("beneficiary countries"), "url": url}]

    # Parts that are the same for every reader -------------------------------------------------------------------------
    def _part(self, template: str, stamps: dict, *what: str) -> SafeString:
        def made() -> SafeString:
            return render_to_string(template, {"home": self})

        return kept.part((template, *what), made, stamps)

    # The map ---------------------------------------------------------------------------------------------------------
    @property
    def side(self) -> str:
        return side_of(self.request)

    @property
    def mistake(self) -> str:
        return mistake_in(self.request)

    @property
    def sides(self) -> list[Option]:
        address = Address(self.request.path, self.request.GET, known=[])
        return sides(self.side, address, "#map")

    @property
    def map(self) -> SafeString:
        """Kept until a number or a name in it changes, whatever else does: it names 240 countries."""
        made_of = {REFERENCE: self.versions.get(REFERENCE, NEVER), "numbers": tuple(self._numbers.items())}
        return self._part("home/_map.html", made_of, self.side)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Activities by country. A group that a record names counts for each of its members, as in the list."""
        counts = self.snapshot.counts(SIDES[self.side], self.public)
        return {
            self.reference.country_by_number[number].code: count
            for number, count in counts.items()
            if number < GROUP_OFFSET
        }

    @property
    def world(self) -> WorldMap:
        return WorldMap(
            numbers=self._numbers,
            reference=self.reference,
            title=title_of(self.side),
            counted=_("Activities"),
            said=activities,
            page=country_pages(),
            records=self._records_of,
        )

    def _records_of(self, iso2: str) -> str:
        return f"{self.list_url}?{encoded(facet_name(self.side), iso2)}"

    # New, next, waiting ----------------------------------------------------------------------------------------------
    @property
    def newest_part(self) -> SafeString:
        return self._part("home/_newest.html", self._stamps)

    @cached_property
    def newest(self) -> list[tuple[str, dict]]:
        return newest(AnonymousUser(), SHOWN, self.reference)

    @cached_property
    def coming(self) -> list[tuple[str, dict]]:
        today = timezone.localdate()
        return _labelled(coming(self.request.user, today, SHOWN, versions=self.versions))

    @property
    def recent(self) -> list[tuple[str, dict]]:
        """Stands where nothing is coming."""
        return _labelled(recent(self.request.user, RECENT, versions=self.versions))

    @property
    def calendar_url(self) -> str:
        return reverse("calendar:list")

    @property
    def waiting_part(self) -> SafeString:
        made_of = {each: self._stamps.get(each) for each in OPEN_NEEDS.subjects}
        return self._part("home/_waiting.html", made_of)

    @cached_property
    def waiting(self) -> dict | None:
        """Open needs, those that have waited longest; None where none is open."""
        needs = OPEN_NEEDS.public(self.versions, self.reference)
        ids = needs.snapshot.page(needs.hits, 0, WAITING, oldest_first=True)
        if not ids:
            return None
        text = ngettext("See the %(count)s open need", "See all %(count)s open needs", len(needs))
        return {
            "entries": [(_("Need"), card) for card in need_cards(AnonymousUser(), ids, self.reference)],
            "all": text % {"count": needs.count_text},
            "url": reverse("needs:unmet"),
        }

    @property
    def doors(self) -> list[dict]:
        """What one can do here: look, and take part."""
        return [
            {
                "title": _("See who has helped whom"),
                "text": _("Activities by topic, country, kind of cooperation and year; with a page for every country."),
                "url": self.list_url,
                "more": _("Find your country"),
                "more_url": reverse("countries:list"),
            },
            {
                "title": _("Browse partnerships"),
                "text": _("Who works together, by what means, with or without WIPO, and what came of it."),
                "url": reverse("partnerships:list"),
                "more": _("Tell of a partnership"),
                "more_url": reverse("submission:start"),
            },
            {
                "title": _("Find a consultant"),
                "text": _("Experts from the South by topic, language and country, and a way to write to them."),
                "url": reverse("roster:list"),
                "more": _("Apply to the roster"),
                "more_url": reverse("application:start"),
            },
            {
                "title": _("See what is needed and offered"),
                "text": _("What institutions ask for and can give, and which needs wait for an answer."),
                "url": reverse("needs:list"),
                "more": _("Ask for help, or offer it"),
                "more_url": reverse("matchmaking:desk"),
            },
        ]


def _labelled(entries: list[EntryCard]) -> list[tuple[str, EntryCard]]:
    return [(entry["entry_label"], entry) for entry in entries]
