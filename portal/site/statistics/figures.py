"""The figures of ``/statistics/``: what each counts, of how many, how many do not say it, and where to see them.

Activities are counted, each once however many countries take part; who adds up the numbers of a figure whose values go
together (topics, countries) counts some of them twice, and the page says so there. Countries taking part are a measure
of their own, and never called activities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from portal.core import kept
from portal.core.addresses import Address
from portal.core.charts import Beside, Part, Series, columns, heat
from portal.core.dates import number_text
from portal.core.facets import Facet
from portal.core.models import FundingKind
from portal.site.statistics import totals
from portal.site.statistics.asked import Asked
from portal.site.statistics.figure import MOST, Figure, percent
from portal.site.statistics.maps import flows, world
from portal.site.world import activities, facet_name, side_of
from tad.models.search import Recorded

ACROSS = 10  # countries on each side of the matrix
# What no figure counts by.
UNCOUNTED = frozenset({Facet.STATUS, Facet.LANGUAGE, Facet.GOAL, Facet.RECOMMENDATION, Facet.OWNER, Facet.AUTHOR})


class Statistics:
    def __init__(self, request: HttpRequest) -> None:
        self.asked = Asked(request)

    @property
    def filters(self) -> SafeString:
        return self._part("filters", self.asked.stamps)

    @property
    def results(self) -> SafeString:
        return self._part("results", self._counted)

    @property
    def _counted(self) -> dict:
        """What the results are made of: as long as all of it is the same, they are."""
        asked = self.asked
        others = {name: stamp for name, stamp in asked.stamps.items() if name != asked.index.name}
        return others | {
            "facets": asked.snapshot.stamps(but=UNCOUNTED),
            "amounts": totals.stated_amounts(asked.content_stamp),
            "verified": asked.verified,
        }

    def _part(self, name: str, stamps: dict) -> SafeString:
        """The same for every reader. Those of all activities are kept, because most readers see no others."""

        def made() -> SafeString:
            asked = self.asked
            return render_to_string(f"statistics/_{name}.html", {"page": self, "asked": asked, "years": asked.years})

        return made() if self.asked.request.GET else kept.part(("statistics", name), made, stamps)

    @property
    def description(self) -> str:
        """For search engines and catalogues."""
        return _(
            "Technical assistance on intellectual property in figures: by year, kind, topic, modality, region and "
            "country, who paid, and how much is not recorded."
        )

    @property
    def query(self) -> str:
        """The conditions, for the addresses of each figure's files."""
        return str(self.asked.address).removeprefix(self.asked.address.path)

    @property
    def report_url(self) -> str:
        """The mapping under the same conditions; it has no map to be chosen."""
        asked = self.asked
        return str(Address(reverse("statistics:report"), asked.request.GET, known=asked.filters.filters))

    @cached_property
    def figures(self) -> list[Figure]:
        return [make(self.asked) for make in FIGURES.values()] if self.asked.count else []

    def figure(self, name: str) -> Figure | None:
        return FIGURES[name](self.asked) if name in FIGURES else None

    @property
    def headline(self) -> Iterator[dict]:
        """What stands above all: each number with the list of what it counts."""
        asked = self.asked
        receiving, giving = (asked.countries(each) for each in (Facet.BENEFICIARY, Facet.PROVIDER))
        yield {"value": number_text(asked.count), "label": _("activities"), "url": asked.list_url}
        yield {"value": number_text(receiving), "label": _("countries that received"), "url": "#receiving"}
        yield {"value": number_text(giving), "label": _("countries that gave or hosted"), "url": "#giving"}
        outcome = asked.recorded_part(Recorded.OUTCOME)
        yield {"value": percent(outcome.count, asked.count), "label": _("with a recorded outcome"), "url": "#coverage"}


# Each figure ----------------------------------------------------------------------------------------------------------
def years(asked: Asked) -> Figure:
    counts = asked.by_year()
    drawn = columns(Series(_("Activities"), counts, asked.year_url), mirrored=get_language_bidi())
    return Figure(
        "years", _("By year"),
        _("Activities by the years in which they took place. One that spans several years counts in each."),
        [Part(str(year), counts[year], asked.year_url(year), str(year)) for year in sorted(counts)],
        asked.count, _("Year"), missing=asked.missing(Recorded.DATE), columns=drawn,
    )  # fmt: skip


def kinds(asked: Asked) -> Figure:
    return Figure(
        "kinds", _("By kind of cooperation"),
        _("Each activity has one kind, which a rule decides from the status of the countries on its first day."),
        asked.parts("kind"), asked.count, _("Kind of cooperation"),
    )  # fmt: skip


def topics(asked: Asked) -> Figure:
    return Figure(
        "topics", _("By topic"), _("An activity may have several topics and counts for each."),
        asked.parts("topic"), asked.count, _("Topic"), missing=asked.missing(Recorded.TOPIC),
    )  # fmt: skip


def modalities(asked: Asked) -> Figure:
    return Figure(
        "modalities", _("By modality"), _("Each activity has at most one modality: a course, a study visit …"),
        asked.parts("modality"), asked.count, _("Modality"), missing=asked.missing(Recorded.MODALITY),
    )  # fmt: skip


