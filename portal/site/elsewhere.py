"""What other rooms have to do with a record: the roof knows them all, they do not know one another.

Who worked on an activity; and what is alike in countries and topics, found with the bitmaps that count facets, so only
what the public may see. docs/adr/0022-links-between-rooms.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.following.result import Told
from matchmaking.index import OPEN, need_index, offer_index
from matchmaking.models import Need, Offer, Story
from partnerships.models import CaseStudy, Initiative
from partnerships.models.search import case_study_index, initiative_index
from portal.core.classification import list_in_words
from portal.core.facets import GROUP_OFFSET, VALUE_BITS, Facet, FacetIndex, Selection, Snapshot, value_of
from portal.core.models import Curated, Meeting, State, Topic
from portal.core.naming import direction
from portal.core.record_page import RecordPage
from portal.core.reference import Reference
from portal.site.meetings.index import meeting_index
from portal.site.stories import begun_with, published
from roster.detail import years_of
from roster.models import Consultant
from roster.models.consultant import nameless
from roster.models.search import consultant_index
from roster.released import NAMES, who_worked_on
from tad.models import Activity
from tad.models.search import activity_index

MOST = 3  # of a kind
WEIGHED = 40  # so many of the newest are compared for the best
REASONS = 4  # named of what a record has in common


Link = dict  # ref, title, url, language, dir, is_sample


@dataclass(frozen=True)
class Shelf:
    """One kind of record, as other records' pages show it."""

    title: str | Promise
    room: str  # the namespace of its addresses
    model: type[Curated] | type[Consultant]
    index: FacetIndex
    only: dict[Facet, frozenset[int]] = field(default_factory=dict)  # which of them, as a condition of a selection
    by_country_alone: bool = True  # is a country enough to have in common? Some are for any country

    @property
    def names(self) -> str:
        """Columns of all that is published: id, ref, title, language_id, is_sample."""
        if self.model is Consultant:
            return NAMES
        table = self.model._meta.db_table
        return f"SELECT id, ref, title, language_id, is_sample FROM {table} WHERE state = '{State.PUBLISHED}'"  # noqa: S608 -- constants


SHELVES = [
    Shelf(gettext_lazy("Activities"), "activities", Activity, activity_index),
    Shelf(gettext_lazy("Partnerships"), "partnerships", Initiative, initiative_index),
    Shelf(gettext_lazy("Case studies"), "case_studies", CaseStudy, case_study_index),
    Shelf(gettext_lazy("Consultants"), "roster", Consultant, consultant_index, by_country_alone=False),
    Shelf(gettext_lazy("Meetings"), "meetings", Meeting, meeting_index),
    Shelf(gettext_lazy("Open needs"), "needs", Need, need_index, {Facet.STATUS: OPEN}, by_country_alone=False),
    Shelf(gettext_lazy("Open offers"), "offers", Offer, offer_index, {Facet.STATUS: OPEN}, by_country_alone=False),
]


class Elsewhere:
    def __init__(self, page: RecordPage) -> None:
        self.page = page

    @cached_property
    def workers(self) -> list[Link]:
        """The consultants who released that they worked on this activity, each with ``did``: role and years."""
        if not isinstance(self.page.record, Activity):
            return []
        return [
            _link("roster", profile.ref, profile.title, "", profile.is_sample) | {"did": [_did(line) for line in lines]}
            for profile, lines in who_worked_on(self.page.record.pk, self.page.record.ref)
        ]

    @cached_property
    def shelves(self) -> list[dict]:
        """``[{title, links}]`` of every other kind; best first, each link with what it has in common. What the page
        already links to is left out."""
        page = self.page
        linked = page.linked_refs | {each["ref"] for each in self.workers}
        shelves = [shelf for shelf in SHELVES if shelf.model is not type(page.record)]
        alike = [(shelf, _alike(page, shelf, MOST + len(linked))) for shelf in shelves]
        found = [{"title": _("It began with"), "links": self._origins()}]
        for (shelf, common), links in zip(alike, _links(alike), strict=True):
            shown = [pk for pk in common if pk in links and links[pk]["ref"] not in linked][:MOST]
            told = [links[pk] | {"why": _why(common[pk], page.reference)} for pk in shown]
            found.append({"title": shelf.title, "links": told})
        return [each for each in found if each["links"]]

    @cached_property
    def _published(self) -> list[Story]:
        """Of the matches that led to this record, once both sides have published what came of it."""
        name = {Activity: "activity", Initiative: "initiative"}.get(type(self.page.record))
        return published(Q(**{f"match__{name}": self.page.record})) if name else []

    @property
    def stories(self) -> list[Told]:
        """In full: both sides want everybody to read them, whoever may see the need."""
        return [Told(story, None) for story in self._published]

    def _origins(self) -> list[Link]:
        """The needs and offers that it began with."""
        return begun_with(self._published, self.page.versions)


def _links(wanted: list[tuple[Shelf, Collection[int]]]) -> list[dict[int, Link]]:
    """``{id: link}`` for each shelf, what is no longer published left out: one query for all, none for nothing."""
    parts = [(place, shelf, list(ids)) for place, (shelf, ids) in enumerate(wanted) if ids]
    found: list[dict[int, Link]] = [{} for _shelf in wanted]
    if parts:
        asked = "SELECT {}, * FROM ({}) AS named WHERE id = ANY(%s)"
        queries = (asked.format(place, shelf.names) for place, shelf, _ids in parts)
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(queries), [ids for _place, _shelf, ids in parts])
            rows = cursor.fetchall()
        for place, pk, *said in rows:
            found[place][pk] = _link(wanted[place][0].room, *said)
    return found


def _link(room: str, ref: str, title: str, language: str, is_sample: bool) -> Link:
    return {
        "ref": ref, "title": title or nameless(ref), "url": reverse(f"{room}:detail", args=[ref]), "language": language,
        "dir": direction(language) if language else "auto", "is_sample": is_sample,
    }  # fmt: skip


def _did(line: dict) -> dict:
    return {"role": line["role"], "years": years_of(line), "is_verified": bool(line["verified_on"])}


def _alike(page: RecordPage, shelf: Shelf, wanted: int) -> dict[int, list[int]]:
    """``{record: the codes it shares}``: a country and a topic before a country alone, then by how much is shared."""
    countries, topics, snapshot = page.country_codes, page.topic_codes, shelf.index.current(page.versions)
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
    if code >> VALUE_BITS == Facet.TOPIC:
        return reference[Topic].by_id[number].label
    group = number >= GROUP_OFFSET
    return (reference.groups.by_id[number - GROUP_OFFSET] if group else reference.country_by_number[number]).label
