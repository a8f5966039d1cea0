"""What a mapping says of how it was made, for whoever reads it without the portal beside it: definitions, statuses with
days and sources, what is not known, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.dates import clauses_text, day_text, joined_text, moment_text, number_text
from portal.core.exports.document import Cell, Section, Table
from portal.core.exports.licence import LICENCE
from portal.core.models import CountryStatus
from portal.site.countries.standing import span, status_text
from portal.site.packs.method import CLASSIFIED

JUDGED_BY = (CountryStatus.Scheme.DEVELOPMENT, CountryStatus.Scheme.LDC)


class Method:
    """``report``: portal.site.mapping.report.Report."""

    def __init__(self, report) -> None:
        self.report, self.asked = report, report.listing

    def sections(self) -> Iterator[Section]:
        yield Section(
            "method", _("Method"), [Cell(_("How the numbers of this mapping are made, and what they are worth."))]
        )
        yield Section(
            "definitions",
            _("Definitions"),
            facts=[(str(term), Cell(str(said))) for term, said in CLASSIFIED],
            is_part=True,
        )
        yield Section("counting", _("What is counted"), list(map(Cell, self._counted())), is_part=True)
        yield Section("doubts", _("What is not known"), list(self._doubts()), is_part=True)
        if self._statuses:
            yield self._status_section()
        yield Section("citing", _("How to cite, and how to make it again"), self._cited(), is_part=True)

    def _counted(self) -> Iterator[str]:
        yield _(
            "Only what is published is counted, for everybody alike; planned and cancelled activities are counted, "
            "too, unless a condition leaves them out."
        )
        yield _(
            "Activities are counted, each once in a number, however many countries, topics or years it has. Where it "
            "counts in several rows of a table, the table says so, and its rows do not add up."
        )
        yield _(
            "“Named” are countries that a record names, themselves or by an organisation of theirs. “With members of "
            "groups” adds the countries that belonged, on the day, to a group that it names. Participations are "
            "countries taking part, added up over activities; they are no activities."
        )
        if left_out := self.asked.left_out:
            text = _("Invented sample records are left out: %(count)s would fit. Lists show them, marked as such.")
            yield text % {"count": number_text(left_out)}

    def _doubts(self) -> Iterator[Cell]:
        yield Cell(
            _(
                "“Not recorded” means that no source says it, never that there was nothing. The table “What is "
                "recorded” says for how many activities each thing is known."
            )
        )
        yield Cell(
            _(
                "The collection is a sample of what was done, not a register: a small number may mean that little "
                "was recorded."
            )
        )
        undated = self.asked.undated
        if undated and undated.count:
            text = _("Activities without a date that would fit but for the period, and are not counted: %(count)s.")
            yield Cell(text % {"count": undated.count_text}, undated.url)
        if noted := self.asked.checked.noted:
            text = _(
                "Records with a note on what is inferred, or where sources differ: %(count)s. Each says it on its page."
            )
            yield Cell(text % {"count": number_text(noted)})

    # The statuses that the rule judges by -----------------------------------------------------------------------------
    @cached_property
    def _statuses(self) -> list[CountryStatus]:
        rows = CountryStatus.objects.filter(country__in=self.asked.taking_part, scheme__in=JUDGED_BY)
        oldest_first = rows.order_by("country", "scheme", F("valid_from").asc(nulls_first=True))
        names = self.asked.reference.countries
        return sorted(oldest_first, key=lambda row: names[row.country_id].label)

    def _status_section(self) -> Section:
        sources = {source: n for n, source in enumerate(dict.fromkeys(row.source for row in self._statuses), 1)}
        rows = []
        for code, statuses in groupby(self._statuses, key=attrgetter("country_id")):
            held = list(statuses)
            said = [f"{status_text(row.scheme, row.value)}, {span(row.valid_from, row.valid_to)}" for row in held]
            numbers = sorted({sources[row.source] for row in held})
            name = self.asked.reference.countries[code].label
            rows.append([Cell(name), Cell(clauses_text(said)), Cell(joined_text(numbers))])
        table = Table(
            "statuses", _("Status of the countries that take part"),
            [_("Country"), pgettext("of a country", "Status"), _("Source")], rows, numbers=1, widths=(3, 8, 1),
            note=_("Countries that activities name. An activity is judged by the status on its first day."),
        )  # fmt: skip
        return Section(
            "statuses-of-countries", _("Statuses and their sources"),
            [Cell(_("All statuses with their days"), reverse("about:statuses"))],
            [(str(number), Cell(source)) for source, number in sources.items()], [table], is_part=True,
        )  # fmt: skip

    # How to cite ------------------------------------------------------------------------------------------------------
    def _cited(self) -> list[Cell]:
        report, checked = self.report, self.asked.checked
        cited = _("%(site)s: %(title)s (%(conditions)s), as of %(day)s, data stamp %(stamp)s, %(url)s. %(licence)s.")
        words = {
            "site": report.publisher, "title": report.title, "conditions": report.subtitle, "url": report.url,
            "day": day_text(report.generated_at.date()), "stamp": checked.stamp or "–", "licence": LICENCE,
        }  # fmt: skip
        again = _(
            "This address makes the same report again, from the records as they are then. If its data stamp is another "
            "one, records were added, changed or withdrawn since."
        )
        found = [Cell(cited % words), Cell(again), Cell(report.url, report.url)]
        if checked.changed_at:
            text = _("Last change of a record that is counted: %(moment)s UTC.")
            found.append(Cell(text % {"moment": moment_text(checked.changed_at)}))
        return found