def regions(asked: Asked) -> Figure:
    return Figure(
        "regions", _("By region"),
        _("Regions of the countries on either side, members of named groups included. One may count for several."),
        asked.parts("region"), asked.count, _("Region"), missing=asked.missing(Recorded.REGION),
    )  # fmt: skip


def receiving(asked: Asked) -> Figure:
    return _by_country(
        asked, "receiving", "beneficiary", _("Who receives"), Recorded.BENEFICIARY,
        _("Countries that benefit, members of named groups included. One counts for each."),
    )  # fmt: skip


def giving(asked: Asked) -> Figure:
    return _by_country(
        asked, "giving", "provider", _("Who gives"), Recorded.PROVIDER,
        _("Countries that provide, host or send experts, members of named groups included. One counts for each."),
    )  # fmt: skip


def _by_country(asked: Asked, name: str, side: str, title: str, what: Recorded, definition: str) -> Figure:
    parts = _countries(asked, side)
    together = _("Countries taking part, added up over all activities: %(number)s.")
    note = together % {"number": number_text(sum(part.count for part in parts))}
    table = "map-rows" if facet_name(side_of(asked.request)) == side and len(parts) > MOST else ""
    return Figure(
        name, title, definition, parts, asked.count, _("Country"),
        missing=asked.missing(what), note=note, table_at=table,
    )  # fmt: skip


def _countries(asked: Asked, side: str) -> list[Part]:
    """Without groups, which stand for their members, unless the address asks for nothing else."""
    parts = asked.parts(side)
    return [part for part in parts if part.code in asked.reference.countries] or parts


def pairs(asked: Asked) -> Figure:
    """Who helped whom most: the countries with most on each side, by name and not as members of a group."""
    names = ("named_provider", "named_beneficiary")
    every = [asked.parts(name) for name in names]
    givers, receivers = ((name, parts[:ACROSS]) for name, parts in zip(names, every, strict=True))
    rows = asked.pairs(givers, receivers)
    found = [part for _giver, parts in rows for part in parts if part.count]
    left_out = [number_text(max(0, len(parts) - ACROSS)) for parts in every]
    note = _("Countries without a row, which give or host: %(rows)s; without a column, which receive: %(columns)s.")
    return Figure(
        "pairs", _("Who helps whom"),
        _("Activities that name both countries: rows give or host, columns receive. A country may do both in one."),
        found, asked.count, _("From – to"), heat=heat([each.label for each in receivers[1]], rows) if found else None,
        note=note % dict(zip(("rows", "columns"), left_out, strict=True)) if found else "",
    )  # fmt: skip


def funding(asked: Asked) -> Figure:
    parts = asked.parts("funding")
    stated = [part for part in parts if part.code != FundingKind.NOT_STATED]
    unstated = next((part for part in parts if part.code == FundingKind.NOT_STATED), Part("", 0))
    sums = [
        Beside(f"{each.year or _('no year')} · {each.kind}", each.amount, code=each.code, currency=each.currency)
        for each in totals.amounts(asked)
    ]
    amount = asked.recorded_part(Recorded.AMOUNT)
    note = _("An amount is stated for %(count)s of %(all)s. Amounts are added up by currency, never across.")
    return Figure(
        "funding", _("Who paid"), _("Sources that are stated. An activity may have several and counts for each."),
        stated, asked.count, _("Source of funding"), missing=unstated, further=sums,
        note=note % {"count": number_text(amount.count), "all": number_text(asked.count)},
    )  # fmt: skip


def people(asked: Asked) -> Figure:
    found = totals.people(asked)
    shown = [
        (_("Participants"), found.participants, "participants"), (_("of them women"), found.women, "women"),
        (_("of them men"), found.men, "men"), (_("Person-days"), found.person_days, "person_days"),
    ]  # fmt: skip
    note = _("Women and men are counted only where the record tells them apart: %(activities)s.")
    return Figure(
        "people", _("People"), _("Participants and person-days where they are recorded. Somebody may take part twice."),
        [Part(label, count, code=code) for label, count, code in shown if count], 0, _("Measure"), _("Number"),
        missing=asked.missing(Recorded.PARTICIPANTS), note=note % {"activities": activities(found.told_apart)},
    )  # fmt: skip


def coverage(asked: Asked) -> Figure:
    parts = [asked.recorded_part(what) for what in Recorded]
    parts.append(asked.funding_stated)
    parts.append(asked.verified_part)
    return Figure(
        "coverage", _("What is recorded"),
        _("How many of the activities say each of these. What is missing is not nought: it is not known."),
        sorted(parts, key=lambda part: -part.count), asked.count, _("What"), most=len(parts),
    )  # fmt: skip


FIGURES: dict[str, Callable[[Asked], Figure]] = {
    make.__name__: make
    for make in (
        *(years, world, kinds, topics, modalities, regions, receiving, giving, flows, pairs),
        *(funding, people, coverage),
    )
}
