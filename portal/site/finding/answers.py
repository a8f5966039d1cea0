"""Pages that answer a question better than any record: the country, topic or organisation that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.addresses import encoded
from portal.core.charts import Part
from portal.core.models import Topic
from portal.core.models.versions import Stamp
from portal.core.reference import Reference
from portal.core.search import is_weak
from portal.site import counted
from portal.site.finding.lists import knows
from portal.site.finding.names import COUNTRY, ORGANISATION, TOPIC, Named, read


@dataclass(frozen=True)
class Answer:
    kind: str  # "Country"
    name: str
    url: str
    counts: list[Part]  # records of each room, with their addresses


def answers_to(
    question: str, versions: dict[str, Stamp], reference: Reference, *, records_found: bool
) -> Iterator[Answer]:
    """Each thing that the question names; where it names a country and a topic, first what there is on both, unless
    some record has the other words, too."""
    reading = read(question, reference)
    both = {each.parameter: each for each in reversed(reading.named) if each.parameter != ORGANISATION}
    if len(both) > 1 and (not records_found or not reading.rest or is_weak(reading.rest)):
        yield _together([both[TOPIC], both[COUNTRY]], versions, reference)
    yield from (_answer(each, versions, reference) for each in reading.named)


def _answer(named: Named, versions: dict[str, Stamp], reference: Reference) -> Answer:
    kinds = {COUNTRY: _("Country"), TOPIC: _("Topic"), ORGANISATION: _("Organisation")}
    name, url = _name_and_page(named, reference)
    return Answer(kinds[named.parameter], name, url, _counts([named], versions, reference))


def _together(things: list[Named], versions: dict[str, Stamp], reference: Reference) -> Answer:
    names = " · ".join(_name_and_page(each, reference)[0] for each in things)
    query = "&".join(encoded(each.parameter, each.code) for each in things)
    return Answer(_("Both together"), names, f"{reverse('search')}?{query}", _counts(things, versions, reference))


def _name_and_page(named: Named, reference: Reference) -> tuple[str, str]:
    if named.parameter == ORGANISATION:
        institution = reference.organisation_by_slug[named.code]
        return institution.name, institution.url
    term = reference.countries[named.code] if named.parameter == COUNTRY else reference[Topic].by_code[named.code]
    page = {COUNTRY: "countries:detail", TOPIC: "topics:detail"}[named.parameter]
    return term.label, reverse(page, args=[named.code])


def _counts(things: list[Named], versions: dict[str, Stamp], reference: Reference) -> list[Part]:
    conditions = {each.parameter: each.code for each in things}
    return [
        found.part(str(found.room.title))
        for every in counted.every(versions, reference)
        if all(knows(every.room.listing, name) for name in conditions) and (found := every.having(**conditions))
    ]
