"""The page of one country: what its template shows, worded for the reader."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.charts import Columns, Flow, Heat, Part, columns, flow
from portal.core.classification import list_in_words
from portal.core.focal_points import Contact, contacts
from portal.core.json_ld import as_json
from portal.core.models import Country, Region, content_stamps, current_versions
from portal.site import counted
from portal.site.counted import Records
from portal.site.countries.numbers import Numbers
from portal.site.countries.standing import Standing
from portal.site.packs import subjects

NEWEST = 3  # records of a room on the page
MOST = 12  # organisations that are named; the list has all of them


class CountryPage:
    def __init__(self, request: HttpRequest, iso2: str) -> None:
        """404 for a code that is no country's."""
        self.request, self.iso2 = request, iso2
        self._stamps = content_stamps()  # before the versions: what is counted may be newer than its stamp, never older
        versions = current_versions()
        self.reference = reference_memory.current(versions)
        if iso2 not in self.reference.countries:
            raise Http404
        self.numbers = Numbers(iso2, versions, self.reference)
        self.standing = Standing(iso2)

    @property
    def name(self) -> str:
        return self.reference.countries[self.iso2].label

    @property
    def region(self) -> dict | None:
        term = self.reference[Region].by_id.get(self.reference.region_of.get(self.iso2))
        return {"label": term.label, "url": f"{reverse('countries:list')}?region={term.code}"} if term else None

    @cached_property
    def member_of(self) -> str:
        return list_in_words(self.standing.member_of)

    # Parts of the page ------------------------------------------------------------------------------------------------
    @property
    def summary(self) -> SafeString:
        return self._part("summary", lambda: self.numbers.stamps)

    @property
    def records(self) -> SafeString:
        """Cards may say something else where no number does."""
        return self._part("records", lambda: (*self.numbers.stamps, *(room["cards"] for room in self.rooms)))

    def _part(self, name: str, made_of: Callable[[], tuple]) -> SafeString:
        """Kept, because counting and wording all of it takes three times as long as a list."""

        def made() -> SafeString:
            return render_to_string(f"countries/_{name}.html", {"country": self})

        return counted.part(("country", self.iso2, name), made, self._stamps, made_of)

    @cached_property
    def focal_points(self) -> list[Contact]:
        return contacts(self.request.user, country=Country(iso2=self.iso2))

    # Figures ----------------------------------------------------------------------------------------------------------
    @property
    def figures(self) -> list[dict]:
        """Each number is the link to what it counts; of nothing there is no list."""
        numbers = self.numbers
        shown = [
            (numbers.received, _("activities received")),
            (numbers.given, _("activities given")),
            (numbers.hosted, _("activities hosted")),
            (numbers.supported, _("activities supported")),
            (numbers.partnerships, _("partnerships")),
            (numbers.consultants, _("consultants")),
            (numbers.needs, _("open needs")),
        ]
        return [
            {"value": records.count_text, "label": label, "url": records.url if len(records) else ""}
            for records, label in shown
        ]

    @cached_property
    def flow(self) -> Flow | None:
        helped_by, helped = self.numbers.helped_by(), self.numbers.helped()
        return flow(helped_by, helped) if helped_by or helped else None

    @cached_property
    def flow_urls(self) -> tuple[str, str]:
        """The lists of what was received and given, each with all partners in its panel."""
        return self.numbers.received.opened("provider"), self.numbers.given.opened("beneficiary")

    @cached_property
    def years(self) -> Columns | None:
        received, given = self.numbers.received.series(_("Received")), self.numbers.given.series(_("Given"))
        return columns(received, given, mirrored=get_language_bidi())

    @cached_property
    def topics(self) -> Heat | None:
        return self.numbers.activities.over_time("topic")

    @property
    def organisations(self) -> list[Part]:
        """Named in the same activities, most often first."""
        return self.numbers.activities.by("organisation", most=MOST)

    @property
    def as_member(self) -> list[dict]:
        """What records say of groups and not of the country itself: ``[{title, records, groups}]``."""
        numbers = self.numbers
        found = (
            (_("Activities received"), numbers.received_as_member),
            (_("Activities given"), numbers.given_as_member),
            (_("Partnerships"), numbers.partnerships_as_member),
        )
        return [
            {"title": title, "records": records, "groups": numbers.groups_in(records)}
            for title, records in found
            if len(records)
        ]

    # What is in each room ---------------------------------------------------------------------------------------------
    @cached_property
    def rooms(self) -> list[dict]:
        """``[{id, title, records, cards}]`` with the newest, only of rooms that have something."""
        numbers = self.numbers
        shown = (
            (gettext_lazy("Activities"), numbers.activities),
            (gettext_lazy("Needs of this country that are open"), numbers.needs),
            (gettext_lazy("Offers that are open to it"), numbers.offers),
            (gettext_lazy("Consultants"), numbers.consultants),
            (gettext_lazy("Partnerships"), numbers.partnerships),
            (gettext_lazy("Case studies"), numbers.case_studies),
        )
        return [records.section(title, NEWEST, self._stamps) for title, records in shown if len(records)]

    @property
    def packs(self) -> list[dict]:
        return subjects.files("countries", self.iso2)

    @property
    def is_empty(self) -> bool:
        return self.numbers.is_empty

    @property
    def next_steps(self) -> list[dict]:
        """For a country of which nothing is recorded."""
        return [
            {"label": _("Say what your institution needs"), "url": reverse("matchmaking:begin", args=["needs"])},
            {"label": _("Tell us of a partnership"), "url": reverse("submission:start")},
            {"label": _("See what is offered to any country"), "url": reverse("offers:list") + "?status=open"},
        ]

    # For machines -----------------------------------------------------------------------------------------------------
    @property
    def feeds(self) -> list[Records]:
        of = self.numbers
        return [of.activities, of.partnerships, of.case_studies, of.consultants, of.needs, of.offers]

    @property
    def permalink(self) -> str:
        return self.request.build_absolute_uri(reverse("countries:detail", args=[self.iso2]))

    @cached_property
    def description(self) -> str:
        received, given, partnerships = self.numbers.received, self.numbers.given, self.numbers.partnerships
        counted = (
            (received, ngettext("%(count)s activity received", "%(count)s activities received", len(received))),
            (given, ngettext("%(count)s activity given", "%(count)s activities given", len(given))),
            (partnerships, ngettext("%(count)s partnership", "%(count)s partnerships", len(partnerships))),
        )
        said = list_in_words([text % {"count": records.count_text} for records, text in counted])
        text = _("%(country)s and intellectual property: %(numbers)s; partners, topics, consultants, needs and offers.")
        return text % {"country": self.name, "numbers": said}

    @property
    def json_ld(self) -> SafeString:
        return as_json(
            {
                "@context": "https://schema.org",
                "@type": "WebPage",
                "name": self.name,
                "url": self.permalink,
                "description": self.description,
                "about": {"@type": "Country", "name": self.name, "identifier": self.iso2},
            }
        )
