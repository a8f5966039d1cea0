"""What other rooms have on the countries and topics of a record: the roof knows them all, they do not know one another.

Found with the bitmaps that count facets, so only what the public may see. docs/adr/0022-links-between-rooms.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.index import OPEN, need_index, offer_index
from matchmaking.models import Need, Offer
from partnerships.models import CaseStudy, Initiative
from partnerships.models.search import case_study_index, initiative_index
from portal.core.classification import list_in_words
from portal.core.facets import GROUP_OFFSET, Facet, FacetIndex, Selection, Snapshot, value_of
from portal.core.models import Curated, Topic
from portal.core.naming import direction
from portal.core.record_page import RecordPage
from portal.core.reference import Reference
from tad.models import Activity
from tad.models.search import activity_index

MOST = 3  # of a kind
WEIGHED = 40  # so many of the newest are compared for the best
REASONS = 4  # named of what a record has in common


@dataclass(frozen=True)
class Shelf:
    """One kind of record, as other records' pages show it."""

    title: str | Promise
    model: type[Curated]
    index: FacetIndex
    only: dict[Facet, frozenset[int]] = field(default_factory=dict)  # which of them, as a condition of a selection
    by_country_alone: bool = True  # is a country enough to have in common? Some are for any country


SHELVES = [
    Shelf(gettext_lazy("Activities"), Activity, activity_index),
    Shelf(gettext_lazy("Partnerships"), Initiative, initiative_index),
    Shelf(gettext_lazy("Case studies"), CaseStudy, case_study_index),
    Shelf(gettext_lazy("Open needs"), Need, need_index, {Facet.STATUS: OPEN}, by_country_alone=False),
    Shelf(gettext_lazy("Open offers"), Offer, offer_index, {Facet.STATUS: OPEN}, by_country_alone=False),
]


def elsewhere(page: RecordPage) -> list[dict]:
    """``[{title, links}]`` of every other kind; best first, each link with what it has in common with the record."""
    shelves = (shelf for shelf in SHELVES if shelf.model is not type(page.record))
    found = [{"title": shelf.title, "links": _links(page, shelf)} for shelf in shelves]
    return [each for each in found if each["links"]]


def _links(page: RecordPage, shelf: Shelf) -> list[dict]:
    """One query, none where nothing is alike. What the page already links to is left out."""
    common = _alike(page, shelf, shelf.index.current(page.versions))
    visible = shelf.model.objects.visible_to(page.request.user).filter(pk__in=common)
    records = {each.pk: each for each in visible.only("ref", "title", "language_id")} if common else {}
    shown = [records[pk] for pk in common if pk in records and records[pk].ref not in page.linked_refs]
    return [
        {
            "ref": each.ref, "title": each.title, "url": each.get_absolute_url(), "language": each.language_id,
            "dir": direction(each.language_id), "why": _why(common[each.pk], page.reference),
        }
        for each in shown[:MOST]
    ]  # fmt: skip


def _alike(page: RecordPage, shelf: Shelf, snapshot: Snapshot) -> dict[int, list[int]]:
    """``{record: the codes it shares}``: a country and a topic before a country alone, then by how much is shared."""
    countries, topics = page.country_codes, page.topic_codes
    wanted = MOST + len(page.linked_refs)
    found: dict[int, list[int]] = {}
    both, one = {Facet.COUNTRY: countries, Facet.TOPIC: topics}, {Facet.COUNTRY: countries}
    for include in (both, one) if shelf.by_country_alone else (both,):
        if not all(include.values()) or len(found) >= wanted:
            continue
        hits = snapshot.hits(Selection(include | shelf.only), snapshot.readable())
        shared = {pk: list(_shared(snapshot, pk, (topics, countries))) for pk in snapshot.page(hits, 0, WEIGHED)}
        for pk in sorted(shared.keys() - found.keys(), key=lambda pk: -len(shared[pk])):
            found[pk] = shared[pk]
    return dict(list(found.items())[:wanted])


def _shared(snapshot: Snapshot, pk: int, codes: tuple[frozenset[int], ...]) -> Iterator[int]:
    return (each for some in codes for each in sorted(some) if pk in snapshot.bitmaps.get(each, ()))


def _why(codes: list[int], reference: Reference) -> str:
    names = [_name(each, reference) for each in codes]
    return _("In common: %(what)s") % {"what": list_in_words(names, most=REASONS)}


def _name(code: int, reference: Reference) -> str:
    number = value_of(code)
    if code >> 24 == Facet.TOPIC:
        return reference[Topic].by_id[number].label
    group = number >= GROUP_OFFSET
    return (reference.groups.by_id[number - GROUP_OFFSET] if group else reference.country_by_number[number]).label
