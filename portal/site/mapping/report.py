"""A mapping: the page, the Word file, the records and the tables are made of what stands here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.core.chips import years_text
from portal.core.classification import Kind, list_in_words
from portal.core.dates import clauses_text, day_text, number_text
from portal.core.exports.document import Cell, Document, Section, numbered
from portal.core.exports.licence import LICENCE, LICENCE_URL
from portal.site.mapping import listed, tables
from portal.site.mapping.asked import Mapping
from portal.site.mapping.method import Method
from portal.site.mapping.tables import FigureFile, Numbers
from portal.site.statistics.figure import percent
from tad.exports import ActivityExport
from tad.models.search import Recorded
from tad.open_columns import COLUMNS

ON_PAGE, IN_DOCUMENT = 150, 1000  # activities that are listed one by one; the CSV file has them all


class Report(ActivityExport):
    listing_class = Mapping
    name = "mapping"
    columns = [*COLUMNS, *listed.COLUMNS]
    most = IN_DOCUMENT

    def __init__(self, request: HttpRequest, *, base: str = "") -> None:
        super().__init__(request, base=base)
        self.user = self.listing.request.user  # a visitor, whoever asks
        self.title = (
            _("Mapping of South-South and triangular cooperation on intellectual property")
            if self.listing.is_of_the_south
            else _("Mapping of cooperation on intellectual property")
        )

    # Records ----------------------------------------------------------------------------------------------------------
    @cached_property
    def ids(self) -> list[int]:
        """As they happened."""
        return self.listing.snapshot.page(self.listing.hits, 0, self.count, oldest_first=True)

    def records(self) -> Iterator[dict]:
        return map(listed.Told(self.listing.reference).more, super().records())

    @property
    def figures(self) -> FigureFile:
        return FigureFile([table for chapter in self._numbers.values() for table in chapter], self.base)

    @cached_property
    def _numbers(self) -> dict[str, list[Numbers]]:
        return tables.by_chapter(self.listing)

    # What it is about -------------------------------------------------------------------------------------------------
    @property
    def period(self) -> str:
        filters, years = self.listing.filters, self.listing.by_year()
        if filters.years is not None:
            return years_text(filters)
        return (
            _("all years (%(first)s–%(last)s)") % {"first": min(years), "last": max(years)} if years else _("all years")
        )

    @property
    def said_conditions(self) -> list[str]:
        """Beside period and kinds, which are said by themselves; a kind that is left out is not."""
        own = {str(self.listing.spec("kind").label), _("Years")}
        return [chip.text for chip in self.listing.chips if chip.excluded or chip.facet_label not in own]

    @property
    def subtitle(self) -> str:
        return clauses_text([*self.said_conditions, self.period])

    # The document -----------------------------------------------------------------------------------------------------
    @cached_property
    def document(self) -> Document:
        return Document(
            title=self.title, subtitle=self.subtitle, url=self.url, base=self.base, author=self.publisher,
            language=self.language, made_at=self.generated_at, sections=numbered(list(self._sections())),
        )  # fmt: skip

    def _sections(self) -> Iterator[Section]:
        yield self._about()
        if self.count:
            yield self._summary()
            titles = {
                "countries": _("Who provides, who benefits"),
                "what": _("What, how, where and when"),
                "means": _("Means, results and what is known"),
            }
            for chapter, title in titles.items():
                yield Section(chapter, title, tables=[each.table() for each in self._numbers[chapter]])
            yield from self._activities()
        else:
            yield Section("summary", pgettext("of a report", "Summary"), [Cell(self.listing.words["nothing"])])
        yield from Method(self).sections()

    def _about(self) -> Section:
        labels = self.listing.reference.labels(Kind)
        facts = [
            (_("Period"), Cell(self.period)),
            (_("Kinds of cooperation"), Cell(clauses_text(labels[kind] for kind in self.listing.kinds))),
            (_("Other conditions"), Cell(clauses_text(self.said_conditions) or _("none: all countries and topics"))),
            (_("As of"), Cell(day_text(self.generated_at.date()))),
            (_("Data stamp"), Cell(self.listing.checked.stamp or "–")),
            (_("Licence"), Cell(LICENCE, LICENCE_URL)),
            (_("Made by"), Cell(self.publisher, reverse("home"))),
        ]
        return Section("about", _("About this report"), facts=facts)

    def _summary(self) -> Section:
        asked = self.listing
        kinds = [f"{part.count_text} {part.label}" for part in asked.parts("kind") if part.count]
        text = ngettext(
            "This mapping covers %(count)s activity: %(kinds)s.",
            "This mapping covers %(count)s activities: %(kinds)s.",
            asked.count,
        )
        said = text % {"count": number_text(asked.count), "kinds": list_in_words(kinds, most=len(kinds))}
        return Section(
            "summary",
            pgettext("of a report", "Summary"),
            [Cell(said)],
            list(self._headline()),
            [each.table() for each in self._numbers["summary"]],
        )

    def _headline(self) -> Iterator[tuple[str, Cell]]:
        """Each number with the list of what it counts, where there is one."""
        asked, found = self.listing, {table.name: table for table in self._numbers["countries"]}
        yield _("Activities, each counted once"), Cell(number_text(asked.count), asked.list_url)
        for name, label in (("giving", _("Countries that provide")), ("receiving", _("Countries that benefit"))):
            rows = found[name].rows if name in found else []
            numbers = {
                "named": number_text(sum(bool(row.parts[0].count) for row in rows)),
                "every": number_text(len(rows)),
            }
            yield label, Cell(_("%(named)s that are named; %(every)s with members of groups") % numbers)
        for what, label in (
            (asked.funding_stated, _("Source of funding stated")),
            (asked.recorded_part(Recorded.OUTCOME), _("Outcome recorded")),
        ):
            of = {"count": what.count_text, "all": number_text(asked.count), "share": percent(what.count, asked.count)}
            yield label, Cell(_("%(count)s of %(all)s (%(share)s)") % of, what.url if what.count else "")

    def _activities(self) -> Iterator[Section]:
        title = _("The activities")
        if self.count > self.most:
            text = _(
                "There are too many to be listed here: %(count)s. The CSV file has them all, and so has their list."
            )
            said = Cell(text % {"count": number_text(self.count)}, self.listing.list_url)
            yield Section("activities", title, [said])
            return
        text = _("Each stands once, under the region of those who benefit, the earliest first, undated ones last.")
        yield Section("activities", title, [Cell(text)], is_wide=True)
        yield from listed.parts(self.records(), self.listing.reference, self.base)


class PageReport(Report):
    """Shorter, because it has to come over a slow line."""

    most = ON_PAGE
